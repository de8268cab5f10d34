namespace Mainstay.Discord;

/// <summary>The archive state of a thread. See https://discord.com/developers/docs/resources/channel#thread-metadata-object.</summary>
public sealed record ThreadMetadata : WireModel
{
    /// <summary>Whether it is archived.</summary>
    public required bool Archived { get; init; }

    /// <summary>After how many minutes without activity it is archived: 60, 1,440, 4,320 or 10,080.</summary>
    public required int AutoArchiveDuration { get; init; }

    /// <summary>When the archive state last changed, UTC.</summary>
    public required DateTimeOffset? ArchiveTimestamp { get; init; }

    /// <summary>Whether only those with ManageThreads can open it again.</summary>
    public required bool Locked { get; init; }

    /// <summary>Whether members without ManageThreads can add others; only of private threads.</summary>
    public bool? Invitable { get; init; }

    /// <summary>When it was made, UTC; absent in threads made before 2022-01-09.</summary>
    public DateTimeOffset? CreateTimestamp { get; init; }
}

/// <summary>A user in a thread. See https://discord.com/developers/docs/resources/channel#thread-member-object.</summary>
public record ThreadMember : WireModel
{
    /// <summary>The thread; absent in the lists of a guild event.</summary>
    public Id<Channel>? Id { get; init; }

    /// <summary>The user; absent in the lists of a guild event.</summary>
    public Id<User>? UserId { get; init; }

    /// <summary>When they last joined the thread, UTC.</summary>
    public required DateTimeOffset JoinTimestamp { get; init; }

    /// <summary>Notification settings.</summary>
    public required ThreadMemberFlags Flags { get; init; }

    /// <summary>The member, if asked for.</summary>
    public GuildMember? Member { get; init; }
}

/// <summary>Notification settings of a thread's member.</summary>
[Flags]
public enum ThreadMemberFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Has written in the thread.</summary>
    HasInteracted = 1 << 0,

    /// <summary>Is told of all messages.</summary>
    AllMessages = 1 << 1,

    /// <summary>Is told of mentions.</summary>
    OnlyMentions = 1 << 2,

    /// <summary>Is told of nothing.</summary>
    NoMessages = 1 << 3,
}

/// <summary>A list of threads. See https://discord.com/developers/docs/resources/channel#list-public-archived-threads.</summary>
public sealed record ThreadList : WireModel
{
    /// <summary>The threads.</summary>
    public required IReadOnlyList<Channel> Threads { get; init; }

    /// <summary>The current user's memberships among them.</summary>
    public required IReadOnlyList<ThreadMember> Members { get; init; }

    /// <summary>Whether there are older ones.</summary>
    public bool? HasMore { get; init; }

    /// <summary>The first messages, for forum posts.</summary>
    public IReadOnlyList<Message>? FirstMessages { get; init; }
}
