using System.Data.Common;
using Dapper;
using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>A unit of work over any ADO.NET provider.</summary>
internal sealed class SqlUnit(
    DbConnection connection, DbTransaction transaction, Dialect dialect, Func<Exception, DatabaseException?> translate, CancellationToken cancellationToken) : IUnit
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public Dialect Dialect => dialect;

    public CancellationToken CancellationToken => cancellationToken;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => RunAsync(command => connection.ExecuteAsync(command), sql, parameters);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await RunAsync(command => connection.QueryAsync<T>(command), sql, parameters).ConfigureAwait(false)).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) => RunAsync(command => connection.QueryFirstOrDefaultAsync<T>(command), sql, parameters);

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => RunAsync(command => connection.ExecuteScalarAsync<T>(command), sql, parameters);

    private async Task<T> RunAsync<T>(Func<CommandDefinition, Task<T>> run, string sql, object? parameters)
    {
        try
        {
            return await run(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (DbException error) when (translate(error) is { } failure)
        {
            throw failure;
        }
    }
}
