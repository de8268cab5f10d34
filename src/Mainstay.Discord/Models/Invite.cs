using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>An invite; those of a guild's or channel's list carry how they were used. See https://discord.com/developers/docs/resources/invite#invite-object.</summary>
public sealed record Invite : WireModel
{
    /// <summary>Where it leads.</summary>
    public required InviteType Type { get; init; }

    /// <summary>The code, which names it.</summary>
    public required string Code { get; init; }

    /// <summary>The guild, in part.</summary>
    public InviteGuild? Guild { get; init; }

    /// <summary>The guild; only over REST.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The channel, in part.</summary>
    public required InviteChannel? Channel { get; init; }

    /// <summary>Who made it.</summary>
    public User? Inviter { get; init; }

    /// <summary>What of a voice channel it leads to: 1 a stream, 2 an activity.</summary>
    public int? TargetType { get; init; }

    /// <summary>Whose stream.</summary>
    public User? TargetUser { get; init; }

    /// <summary>Which activity.</summary>
    public Application? TargetApplication { get; init; }

    /// <summary>About how many are online.</summary>
    public Optional<int?> ApproximatePresenceCount { get; init; }

    /// <summary>About how many members.</summary>
    public Optional<int?> ApproximateMemberCount { get; init; }

    /// <summary>Until when it is valid, UTC; null is for ever.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The scheduled event that it leads to.</summary>
    public ScheduledEvent? GuildScheduledEvent { get; init; }

    /// <summary>1: the guest leaves when they leave the voice channel.</summary>
    public int? Flags { get; init; }

    /// <summary>Roles that those who use it get.</summary>
    public Optional<IReadOnlyList<InviteRole>?> Roles { get; init; }

    /// <summary>How often it was used.</summary>
    public int? Uses { get; init; }

    /// <summary>How often it can be used; 0 is no limit.</summary>
    public int? MaxUses { get; init; }

    /// <summary>For how many seconds it is valid; 0 is for ever.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Whether those who get no role leave when they go offline.</summary>
    public bool? Temporary { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>The guild of an invite.</summary>
public sealed record InviteGuild : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>The invite page's picture, as a hash.</summary>
    public required string? Splash { get; init; }

    /// <summary>The banner's hash.</summary>
    public required string? Banner { get; init; }

    /// <summary>What it says of itself.</summary>
    public required string? Description { get; init; }

    /// <summary>What is switched on.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What a member needs before they may write.</summary>
    public required VerificationLevel? VerificationLevel { get; init; }

    /// <summary>The code of the guild's own invite.</summary>
    public required string? VanityUrlCode { get; init; }

    /// <summary>For whom it is.</summary>
    public required NsfwLevel? NsfwLevel { get; init; }

    /// <summary>Whether it is for adults, as a yes or no; only over REST.</summary>
    public Optional<bool?> Nsfw { get; init; }

    /// <summary>The number of boosts.</summary>
    public int? PremiumSubscriptionCount { get; init; }
}

/// <summary>The channel of an invite.</summary>
public sealed record InviteChannel : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Its name.</summary>
    public required string? Name { get; init; }

    /// <summary>The icon's hash, for groups.</summary>
    public string? Icon { get; init; }

    /// <summary>The people of a group, by name.</summary>
    public IReadOnlyList<JsonElement>? Recipients { get; init; }
}

/// <summary>A role that those who use an invite get.</summary>
public sealed record InviteRole : WireModel
{
    /// <summary>The role.</summary>
    public required Id<Role> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its rank.</summary>
    public required int Position { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public required int Color { get; init; }

    /// <summary>All colours.</summary>
    public required RoleColors Colors { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>The icon, if it is an emoji.</summary>
    public required string? UnicodeEmoji { get; init; }

    /// <summary>What its members may do.</summary>
    public Permissions? Permissions { get; init; }
}

/// <summary>Where an invite leads.</summary>
public enum InviteType
{
    /// <summary>Into a guild.</summary>
    Guild = 0,

    /// <summary>Into a group.</summary>
    GroupDm = 1,

    /// <summary>To a friend.</summary>
    Friend = 2,
}
