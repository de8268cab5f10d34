namespace Mainstay.Discord;

/// <summary>CHANNEL_PINS_UPDATE. See https://discord.com/developers/docs/events/gateway-events#channel-pins-update.</summary>
public sealed record ChannelPinsUpdateEvent : WireModel
{
    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>When a message was last pinned, UTC.</summary>
    public Optional<DateTimeOffset?> LastPinTimestamp { get; init; }
}

/// <summary>THREAD_DELETE. See https://discord.com/developers/docs/events/gateway-events#thread-delete.</summary>
public sealed record ThreadDeleteEvent : WireModel
{
    /// <summary>The thread that is gone.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The channel that it was in.</summary>
    public required Id<Channel> ParentId { get; init; }

    /// <summary>What kind of thread it was.</summary>
    public required ChannelType Type { get; init; }
}

/// <summary>THREAD_LIST_SYNC: the bot may now see these channels' threads. See https://discord.com/developers/docs/events/gateway-events#thread-list-sync.</summary>
public sealed record ThreadListSyncEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The channels; absent means all.</summary>
    public IReadOnlyList<Id<Channel>>? ChannelIds { get; init; }

    /// <summary>Their active threads.</summary>
    public required IReadOnlyList<Channel> Threads { get; init; }

    /// <summary>The bot's memberships among them.</summary>
    public required IReadOnlyList<ThreadMember> Members { get; init; }
}

/// <summary>THREAD_MEMBER_UPDATE: the bot's own membership changed. See https://discord.com/developers/docs/events/gateway-events#thread-member-update.</summary>
public sealed record ThreadMemberUpdateEvent : ThreadMember
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }
}

/// <summary>THREAD_MEMBERS_UPDATE: who came and went. See https://discord.com/developers/docs/events/gateway-events#thread-members-update.</summary>
public sealed record ThreadMembersUpdateEvent : WireModel
{
    /// <summary>The thread.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>About how many; stops counting at 50.</summary>
    public required int MemberCount { get; init; }

    /// <summary>Who came, with member and presence.</summary>
    public IReadOnlyList<ThreadMember>? AddedMembers { get; init; }

    /// <summary>Who went.</summary>
    public IReadOnlyList<Id<User>>? RemovedMemberIds { get; init; }
}

/// <summary>TYPING_START. See https://discord.com/developers/docs/events/gateway-events#typing-start.</summary>
public sealed record TypingStartEvent : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>Who types.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>When, unix seconds.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The member.</summary>
    public GuildMember? Member { get; init; }
}
