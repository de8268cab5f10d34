using Mainstay.Discord;
using Mainstay.Discord.Gateway;

namespace Mainstay.Sdk.Image;

/// <summary>
/// The mirror: what was last seen of each guild, in the database. It is no record: it is written in bulk and never undone. Rows of members who left, and of
/// roles and channels that are gone, stay and say since when.
/// </summary>
public interface IGuildMirror
{
    /// <summary>The guilds that the mirror knows and that the bot has not left.</summary>
    Task<IReadOnlyList<Id<Guild>>> GuildsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Fills an empty image with what the mirror has: the guild, its roles and channels, and the members who have not left. What it finds is as of
    /// <see cref="MirrorMark.At" /> and proves nothing about now. Null when the mirror does not know the guild.
    /// </summary>
    Task<MirrorMark?> LoadAsync(GuildImageWriter writer, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what changed, in slices that never hold the database's writer for long; the session's mark comes last, so that after a crash the events since
    /// are asked for again. One save per guild at a time; others wait.
    /// </summary>
    Task SaveAsync(MirrorSave save, CancellationToken cancellationToken);

    /// <summary>The ids of the members whom the mirror takes to be present, in ascending order.</summary>
    Task<IReadOnlyList<Id<User>>> PresentAsync(Id<Guild> guild, CancellationToken cancellationToken);

    /// <summary>Counts members, and finds the last complete run.</summary>
    Task<MirrorCounts> CountAsync(Id<Guild> guild, CancellationToken cancellationToken);

    /// <summary>Notes that the bot left a guild. Its rows stay.</summary>
    Task LeaveAsync(Id<Guild> guild, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a later process needs to take up a shard's session, or forgets it (null). To be called when every guild of the shard is saved up to that
    /// session's sequence.
    /// </summary>
    Task SaveSessionAsync(int shard, int shardCount, StoredSession? session, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The sessions that can be taken up by a bot with so many shards, by shard.</summary>
    Task<IReadOnlyDictionary<int, StoredSession>> SessionsAsync(int shardCount, CancellationToken cancellationToken);

    /// <summary>What changed in somebody's roles, newest first.</summary>
    Task<IReadOnlyList<RoleHistoryEntry>> RoleHistoryAsync(Id<Guild> guild, Id<User> user, int count, CancellationToken cancellationToken);

    /// <summary>How channels and roles looked when they were last seen, deleted ones included; what was never seen is not among them.</summary>
    Task<LastSeen> LastSeenAsync(Id<Guild> guild, IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles, CancellationToken cancellationToken);
}

/// <summary>Channels and roles as they were last seen.</summary>
/// <param name="Channels">By id; a hidden one without name and overwrites.</param>
/// <param name="Roles">By id.</param>
public sealed record LastSeen(IReadOnlyDictionary<Id<Channel>, Channel> Channels, IReadOnlyDictionary<Id<Role>, Role> Roles);

/// <summary>One flush of an image to the mirror.</summary>
public sealed record MirrorSave
{
    /// <summary>The picture that is to be in the mirror.</summary>
    public required GuildImage Image { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose rows may differ, in ascending order: those that the picture has are written, those that it has not are marked as left.</summary>
    public IReadOnlyList<Id<User>> Members { get; init; } = [];

    /// <summary>Whether the guild, roles or channels may differ. They are compared, and only differences are written.</summary>
    public bool Objects { get; init; }

    /// <summary>Roles that members got and lost.</summary>
    public IReadOnlyList<RoleHistoryEntry> RoleChanges { get; init; } = [];

    /// <summary>What the audit log said about changes of roles, for rows of this or an earlier save.</summary>
    public IReadOnlyList<RoleChangeAuthor> Attributions { get; init; } = [];

    /// <summary>Up to which event the picture goes; null to leave what is there.</summary>
    public SessionMark? Session { get; init; }

    /// <summary>Told how many members are written so far, after each slice.</summary>
    public Func<int, ValueTask>? Progress { get; init; }

    /// <summary>Told every some hundred members how many are through, also within a slice: not committed yet, and a slice that is run again begins anew.</summary>
    public Action<int>? Passed { get; init; }
}

/// <summary>A place in a gateway session.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Session">Discord's name of the session.</param>
/// <param name="Sequence">The last event that was handled.</param>
public sealed record SessionMark(int Shard, string Session, long Sequence);

/// <summary>How current the mirror of a guild is.</summary>
/// <param name="At">When it was last written.</param>
/// <param name="Members">How many members were loaded.</param>
/// <param name="WasComplete">Whether the members were all of them then.</param>
/// <param name="Session">Up to which event it goes; null when that is not known.</param>
public sealed record MirrorMark(DateTimeOffset At, int Members, bool WasComplete, SessionMark? Session);

/// <summary>What the mirror has of a guild.</summary>
/// <param name="Present">Members who have not left.</param>
/// <param name="Departed">Members who have.</param>
/// <param name="CompletedAt">When a complete list was last taken in.</param>
public sealed record MirrorCounts(int Present, int Departed, DateTimeOffset? CompletedAt);

/// <summary>How a role came or went.</summary>
public enum RoleChangeSource
{
    /// <summary>Discord told of it when it happened.</summary>
    Event,

    /// <summary>A list or a look showed it later: <see cref="RoleHistoryEntry.At" /> is when it was noticed.</summary>
    Sync,

    /// <summary>Discord told of it when it happened, and the audit log names who did it.</summary>
    Audit,
}

/// <summary>A role that a member got or lost.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">Which role.</param>
/// <param name="Added">Whether they got it.</param>
/// <param name="At">When it happened or was noticed.</param>
/// <param name="Source">How it is known.</param>
public sealed record RoleHistoryEntry(Id<User> User, Id<Role> Role, bool Added, DateTimeOffset At, RoleChangeSource Source)
{
    /// <summary>What the role was called then; unset when that was not known.</summary>
    public string? RoleName { get; init; }

    /// <summary>Who did it, as the audit log says; unset when nobody is named.</summary>
    public Id<User>? Author { get; init; }

    /// <summary>What they gave as the reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>What the audit log says about a change of somebody's roles. It comes beside the change, sooner or later, and is tied to it by who and which role.</summary>
/// <param name="User">Whose roles.</param>
/// <param name="Role">Which role.</param>
/// <param name="Added">Whether they got it.</param>
/// <param name="Author">Who did it.</param>
/// <param name="Reason">What they gave as the reason.</param>
/// <param name="At">When the entry was made.</param>
public sealed record RoleChangeAuthor(Id<User> User, Id<Role> Role, bool Added, Id<User> Author, string? Reason, DateTimeOffset At);
