using Mainstay.Engine.Journal;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>What becomes of a step whose request did not simply succeed, and of those around it.</summary>
public class OutcomeTests
{
    [Fact]
    public async Task What_depends_on_a_step_that_was_skipped_is_skipped()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync("probe.note", Arguments.Of(("note", "hello")));
        await rig.ExecuteAsync($"INSERT INTO probe_note (guild_id, user_id, note) VALUES ({rig.Guild}, 10, 'another')");

        (await rig.ApplyAsync(run)).Title.ShouldBe("Write a note: failed");

        (await rig.StatesAsync(run)).ShouldBe(["skipped", "skipped"]);
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_target_that_is_gone_is_reported_and_a_role_that_somebody_else_gave_stays()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        rig.Discord.Change(g => g.Member(11, EngineRig.Other).WithoutMember(13));

        var report = await rig.ApplyAsync(run);

        report.Title.ShouldBe("Give a role: done in part");
        (await rig.StatesAsync(run)).ShouldBe(["applied", "applied", "applied", "skipped"]);
        rig.Discord.RolesOf(11).ShouldBe([EngineRig.Other, EngineRig.Staff]);
        var file = report.Files.ShouldHaveSingleItem().Content;
        file.ShouldContain("user11 (@user11)");
        file.ShouldNotContain("<@");
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 5)]
    public async Task An_answer_that_got_lost_is_settled_by_looking(bool done, int requests)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 2 ? (done, new Sending.Unknown("the connection broke")) : (true, new Sending.Accepted());
        var run = await rig.PlanAsync();

        await rig.ApplyAsync(run);

        (await rig.StatesAsync(run)).ShouldBe(["applied", "applied", "applied", "applied"]);
        rig.Discord.Looks.ShouldBe(1);
        rig.Discord.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task What_Discord_refuses_fails_alone()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 1 ? (false, new Sending.Refused(new Failure("discord.forbidden", "No."))) : (true, new Sending.Accepted());
        var run = await rig.PlanAsync();

        (await rig.ApplyAsync(run)).Title.ShouldBe("Give a role: done in part");
        (await rig.StatesAsync(run)).Order().ShouldBe(["applied", "applied", "applied", "failed"]);
    }

    [Fact]
    public async Task What_Discord_took_and_never_showed_is_unverified()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => (n != 1, new Sending.Accepted());
        var run = await rig.PlanAsync();

        var applying = rig.ApplyAsync(run);
        while (!applying.IsCompleted)
        {
            await Task.Yield();
            if (rig.Discord.Requests == 4)
            {
                rig.Time.Advance(TimeSpan.FromSeconds(16));
            }
        }

        (await rig.StatesAsync(run)).Order().ShouldBe(["applied", "applied", "applied", "unverified"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_was_killed_between_request_and_answer_is_finished_with_each_effect_once(bool done)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 2 ? (done, null) : (true, new Sending.Accepted());
        var run = await rig.PlanAsync();
        _ = rig.ApplyAsync(run);
        await rig.Discord.Stuck.Task;
        (await rig.StatesAsync(run)).ShouldContain("sent");

        await using var next = rig.Reborn();
        next.Time.Advance(rig.Time.GetUtcNow() - next.Time.GetUtcNow());
        var unfinished = (await next.Get<RunStore>().UnfinishedAsync(EngineRig.Token)).ShouldHaveSingleItem();
        (await next.Get<RunStore>().TakeAsync(unfinished, "next", EngineRig.Token)).ShouldBeNull();
        next.Time.Advance(RunStore.Lease);
        var taken = (await next.Get<RunStore>().TakeAsync(unfinished, "next", EngineRig.Token)).ShouldNotBeNull();
        (await next.Get<RunDriver>().DriveAsync(taken, rig.As().Actor, (_, _) => ValueTask.CompletedTask, EngineRig.Token)).Title.ShouldBe("Give a role: done");

        foreach (var member in new ulong[] { 10, 11, 12, 13 })
        {
            rig.Discord.RolesOf(member).ShouldContain(EngineRig.Staff);
        }

        (await JournalVerifier.VerifyAsync(next.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldBeNull();
    }
}
