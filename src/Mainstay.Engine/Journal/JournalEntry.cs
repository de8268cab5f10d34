using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Journal;

/// <summary>One thing that was done, or was tried: who did what to whom, when, why, with what outcome.</summary>
internal sealed record JournalEntry
{
    /// <summary>The chain: a guild, or none for what concerns the whole program.</summary>
    public required Id<Guild> Guild { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Correlation { get; init; }

    /// <summary>Who did it or asked for it.</summary>
    public required Author Author { get; init; }

    /// <summary>The operation and the kind of change, such as <c>repair.staff-roles/member-roles</c>.</summary>
    public required string Action { get; init; }

    public required string Target { get; init; }

    /// <summary>Whose personal data the detail is; none when it is nobody's.</summary>
    public Id<User> Subject { get; init; }

    /// <summary>applied, skipped, failed, unverified, denied.</summary>
    public required string Outcome { get; init; }

    public long? Run { get; init; }

    public int? Step { get; init; }

    /// <summary>
    /// The change itself (before, after, reason) and what went wrong, as JSON. It is sealed under the subject's key, and the chain covers the sealed bytes: once
    /// the key is erased nobody reads it, and the chain still holds.
    /// </summary>
    public required string Detail { get; init; }
}
