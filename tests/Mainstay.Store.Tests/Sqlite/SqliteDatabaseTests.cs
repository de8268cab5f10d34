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

    [Fact]
    public async Task No_commit_copies_the_log_and_yet_it_stays_short()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite);
        foreach (var durability in Enum.GetValues<Durability>())
        {
            (await store.Database.WriteAsync(unit => unit.ScalarAsync<long>("PRAGMA wal_autocheckpoint"), durability, TemporaryStore.Token)).ShouldBe(0);
        }

        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY, v TEXT)");
        for (var i = 0; i < 256; i++)
        {
            await store.ExecuteAsync("INSERT INTO t VALUES (@i, @v)", new { i, v = new string('x', 160_000) });
        }

        // Each commit adds some 160 kB to the log: all of them 41 MB, those between two copyings 10.
        new FileInfo(store.Options.File + "-wal").Length.ShouldBeLessThan(24_000_000);
    }

    [Fact]
    public async Task Who_waits_too_long_for_the_writer_or_a_reader_is_told_so()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Sqlite, options => options with { PoolTimeout = TimeSpan.FromMilliseconds(100), Readers = 1 });
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        (await store.Database.WriteAsync(_ => Should.ThrowAsync<DatabaseException>(() => store.ExecuteAsync("INSERT INTO t VALUES (1)")), TemporaryStore.Token))
            .Message.ShouldContain("has been busy with other work of this program for more than 0.1 s");
        (await store.Database.ReadAsync(_ => Should.ThrowAsync<DatabaseException>(() => store.QueryAsync<long>("SELECT id FROM t")), TemporaryStore.Token))
            .Fault.ShouldBe(DatabaseFault.Locked);
        (await store.QueryAsync<long>("SELECT id FROM t")).ShouldBeEmpty();
    }
}
