using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Postgres;

public sealed class PostgresDatabaseTests() : DatabaseTests(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Records_wait_for_the_disk_and_the_mirror_does_not()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Postgres);
        const string Sql = "SELECT current_setting('synchronous_commit')";
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<string>(Sql), Durability.Full, TemporaryStore.Token)).ShouldBe("on");
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<string>(Sql), Durability.Relaxed, TemporaryStore.Token)).ShouldBe("off");
        (await store.QueryAsync<string>(Sql)).ShouldBe(["on"]);
    }

    [Fact]
    public async Task Writers_of_two_programs_take_turns()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Postgres);
        await using var other = new Mainstay.Store.Postgres.PostgresDatabase(store.Options, TimeProvider.System);
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? store.Database : other).WriteAsync(
            async unit =>
            {
                var n = await unit.ScalarAsync<long>("SELECT n FROM t");
                await unit.ExecuteAsync("UPDATE t SET n = @n", new { n = n + 1 });
            },
            TemporaryStore.Token)));
        (await store.QueryAsync<long>("SELECT n FROM t")).ShouldBe([40]);
    }

    [Fact]
    public async Task Who_waits_too_long_for_the_writer_or_a_connection_is_told_so()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Postgres, options => options with { PoolTimeout = TimeSpan.FromMilliseconds(100), Connections = 1 });
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        (await store.Database.WriteAsync(_ => Should.ThrowAsync<DatabaseException>(() => store.ExecuteAsync("INSERT INTO t VALUES (1)")), TemporaryStore.Token))
            .Message.ShouldContain("has been busy with other writes of this program for more than 0.1 s");
        (await store.Database.ReadAsync(_ => Should.ThrowAsync<DatabaseException>(() => store.QueryAsync<long>("SELECT id FROM t")), TemporaryStore.Token))
            .Message.ShouldContain("All 1 connections");
        (await store.QueryAsync<long>("SELECT id FROM t")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_database_takes_back_because_of_others_runs_again()
    {
        await using var store = await TemporaryStore.CreateAsync(DatabaseKind.Postgres);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT); INSERT INTO t VALUES (1, 0), (2, 0)");
        var both = new Barrier(2);
        var attempts = 0;
        Task LockAsync(int first, int second) => store.Database.WriteAsync(
            async unit =>
            {
                Interlocked.Increment(ref attempts);
                await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE id = @first", new { first });
                if (Volatile.Read(ref attempts) <= 2)
                {
                    await Task.Run(() => both.SignalAndWait(TimeSpan.FromMinutes(2)), TemporaryStore.Token);
                }

                return await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE id = @second", new { second });
            },
            Durability.Relaxed,
            TemporaryStore.Token);

        await Task.WhenAll(LockAsync(1, 2), LockAsync(2, 1));
        attempts.ShouldBe(3);
        (await store.QueryAsync<long>("SELECT n FROM t ORDER BY id")).ShouldBe([2, 2]);
    }
}
