using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.EndToEnd.Databases;

/// <summary>What happens to the database while the real program applies a plan: no half state, a clear sentence, and what is left is done afterwards.</summary>
public sealed class DatabaseFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostgreSQL_crashes_and_comes_back_in_the_middle_and_the_plan_is_done_all_the_same()
    {
        await using var server = await ServerAsync();
        await using var stage = await FirmStage.MakeAsync(new StoreOptions { Server = await server.CreateAsync(Token) });
        await stage.RunAsync();
        var pressed = await stage.ApplyHalfAsync(await stage.PlanAsync());

        await server.ControlAsync("restart", "immediate", Token);
        stage.GoOn();
        await server.ControlAsync("restart", "fast", Token);

        // A crash between a commit and its answer leaves nobody able to say whether it was kept: then the run is let go and taken up again.
        (await stage.ReportAsync(pressed)).Text.ShouldMatch("were made|take this up again by myself", stage.Output);
        await EndedAsync(stage);
        (await stage.CountAsync("SELECT COUNT(*) FROM operation_run WHERE state = 'done'")).ShouldBe(1);
        await stage.JudgeAsync();
    }

    [Fact]
    public async Task PostgreSQL_stays_away_for_longer_than_anybody_waits()
    {
        await using var server = await ServerAsync();
        await using var stage = await FirmStage.MakeAsync(new StoreOptions { Server = await server.CreateAsync(Token) });
        await stage.RunAsync(("MAINSTAY_DATABASE__PATIENCE_SECONDS", "1"));
        var pressed = await stage.ApplyHalfAsync(await stage.PlanAsync());

        await server.ControlAsync("stop", "immediate", Token);
        stage.GoOn();
        (await stage.ReportAsync(pressed)).ToString()!.ShouldNotContain("/tmp", Case.Sensitive, "nobody on Discord reads of places on the machine");
        (await stage.Owner.UseAsync("/repair staff-roles", Token)).Text.ShouldContain("My records cannot be reached right now");

        await server.ControlAsync("start", cancellationToken: Token);
        await AgainAsync(stage);
    }

    [Fact]
    public async Task PostgreSQL_is_set_to_read_only_and_back()
    {
        await using var server = await ServerAsync();
        await using var stage = await FirmStage.MakeAsync(new StoreOptions { Server = await server.CreateAsync(Token) });
        await stage.RunAsync();
        var pressed = await stage.ApplyHalfAsync(await stage.PlanAsync());

        await server.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on", Token);
        await ReloadAsync(server, "on");
        stage.GoOn();
        await stage.ReportAsync(pressed);
        (await stage.Owner.UseAsync("/repair staff-roles", Token)).Text.ShouldContain("I may read my records and not write them");

        await server.ExecuteAsync("ALTER SYSTEM RESET default_transaction_read_only", Token);
        await ReloadAsync(server, "off");
        await AgainAsync(stage);
    }

    [Fact]
    public async Task PostgreSQL_is_slow_for_a_while_and_the_plan_is_done_all_the_same()
    {
        await using var server = await ServerAsync();
        await using var stage = await FirmStage.MakeAsync(new StoreOptions { Server = await server.CreateAsync(Token) });
        await stage.RunAsync(("MAINSTAY_DATABASE__BUSY_SECONDS", "30"));
        var pressed = await stage.ApplyHalfAsync(await stage.PlanAsync());

        await stage.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("LOCK TABLE operation_step, journal IN ACCESS EXCLUSIVE MODE");
                stage.GoOn();
                return await unit.ExecuteAsync("SELECT pg_sleep(2)");
            },
            Durability.Relaxed,
            Token);

        (await stage.ReportAsync(pressed)).Text.ShouldContain("were made", customMessage: stage.Output);
        await stage.JudgeAsync();
    }

    [Fact]
    public async Task SQLite_is_held_by_another_program_for_longer_than_anybody_waits()
    {
        await using var stage = await FirmStage.MakeAsync();
        await stage.RunAsync();
        var pressed = await stage.ApplyHalfAsync(await stage.PlanAsync());

        await stage.Database.WriteAsync(
            async _ =>
            {
                stage.GoOn();
                await stage.ReportAsync(pressed);
                (await stage.Owner.UseAsync("/repair staff-roles", Token)).Text.ShouldContain("My database was busy for too long");
            },
            Token);

        await AgainAsync(stage);
    }

    [Fact]
    public async Task SQLite_may_not_grow_any_further()
    {
        await using var stage = await FirmStage.MakeAsync();
        await stage.RunAsync();
        var plan = await stage.PlanAsync();
        await stage.StopAsync();
        var megabytes = await PadAsync(stage, pages: 1);

        await stage.RunAsync(("MAINSTAY_DATABASE__MAX_MB", $"{megabytes}"));
        var pressed = await stage.Owner.BeginPressAsync(plan, "Apply", Token);
        var report = await stage.ReportAsync(pressed);
        report.ToString().ShouldContain("The disk that I keep my records on is full");
        report.Text.ShouldNotContain("is allowed", customMessage: "what concerns the machine is for the log");
        await stage.StopAsync();
        stage.Log.ShouldContain($"has grown to the {megabytes} MB that it is allowed");

        await stage.RunAsync();
        await AgainAsync(stage, restart: false);
    }

    // The same command does what is left, after a restart if the run was left in its middle.
    private static async Task AgainAsync(FirmStage stage, bool restart = true)
    {
        if (restart)
        {
            await stage.StopAsync();
            await stage.RunAsync();
        }

        await EndedAsync(stage);
        var plan = await stage.Owner.UseAsync("/repair staff-roles", Token);
        if (plan.Buttons.Count > 0)
        {
            (await stage.Owner.PressAsync(plan, "Apply", Token)).Text.ShouldContain("made", customMessage: stage.Output);
        }

        await stage.JudgeAsync();
    }

    private static Task EndedAsync(FirmStage stage) => Wait.UntilAsync(
        async () => await stage.CountAsync("SELECT COUNT(*) FROM operation_run WHERE state IN ('queued', 'running')") == 0, () => $"the end of every run\n{stage.Output}");

    /// <summary>The server reads its settings a while after it was asked to: a connection that is made afterwards has them, and so has every other one.</summary>
    private static async Task ReloadAsync(PostgresServer server, string readOnly)
    {
        await server.ExecuteAsync("SELECT pg_reload_conf()", Token);
        await Wait.UntilAsync(
            async () =>
            {
                await using var services = new ServiceCollection().AddLogging().AddStore(new StoreOptions { Server = server.Address }).BuildServiceProvider();
                return await services.GetRequiredService<IDatabase>().ReadAsync(
                    unit => unit.FirstAsync<string>("SELECT setting FROM pg_settings WHERE name = 'default_transaction_read_only'"), Token) == readOnly;
            },
            () => "the server reads its settings");
    }

    // So much that only a few pages are left of a whole number of megabytes.
    private static async Task<long> PadAsync(FirmStage stage, int pages)
    {
        const int PageBytes = 4096;
        await stage.Database.WriteAsync(unit => unit.ExecuteAsync("CREATE TABLE padding (v BLOB)"), Token);
        var used = await stage.CountAsync("SELECT page_count FROM pragma_page_count()") - await stage.CountAsync("SELECT freelist_count FROM pragma_freelist_count()");
        var megabytes = (used * PageBytes / 1_000_000) + 2;
        var room = (megabytes * 1_000_000 / PageBytes) - used - pages;
        await stage.Database.WriteAsync(unit => unit.ExecuteAsync("INSERT INTO padding VALUES (zeroblob(@bytes))", new { bytes = (room - 1) * (PageBytes - 4) }), Token);
        return megabytes;
    }

    private static Task<PostgresServer> ServerAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return PostgresServer.StartAsync(Token);
    }
}
