namespace Mainstay.Discord;

/// <summary>MESSAGE_CREATE and MESSAGE_UPDATE. See https://discord.com/developers/docs/events/gateway-events#message-create.</summary>
public sealed record MessageEvent : Message
{
    /// <summary>The guild; absent in direct messages.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The author as a member, without the user; absent for webhooks and in direct messages.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>What kind of channel it is.</summary>
    public ChannelType? ChannelType { get; init; }
}

/// <summary>MESSAGE_DELETE. See https://discord.com/developers/docs/events/gateway-events#message-delete.</summary>
public sealed record MessageDeleteEvent : WireModel
{
    /// <summary>The message that is gone.</summary>
    public required Id<Message> Id { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }
}

/// <summary>MESSAGE_DELETE_BULK. See https://discord.com/developers/docs/events/gateway-events#message-delete-bulk.</summary>
public sealed record MessageDeleteBulkEvent : WireModel
{
    /// <summary>The messages that are gone.</summary>
    public required IReadOnlyList<Id<Message>> Ids { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }
}

/// <summary>MESSAGE_REACTION_ADD and MESSAGE_REACTION_REMOVE. See https://discord.com/developers/docs/events/gateway-events#message-reaction-add.</summary>
public sealed record MessageReactionEvent : WireModel
{
    /// <summary>Who reacted.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The message.</summary>
    public required Id<Message> MessageId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The member; only when added, in a guild.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>With what.</summary>
    public required Emoji Emoji { get; init; }

    /// <summary>Who wrote the message; only when added.</summary>
    public Id<User>? MessageAuthorId { get; init; }

    /// <summary>Whether it is a super reaction.</summary>
    public required bool Burst { get; init; }

    /// <summary>Colours of a super reaction, as <c>#rrggbb</c>.</summary>
    public IReadOnlyList<string>? BurstColors { get; init; }

    /// <summary>0 plain, 1 super.</summary>
    public required int Type { get; init; }
}

/// <summary>MESSAGE_REACTION_REMOVE_ALL. See https://discord.com/developers/docs/events/gateway-events#message-reaction-remove-all.</summary>
public sealed record MessageReactionRemoveAllEvent : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The message.</summary>
    public required Id<Message> MessageId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }
}

/// <summary>MESSAGE_REACTION_REMOVE_EMOJI. See https://discord.com/developers/docs/events/gateway-events#message-reaction-remove-emoji.</summary>
public sealed record MessageReactionRemoveEmojiEvent : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The message.</summary>
    public required Id<Message> MessageId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>Which emoji.</summary>
    public required Emoji Emoji { get; init; }
}

/// <summary>MESSAGE_POLL_VOTE_ADD and MESSAGE_POLL_VOTE_REMOVE. See https://discord.com/developers/docs/events/gateway-events#message-poll-vote-add.</summary>
public sealed record MessagePollVoteEvent : WireModel
{
    /// <summary>Who voted.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The message.</summary>
    public required Id<Message> MessageId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The answer's number.</summary>
    public required int AnswerId { get; init; }
}
