using Mainstay.Discord;
using static Mainstay.Modules.Setup.Templates.TemplateBuilder;

namespace Mainstay.Modules.Setup.Templates;

/// <summary>An open-source project: maintainers, triage, contributors, help that stays findable, security reports in private.</summary>
internal static class OpenSourceTemplate
{
    public static ServerTemplate Make()
    {
        var build = new TemplateBuilder()
            .Role("Maintainer", 0xE74C3C, Moderate | Permissions.ModerateMembers | Permissions.ManageNicknames, hoist: true)
            .Role("Moderator", 0xE67E22, Moderate | Permissions.ModerateMembers, hoist: true, mentionable: true)
            .Role("Triage", 0xF1C40F, Permissions.ManageThreads, hoist: true)
            .Role("Contributor", 0x2ECC71, hoist: true)
            .Role("Security response", 0x9B59B6)
            .Role("Release news", 0x95A5A6);
        string[] team = ["Maintainer", "Moderator", "Triage"];

        build.Category("Project", build.ReadOnly("Maintainer"),
            new Inside("welcome", "What this project is, and where to begin."),
            new Inside("code-of-conduct", "How we treat each other, and whom to turn to."),
            new Inside("announcements", "News for everybody."),
            new Inside("releases", "What came out, and what it changes."));
        build.Category("Community", [],
            new Inside("general", "Everything around the project."),
            new Inside("introductions", "Who are you, and what do you build?"),
            new Inside("showcase", "What you made with it.") { SlowMode = 30 },
            new Inside("off-topic", "Everything else."));
        build.Category("Help", [],
            new Inside("getting-started", "No question is too small."),
            new Inside("usage", "How do I …?"),
            new Inside("troubleshooting", "Say what you did, what you expected, and what happened.") { SlowMode = 10 });
        build.Category("Development", [],
            new Inside("contributing", "First patches welcome."),
            new Inside("design", "Proposals before code."),
            new Inside("ci-and-tooling", "Builds, tests, releases."),
            new Inside("docs", "Words about code."));
        build.Category("Team", build.Only(Look | Write, team),
            new Inside("team", "Among those who look after the project."),
            new Inside("triage", "What came in, and who takes it."),
            new Inside("moderation-log", "What Mainstay and moderators did.") { Overwrites = build.Only(Look, "Maintainer", "Moderator") },
            new Inside("security", "Reports that are not public yet.") { Overwrites = build.Only(Look | Write, "Maintainer", "Security response") });
        build.Category("Voice", [],
            new Inside("Community call", Type: ChannelType.GuildVoice),
            new Inside("Pairing", Type: ChannelType.GuildVoice) { UserLimit = 4 });

        return new ServerTemplate
        {
            Name = "open-source-community",
            Title = "Open-source community",
            Guild = build.Build("Open-source community"),
            Ranks =
            [
                new TemplateRank(build["Maintainer"], 5, 20),
                new TemplateRank(build["Moderator"], 4, 50),
                new TemplateRank(build["Triage"], 3, 100),
                new TemplateRank(build["Contributor"], 1, 10_000),
            ],
            Jobs =
            [
                new TemplateJob("Triage", "Sorts what comes in: labels, first questions, duplicates.", build["Triage"], 20),
                new TemplateJob("Moderator", "Looks after the conversation.", build["Moderator"], 10),
            ],
            Settings = [new TemplateSetting("replies", "log-channel", build["moderation-log"])],
        };
    }
}
