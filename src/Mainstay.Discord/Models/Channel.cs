namespace Mainstay.Discord;

/// <summary>
/// Any channel: text, voice, category, forum, thread or direct message; which properties are there depends on <see cref="Type" />.
/// See https://discord.com/developers/docs/resources/channel#channel-object.
/// </summary>
public sealed record Channel : WireModel
{
    /// <summary>The channel's id; a thread started from a message has the message's id.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>The guild; absent in the lists of a guild event, and in direct messages.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>1 to 100 characters; absent in direct messages.</summary>
    public string? Name { get; init; }

    /// <summary>The order within its kind and category; among equals the lower id comes first.</summary>
    public int? Position { get; init; }

    /// <summary>Overwrites of roles and members; threads have none and follow their parent.</summary>
    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>The category, or for a thread the channel it is in.</summary>
    public Optional<Id<Channel>?> ParentId { get; init; }

    /// <summary>0 to 1,024 characters, in forums 4,096.</summary>
    public Optional<string?> Topic { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>The newest message (or thread, in forums); it may have been deleted since.</summary>
    public Optional<Id<Message>?> LastMessageId { get; init; }

    /// <summary>When a message was last pinned, UTC.</summary>
    public Optional<DateTimeOffset?> LastPinTimestamp { get; init; }

    /// <summary>Slow mode, 0 to 21,600 seconds.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>Voice quality, bits per second.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Seats of a voice channel; 0 is no limit.</summary>
    public int? UserLimit { get; init; }

    /// <summary>The voice region; null is automatic.</summary>
    public Optional<string?> RtcRegion { get; init; }

    /// <summary>The camera quality of a voice channel; absent means automatic.</summary>
    public VideoQualityMode? VideoQualityMode { get; init; }

    /// <summary>The invoking user's permissions, overwrites included; only in interactions.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>The application's permissions, overwrites included; only in interactions.</summary>
    public Permissions? AppPermissions { get; init; }

    /// <summary>Flags.</summary>
    public ChannelFlags? Flags { get; init; }

    /// <summary>How long new threads stay open, minutes: 60, 1,440, 4,320 or 10,080.</summary>
    public int? DefaultAutoArchiveDuration { get; init; }

    /// <summary>The slow mode that new threads begin with, seconds.</summary>
    public int? DefaultThreadRateLimitPerUser { get; init; }

    /// <summary>The tags of a forum, at most 20.</summary>
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }

    /// <summary>The reaction offered on each post of a forum.</summary>
    public Optional<DefaultReaction?> DefaultReactionEmoji { get; init; }

    /// <summary>The order of a forum's posts.</summary>
    public Optional<ForumSortOrder?> DefaultSortOrder { get; init; }

    /// <summary>The look of a forum.</summary>
    public ForumLayout? DefaultForumLayout { get; init; }

    /// <summary>How tags combine in a forum's search: <c>match_all</c> or <c>match_some</c>.</summary>
    public Optional<string?> DefaultTagSetting { get; init; }

    /// <summary>Who started the thread, or owns the group.</summary>
    public Id<User>? OwnerId { get; init; }

    /// <summary>Archive state; only of threads.</summary>
    public ThreadMetadata? ThreadMetadata { get; init; }

    /// <summary>Messages of a thread without the first; stops counting at 50 in threads made before 2022-07.</summary>
    public int? MessageCount { get; init; }

    /// <summary>Members of a thread; stops counting at 50.</summary>
    public int? MemberCount { get; init; }

    /// <summary>Messages ever sent in a thread, deleted ones included.</summary>
    public int? TotalMessageSent { get; init; }

    /// <summary>The tags of a forum post, at most 5.</summary>
    public IReadOnlyList<Id<ForumTag>>? AppliedTags { get; init; }

    /// <summary>The current user's membership of a thread.</summary>
    public ThreadMember? Member { get; init; }

    /// <summary>Whether a thread was just made; only in THREAD_CREATE.</summary>
    public bool? NewlyCreated { get; init; }

    /// <summary>The people of a direct message, without the current user.</summary>
    public IReadOnlyList<User>? Recipients { get; init; }

    /// <summary>The icon's hash; only of groups.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>The application that made the group.</summary>
    public Id<Application>? ApplicationId { get; init; }

    /// <summary>Whether an application manages the group.</summary>
    public bool? Managed { get; init; }

    /// <summary>The message that came with a new forum post; only in the answer to its creation.</summary>
    public Message? Message { get; init; }
}

/// <summary>A tag of a forum. See https://discord.com/developers/docs/resources/channel#forum-tag-object.</summary>
public sealed record ForumTag : WireModel
{
    /// <summary>The tag's id.</summary>
    public required Id<ForumTag> Id { get; init; }

    /// <summary>0 to 20 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Whether only those with ManageThreads may put it on and take it off.</summary>
    public required bool Moderated { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public required Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public required string? EmojiName { get; init; }
}

/// <summary>The reaction offered on forum posts. See https://discord.com/developers/docs/resources/channel#default-reaction-object.</summary>
public sealed record DefaultReaction : WireModel
{
    /// <summary>A guild's own emoji.</summary>
    public required Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public required string? EmojiName { get; init; }
}

/// <summary>What a channel is. See https://discord.com/developers/docs/resources/channel#channel-object-channel-types.</summary>
public enum ChannelType
{
    /// <summary>Text.</summary>
    GuildText = 0,

    /// <summary>A direct message between two.</summary>
    Dm = 1,

    /// <summary>Voice, with a text chat.</summary>
    GuildVoice = 2,

    /// <summary>A direct message of several.</summary>
    GroupDm = 3,

    /// <summary>A category of at most 50 channels.</summary>
    GuildCategory = 4,

    /// <summary>Announcements, which other guilds can follow.</summary>
    GuildAnnouncement = 5,

    /// <summary>A thread of an announcement channel.</summary>
    AnnouncementThread = 10,

    /// <summary>A thread that everyone in the channel sees.</summary>
    PublicThread = 11,

    /// <summary>A thread of those invited, and of those with ManageThreads.</summary>
    PrivateThread = 12,

    /// <summary>Voice with an audience.</summary>
    GuildStageVoice = 13,

    /// <summary>The list of guilds in a hub.</summary>
    GuildDirectory = 14,

    /// <summary>Only threads.</summary>
    GuildForum = 15,

    /// <summary>Only threads, shown as pictures.</summary>
    GuildMedia = 16,
}

/// <summary>Flags of a channel. See https://discord.com/developers/docs/resources/channel#channel-object-channel-flags.</summary>
[Flags]
public enum ChannelFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The thread is pinned at the top of its forum.</summary>
    Pinned = 1 << 1,

    /// <summary>A post of the forum needs a tag.</summary>
    RequireTag = 1 << 4,

    /// <summary>A resource channel of the server guide.</summary>
    IsGuildResourceChannel = 1 << 7,

    /// <summary>The media channel offers no download.</summary>
    HideMediaDownloadOptions = 1 << 15,

    /// <summary>The current user may not view the channel, and its texts are hidden.</summary>
    ChannelObfuscated = 1 << 17,
}

/// <summary>The camera quality of a voice channel.</summary>
public enum VideoQualityMode
{
    /// <summary>Discord chooses.</summary>
    Auto = 1,

    /// <summary>720p.</summary>
    Full = 2,
}

/// <summary>The order of a forum's posts.</summary>
public enum ForumSortOrder
{
    /// <summary>By the last message.</summary>
    LatestActivity = 0,

    /// <summary>By the first message.</summary>
    CreationDate = 1,
}

/// <summary>The look of a forum.</summary>
public enum ForumLayout
{
    /// <summary>None chosen.</summary>
    NotSet = 0,

    /// <summary>A list.</summary>
    ListView = 1,

    /// <summary>Tiles.</summary>
    GalleryView = 2,
}
