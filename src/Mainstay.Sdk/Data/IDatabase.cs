namespace Mainstay.Sdk.Data;

/// <summary>
/// The one door to the database. Each call is one unit of work: a connection is taken when the work starts and given back when it ends.
/// Never await Discord, or anything else on a network, inside a unit: the connection, and in a durable write the place of the only writer, is held meanwhile.
/// <para>
/// A unit may be run more than once: PostgreSQL may take it back because of others (serialization failure, deadlock) or go away before the commit, and then
/// the whole of it runs again on a new connection. So work changes nothing but the database; what it found it returns. When the connection breaks in the
/// commit itself, the server is asked what became of the transaction: kept counts as success, lost runs again, and where it cannot say
/// (<see cref="DatabaseFault.OutcomeUnknown" />) nothing is repeated, whatever the work.
/// </para>
/// <para>After a statement failed the unit can only fail: further statements are refused, and it is rolled back even when the work swallows the failure.</para>
/// </summary>
public interface IDatabase
{
    /// <summary>Which database this is, for the few statements that differ.</summary>
    Dialect Dialect { get; }

    /// <summary>Reads in one consistent snapshot. Readers never wait for the writer. Writing fails.</summary>
    /// <exception cref="DatabaseException">The database cannot be read; its message is one sentence for a person.</exception>
    Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work" /> in one transaction, committed when it returns and rolled back when it throws. Durable writers take turns, those of one
    /// process in the order in which they came: what a unit read holds until it commits. A cancelled wait leaves the queue. On SQLite relaxed writes
    /// queue with them; on PostgreSQL those run beside them, so they must not rest on records that they read.
    /// </summary>
    /// <exception cref="DatabaseException">
    /// The database cannot be written; its message is one sentence for a person. Nothing of the unit was kept, except perhaps with
    /// <see cref="DatabaseFault.OutcomeUnknown" />.
    /// </exception>
    Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken);
}

/// <summary>What a committed unit of work survives.</summary>
public enum Durability
{
    /// <summary>Records, steps, journal: on the disk when the call returns, whatever happens to the power.</summary>
    Full,

    /// <summary>The mirror and other things seen elsewhere: survives a crash of the program; a loss of power, or a crash of PostgreSQL itself, may take back the last commits, never half of one.</summary>
    Relaxed,
}

/// <summary>The shapes in which most units of work are written.</summary>
public static class DatabaseExtensions
{
    /// <summary>A durable write (<see cref="Durability.Full" />) with a result.</summary>
    public static Task<T> WriteAsync<T>(this IDatabase database, Func<IUnit, Task<T>> work, CancellationToken cancellationToken) =>
        database.WriteAsync(work, Durability.Full, cancellationToken);

    /// <summary>A durable write (<see cref="Durability.Full" />) without a result.</summary>
    public static Task WriteAsync(this IDatabase database, Func<IUnit, Task> work, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async unit =>
            {
                await work(unit).ConfigureAwait(false);
                return true;
            },
            Durability.Full,
            cancellationToken);
}
