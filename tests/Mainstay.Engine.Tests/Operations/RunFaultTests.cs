using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>Runs whose database, process or guild goes away in the middle.</summary>
public class RunFaultTests
{
    [Theory]
    [InlineData(DatabaseFault.Full)]
    [InlineData(DatabaseFault.Locked)]
    [InlineData(DatabaseFault.ReadOnly)]
    [InlineData(DatabaseFault.Unreachable)]
    public async Task A_database_that_fails_in_the_middle_pauses_the_run_and_each_effect_exists_once(DatabaseFault fault)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n =>
        {
            rig.Fault = fault;
            return (true, new Sending.Accepted());
        };
        var run = await rig.PlanAsync();

        var reply = await rig.ApplyAsync(run);

        reply.Title.ShouldBe("Give a role: interrupted");
        reply.Text.ShouldContain("I take this up again by myself");
        var sent = rig.Discord.Requests;
        (await rig.QueryAsync<string>("SELECT state FROM operation_step")).ShouldAllBe(s => s == "pending" || s == "sent");
        (await rig.QueryAsync<string>("SELECT outcome FROM journal")).ShouldBeEmpty();

        rig.Discord.Script = _ => (true, new Sending.Accepted());
        rig.Fault = null;
        rig.Time.Advance(RunStore.Lease);
        (await ResumeAsync(rig)).Title.ShouldBe("Give a role: done");
        rig.Discord.Requests.ShouldBe(4);
        sent.ShouldBeInRange(1, 4);
        (await rig.QueryAsync<string>("SELECT state FROM operation_step")).ShouldAllBe(s => s == "applied");
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_record_and_what_depends_on_it_are_both_there_whichever_write_fails(int after)
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync("probe.note", Arguments.Of(("note", "hello")));
        rig.Get<FaultyDatabase>().FailOnce(after);
        try
        {
            await rig.ApplyAsync(run);
        }
        catch (DatabaseException) when (after == 0)
        {
            // Its place in the queue could not be kept: the plan stands as before, and Apply may be pressed again.
            await rig.ApplyAsync(run);
        }

        rig.Time.Advance(RunStore.Lease);
        foreach (var left in await rig.Get<RunStore>().AbandonedAsync(EngineRig.Token))
        {
            var taken = (await rig.Get<RunStore>().TakeAsync(left, "again", EngineRig.Token)).ShouldNotBeNull();
            if (RunState.IsLive(taken.State))
            {
                await rig.Get<RunDriver>().DriveAsync(taken, rig.As().Actor, (_, _) => ValueTask.CompletedTask, EngineRig.Token);
            }
        }

        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBe(["hello"]);
        rig.Discord.RolesOf(10).ShouldBe([EngineRig.Staff]);
        rig.Discord.Requests.ShouldBe(1);
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["done"]);
        (await rig.QueryAsync<string>("SELECT outcome FROM journal")).ShouldBe(["applied", "applied"]);
    }

    [Fact]
    public async Task A_report_that_nobody_saw_before_the_process_died_is_still_due()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.ApplyAsync(await rig.PlanAsync());

        await using var next = rig.Reborn();
        next.Time.Advance(rig.Time.GetUtcNow() - next.Time.GetUtcNow() + RunStore.Lease);
        var due = (await next.Get<RunStore>().AbandonedAsync(EngineRig.Token)).ShouldHaveSingleItem();
        due.Report.ShouldBe(ReportState.Due);
        var taken = (await next.Get<RunStore>().TakeAsync(due, "next", EngineRig.Token)).ShouldNotBeNull();
        var report = await next.Get<RunDriver>().ReportAsync(taken, EngineRig.Token);

        report.Title.ShouldBe("Give a role: done");
        report.Buttons.Select(b => b.Label).ShouldBe(["Undo"]);
        await next.Get<RunStore>().ToldAsync(taken, EngineRig.Token);
        next.Time.Advance(RunStore.Lease);
        (await next.Get<RunStore>().AbandonedAsync(EngineRig.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_lost_the_lease_sends_nothing_more()
    {
        await using var rig = await EngineRig.StartAsync();
        await using var next = rig.Reborn();
        var run = await rig.PlanAsync();
        var reference = RunReference.Parse(run)!.Value;
        var stale = (await rig.Get<RunStore>().FindAsync(rig.Guild, reference.Number, EngineRig.Token))!;
        var held = (await rig.Get<RunStore>().QueueAsync(stale, "first", null, EngineRig.Token)).Value;
        next.Time.Advance(rig.Time.GetUtcNow() - next.Time.GetUtcNow() + RunStore.Lease);
        (await next.Get<RunStore>().TakeAsync(held, "second", EngineRig.Token)).ShouldNotBeNull();
        var step = (await rig.Get<RunStore>().StepsAsync(held, EngineRig.Token))[0];

        await Should.ThrowAsync<LeaseLostException>(rig.Get<RunStore>().SentAsync(held, step, EngineRig.Token));
        await Should.ThrowAsync<LeaseLostException>(rig.Get<RunStore>().SettleAsync(held, step with { State = StepState.Applied }, EngineRig.Token));
        await Should.ThrowAsync<LeaseLostException>(rig.Get<RunStore>().RenewAsync(held, EngineRig.Token));
        await Should.ThrowAsync<LeaseLostException>(rig.Get<RunStore>().StartAsync(held, EngineRig.Token));
        (await rig.Get<RunDriver>().DriveAsync(held, rig.As().Actor, (_, _) => ValueTask.CompletedTask, EngineRig.Token)).Text.ShouldContain("taken up again");
        rig.Discord.Requests.ShouldBe(0);
        (await rig.QueryAsync<string>("SELECT state FROM operation_step")).ShouldAllBe(s => s == "pending");
    }

    [Fact]
    public async Task Who_lost_the_lease_while_looking_does_not_send_a_second_time()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 4 ? (false, new Sending.Unknown("the connection broke")) : (true, new Sending.Accepted());
        rig.Discord.WhileLooking = () => rig.ExecuteAsync("UPDATE operation_run SET fence = fence + 1");

        await rig.ApplyAsync(await rig.PlanAsync());

        rig.Discord.Looks.ShouldBe(1);
        rig.Discord.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_run_of_a_guild_that_is_not_seen_waits_until_Discord_says_that_it_was_left()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 1 ? (true, null) : (true, new Sending.Accepted());
        _ = rig.ApplyAsync(await rig.PlanAsync());
        await rig.Discord.Stuck.Task;

        await using var next = rig.Reborn();
        next.Left = true;
        next.Time.Advance(rig.Time.GetUtcNow() - next.Time.GetUtcNow() + RunStore.Lease);
        var recovery = next.Get<RunRecovery>();
        recovery.Start();
        while (next.Asked < 60)
        {
            await next.Time.UntilArmedAsync(cancellationToken: EngineRig.Token);
            next.Time.Advance(TimeSpan.FromHours(1));
            (await next.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["running"]);
        }

        next.Get<GuildImages>().NoteLeft(next.Guild);
        while ((await next.QueryAsync<string>("SELECT state FROM operation_run"))[0] == "running")
        {
            await next.Time.UntilArmedAsync(cancellationToken: EngineRig.Token);
            next.Time.Advance(TimeSpan.FromSeconds(2));
        }

        await recovery.StopAsync();
        (await next.QueryAsync<string>("SELECT state FROM operation_step")).ShouldNotContain("pending");
        (await next.QueryAsync<string>("SELECT why FROM operation_run"))[0].ShouldContain("no longer sees this server");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_waited_is_not_judged_by_what_the_mirror_had_before_Discord_shows_the_guild(bool shown)
    {
        await using var rig = await EngineRig.StartAsync();
        var reference = RunReference.Parse(await rig.PlanAsync("probe.note", Arguments.Of(("note", "hello"), ("alone", "yes"))))!.Value;
        var plan = (await rig.Get<RunStore>().FindAsync(rig.Guild, reference.Number, EngineRig.Token))!;
        await rig.Get<RunStore>().QueueAsync(plan, "killed", null, EngineRig.Token);

        await using var next = rig.Reborn();
        next.Before = shown
            ? new GuildBuilder(mainstayPosition: 80).Role(EngineRig.Staff, 50).Role(EngineRig.Other, 40).Role(EngineRig.High, 90).Incomplete().Build()
            : new GuildImageWriter(next.Guild, GuildBuilder.Mainstay).Snapshot();
        next.Time.Advance(rig.Time.GetUtcNow() - next.Time.GetUtcNow() + RunStore.Lease);
        var recovery = next.Get<RunRecovery>();
        recovery.Start();
        while (next.Asked < 10)
        {
            await next.Time.UntilArmedAsync(cancellationToken: EngineRig.Token);
            next.Time.Advance(TimeSpan.FromSeconds(2));
            (await next.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["queued"]);
        }

        next.Before = null;
        while ((await next.QueryAsync<string>("SELECT state FROM operation_run"))[0] is "queued" or "running")
        {
            await next.Time.UntilArmedAsync(cancellationToken: EngineRig.Token);
            next.Time.Advance(TimeSpan.FromSeconds(2));
        }

        await recovery.StopAsync();
        (await next.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["done"]);
        (await next.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBe(["hello"]);
    }

    private static async Task<Reply> ResumeAsync(EngineRig rig)
    {
        var left = (await rig.Get<RunStore>().AbandonedAsync(EngineRig.Token)).ShouldHaveSingleItem();
        var taken = (await rig.Get<RunStore>().TakeAsync(left, "again", EngineRig.Token)).ShouldNotBeNull();
        return await rig.Get<RunDriver>().DriveAsync(taken, rig.As().Actor, (_, _) => ValueTask.CompletedTask, EngineRig.Token);
    }
}
