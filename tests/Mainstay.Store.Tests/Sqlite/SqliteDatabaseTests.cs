using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class SqliteDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private sealed class Row
    {
        public Id<Guild> GuildId { get; init; }

        public Id<Role>? RoleId { get; init; }

        public DateTimeOffset MadeAt { get; init; }

        public DateTimeOffset? GoneAt { get; init; }

        public bool IsOpen { get; init; }
    }

    private sealed record Short(long Id, string Name);

    [Fact]
    public async Task Ids_are_numbers_and_times_are_milliseconds_both_ways()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (guild_id BIGINT, role_id BIGINT, made_at BIGINT, gone_at BIGINT, is_open BIGINT)");
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        await store.ExecuteAsync(
            "INSERT INTO t VALUES (@guild, @role, @at, @gone, @open)",
            new { guild = new Id<Guild>(ulong.MaxValue), role = (Id<Role>?)null, at, gone = (DateTimeOffset?)at, open = true });

        var row = (await store.QueryAsync<Row>("SELECT * FROM t")).ShouldHaveSingleItem();
        row.GuildId.ShouldBe(new Id<Guild>(ulong.MaxValue));
        row.RoleId.ShouldBeNull();
        row.MadeAt.ShouldBe(at);
        row.GoneAt.ShouldBe(at);
        row.IsOpen.ShouldBeTrue();
        (await store.QueryAsync<string>("SELECT typeof(made_at) || typeof(guild_id) FROM t")).ShouldBe(["integerinteger"]);
        (await store.QueryAsync<Id<Guild>>("SELECT guild_id FROM t WHERE guild_id IN @ids", new { ids = new[] { -1L } })).ShouldBe([row.GuildId]);
    }

    [Fact]
    public async Task Records_with_a_constructor_are_rows_too()
    {
        await using var store = new TemporaryStore();
        (await store.QueryAsync<Short>("SELECT 5 AS id, 'five' AS name")).ShouldBe([new Short(5, "five")]);
    }

    [Fact]
    public async Task What_throws_leaves_nothing_behind()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        await Should.ThrowAsync<InvalidOperationException>(() => store.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO t VALUES (1)");
                throw new InvalidOperationException("changed my mind");
            },
            Token));
        (await store.QueryAsync<long>("SELECT id FROM t")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_take_turns_and_lose_nothing()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => store.Database.WriteAsync(
            async unit =>
            {
                var n = await unit.ScalarAsync<long>("SELECT n FROM t");
                await Task.Yield();
                return await unit.ExecuteAsync("UPDATE t SET n = @n", new { n = n + 1 });
            },
            i % 2 == 0 ? Durability.Full : Durability.Relaxed,
            Token)));
        (await store.QueryAsync<long>("SELECT n FROM t")).ShouldBe([64]);
    }

    [Fact]
    public async Task Readers_see_one_moment_and_never_wait_for_the_writer()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1)");
        var seen = await store.Database.ReadAsync(
            async unit =>
            {
                var before = await unit.ScalarAsync<long>("SELECT n FROM t");
                await store.ExecuteAsync("UPDATE t SET n = 2");
                return (before, await unit.ScalarAsync<long>("SELECT n FROM t"));
            },
            Token);
        seen.ShouldBe((1, 1));

        await store.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE t SET n = 3");
                (await store.QueryAsync<long>("SELECT n FROM t")).ShouldBe([2]);
            },
            Token);
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT)");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Database.ReadAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (1)"), Token));
        failure.Fault.ShouldBe(DatabaseFault.ReadOnly);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue()
    {
        await using var store = new TemporaryStore();
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT)");
        var holding = new TaskCompletionSource();
        var letGo = new TaskCompletionSource();
        var first = store.Database.WriteAsync(
            async _ =>
            {
                holding.SetResult();
                await letGo.Task;
            },
            Token);
        await holding.Task;
        using var stop = new CancellationTokenSource();
        var second = store.Database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (1)"), stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        letGo.SetResult();
        await first;
        (await store.QueryAsync<long>("SELECT n FROM t")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_wait_for_the_disk_and_the_mirror_does_not()
    {
        await using var store = new TemporaryStore();
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<long>("PRAGMA synchronous"), Durability.Full, Token)).ShouldBe(2);
        (await store.Database.WriteAsync(unit => unit.ScalarAsync<long>("PRAGMA synchronous"), Durability.Relaxed, Token)).ShouldBe(1);
        (await store.QueryAsync<string>("PRAGMA journal_mode")).ShouldBe(["wal"]);
        (await store.QueryAsync<long>("PRAGMA foreign_keys")).ShouldBe([1]);
    }
}
