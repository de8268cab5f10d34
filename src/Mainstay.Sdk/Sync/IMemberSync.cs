using Mainstay.Discord;

namespace Mainstay.Sdk;

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
    /// members intent is not granted, so no list can be complete), <c>sync.busy</c> (another kind of sync is under way).
    /// </summary>
    /// <param name="guild">The guild.</param>
    /// <param name="force">Whether to rewrite rows that did not change.</param>
    /// <param name="progress">Told how far the pass is; may be called often.</param>
    /// <param name="cancellationToken">Stops waiting. The pass goes on.</param>
    Task<Outcome<SyncReport>> SyncAsync(Id<Guild> guild, bool force, Func<SyncProgress, ValueTask>? progress, CancellationToken cancellationToken);

    /// <summary>What the mirror knows. Reads only.</summary>
    Task<MirrorStatus> StatusAsync(Id<Guild> guild, CancellationToken cancellationToken);
}
