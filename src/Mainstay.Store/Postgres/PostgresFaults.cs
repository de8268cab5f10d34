using System.Net.Sockets;
using Mainstay.Sdk.Data;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>PostgreSQL's error codes (https://www.postgresql.org/docs/15/errcodes-appendix.html) as failures that a person can act on.</summary>
internal sealed class PostgresFaults(PostgresAddress address, StoreOptions options)
{
    /// <summary>What to do about a failure besides telling of it.</summary>
    public enum Remedy
    {
        /// <summary>Nothing: it would happen again.</summary>
        None,

        /// <summary>The database took the unit back because of others; run it again at once.</summary>
        RunAgain,

        /// <summary>The server went away and may come back.</summary>
        WaitForServer,
    }

    private string Where => $"the PostgreSQL server at {address.Server}";

    /// <summary>Whether the connection is gone, so that nobody has heard what became of the last statement.</summary>
    public static bool IsLost(Exception error) => error switch
    {
        PostgresException known => known.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            || known.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => true,
        NpgsqlException unknown => unknown.InnerException is IOException or SocketException,
        _ => error is IOException or SocketException,
    };

    public static Remedy RemedyOf(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } ? Remedy.RunAgain
        : error is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } || IsLost(error) ? Remedy.WaitForServer
        : Remedy.None;

    /// <summary>The failure in words, or null when the error is a bug of ours (wrong SQL, misuse), which stays what it is.</summary>
    public DatabaseException? Translate(Exception error) => error is PostgresException known ? Translate(known)
        : IsLost(error) ? new(DatabaseFault.Unreachable, $"{Upper(Where)} does not answer: see that it runs and can be reached from here.", error)
        : null;

    public DatabaseException OutcomeUnknown(Exception error) => new(
        DatabaseFault.OutcomeUnknown,
        $"The connection to {Where} broke while it was committing, and it could not say afterwards whether the change was kept: look before you repeat it.",
        error);

    public DatabaseException PoolIsBusy() => new(
        DatabaseFault.Locked,
        $"All {options.Connections} connections to {Where} have been busy for {options.PoolTimeout.TotalSeconds:0.#} s: allow more of them, or look for a statement that hangs.");

    public DatabaseException WriterIsBusy() => new(
        DatabaseFault.Locked,
        $"The database {address.Database} at {address.Server} has been busy with other writes of this program for more than {options.PoolTimeout.TotalSeconds:0.#} s: nothing was written; look for a slow disk or a statement that hangs.");

    private DatabaseException? Translate(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            DatabaseFault.Unreachable, $"{Upper(Where)} refused the user {address.User}: check the user and password in the database's address.", error),
        PostgresErrorCodes.InvalidCatalogName => new(
            DatabaseFault.Missing, $"{Upper(Where)} has no database {address.Database}: make it with 'createdb {address.Database}', or name another.", error),
        PostgresErrorCodes.InsufficientPrivilege => new(
            DatabaseFault.ReadOnly, $"The user {address.User} may not do this in the database {address.Database} ({error.MessageText}): make the user its owner.", error),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(
            DatabaseFault.ReadOnly, $"The database {address.Database} at {address.Server} can be read and not written: is it a standby, or set to read only?", error),
        PostgresErrorCodes.DependentObjectsStillExist => new(
            DatabaseFault.Constraint, $"The database refused to remove what others refer to ({error.MessageText}): take back the modules whose tables do first.", error),
        PostgresErrorCodes.LockNotAvailable => new(
            DatabaseFault.Locked, $"Another program has held the database {address.Database} for more than {options.BusyTimeout.TotalSeconds:0.#} s; is Mainstay running twice?", error),
        PostgresErrorCodes.QueryCanceled => new(
            DatabaseFault.Locked, $"{Upper(Where)} took longer than {options.StatementTimeout.TotalSeconds:0.#} s for one statement and was told to stop.", error),
        PostgresErrorCodes.DiskFull => new(
            DatabaseFault.Full, $"The disk of {Where} is full: nothing was written; free some space.", error),
        PostgresErrorCodes.TooManyConnections => new(
            DatabaseFault.Locked, $"{Upper(Where)} has no connection left for the user {address.User}: raise its max_connections, or allow Mainstay fewer.", error),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new(
            DatabaseFault.Locked, $"The database {address.Database} took the change back again and again because others wrote the same rows: nothing was written.", error),
        PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire => new(
            DatabaseFault.Constraint, $"The database refused a text: {error.MessageText}.", error),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(
            DatabaseFault.Corrupt, $"The database {address.Database} at {address.Server} is damaged ({error.MessageText}): put a backup in its place.", error),
        PostgresErrorCodes.IoError => new(
            DatabaseFault.Other, $"The disk of {Where} failed to read or write ({error.MessageText}).", error),
        _ when error.SqlState.StartsWith("23", StringComparison.Ordinal) => new(DatabaseFault.Constraint, $"The database refused a row: {error.MessageText}.", error),
        _ when IsLost(error) => new(DatabaseFault.Unreachable, $"{Upper(Where)} is shutting down or starting up ({error.MessageText}): try again in a moment.", error),
        _ => null,
    };

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
