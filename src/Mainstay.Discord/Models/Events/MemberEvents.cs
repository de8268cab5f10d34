namespace Mainstay.Discord;

/// <summary>GUILD_MEMBER_ADD and GUILD_MEMBER_UPDATE: in an update what is absent has not changed. See https://discord.com/developers/docs/events/gateway-events#guild-member-add.</summary>
public sealed record GuildMemberEvent : GuildMember
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }
}

/// <summary>GUILD_MEMBER_REMOVE: someone left, or was kicked or banned. See https://discord.com/developers/docs/events/gateway-events#guild-member-remove.</summary>
public sealed record GuildMemberRemoveEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>Who.</summary>
    public required User User { get; init; }
}

/// <summary>GUILD_MEMBERS_CHUNK: a part of the members asked for, at most 1,000. See https://discord.com/developers/docs/events/gateway-events#guild-members-chunk.</summary>
public sealed record GuildMembersChunkEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The members.</summary>
    public required IReadOnlyList<GuildMember> Members { get; init; }

    /// <summary>Which part, from 0.</summary>
    public required int ChunkIndex { get; init; }

    /// <summary>How many parts.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>Users asked for who are not members.</summary>
    public IReadOnlyList<Id<User>>? NotFound { get; init; }

    /// <summary>Presences, when asked for.</summary>
    public IReadOnlyList<Presence>? Presences { get; init; }

    /// <summary>What the request called itself, at most 32 bytes.</summary>
    public string? Nonce { get; init; }
}
