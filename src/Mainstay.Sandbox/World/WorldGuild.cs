using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>A guild with everything in it.</summary>
internal sealed partial class WorldGuild(DiscordWorld world, Guild settings)
{
    public DiscordWorld World { get; } = world;

    public Id<Guild> Id { get; } = settings.Id;

    /// <summary>The guild's own properties; its lists (roles, emojis, stickers) stay empty here and are filled in when it is shown.</summary>
    public Guild Settings { get; set; } = settings;

    public Id<User> OwnerId => Settings.OwnerId;

    public Id<Role> EveryoneId => Id.Cast<Role>();

    public Role Everyone => Roles[EveryoneId];

    /// <summary>@everyone included; positions are dense from 0.</summary>
    public Dictionary<Id<Role>, Role> Roles { get; } = [];

    /// <summary>Without threads.</summary>
    public Dictionary<Id<Channel>, WorldChannel> Channels { get; } = [];

    /// <summary>Active and archived.</summary>
    public Dictionary<Id<Channel>, WorldChannel> Threads { get; } = [];

    public IdBook<WorldMember> Members { get; } = new();

    public Dictionary<Id<Emoji>, Emoji> Emojis { get; } = [];

    public Dictionary<Id<Sticker>, Sticker> Stickers { get; } = [];

    public IdBook<Ban> Bans { get; } = new();

    public Dictionary<Id<AutoModerationRule>, AutoModerationRule> AutoModeration { get; } = [];

    public Dictionary<Id<ScheduledEvent>, ScheduledEvent> ScheduledEvents { get; } = [];

    public Dictionary<Id<User>, VoiceState> VoiceStates { get; } = [];

    /// <summary>Who is not offline.</summary>
    public Dictionary<Id<User>, Presence> Presences { get; } = [];

    /// <summary>The oldest first.</summary>
    public List<AuditLogEntry> AuditLog { get; } = [];

    public Onboarding? Onboarding { get; set; }

    public WelcomeScreen? WelcomeScreen { get; set; }

    /// <summary>An outage: the guild is there and nobody reaches it.</summary>
    public bool IsUnavailable { get; set; }

    public WorldMember? Member(Id<User> id) => Members[id.Value];

    public IEnumerable<Role> RolesInOrder => Roles.Values.OrderBy(r => r.Position).ThenBy(r => r.Id);
}
