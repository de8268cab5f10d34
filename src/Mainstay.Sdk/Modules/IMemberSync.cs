using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>What one pass over a guild's members did to the mirror.</summary>
public sealed record SyncReport
{
    /// <summary>Members seen for the first time.</summary>
    public int Created { get; init; }

    /// <summary>Members that were different from the mirror, or rewritten by force.</summary>
    public int Updated { get; init; }

    /// <summary>Members that were as the mirror has them.</summary>
    public int Unchanged { get; init; }

    /// <summary>Members of the mirror proven to have left: absent from a complete list. They are marked, never deleted.</summary>
    public int Left { get; init; }

    /// <summary>Whether every chunk of one request came in one unbroken session. Only then is anybody called gone.</summary>
    public bool Complete { get; init; }

    /// <summary>Members that could not be taken in, with the reason. They do not stop the others.</summary>
    public IReadOnlyList<(Id<User> Member, string Reason)> Errors { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>How far a pass is.</summary>
/// <param name="Seen">Members taken in so far.</param>
/// <param name="Expected">Members that Discord says there are.</param>
public readonly record struct SyncProgress(int Seen, int Expected);

/// <summary>What the mirror knows about a guild and how well.</summary>
public sealed record MirrorStatus
{
    /// <summary>Members present in the mirror.</summary>
    public required int Present { get; init; }

    /// <summary>Members in the mirror that have left.</summary>
    public required int Departed { get; init; }

    /// <summary>Members that Discord says there are; unset when it has not said.</summary>
    public int? Expected { get; init; }

    /// <summary>When a complete list was last taken in; unset: never.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Whether the image is known to have missed something and needs a pass.</summary>
    public bool Stale { get; init; }
}

/// <summary>Brings the mirror of a guild's members up to date. One pass per guild at a time: who asks meanwhile gets the pass that is under way.</summary>
public interface IMemberSync
{
    /// <summary>
    /// Asks Discord for all members and takes them in. Failures: <c>sync.unavailable</c> (the guild is not reachable now), <c>sync.intent</c> (the
    /// members intent is not granted, so no list can be complete).
    /// </summary>
    /// <param name="guild">The guild.</param>
    /// <param name="force">Whether to rewrite rows that did not change.</param>
    /// <param name="progress">Told how far the pass is; may be called often.</param>
    /// <param name="cancellationToken">Gives up; what was taken in stays.</param>
    Task<Outcome<SyncReport>> SyncAsync(Id<Guild> guild, bool force, Func<SyncProgress, ValueTask>? progress, CancellationToken cancellationToken);

    /// <summary>What the mirror knows. Reads only.</summary>
    Task<MirrorStatus> StatusAsync(Id<Guild> guild, CancellationToken cancellationToken);
}
