using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests;

/// <summary>A database whose writes fail while the test says so, as those of a full disk do: what the unit wrote is taken back.</summary>
internal sealed class FaultyDatabase(IDatabase database) : IDatabase
{
    private int _left = -1;

    public DatabaseFault? Fault { get; set; }

    /// <summary>One write fails, after so many that do not.</summary>
    public void FailOnce(int after) => Volatile.Write(ref _left, after + 1);

    public Dialect Dialect => database.Dialect;

    public Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken) => database.ReadAsync(work, cancellationToken);

    public Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var result = await work(unit);
            return (Interlocked.Decrement(ref _left) == 0 ? DatabaseFault.Full : Fault) is { } fault ? throw new DatabaseException(fault, "The test says so.") : result;
        },
        durability,
        cancellationToken);
}
