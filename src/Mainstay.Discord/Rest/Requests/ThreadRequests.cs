namespace Mainstay.Discord.Rest;

/// <summary>A new thread. See https://discord.com/developers/docs/resources/channel#start-thread-without-message.</summary>
public sealed record StartThread
{
    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>After how many minutes without activity it is archived: 60, 1,440, 4,320 or 10,080.</summary>
    public int? AutoArchiveDuration { get; init; }

    /// <summary>Slow mode, 0 to 21,600 seconds.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>Public or private; not for threads that start from a message.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>Private threads: whether members can add others.</summary>
    public bool? Invitable { get; init; }
}

/// <summary>A new post of a forum. See https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel.</summary>
public sealed record StartForumThread
{
    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>After how many minutes without activity it is archived: 60, 1,440, 4,320 or 10,080.</summary>
    public int? AutoArchiveDuration { get; init; }

    /// <summary>Slow mode, 0 to 21,600 seconds.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>The tags, at most 5.</summary>
    public IReadOnlyList<Id<ForumTag>>? AppliedTags { get; init; }

    /// <summary>The first message.</summary>
    public required CreateMessage Message { get; init; }
}
