using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Sdk;

/// <summary>Who did something, as far as that is known.</summary>
public enum AuthorKind
{
    /// <summary>A person, by name.</summary>
    Person,

    /// <summary>Mainstay itself, asked by nobody.</summary>
    Mainstay,

    /// <summary>Somebody; Discord did not say who. Never guessed.</summary>
    Unknown,
}

/// <summary>Who did something.</summary>
/// <param name="Kind">How much is known.</param>
/// <param name="User">The person; none unless it is one.</param>
public readonly record struct Author(AuthorKind Kind, Id<User> User)
{
    /// <summary>Mainstay itself.</summary>
    public static Author Mainstay { get; } = new(AuthorKind.Mainstay, default);

    /// <summary>Somebody whom Discord did not name.</summary>
    public static Author Unknown { get; } = new(AuthorKind.Unknown, default);

    /// <summary>A person.</summary>
    public static Author Person(Id<User> user) => user == default ? Mainstay : new(AuthorKind.Person, user);
}

/// <summary>What became of what was tried.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Applied,

    /// <summary>It was left alone, for a reason.</summary>
    Skipped,

    /// <summary>It was tried and did not succeed.</summary>
    Failed,

    /// <summary>It may or may not have been done.</summary>
    Unverified,

    /// <summary>It was not allowed: no right, not their button, too late.</summary>
    Denied,
}

/// <summary>One thing that was done or tried and is no step of a run; steps are journalled by themselves.</summary>
public sealed record AuditEntry
{
    /// <summary>Where; unset for what concerns the whole program.</summary>
    public Id<Guild>? Guild { get; init; }

    /// <summary>Who.</summary>
    public required Author Author { get; init; }

    /// <summary>What, lower case with dots: <c>settings.saved</c>, <c>staff.role-seen</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what.</summary>
    public required Target Target { get; init; }

    /// <summary>
    /// Whose personal data <see cref="Reason" /> and <see cref="Detail" /> are: they are encrypted under that person's key. Unset: the member who is the target,
    /// otherwise the author.
    /// </summary>
    public Id<User>? Subject { get; init; }

    /// <summary>What became of it.</summary>
    public AuditOutcome Outcome { get; init; }

    /// <summary>From the interaction; empty when there was none.</summary>
    public string Correlation { get; init; } = "";

    /// <summary>Why, in the author's words or in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>More, by name; no secrets.</summary>
    public IReadOnlyDictionary<string, string?> Detail { get; init; } = new Dictionary<string, string?>();
}

/// <summary>The journal: append-only, one hash chain per guild and one for the program.</summary>
public interface IJournal
{
    /// <summary>Adds an entry within the unit of work that writes what it tells about, so that both stand or neither.</summary>
    Task AppendAsync(IUnit unit, AuditEntry entry);

    /// <summary>Adds an entry by itself.</summary>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);
}
