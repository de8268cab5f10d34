using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store.Postgres;
using Mainstay.Store.Sqlite;
using Mainstay.Testing.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Store.Tests;

/// <summary>A database of either kind that goes away with the test, and what the store offers on it.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private TemporaryStore(TestDatabase database, StoreOptions options)
    {
        _database = database;
        Options = options;
        _services = new ServiceCollection().AddStore(options).BuildServiceProvider();
    }

    public StoreOptions Options { get; }

    public DatabaseKind Kind => _database.Kind;

    public IDatabase Database => _services.GetRequiredService<IDatabase>();

    public IMigrator Migrator => _services.GetRequiredService<IMigrator>();

    public IGuildMirror Mirror => _services.GetRequiredService<IGuildMirror>();

    public StoreMeter Gauges => Database is SqliteDatabase file ? file.Gauges : ((PostgresDatabase)Database).Gauges;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TemporaryStore> CreateAsync(DatabaseKind kind, Func<StoreOptions, StoreOptions>? with = null)
    {
        Assert.SkipWhen(kind == DatabaseKind.Postgres && PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var database = await TestDatabase.CreateAsync(kind, Token);
        return new TemporaryStore(database, with?.Invoke(database.Options) ?? database.Options);
    }

    public static async Task<TemporaryStore> MigratedAsync(DatabaseKind kind, Func<StoreOptions, StoreOptions>? with = null)
    {
        var store = await CreateAsync(kind, with);
        await store.Migrator.MigrateAsync([StoreServices.Migrations], Token);
        return store;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Lets go of the database, which stays.</summary>
    public ValueTask CloseAsync() => _services.DisposeAsync();

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Database.WriteAsync(unit => unit.ExecuteAsync(sql, parameters), Token);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) => Database.ReadAsync(unit => unit.QueryAsync<T>(sql, parameters), Token);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _database.DisposeAsync();
    }
}
