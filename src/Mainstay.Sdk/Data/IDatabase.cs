namespace Mainstay.Sdk.Data;

/// <summary>
/// The one door to the database. Each call is one unit of work: a connection is taken when the work starts and given back when it ends.
/// Never await Discord, or anything else on a network, inside a unit: the connection, and in a write the only writer of SQLite, is held meanwhile.
/// </summary>
public interface IDatabase
{
    /// <summary>Which database this is, for the few statements that differ.</summary>
    Dialect Dialect { get; }

    /// <summary>Reads in one consistent snapshot. Readers never wait for the writer. Writing fails.</summary>
    /// <exception cref="DatabaseException">The database cannot be read; its message is one sentence for a person.</exception>
    Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work" /> in one transaction, committed when it returns and rolled back when it throws. Writers queue in the order in which they
    /// came; a cancelled wait leaves the queue.
    /// </summary>
    /// <exception cref="DatabaseException">The database cannot be written; its message is one sentence for a person. Nothing of the unit was kept.</exception>
    Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken);
}

/// <summary>What a committed unit of work survives.</summary>
public enum Durability
{
    /// <summary>Records, steps, journal: on the disk when the call returns, whatever happens to the power.</summary>
    Full,

    /// <summary>The mirror and other things seen elsewhere: survives a crash of the program; a loss of power may take back the last commits, never half of one.</summary>
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
