using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Worlds;

/// <summary>A guild with an owner, an administrator, a moderator with a rank, a plain member, and everything that happens to them.</summary>
internal sealed class Stage
{
    public Stage()
    {
        World = new DiscordWorld(Time, 1);
        Owner = World.AddPerson("olivia");
        Guild = World.AddGuild("Stage", Owner);
        Guild.Set(Guild.Everyone with { Permissions = Guild.Everyone.Permissions & ~Permissions.MentionEveryone });
        Low = Guild.AddRole("low");
        Moderators = Guild.AddRole("moderators", Moderation);
        High = Guild.AddRole("high");
        Administrators = Guild.AddRole("administrators", Permissions.Administrator);
        Moderator = Join("mona", Moderators.Id);
        Administrator = Join("adam", Administrators.Id);
        Member = Join("max");
        Text = Guild.AddChannel(ChannelType.GuildText, "general");
        World.Happened += Happened.Add;
    }

    public const Permissions Moderation =
        Permissions.ManageRoles | Permissions.KickMembers | Permissions.BanMembers | Permissions.ManageNicknames | Permissions.ModerateMembers
        | Permissions.ManageMessages | Permissions.ManageChannels | Permissions.ManageGuild | Permissions.ViewChannel | Permissions.SendMessages;

    public ManualTime Time { get; } = new();
    public DiscordWorld World { get; }
    public WorldGuild Guild { get; }
    public WorldUser Owner { get; }
    public WorldUser Administrator { get; }
    public WorldUser Moderator { get; }
    public WorldUser Member { get; }
    public Role Low { get; }
    public Role Moderators { get; }
    public Role High { get; }
    public Role Administrators { get; }
    public WorldChannel Text { get; }
    public List<WorldEvent> Happened { get; } = [];

    public IEnumerable<string> Names => Happened.Select(e => e.Name);

    public AuditLogEntry LastLogged => Guild.AuditLog[^1];

    public WorldUser Join(string name, params IEnumerable<Id<Role>> roles)
    {
        var user = World.AddPerson(name);
        Guild.AddMember(user, roles);
        return user;
    }

    public WorldMember this[WorldUser user] => Guild.Member(user.Id)!;

    public static Act By(WorldUser user, string? reason = null) => new(user.Id, reason);

    public static Refusal Refused(Action act) => Should.Throw<Refusal>(act);

    public static MessageDraft Saying(string text) => new() { Content = text };
}
