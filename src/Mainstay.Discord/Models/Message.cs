namespace Mainstay.Discord;

/// <summary>A message. See https://discord.com/developers/docs/resources/message#message-object.</summary>
public record Message : WireModel
{
    /// <summary>The message's id.</summary>
    public required Id<Message> Id { get; init; }

    /// <summary>The channel or thread.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>Who wrote it; for webhooks the name and avatar that they showed.</summary>
    public required User Author { get; init; }

    /// <summary>At most 2,000 characters, 4,000 with Nitro; empty without the message content intent.</summary>
    public required string Content { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was last edited, UTC.</summary>
    public required DateTimeOffset? EditedTimestamp { get; init; }

    /// <summary>Whether it was read aloud.</summary>
    public required bool Tts { get; init; }

    /// <summary>Whether it pings everyone.</summary>
    public required bool MentionEveryone { get; init; }

    /// <summary>Whom it pings.</summary>
    public required IReadOnlyList<User> Mentions { get; init; }

    /// <summary>Which roles it pings.</summary>
    public required IReadOnlyList<Id<Role>> MentionRoles { get; init; }

    /// <summary>Channels of other guilds that it names.</summary>
    public IReadOnlyList<ChannelMention>? MentionChannels { get; init; }

    /// <summary>Files.</summary>
    public required IReadOnlyList<Attachment> Attachments { get; init; }

    /// <summary>Boxes, at most 10.</summary>
    public required IReadOnlyList<Embed> Embeds { get; init; }

    /// <summary>Reactions; absent when there are none.</summary>
    public IReadOnlyList<Reaction>? Reactions { get; init; }

    /// <summary>What the sender put there to know its message again, at most 25 characters.</summary>
    public Scalar? Nonce { get; init; }

    /// <summary>Whether it is pinned.</summary>
    public required bool Pinned { get; init; }

    /// <summary>The webhook that sent it.</summary>
    public Id<Webhook>? WebhookId { get; init; }

    /// <summary>What kind of message it is.</summary>
    public required MessageType Type { get; init; }

    /// <summary>Rich presence of an invitation to play.</summary>
    public MessageActivity? Activity { get; init; }

    /// <summary>The application of an invitation to play.</summary>
    public PartialApplication? Application { get; init; }

    /// <summary>The application that sent it, for answers to interactions and webhooks of applications.</summary>
    public Id<Application>? ApplicationId { get; init; }

    /// <summary>Flags; Discord always sends them.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>What it replies to, forwards, pins or crossposts.</summary>
    public MessageReference? MessageReference { get; init; }

    /// <summary>The message that it replies to: null when that is gone, absent when Discord did not look.</summary>
    public Optional<Message?> ReferencedMessage { get; init; }

    /// <summary>What was forwarded.</summary>
    public IReadOnlyList<MessageSnapshot>? MessageSnapshots { get; init; }

    /// <summary>Which interaction it answers.</summary>
    public InteractionMetadata? InteractionMetadata { get; init; }

    /// <summary>Deprecated: which interaction it answers.</summary>
    public MessageInteraction? Interaction { get; init; }

    /// <summary>The thread started from it.</summary>
    public Channel? Thread { get; init; }

    /// <summary>Buttons, menus and layout; Discord always sends the list.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Stickers.</summary>
    public IReadOnlyList<StickerItem>? StickerItems { get; init; }

    /// <summary>Deprecated: stickers.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }

    /// <summary>About which place it has in its thread.</summary>
    public int? Position { get; init; }

    /// <summary>Users, members, channels and roles of the components' default values.</summary>
    public ResolvedData? Resolved { get; init; }

    /// <summary>A poll.</summary>
    public Poll? Poll { get; init; }

    /// <summary>A call.</summary>
    public MessageCall? Call { get; init; }
}

/// <summary>What a message replies to, forwards, pins or crossposts. See https://discord.com/developers/docs/resources/message#message-reference-structure.</summary>
public sealed record MessageReference : WireModel
{
    /// <summary>Reply or forward; absent means reply.</summary>
    public MessageReferenceType? Type { get; init; }

    /// <summary>The message.</summary>
    public Id<Message>? MessageId { get; init; }

    /// <summary>Its channel; Discord always sends it.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>Its guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>When sending: whether to refuse if the message is gone; absent means yes.</summary>
    public bool? FailIfNotExists { get; init; }
}

/// <summary>A forwarded message, as it was. See https://discord.com/developers/docs/resources/message#message-snapshot-object.</summary>
public sealed record MessageSnapshot : WireModel
{
    /// <summary>What was forwarded.</summary>
    public required SnapshotMessage Message { get; init; }
}

/// <summary>What of a message is forwarded.</summary>
public sealed record SnapshotMessage : WireModel
{
    /// <summary>What kind of message it was.</summary>
    public required MessageType Type { get; init; }

    /// <summary>The text.</summary>
    public required string Content { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was last edited, UTC.</summary>
    public required DateTimeOffset? EditedTimestamp { get; init; }

    /// <summary>Flags.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>Whom it pinged.</summary>
    public required IReadOnlyList<User> Mentions { get; init; }

    /// <summary>Which roles it pinged; Discord always sends the list.</summary>
    public IReadOnlyList<Id<Role>>? MentionRoles { get; init; }

    /// <summary>Files.</summary>
    public required IReadOnlyList<Attachment> Attachments { get; init; }

    /// <summary>Boxes.</summary>
    public required IReadOnlyList<Embed> Embeds { get; init; }

    /// <summary>Buttons, menus and layout.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Stickers.</summary>
    public IReadOnlyList<StickerItem>? StickerItems { get; init; }

    /// <summary>Deprecated: stickers.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }
}

/// <summary>A channel of another guild that a message names.</summary>
public sealed record ChannelMention : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>An invitation to play.</summary>
public sealed record MessageActivity : WireModel
{
    /// <summary>1 join, 2 spectate, 3 listen, 5 ask to join.</summary>
    public required int Type { get; init; }

    /// <summary>The party.</summary>
    public string? PartyId { get; init; }
}

/// <summary>A call in a direct message.</summary>
public sealed record MessageCall : WireModel
{
    /// <summary>Who took part.</summary>
    public required IReadOnlyList<Id<User>> Participants { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public Optional<DateTimeOffset?> EndedTimestamp { get; init; }
}

/// <summary>How many gave the same reaction. See https://discord.com/developers/docs/resources/message#reaction-object.</summary>
public sealed record Reaction : WireModel
{
    /// <summary>How many, super reactions included.</summary>
    public required int Count { get; init; }

    /// <summary>The same, apart.</summary>
    public required ReactionCountDetails CountDetails { get; init; }

    /// <summary>Whether the current user did.</summary>
    public required bool Me { get; init; }

    /// <summary>Whether the current user gave a super reaction.</summary>
    public required bool MeBurst { get; init; }

    /// <summary>Which emoji.</summary>
    public required Emoji Emoji { get; init; }

    /// <summary>Colours of super reactions, as <c>#rrggbb</c>.</summary>
    public required IReadOnlyList<string> BurstColors { get; init; }
}

/// <summary>Plain and super reactions.</summary>
public sealed record ReactionCountDetails : WireModel
{
    /// <summary>Super reactions.</summary>
    public required int Burst { get; init; }

    /// <summary>Plain reactions.</summary>
    public required int Normal { get; init; }
}

/// <summary>A pinned message. See https://discord.com/developers/docs/resources/message#get-channel-pins.</summary>
public sealed record MessagePin : WireModel
{
    /// <summary>When it was pinned, UTC.</summary>
    public required DateTimeOffset PinnedAt { get; init; }

    /// <summary>The message.</summary>
    public required Message Message { get; init; }
}

/// <summary>A page of a channel's pins, newest first.</summary>
public sealed record MessagePins : WireModel
{
    /// <summary>The pins.</summary>
    public required IReadOnlyList<MessagePin> Items { get; init; }

    /// <summary>Whether there are older ones.</summary>
    public required bool HasMore { get; init; }
}
