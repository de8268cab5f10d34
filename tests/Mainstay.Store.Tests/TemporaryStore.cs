using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store.Migrations;
using Mainstay.Store.Mirror;
using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Tests;

/// <summary>A database in a folder of its own that goes away with the test.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    public TemporaryStore(TimeSpan? busyTimeout = null)
    {
        Folder = Directory.CreateTempSubdirectory("mainstay-store-").FullName;
        Options = new StoreOptions { File = Path.Combine(Folder, "mainstay.db"), BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(5) };
        Database = Open();
        Migrator = new Migrator(Database, TimeProvider.System);
        Mirror = new GuildMirror(Database, new SqliteMemberRows(), Options, TimeProvider.System);
    }

    public string Folder { get; }

    public StoreOptions Options { get; }

    public SqliteDatabase Database { get; }

    public IMigrator Migrator { get; }

    public IGuildMirror Mirror { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TemporaryStore> MigratedAsync()
    {
        var store = new TemporaryStore();
        await store.Migrator.MigrateAsync([StoreServices.Migrations], Token);
        return store;
    }

    public SqliteDatabase Open() => new(Options, TimeProvider.System);

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Database.WriteAsync(unit => unit.ExecuteAsync(sql, parameters), Token);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) => Database.ReadAsync(unit => unit.QueryAsync<T>(sql, parameters), Token);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
