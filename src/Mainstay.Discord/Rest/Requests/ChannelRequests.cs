namespace Mainstay.Discord.Rest;

/// <summary>A new channel of a guild. See https://discord.com/developers/docs/resources/guild#create-guild-channel.</summary>
public sealed record CreateChannel
{
    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of channel; text when absent.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>The order within its kind and category.</summary>
    public int? Position { get; init; }

    /// <summary>At most 1,024 characters, in forums 4,096.</summary>
    public string? Topic { get; init; }

    /// <summary>Voice quality, bits per second.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Seats of a voice channel; 0 is no limit.</summary>
    public int? UserLimit { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>Slow mode, 0 to 21,600 seconds.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>The category.</summary>
    public Id<Channel>? ParentId { get; init; }

    /// <summary>Overwrites, at most 100 at creation.</summary>
    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>The voice region.</summary>
    public string? RtcRegion { get; init; }

    /// <summary>The camera quality of a voice channel.</summary>
    public VideoQualityMode? VideoQualityMode { get; init; }

    /// <summary>How long new threads stay open, minutes: 60, 1,440, 4,320 or 10,080.</summary>
    public int? DefaultAutoArchiveDuration { get; init; }

    /// <summary>The reaction offered on each post of a forum.</summary>
    public DefaultReaction? DefaultReactionEmoji { get; init; }

    /// <summary>The slow mode that new threads begin with, seconds.</summary>
    public int? DefaultThreadRateLimitPerUser { get; init; }

    /// <summary>The order of a forum's posts.</summary>
    public ForumSortOrder? DefaultSortOrder { get; init; }

    /// <summary>The look of a forum.</summary>
    public ForumLayout? DefaultForumLayout { get; init; }

    /// <summary>The tags of a forum, at most 20.</summary>
    public IReadOnlyList<ForumTagRequest>? AvailableTags { get; init; }
}

/// <summary>Changes to a channel or thread; what is absent stays. See https://discord.com/developers/docs/resources/channel#modify-channel.</summary>
public sealed record ModifyChannel
{
    /// <summary>1 to 100 characters. Discord renames a channel at most twice in 10 minutes, and no header says so.</summary>
    public string? Name { get; init; }

    /// <summary>Text to announcement and back.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>The order within its kind and category.</summary>
    public Optional<int?> Position { get; init; }

    /// <summary>At most 1,024 characters, in forums 4,096.</summary>
    public Optional<string?> Topic { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public Optional<bool?> Nsfw { get; init; }

    /// <summary>Slow mode, 0 to 21,600 seconds.</summary>
    public Optional<int?> RateLimitPerUser { get; init; }

    /// <summary>Voice quality, bits per second.</summary>
    public Optional<int?> Bitrate { get; init; }

    /// <summary>Seats of a voice channel; 0 is no limit.</summary>
    public Optional<int?> UserLimit { get; init; }

    /// <summary>All overwrites, at most 100 in one call.</summary>
    public Optional<IReadOnlyList<Overwrite>?> PermissionOverwrites { get; init; }

    /// <summary>The category.</summary>
    public Optional<Id<Channel>?> ParentId { get; init; }

    /// <summary>The voice region; null is automatic.</summary>
    public Optional<string?> RtcRegion { get; init; }

    /// <summary>The camera quality of a voice channel.</summary>
    public Optional<VideoQualityMode?> VideoQualityMode { get; init; }

    /// <summary>How long new threads stay open, minutes: 60, 1,440, 4,320 or 10,080.</summary>
    public Optional<int?> DefaultAutoArchiveDuration { get; init; }

    /// <summary>Flags.</summary>
    public ChannelFlags? Flags { get; init; }

    /// <summary>All tags of a forum, at most 20.</summary>
    public IReadOnlyList<ForumTagRequest>? AvailableTags { get; init; }

    /// <summary>The reaction offered on each post of a forum.</summary>
    public Optional<DefaultReaction?> DefaultReactionEmoji { get; init; }

    /// <summary>The slow mode that new threads begin with, seconds.</summary>
    public int? DefaultThreadRateLimitPerUser { get; init; }

    /// <summary>The order of a forum's posts.</summary>
    public Optional<ForumSortOrder?> DefaultSortOrder { get; init; }

    /// <summary>The look of a forum.</summary>
    public ForumLayout? DefaultForumLayout { get; init; }

    /// <summary>Threads: whether archived.</summary>
    public bool? Archived { get; init; }

    /// <summary>Threads: after how many minutes without activity it is archived.</summary>
    public int? AutoArchiveDuration { get; init; }

    /// <summary>Threads: whether only those with ManageThreads can open it again.</summary>
    public bool? Locked { get; init; }

    /// <summary>Private threads: whether members can add others.</summary>
    public bool? Invitable { get; init; }

    /// <summary>Forum posts: the tags, at most 5.</summary>
    public IReadOnlyList<Id<ForumTag>>? AppliedTags { get; init; }
}

/// <summary>A tag of a forum.</summary>
public sealed record ForumTagRequest
{
    /// <summary>The tag's id; absent for a new one.</summary>
    public Id<ForumTag>? Id { get; init; }

    /// <summary>At most 20 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Whether only those with ManageThreads may use it.</summary>
    public bool? Moderated { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public string? EmojiName { get; init; }
}

/// <summary>A channel's new place; only what moves need be named. See https://discord.com/developers/docs/resources/guild#modify-guild-channel-positions.</summary>
public sealed record ChannelPosition
{
    /// <summary>The channel.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>The order within its kind and category.</summary>
    public Optional<int?> Position { get; init; }

    /// <summary>The category; null for none.</summary>
    public Optional<Id<Channel>?> ParentId { get; init; }

    /// <summary>Whether it takes over the new category's overwrites.</summary>
    public bool? LockPermissions { get; init; }
}

/// <summary>What an overwrite grants and takes. See https://discord.com/developers/docs/resources/channel#edit-channel-permissions.</summary>
public sealed record SetOverwrite
{
    /// <summary>Whether the id is a role's or a member's.</summary>
    public required OverwriteType Type { get; init; }

    /// <summary>What is granted.</summary>
    public required Permissions Allow { get; init; }

    /// <summary>What is taken.</summary>
    public required Permissions Deny { get; init; }
}

/// <summary>A new invite. See https://discord.com/developers/docs/resources/channel#create-channel-invite.</summary>
public sealed record CreateInvite
{
    /// <summary>For how many seconds it is valid, at most 604,800; 0 is for ever; a day when absent.</summary>
    public int? MaxAge { get; init; }

    /// <summary>How often it can be used, at most 100; 0 is no limit.</summary>
    public int? MaxUses { get; init; }

    /// <summary>Whether those who get no role leave when they go offline.</summary>
    public bool? Temporary { get; init; }

    /// <summary>Whether it must be a new one even if a like one exists.</summary>
    public bool? Unique { get; init; }
}

/// <summary>The body of creating a direct message.</summary>
internal sealed record CreateDm
{
    public required Id<User> RecipientId { get; init; }
}
