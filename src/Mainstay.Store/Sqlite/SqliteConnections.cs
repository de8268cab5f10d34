using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>Opens connections of each kind, and checks the file before the first is used.</summary>
internal sealed class SqliteConnections(StoreOptions options)
{
    // SQLite's own size of a page, which no option here changes.
    private const int PageBytes = 4096;

    public string Path { get; } = options.File;

    public TimeSpan Patience { get; } = options.BusyTimeout;

    public DatabaseException? Translate(SqliteException error) => SqliteFaults.Translate(error, Path, Patience) switch
    {
        { Fault: DatabaseFault.Full } when options.LargestMegabytes is { } most => SqliteFaults.IsLargest(Path, most, error),
        var failure => failure,
    };

    // The log is copied into the file beside the writers, not inside a commit that holds up the next.
    public SqliteConnection Writer(Durability durability) =>
        Open((durability == Durability.Full ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = NORMAL;") + "PRAGMA wal_autocheckpoint = 0;"
            + (options.LargestMegabytes is { } most ? $"PRAGMA max_page_count = {most * 1_000_000L / PageBytes};" : ""));

    public SqliteConnection Checkpointer() => Open("PRAGMA synchronous = NORMAL;");

    public SqliteConnection Reader() => Open("PRAGMA query_only = ON;");

    /// <summary>Makes the file when there is none; fails with a sentence when it cannot be trusted or written.</summary>
    public void Check()
    {
        SqliteLibrary.Ensure();
        var folder = Folder();
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new DatabaseException(DatabaseFault.Unreachable, $"The folder {folder} does not exist: make it, or name another place for the database.");
        }

        if (Directory.Exists(Path))
        {
            throw new DatabaseException(DatabaseFault.Unreachable, $"{Path} is a folder: name a file for the database.");
        }

        if (options.LookOnly && Folder() is not null && !File.Exists(Path))
        {
            throw new DatabaseException(DatabaseFault.Unreachable, $"There is no database {Path}: check the path.");
        }

        using var connection = Open(string.Empty);
        try
        {
            if (options.LookOnly)
            {
                Scalar(connection, "PRAGMA journal_mode;");
                return;
            }

            if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
            {
                throw SqliteFaults.IsReadOnly(Path);
            }

            var verdict = Scalar(connection, "PRAGMA quick_check(1);");
            if (verdict != "ok")
            {
                throw SqliteFaults.Damaged(Path, verdict);
            }

            var mode = Scalar(connection, "PRAGMA journal_mode = WAL;");
            if (mode != "wal")
            {
                throw new DatabaseException(DatabaseFault.Other, $"The database {Path} lies on a file system without shared memory, which SQLite's write-ahead log needs: use a local disk.");
            }

            // A folder that takes no new files lets the first write fail; better now than in the middle of a run.
            Execute(connection, "BEGIN IMMEDIATE; ROLLBACK;");
        }
        catch (SqliteException error) when (Translate(error) is { } failure)
        {
            throw failure;
        }
    }

    private SqliteConnection Open(string pragmas)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = options.LookOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(Patience.TotalSeconds)),
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;" + pragmas);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Translate(error) ?? (Exception)error;
        }
    }

    private string? Folder() => Path.StartsWith("file:", StringComparison.Ordinal) ? null : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string ?? string.Empty;
    }
}
