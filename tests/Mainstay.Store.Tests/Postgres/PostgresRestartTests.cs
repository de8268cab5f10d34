using System.Diagnostics;
using Mainstay.Sdk.Data;
using Mainstay.Store.Postgres;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Postgres;

/// <summary>A server that crashes, restarts and stays away under units of work.</summary>
public sealed class PostgresRestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_moment_of_a_crash_each_unit_is_kept_once()
    {
        await using var server = await ServerAsync();
        await using var database = new PostgresDatabase(new StoreOptions { Server = await server.CreateAsync(Token), Patience = TimeSpan.FromSeconds(30) }, TimeProvider.System);
        await database.WriteAsync(unit => unit.ExecuteAsync("CREATE TABLE t (who BIGINT, number BIGINT)"), Token);
        using var stop = new CancellationTokenSource();
        var said = Task.WhenAll(Enumerable.Range(0, 6).Select(who => Task.Run(() => WriteAsync(database, who, stop.Token))));
        for (var crash = 0; crash < 4; crash++)
        {
            var before = await CountAsync(database);
            await Wait.UntilAsync(async () => await CountAsync(database) >= before + 60);
            await server.ControlAsync("restart", crash % 2 == 0 ? "immediate" : "fast", Token);
        }

        await stop.CancelAsync();
        var (kept, unknown) = ((await said).Sum(pair => pair.Kept), (await said).Sum(pair => pair.Unknown));
        var there = await CountAsync(database);
        there.ShouldBeInRange(kept, kept + unknown);
        unknown.ShouldBeLessThan(kept / 4);
        (await database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM (SELECT DISTINCT who, number FROM t) d"), Token)).ShouldBe(there, "none was kept twice");
        database.Status.Repeated.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Patience_with_a_server_that_stays_away_is_spent_once_and_not_by_each_unit()
    {
        await using var server = await ServerAsync();
        await using var database = new PostgresDatabase(new StoreOptions { Server = await server.CreateAsync(Token), Patience = TimeSpan.FromSeconds(3) }, TimeProvider.System);
        await database.WriteAsync(unit => unit.ExecuteAsync("CREATE TABLE t (n BIGINT)"), Token);
        await server.ControlAsync("stop", "immediate", Token);

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            (await Should.ThrowAsync<DatabaseException>(() => database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (1)"), Token))).Fault.ShouldBe(DatabaseFault.Unreachable);
        }

        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(20));
        await server.ControlAsync("start", cancellationToken: Token);
        (await database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (1)"), Token)).ShouldBe(1);
        (await database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM t"), Token)).ShouldBe(1);

        // It was there in between, so it may be missed again.
        await server.ControlAsync("restart", "immediate", Token);
        (await database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (2)"), Token)).ShouldBe(1);
    }

    private static async Task<(long Kept, long Unknown)> WriteAsync(PostgresDatabase database, long who, CancellationToken stop)
    {
        var (kept, unknown) = (0L, 0L);
        for (var number = 0L; !stop.IsCancellationRequested; number++)
        {
            try
            {
                await database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t VALUES (@who, @number)", new { who, number }), Durability.Full, CancellationToken.None);
                kept++;
            }
            catch (DatabaseException failure) when (failure.Fault == DatabaseFault.OutcomeUnknown)
            {
                unknown++;
            }
        }

        return (kept, unknown);
    }

    private static Task<long> CountAsync(PostgresDatabase database) => database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM t"), Token);

    private static Task<PostgresServer> ServerAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return PostgresServer.StartAsync(Token);
    }
}
