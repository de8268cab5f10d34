namespace Mainstay.Sdk.Data;

/// <summary>What there is to know about the database at this moment: for commands, health and operators.</summary>
public interface IDatabaseStatus
{
    /// <summary>Asks. Nothing is written, and no schema is brought up to date.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    Task<DatabaseStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>The database at one moment.</summary>
/// <param name="Database">Its name as people write it: "SQLite" or "PostgreSQL".</param>
/// <param name="Version">The version of the library or the server.</param>
/// <param name="Bytes">How large the database is, logs apart.</param>
/// <param name="Modules">How far the schema of each module is, in the order in which they migrate.</param>
/// <param name="Pool">Who holds connections, and who waits.</param>
public sealed record DatabaseStatus(string Database, string Version, long Bytes, IReadOnlyList<SchemaVersion> Modules, PoolStatus Pool);

/// <summary>Connections at one moment, and what was counted since the program started.</summary>
public sealed record PoolStatus
{
    /// <summary>How many connections may be held at once.</summary>
    public required int Limit { get; init; }

    /// <summary>Connections that reads hold.</summary>
    public required int Reading { get; init; }

    /// <summary>Connections that durable writes hold.</summary>
    public required int Writing { get; init; }

    /// <summary>Connections that the mirror's bulk writes hold.</summary>
    public required int Bulk { get; init; }

    /// <summary>Units of work that wait for a connection or for their turn to write.</summary>
    public required int Waiting { get; init; }

    /// <summary>For how long the oldest of those that hold a connection has held it so far.</summary>
    public required TimeSpan LongestNow { get; init; }

    /// <summary>The longest that one unit has kept the other writers waiting since the program started.</summary>
    public required TimeSpan LongestWriter { get; init; }

    /// <summary>Units that the database took back or lost and that were run again, since the program started.</summary>
    public required long Repeated { get; init; }

    /// <summary>Units that failed, since the program started.</summary>
    public required long Failed { get; init; }
}
