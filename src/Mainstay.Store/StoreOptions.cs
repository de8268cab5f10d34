namespace Mainstay.Store;

/// <summary>Where the database is, and how long to wait for it.</summary>
public sealed record StoreOptions
{
    /// <summary>The SQLite file; made when absent, in a folder that exists.</summary>
    public required string File { get; init; }

    /// <summary>How long a write waits for another program that holds the database.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many reads may run at once.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>How long a slice of bulk writing may hold SQLite's only writer.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(60);
}
