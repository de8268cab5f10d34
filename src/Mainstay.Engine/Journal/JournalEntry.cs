using Mainstay.Discord;

namespace Mainstay.Engine.Journal;

/// <summary>One thing that was done, or was tried: who did what to whom, when, why, with what outcome.</summary>
internal sealed record JournalEntry
{
    /// <summary>The chain: a guild, or none for what concerns the whole program.</summary>
    public required Id<Guild> Guild { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Correlation { get; init; }

    /// <summary>Who asked for it; none for Mainstay itself.</summary>
    public required Id<User> Actor { get; init; }

    /// <summary>The operation and the kind of change, such as <c>repair.staff-roles/member-roles</c>.</summary>
    public required string Action { get; init; }

    public required string Target { get; init; }

    /// <summary>applied, skipped, failed, unverified.</summary>
    public required string Outcome { get; init; }

    public long? Run { get; init; }

    public int? Step { get; init; }

    /// <summary>
    /// The change itself (before, after, reason) and what went wrong, as JSON. It may hold personal data, so it has a protection of its own: the chain
    /// covers the bytes as they are stored.
    /// </summary>
    public required string Detail { get; init; }
}

/// <summary>A link of the chain that does not hold.</summary>
/// <param name="Guild">Whose chain.</param>
/// <param name="Number">The entry.</param>
/// <param name="Sentence">What is wrong with it.</param>
internal sealed record BrokenLink(Id<Guild> Guild, long Number, string Sentence);
