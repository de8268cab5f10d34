using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>
/// Runs that bring the mirror up to date: one per server at a time, recorded, cancellable, and taken up again when Mainstay was stopped in the middle.
/// The mirror is what was seen of Discord and no record, so that nothing on Discord changes and nothing is ever deleted.
/// </summary>
public interface ISyncRuns
{
    /// <summary>
    /// Starts a run, or joins one under way that does the same, and comes back when it has ended. Failures: <c>sync.unavailable</c>, <c>sync.intent</c> (Discord
    /// does not list members to this bot), <c>sync.busy</c> (another kind of run is under way; one that Mainstay began by itself is waited for first, up to ten
    /// seconds). A run that fails later comes back as <see cref="SyncRunState.Failed" />.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="progress">Told how far the run is, in order; must return at once.</param>
    /// <param name="cancellationToken">Stops waiting. The run goes on: see <see cref="CancelAsync" />.</param>
    Task<Outcome<SyncRun>> RunAsync(SyncRequest request, Action<SyncRunProgress>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// Stops the run under way, or only if it is that one, and comes back when it has ended. What it has taken in stays. Failure: <c>sync.none</c>, nothing is under way.
    /// </summary>
    Task<Outcome<SyncRun>> CancelAsync(Id<Guild> guild, long? number, Id<User> by, CancellationToken cancellationToken);

    /// <summary>The latest runs, newest first, their errors counted but not listed.</summary>
    Task<IReadOnlyList<SyncRun>> ListAsync(Id<Guild> guild, int count, CancellationToken cancellationToken);

    /// <summary>When a part was last done and last tried by the schedule; runs that include it count.</summary>
    Task<SyncTimes> TimesAsync(Id<Guild> guild, SyncKind part, CancellationToken cancellationToken);

    /// <summary>What a cleanup would mark. Reads only. Failure: <c>sync.unavailable</c>.</summary>
    Task<Outcome<CleanupPreview>> PreviewAsync(Id<Guild> guild, int days, CancellationToken cancellationToken);

    /// <summary>How good the mirror is. Reads only.</summary>
    Task<SyncHealth> HealthAsync(Id<Guild> guild, CancellationToken cancellationToken);
}

/// <summary>When a part of syncing was done.</summary>
/// <param name="Known">Since when the mirror knows the server; unset when it does not yet.</param>
/// <param name="Done">When it was last brought to its end, by whomever: of members, when a list was proven to have everybody.</param>
/// <param name="Tried">When the schedule last began it.</param>
public sealed record SyncTimes(DateTimeOffset? Known, DateTimeOffset? Done, DateTimeOffset? Tried);

/// <summary>Who has had which roles.</summary>
public interface IRoleHistory
{
    /// <summary>What became of somebody's roles, newest first.</summary>
    Task<IReadOnlyList<RoleHistoryEntry>> HistoryAsync(Id<Guild> guild, Id<User> user, int count, CancellationToken cancellationToken);
}

/// <summary>What a cleanup would mark.</summary>
public sealed record CleanupPreview
{
    /// <summary>After how many days of silence somebody is dormant.</summary>
    public required int Days { get; init; }

    /// <summary>Members, bots left out, whom the mirror takes to be present.</summary>
    public required int Present { get; init; }

    /// <summary>Of the mirror's present members, those who are proven to have left.</summary>
    public required int Left { get; init; }

    /// <summary>Present, silent for that long, and not marked yet.</summary>
    public required int FallDormant { get; init; }

    /// <summary>Marked as dormant and seen since.</summary>
    public required int WakeUp { get; init; }

    /// <summary>Marked as dormant already, and still silent.</summary>
    public required int StayDormant { get; init; }

    /// <summary>Since when activity is watched without a gap of more than a day; unset: not yet.</summary>
    public required DateTimeOffset? WatchedSince { get; init; }

    /// <summary>From when on anybody can be called silent for that long; unset when that is so already, or when activity is not watched.</summary>
    public required DateTimeOffset? JudgedFrom { get; init; }

    /// <summary>Whether the member list is proven complete. Without that, nobody is called gone.</summary>
    public required bool MembersProven { get; init; }
}

/// <summary>How good the mirror of a server is, and why.</summary>
public sealed record SyncHealth
{
    /// <summary>Members that the mirror takes to be present.</summary>
    public required int Tracked { get; init; }

    /// <summary>Members that Discord says there are; unset when it has not said.</summary>
    public required int? Present { get; init; }

    /// <summary>Present and marked as dormant.</summary>
    public required int Dormant { get; init; }

    /// <summary>Left, kept on record.</summary>
    public required int Departed { get; init; }

    /// <summary>When a complete list was last taken in; unset: never.</summary>
    public required DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the picture may lag behind Discord, as a clause for people; null when it is current.</summary>
    public required string? Stale { get; init; }

    /// <summary>Why the member list may lack somebody, as a clause for people; null when it is proven complete.</summary>
    public required string? Incomplete { get; init; }

    /// <summary>Rows of role history.</summary>
    public required int RoleHistory { get; init; }

    /// <summary>What the last run that read the whole list found different; unset when there was none.</summary>
    public required int? Drift { get; init; }

    /// <summary>Since when activity is watched without a gap of more than a day; unset: not yet.</summary>
    public required DateTimeOffset? WatchedSince { get; init; }

    /// <summary>The latest runs, newest first.</summary>
    public required IReadOnlyList<SyncRun> Runs { get; init; }
}
