using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests;

public abstract class DatabaseTests(DatabaseKind kind)
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
        await using var store = await TemporaryStore.CreateAsync(kind);
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
        (await store.QueryAsync<Id<Guild>>("SELECT guild_id FROM t WHERE guild_id IN @ids", new { ids = new[] { -1L } })).ShouldBe([row.GuildId]);
    }

    [Fact]
    public async Task Records_with_a_constructor_are_rows_too()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT, name TEXT); INSERT INTO t VALUES (5, 'five')");
        (await store.QueryAsync<Short>("SELECT id, name FROM t")).ShouldBe([new Short(5, "five")]);
    }

    [Fact]
    public async Task What_throws_leaves_nothing_behind()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
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
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => store.Database.WriteAsync(
            async unit =>
            {
                var n = await unit.ScalarAsync<long>("SELECT n FROM t");
                await Task.Yield();
                return await unit.ExecuteAsync("UPDATE t SET n = @n", new { n = n + 1 });
            },
            i % 2 == 0 || kind == DatabaseKind.Postgres ? Durability.Full : Durability.Relaxed,
            Token)));
        (await store.QueryAsync<long>("SELECT n FROM t")).ShouldBe([64]);
    }

    [Fact]
    public async Task Readers_see_one_moment_and_never_wait_for_the_writer()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
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
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT)");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Database.ReadAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (1)"), Token));
        failure.Fault.ShouldBe(DatabaseFault.ReadOnly);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
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
    public async Task Lists_after_in_are_arrays_or_lists_of_numbers_or_texts_and_may_be_empty()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (n BIGINT, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        (await store.QueryAsync<long>("SELECT n FROM t WHERE n IN @ns ORDER BY n", new { ns = new long[] { 1, 3 } })).ShouldBe([1, 3]);
        (await store.QueryAsync<long>("SELECT n FROM t WHERE n NOT IN @ns ORDER BY n", new { ns = new List<long> { 1, 3 } })).ShouldBe([2]);
        (await store.QueryAsync<long>("SELECT n FROM t WHERE v IN @vs AND n IN @ns", new { vs = new[] { "b", "c" }, ns = (IReadOnlyList<long>)[2L] })).ShouldBe([2]);
        (await store.QueryAsync<long>("SELECT n FROM t WHERE n IN @ns", new { ns = Array.Empty<long>() })).ShouldBeEmpty();
        (await store.QueryAsync<long>("SELECT n FROM t WHERE n NOT IN @ns ORDER BY n", new { ns = Array.Empty<long>() })).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Counts_sums_bytes_truths_and_nulls_come_back_as_they_went()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync(store.Database.Dialect.Expand("CREATE TABLE t (n BIGINT, v TEXT, b {bytes})"));
        await store.ExecuteAsync("INSERT INTO t VALUES (@n, @v, @b)", new { n = 5, v = "Ω🦊", b = new byte[] { 0, 255 } });
        await store.ExecuteAsync("INSERT INTO t VALUES (@n, @v, @b)", new { n = (long?)null, v = (string?)null, b = (byte[]?)null });
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM t")).ShouldBe([2]);
        (await store.Database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT SUM(n) FROM t"), Token)).ShouldBe(5);
        (await store.Database.ReadAsync(unit => unit.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM t WHERE n = 5)"), Token)).ShouldBeTrue();
        (await store.QueryAsync<byte[]?>("SELECT b FROM t ORDER BY COALESCE(n, 9)")).ShouldBe([[0, 255], null]);
        (await store.QueryAsync<string?>("SELECT v FROM t ORDER BY COALESCE(n, 9)")).ShouldBe(["Ω🦊", null]);
        (await store.QueryAsync<long>("SELECT n FROM t WHERE @role IS NULL AND @at IS NULL AND @yes IS NULL AND n IS NOT NULL", new { role = (Id<Role>?)null, at = (DateTimeOffset?)null, yes = (bool?)null }))
            .ShouldBe([5]);
    }

    [Fact]
    public async Task A_unit_whose_statement_failed_is_rolled_back_even_when_the_work_goes_on()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY)");
        var failure = await Should.ThrowAsync<DatabaseException>(() => store.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO t VALUES (1)");
                await Should.ThrowAsync<DatabaseException>(() => unit.ExecuteAsync("INSERT INTO t VALUES (1)"));
            },
            Token));
        failure.Fault.ShouldBe(DatabaseFault.Constraint);
        (await store.QueryAsync<long>("SELECT id FROM t")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_that_fails_is_taken_back_alone()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT PRIMARY KEY)");
        await store.Database.WriteAsync(
            async unit =>
            {
                (await unit.TryAsync(() => unit.ExecuteAsync("INSERT INTO t VALUES (1)"))).ShouldBeNull();
                (await unit.TryAsync(async () =>
                {
                    await unit.ExecuteAsync("INSERT INTO t VALUES (2)");
                    await unit.ExecuteAsync("INSERT INTO t VALUES (1)");
                })).ShouldBeOfType<DatabaseException>().Fault.ShouldBe(DatabaseFault.Constraint);
                (await unit.TryAsync(async () =>
                {
                    (await unit.TryAsync(() => unit.ExecuteAsync("INSERT INTO t VALUES (3)"))).ShouldBeNull();
                    throw new InvalidOperationException("the outer part");
                })).ShouldBeOfType<InvalidOperationException>();
                (await unit.TryAsync(async () =>
                {
                    await using var raw = unit.Connection.CreateCommand();
                    (raw.Transaction, raw.CommandText) = (unit.Transaction, "INSERT INTO t VALUES (1)");
                    await raw.ExecuteNonQueryAsync(Token);
                })).ShouldBeOfType<DatabaseException>().Fault.ShouldBe(DatabaseFault.Constraint);
                await unit.ExecuteAsync("INSERT INTO t VALUES (4)");
            },
            Token);
        (await store.QueryAsync<long>("SELECT id FROM t ORDER BY id")).ShouldBe([1, 4]);
        (await Should.ThrowAsync<DatabaseException>(() => store.Database.WriteAsync(
            unit => unit.TryAsync(() => throw new DatabaseException(DatabaseFault.Full, "Full.")), Token))).Fault.ShouldBe(DatabaseFault.Full);
    }

    [Fact]
    public async Task Who_holds_a_connection_and_who_waits_is_counted()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        var letGo = new TaskCompletionSource();
        var holding = new TaskCompletionSource();
        var first = store.Database.WriteAsync(
            async _ =>
            {
                holding.SetResult();
                await letGo.Task;
            },
            Token);
        await holding.Task;
        var second = store.ExecuteAsync("INSERT INTO t VALUES (1)");
        await Wait.UntilAsync(() => store.Gauges.Waiting(UnitKind.Write) == 1);
        store.Gauges.Used(UnitKind.Write).ShouldBe(1);
        store.Gauges.Longest().ShouldBeGreaterThan(TimeSpan.Zero);
        letGo.SetResult();
        await Task.WhenAll(first, second);
        (store.Gauges.Waiting(UnitKind.Write), store.Gauges.Used(UnitKind.Write), store.Gauges.Longest()).ShouldBe((0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_cancelled_statement_ends_as_cancelled_and_keeps_nothing()
    {
        await using var store = await TemporaryStore.CreateAsync(kind);
        await store.ExecuteAsync("CREATE TABLE t (id BIGINT)");
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => store.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("INSERT INTO t VALUES (1)");
                await stop.CancelAsync();
                await unit.ExecuteAsync("INSERT INTO t VALUES (2)");
            },
            stop.Token));
        (await store.QueryAsync<long>("SELECT id FROM t")).ShouldBeEmpty();
    }
}
