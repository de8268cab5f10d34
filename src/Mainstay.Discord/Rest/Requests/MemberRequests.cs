namespace Mainstay.Discord.Rest;

/// <summary>Changes to a member; what is absent stays. See https://discord.com/developers/docs/resources/guild#modify-guild-member.</summary>
public sealed record ModifyMember
{
    /// <summary>At most 32 characters; null takes the nickname away.</summary>
    public Optional<string?> Nick { get; init; }

    /// <summary>All roles, at most 350.</summary>
    public IReadOnlyList<Id<Role>>? Roles { get; init; }

    /// <summary>Whether muted in voice; only while in voice.</summary>
    public bool? Mute { get; init; }

    /// <summary>Whether deafened in voice; only while in voice.</summary>
    public bool? Deaf { get; init; }

    /// <summary>The voice channel to move to; null disconnects.</summary>
    public Optional<Id<Channel>?> ChannelId { get; init; }

    /// <summary>Until when they are timed out, UTC, at most 28 days; null ends it.</summary>
    public Optional<DateTimeOffset?> CommunicationDisabledUntil { get; init; }

    /// <summary>Flags.</summary>
    public GuildMemberFlags? Flags { get; init; }
}

/// <summary>Changes to the bot's own member. See https://discord.com/developers/docs/resources/guild#modify-current-member.</summary>
public sealed record ModifyCurrentMember
{
    /// <summary>At most 32 characters; null takes the nickname away.</summary>
    public Optional<string?> Nick { get; init; }
}

/// <summary>The body of a ban.</summary>
internal sealed record CreateBan
{
    public int? DeleteMessageSeconds { get; init; }
}

/// <summary>The body of a bulk ban.</summary>
internal sealed record BulkBan
{
    public required IReadOnlyList<Id<User>> UserIds { get; init; }

    public int? DeleteMessageSeconds { get; init; }
}

/// <summary>Whom a prune removes. See https://discord.com/developers/docs/resources/guild#begin-guild-prune.</summary>
public sealed record BeginPrune
{
    /// <summary>Inactive for so many days, 1 to 30; 7 when absent.</summary>
    public int? Days { get; init; }

    /// <summary>Whether to count, which takes long in large guilds; true when absent.</summary>
    public bool? ComputePruneCount { get; init; }

    /// <summary>Roles whose members are removed too; otherwise only members without roles are.</summary>
    public IReadOnlyList<Id<Role>>? IncludeRoles { get; init; }
}
