using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class SqliteDatabaseTests() : DatabaseTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Records_wait_for_the_disk_and_the_mirror_does_not()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<long>("PRAGMA synchronous"), Durability.Full, TemporaryStore.Token)).ShouldBe(2);
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<long>("PRAGMA synchronous"), Durability.Relaxed, TemporaryStore.Token)).ShouldBe(1);
        (await store.QueryAsync<string>("PRAGMA journal_mode")).ShouldBe(["wal"]);
        (await store.QueryAsync<long>("PRAGMA foreign_keys")).ShouldBe([1]);
    }
}
