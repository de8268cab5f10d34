using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>A rank, by the name of its role.</summary>
internal sealed record Rank(string Name, int Level, int Limit, int Color, string Abbreviation);

/// <summary>The firm's roles.</summary>
internal sealed class LawFirmRoles
{
    public static readonly Rank[] Ranks =
    [
        new("Managing Partner", 6, 1, 0xF1C40F, "MP"),
        new("Senior Partner", 5, 3, 0xE67E22, "SP"),
        new("Partner", 4, 5, 0xE08E5B, "P"),
        new("Senior Associate", 3, 10, 0x3498DB, "SA"),
        new("Associate", 2, 10, 0x5DADE2, "A"),
        new("Paralegal", 1, 10, 0x1ABC9C, "PL"),
    ];

    private readonly Dictionary<string, Role> _byName = new(StringComparer.Ordinal);

    public Role this[string name] => _byName[name];

    public Role Of(Rank rank) => _byName[rank.Name];

    public WorldMember[] Bots { get; private set; } = [];

    /// <summary>From the bottom of the list to its top.</summary>
    public static LawFirmRoles Add(WorldGuild guild, WorldUser bot)
    {
        var roles = new LawFirmRoles();
        var made = LawFirmScenario.Founded.AddHours(1);
        foreach (var (name, color, hoist, permissions) in Ordinary)
        {
            made = made.AddDays(3);
            roles._byName.Add(name, guild.AddRole(name, permissions, color, hoist, mentionable: name.StartsWith("Ping", StringComparison.Ordinal), created: made));
        }

        foreach (var rank in Ranks.Reverse().Where(r => r.Level < 6))
        {
            roles._byName.Add(rank.Name, guild.AddRole(rank.Name, OfRank(rank), rank.Color, hoist: true, mentionable: rank.Level <= 2, created: LawFirmScenario.Founded.AddHours(2)));
        }

        var tickets = guild.AddBot(guild.World.AddForeignBot("Ticket Clerk", LawFirmScenario.Founded.AddYears(-1)),
            Permissions.ManageChannels | Permissions.ViewChannel | Permissions.SendMessages, LawFirmScenario.Founded.AddDays(40));
        var music = guild.AddBot(guild.World.AddForeignBot("Gramophone", LawFirmScenario.Founded.AddYears(-1)),
            Permissions.Connect | Permissions.Speak | Permissions.ViewChannel, LawFirmScenario.Founded.AddDays(300));
        var own = guild.AddBot(bot, BotPermissions.Sensible, LawFirmScenario.Founded.AddYears(5).AddDays(20));

        // These two stand above the bot: what they hold it can see and cannot change.
        roles._byName.Add("Admin", guild.AddRole("Admin", Permissions.Administrator, 0xE74C3C, hoist: true, created: LawFirmScenario.Founded.AddHours(3)));
        var top = Ranks[0];
        roles._byName.Add(top.Name, guild.AddRole(top.Name, OfRank(top), top.Color, hoist: true, created: LawFirmScenario.Founded.AddHours(2)));
        roles.Bots = [tickets, music, own];
        return roles;
    }

    private static readonly (string Name, int Color, bool Hoist, Permissions Permissions)[] Ordinary =
    [
        ("Ping: announcements", 0, false, Permissions.None),
        ("Ping: court sessions", 0, false, Permissions.None),
        ("she/her", 0, false, Permissions.None),
        ("he/him", 0, false, Permissions.None),
        ("they/them", 0, false, Permissions.None),
        ("Visitor", 0x95A5A6, false, Permissions.None),
        ("Verified", 0, false, Permissions.None),
        ("Alumni", 0x7F8C8D, false, Permissions.None),
        ("Client", 0x2ECC71, true, Permissions.None),
        ("Retained Client", 0x27AE60, true, Permissions.None),
        ("Court Reporter", 0xAF7AC5, false, Permissions.None),
        ("Interviewee", 0xD7BDE2, false, Permissions.None),
        ("Event Team", 0xF5B7B1, false, Permissions.ManageEvents | Permissions.CreateEvents),
        ("Hiring Staff", 0xBB8FCE, false, Permissions.ModerateMembers),
        ("Moderator", 0xEC7063, true, Permissions.ManageMessages | Permissions.ModerateMembers | Permissions.KickMembers | Permissions.ViewAuditLog | Permissions.ManageNicknames),
    ];

    private static Permissions OfRank(Rank rank) => rank.Level switch
    {
        6 => Permissions.ManageGuild | Permissions.ManageRoles | Permissions.ManageChannels | Permissions.KickMembers | Permissions.BanMembers | Permissions.ViewAuditLog
            | Permissions.ManageMessages | Permissions.ModerateMembers | Permissions.ManageNicknames,
        5 => Permissions.ManageRoles | Permissions.ManageMessages | Permissions.ViewAuditLog | Permissions.ModerateMembers | Permissions.ManageNicknames,
        4 => Permissions.ManageMessages | Permissions.ViewAuditLog,
        3 => Permissions.ManageMessages,
        _ => Permissions.None,
    };
}
