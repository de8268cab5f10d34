using Mainstay.Sdk.Data;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) as failures that a person can act on.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>The failure in words, or null when the error is a bug of ours (wrong SQL, misuse), which stays what it is.</summary>
    public static DatabaseException? Translate(SqliteException error, string path, TimeSpan patience) => error.SqliteErrorCode switch
    {
        Busy or TableLocked => new(DatabaseFault.Locked, $"Another program has held the database {path} for more than {patience.TotalSeconds:0.#} s; is Mainstay running twice?", error),
        ReadOnly => IsReadOnly(path, error),
        Corrupt or NotADatabase => Damaged(path, error.Message, error),
        Full => new(DatabaseFault.Full, $"The disk of the database {path} is full: nothing was written; free some space.", error),
        CannotOpen => new(DatabaseFault.Unreachable, $"The database {path} cannot be opened: the account that runs Mainstay needs to read and write the file and its folder.", error),
        InputOutput => new(DatabaseFault.Other, $"The disk of the database {path} failed to read or write ({error.Message}).", error),
        Constraint => new(DatabaseFault.Constraint, $"The database refused a row: {error.Message}.", error),
        _ => null,
    };

    public static DatabaseException IsReadOnly(string path, Exception? error = null) => new(
        DatabaseFault.ReadOnly,
        $"The database {path} can be read and not written: the account that runs Mainstay needs to write the file and its folder.",
        error);

    public static DatabaseException IsLargest(string path, int megabytes, Exception error) => new(
        DatabaseFault.Full,
        $"The database {path} has grown to the {megabytes} MB that it is allowed: nothing was written; allow it more.",
        error);

    public static DatabaseException IsBusy(string path, TimeSpan patience) => new(
        DatabaseFault.Locked,
        $"The database {path} has been busy with other work of this program for more than {patience.TotalSeconds:0.#} s: nothing was written; look for a slow disk.");

    public static DatabaseException Damaged(string path, string detail, Exception? error = null) => new(
        DatabaseFault.Corrupt,
        $"The database {path} is damaged or is no database ({detail}): put a backup in its place.",
        error);
}
