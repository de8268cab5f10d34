using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>From a preview to its run: who may press Apply, until when, and what may have changed meanwhile.</summary>
public class OperationTests
{
    [Fact]
    public async Task Apply_does_what_the_plan_says_and_journals_each_outcome_in_an_unbroken_chain()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();

        var report = await rig.ApplyAsync(run);

        report.Title.ShouldBe("Give a role: done");
        rig.Discord.RolesOf(12).ShouldBe([EngineRig.Other, EngineRig.Staff]);
        (await rig.StatesAsync(run)).ShouldBe(["applied", "applied", "applied", "applied"]);
        (await rig.QueryAsync<string>("SELECT outcome FROM journal")).Count.ShouldBe(4);
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_changes_a_preview_shows_what_destroys_first_and_not_only_records()
    {
        await using var rig = await EngineRig.StartAsync();
        Change[] changes =
        [
            .. Enumerable.Range(1, 20).Select(i => new RowChange { Table = "probe_note", Key = new Row { ["user_id"] = (long)i }, Reason = "noted", Summary = $"note {i}" }),
            new MemberRolesChange { Member = new(10), Before = [], After = [new(EngineRig.Staff)], Reason = "noted" },
            new RoleChange { Role = new(EngineRig.Staff), Before = new RoleState { Name = "Staff" }, Reason = "noted", Risk = Risk.Destructive },
        ];
        var impact = Impact.Of(rig.Guild, changes, rig.Get<ChangeKinds>(), rig.Get<Pace>());

        var text = rig.Get<OperationTexts>().DryRun(rig.Guild, "Tidy", new Draft { Changes = changes }, impact).Text;

        string[] lines = [.. text.Split('\n').Where(l => l.StartsWith('•'))];
        lines[0].ShouldContain("delete the role");
        lines[1].ShouldContain("note 1");
        lines[4].ShouldContain("note 4");
        lines[5].ShouldContain("<@10>");
        lines[6].ShouldContain("note 5");
    }

    [Fact]
    public async Task A_row_and_what_depends_on_it_are_written_and_taken_back_together()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync("probe.note", Arguments.Of(("note", "hello")));

        await rig.ApplyAsync(run);
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBe(["hello"]);
        rig.Discord.RolesOf(10).ShouldBe([EngineRig.Staff]);

        await rig.UndoAsync(run);
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBeEmpty();
        rig.Discord.RolesOf(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_can_apply_it()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();

        (await rig.Get<RunActions>().ApplyAsync(rig.As(11, run), EngineRig.Token)).Failure.Code.ShouldBe("run.bound");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Who_lost_the_right_meanwhile_cannot_apply_it()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(10, 60));
        var run = await rig.PlanAsync(actor: rig.As(10, "", new Id<Role>(60)));
        rig.Discord.Change(g => g.Member(10));

        (await rig.Get<RunActions>().ApplyAsync(rig.As(10, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_expires()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(15));

        (await rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)).Failure.Sentence.ShouldContain("too old");
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["expired"]);
    }

    [Fact]
    public async Task Two_presses_apply_it_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();

        var presses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)));

        presses.Count(p => p.Succeeded).ShouldBe(1);
        rig.Discord.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_frame_that_is_different_refuses_the_plan_and_names_the_difference()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        rig.Discord.Change(g => g.Role(EngineRig.Other, 45));

        var reply = await rig.ApplyAsync(run);

        reply.Text.ShouldContain($"<@&{EngineRig.Other}> has moved");
        reply.Text.ShouldContain("Nothing was changed");
        rig.Discord.Requests.ShouldBe(0);
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["refused"]);
    }

    [Fact]
    public async Task Settings_that_were_read_are_part_of_the_frame()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        await rig.Get<ISettings>().SaveAsync(rig.Guild, new ProbeSettings { Much = 7 }, 0, Actor.Mainstay, EngineRig.Token);

        (await rig.ApplyAsync(run)).Text.ShouldContain("settings of probe");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_role_above_Mainstay_is_said_before_anything_can_be_applied()
    {
        await using var rig = await EngineRig.StartAsync();

        var reply = (await rig.Get<IOperations>().PreviewAsync(rig.As(), "probe.give", Arguments.Of(("role", $"{EngineRig.High}")), EngineRig.Token)).Value;

        reply.Buttons.ShouldBeEmpty();
        reply.Text.ShouldContain("Move Mainstay's role above it");
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM operation_run")).ShouldBe([0]);
    }
}
