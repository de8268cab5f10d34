namespace Mainstay.Store;

/// <summary>Where the database is, and how long to wait for it.</summary>
public sealed record StoreOptions
{
    /// <summary>The SQLite file; made when absent, in a folder that exists. Not looked at when <see cref="Server" /> is set.</summary>
    public string File { get; init; } = "";

    /// <summary>The PostgreSQL database; unset for SQLite.</summary>
    public PostgresAddress? Server { get; init; }

    /// <summary>SQLite: whether the database is only looked at, as that of a program that may be running: the file is neither made nor checked by writing to it.</summary>
    public bool LookOnly { get; init; }

    /// <summary>How long a write waits for another program that holds the database, or a row or table of it.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many reads may run at once on SQLite.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>How large the SQLite file may grow, in MB of a million bytes; unset for as large as the disk lets it.</summary>
    public int? LargestMegabytes { get; init; }

    /// <summary>How many connections to PostgreSQL may be open at once, for reads and writes together.</summary>
    public int Connections { get; init; } = 10;

    /// <summary>How long a unit of work waits for a free connection, and a write for the writes before it.</summary>
    public TimeSpan PoolTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long PostgreSQL may take to answer a new connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long PostgreSQL may work on one statement; migrations may take as long as they need. SQLite has no such limit: who waits there cancels.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a unit of work tries again when PostgreSQL, once reached, goes away: about as long as a restart takes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a slice of bulk writing may hold SQLite's only writer.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>How long a slice of bulk writing takes on PostgreSQL, where it keeps nobody waiting and each commit costs.</summary>
    public TimeSpan ServerSlice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Options for a place as people set it: the address of a PostgreSQL database, or else the path of an SQLite file.</summary>
    /// <exception cref="FormatException">It is meant as an address and cannot be read; the message is one sentence for a person, without the address.</exception>
    public static StoreOptions At(string place)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        return !PostgresAddress.IsMeant(place) ? new StoreOptions { File = place }
            : PostgresAddress.TryParse(place, out var address, out var complaint) ? new StoreOptions { Server = address }
            : throw new FormatException(complaint);
    }
}
