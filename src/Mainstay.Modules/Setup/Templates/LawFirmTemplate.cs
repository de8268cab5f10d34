using Mainstay.Discord;
using static Mainstay.Modules.Setup.Templates.TemplateBuilder;

namespace Mainstay.Modules.Setup.Templates;

/// <summary>A law firm of a role-playing community: six ranks, clients, cases that only those see who work on them.</summary>
internal static class LawFirmTemplate
{
    private static readonly (string Name, int Level, int Most, int Color, Permissions Permissions)[] Ranks =
    [
        ("Managing Partner", 6, 1, 0xF1C40F, Moderate | Permissions.ManageNicknames | Permissions.ModerateMembers),
        ("Senior Partner", 5, 3, 0xE67E22, Moderate | Permissions.ModerateMembers),
        ("Junior Partner", 4, 5, 0xE08E5B, Moderate),
        ("Senior Associate", 3, 10, 0x3498DB, Permissions.None),
        ("Junior Associate", 2, 10, 0x5DADE2, Permissions.None),
        ("Paralegal", 1, 10, 0x1ABC9C, Permissions.None),
    ];

    public static ServerTemplate Make()
    {
        var build = new TemplateBuilder();
        foreach (var rank in Ranks)
        {
            build.Role(rank.Name, rank.Color, rank.Permissions, hoist: true);
        }

        build.Role("Hiring Staff", 0x9B59B6, mentionable: true).Role("Client", 0x95A5A6);
        string[] staff = [.. Ranks.Select(r => r.Name)];
        string[] partners = [.. Ranks.Where(r => r.Level >= 4).Select(r => r.Name)];
        string[] lawyers = [.. Ranks.Where(r => r.Level >= 2).Select(r => r.Name)];
        var inside = build.Only(Look | Write, staff);

        build.Category("Front desk", build.ReadOnly(partners),
            new Inside("welcome", "What this firm does, and how to reach it."),
            new Inside("rules", "Read before you write."),
            new Inside("announcements", "News of the firm."),
            new Inside("job-applications", "Open positions."));
        build.Category("Lobby", [],
            new Inside("general", "Everything that is no case."),
            new Inside("bot-commands", "Slash commands go here."),
            new Inside("feedback", "How did we do?") { SlowMode = 30 });
        build.Category("Legal help", build.And([], "Client", Permissions.AttachFiles | Permissions.EmbedLinks),
            new Inside("ask-a-lawyer", "One question per message.") { SlowMode = 10 },
            new Inside("retainer-agreements", "Agreements that were signed.") { Overwrites = build.Only(Look, [.. lawyers, "Client"]) });
        build.Category("Case reviews", build.Only(Look | Write, lawyers),
            new Inside("new-cases", "Cases that wait for a lawyer."));
        build.Category("Case archive", build.Only(Look, partners),
            new Inside("closed-cases", "What was decided, and how."));
        build.Category("Staff", inside,
            new Inside("staff-chat", "Among colleagues."),
            new Inside("staff-commands", "Commands that change things go here."),
            new Inside("hiring", "Applications and interviews.") { Overwrites = build.And(build.Only(Look | Write, partners), "Hiring Staff", Look | Write) },
            new Inside("mod-log", "What Mainstay and moderators did.") { Overwrites = build.Only(Look, partners) });
        build.Category("Courtrooms", [],
            new Inside("Waiting room", Type: ChannelType.GuildVoice),
            new Inside("Courtroom", Type: ChannelType.GuildVoice),
            new Inside("Consultation", Type: ChannelType.GuildVoice) { UserLimit = 2 });

        return new ServerTemplate
        {
            Name = "law-firm",
            Title = "Law firm",
            Guild = build.Build("Law firm"),
            Ranks = [.. Ranks.Select(r => new TemplateRank(build[r.Name], r.Level, r.Most))],
            Jobs = [.. Ranks.Select(r => new TemplateJob(r.Name, $"Works here as {r.Name}.", build[r.Name], r.Most))],
            Settings = [new TemplateSetting("replies", "log-channel", build["mod-log"])],
        };
    }
}
