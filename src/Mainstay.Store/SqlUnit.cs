using System.Data.Common;
using Dapper;
using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>A unit of work over any ADO.NET provider.</summary>
internal sealed class SqlUnit(
    DbConnection connection, DbTransaction transaction, Dialect dialect, Func<Exception, DatabaseException?> translate, Func<string, string>? rewrite, CancellationToken cancellationToken)
    : IUnit
{
    /// <summary>What the first statement that failed said. After it the unit can only be rolled back.</summary>
    public Exception? Failure { get; private set; }

    private int _parts;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public Dialect Dialect => dialect;

    public CancellationToken CancellationToken => cancellationToken;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => RunAsync(command => connection.ExecuteAsync(command), sql, parameters);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await RunAsync(command => connection.QueryAsync<T>(command), sql, parameters).ConfigureAwait(false)).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) => RunAsync(command => connection.QueryFirstOrDefaultAsync<T>(command), sql, parameters);

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => RunAsync(command => connection.ExecuteScalarAsync<T>(command), sql, parameters);

    public async Task<Exception?> TryAsync(Func<Task> part)
    {
        // Parts of parts have names of their own.
        var name = $"part_{++_parts}";
        await ExecuteAsync($"SAVEPOINT {name}").ConfigureAwait(false);
        Exception failed;
        try
        {
            await part().ConfigureAwait(false);
            if (Failure is null)
            {
                await ExecuteAsync($"RELEASE SAVEPOINT {name}").ConfigureAwait(false);
                return null;
            }

            failed = Failure;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failed = Failure ?? error;
        }

        failed = failed is DbException raw ? translate(raw) ?? failed : failed;
        if (failed is DatabaseException { Fault: not DatabaseFault.Constraint })
        {
            throw failed;
        }

        Failure = null;
        await ExecuteAsync($"ROLLBACK TO SAVEPOINT {name}").ConfigureAwait(false);
        await ExecuteAsync($"RELEASE SAVEPOINT {name}").ConfigureAwait(false);
        return failed;
    }

    private async Task<T> RunAsync<T>(Func<CommandDefinition, Task<T>> run, string sql, object? parameters)
    {
        if (Failure is not null)
        {
            throw new InvalidOperationException("A statement of this unit of work has failed, so the unit has to end.", Failure);
        }

        try
        {
            return await run(new CommandDefinition(rewrite?.Invoke(sql) ?? sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            var failure = translate(error);
            Failure = failure ?? (Exception)error;
            if (failure is null)
            {
                throw;
            }

            throw failure;
        }
    }
}
