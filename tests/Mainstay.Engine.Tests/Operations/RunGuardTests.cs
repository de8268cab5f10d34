using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>Between plan and Apply: phrases, other people, limits, the queue.</summary>
public partial class RunGuardTests
{
    private const string Admin = "60";

    [Fact]
    public async Task What_destroys_asks_for_a_phrase_and_keeps_a_snapshot_first()
    {
        await using var rig = await EngineRig.StartAsync();
        var preview = await PreviewAsync(rig, ("destroys", "yes"));
        var button = preview.Buttons[0];
        button.Action.ShouldBe(OperationTexts.ApplyTyped);
        var phrase = Phrase().Match(preview.Text).Groups[1].Value;

        (await rig.Get<RunActions>().ApplyAsync(rig.As(state: button.State), EngineRig.Token)).Failure.Code.ShouldBe("run.phrase");
        (await rig.Get<RunActions>().ApplyAsync(rig.Typing("something else", button.State), EngineRig.Token)).Failure.Code.ShouldBe("run.phrase");
        rig.Discord.Requests.ShouldBe(0);

        (await rig.Get<RunActions>().ApplyAsync(rig.Typing(phrase, button.State), EngineRig.Token)).Value.Title.ShouldBe("Give a role: done");
        (await rig.QueryAsync<long>("SELECT s.number FROM snapshot s JOIN operation_run r ON r.snapshot = s.number AND r.guild_id = s.guild_id")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_snapshot_nothing_is_destroyed()
    {
        await using var rig = await EngineRig.StartAsync();
        var preview = await PreviewAsync(rig, ("destroys", "yes"));

        // Its place in the queue, its turn, and then the snapshot.
        rig.Get<FaultyDatabase>().FailOnce(after: 2);

        var reply = (await rig.Get<RunActions>().ApplyAsync(rig.Typing(Phrase().Match(preview.Text).Groups[1].Value, preview.Buttons[0].State), EngineRig.Token)).Value;

        reply.Text.ShouldContain("keep a snapshot, and that failed");
        rig.Discord.Requests.ShouldBe(0);
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["refused"]);
    }

    [Fact]
    public async Task A_plan_waits_until_others_who_may_have_agreed()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(5, 60).Member(6, 60));
        await SaveAsync(rig, new OperationSettings { Approvals = 2 });
        var preview = await PreviewAsync(rig);
        var (apply, run) = (preview.Buttons[0], preview.Buttons[0].State);
        apply.Disabled.ShouldBeTrue();
        var actions = rig.Get<RunActions>();

        (await actions.ApplyAsync(rig.As(state: run), EngineRig.Token)).Failure.Code.ShouldBe("run.approvals");
        (await actions.ApproveAsync(rig.As(state: run), EngineRig.Token)).Failure.Code.ShouldBe("run.own");
        (await actions.ApproveAsync(rig.As(11, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        (await actions.ApproveAsync(rig.As(5, run, Id<Role>.Parse(Admin)), EngineRig.Token)).Value.Text.ShouldContain("1 other person has to agree as well");
        (await actions.ApproveAsync(rig.As(5, run, Id<Role>.Parse(Admin)), EngineRig.Token)).Value.Text.ShouldContain("1 other person");
        (await actions.ApplyAsync(rig.As(state: run), EngineRig.Token)).Failure.Code.ShouldBe("run.approvals");
        (await actions.ApproveAsync(rig.As(6, run, Id<Role>.Parse(Admin)), EngineRig.Token)).Value.Text.ShouldContain("That was enough");

        (await actions.ApplyAsync(rig.As(state: run), EngineRig.Token)).Value.Title.ShouldBe("Give a role: done");
        (await rig.QueryAsync<string>("SELECT action FROM journal WHERE action = 'operations.approve'")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Limits_and_what_is_protected_are_said_in_the_plan()
    {
        await using var rig = await EngineRig.StartAsync();
        var settings = new OperationSettings { MostChanges = 3, MostPeople = 2, ProtectedRoles = [new(EngineRig.Staff)], ProtectedMembers = [new(12)] };
        await SaveAsync(rig, settings);

        var reply = await PreviewAsync(rig);

        reply.Buttons.ShouldBeEmpty();
        reply.Text.ShouldContain("holds 4 changes, and this server allows 3");
        reply.Text.ShouldContain("affects 4 people, and this server allows 2");
        reply.Text.ShouldContain("<@&50> is protected");
        reply.Text.ShouldContain("<@12> is protected");
    }

    [Fact]
    public async Task Whoever_edits_a_role_of_somebody_protected_is_told_and_taking_it_back_counts_its_holders()
    {
        await using var rig = await EngineRig.StartAsync();
        await SaveAsync(rig, new OperationSettings { ProtectedMembers = [new(12)] });

        var plan = (await rig.Get<IOperations>().PreviewAsync(rig.As(), "probe.strengthen", Arguments.Of(("role", $"{EngineRig.Other}")), EngineRig.Token)).Value;

        plan.Buttons.ShouldNotBeEmpty(plan.Text);
        plan.Fields.ShouldContain(f => f.Value.Contains("also to <@12>, whom this server protects", StringComparison.Ordinal));
        var run = RunReference.Parse(plan.Buttons[0].State)!.Value.Number;
        var steps = await rig.Get<RunStore>().StepsAsync((await rig.Get<RunStore>().FindAsync(rig.Guild, run, EngineRig.Token))!, EngineRig.Token);
        rig.Get<RunDriver>().UndoOf(rig.Guild, [.. steps.Select(s => s with { State = StepState.Applied })]).People.ShouldBe(1);

        await rig.ExecuteAsync("UPDATE operation_step SET state = 'applied'");
        await rig.ExecuteAsync("UPDATE operation_run SET state = 'done'");
        var undo = (await rig.Get<RunActions>().UndoAsync(rig.As(state: plan.Buttons[0].State), EngineRig.Token)).Value;
        undo.Fields.ShouldContain(f => f.Value.Contains("also to <@12>, whom this server protects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_set_after_the_plan_holds_at_Apply()
    {
        await using var rig = await EngineRig.StartAsync();
        var preview = await PreviewAsync(rig);
        await SaveAsync(rig, new OperationSettings { MostChanges = 3 });

        (await rig.Get<RunActions>().ApplyAsync(rig.As(state: preview.Buttons[0].State), EngineRig.Token)).Value.Text.ShouldContain("this server allows 3");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_done_is_taken_back_whole_whatever_the_limits_say_and_what_is_protected_stays_so()
    {
        await using var rig = await EngineRig.StartAsync();
        var done = (await rig.Get<RunActions>().ApplyAsync(rig.As(state: (await PreviewAsync(rig)).Buttons[0].State), EngineRig.Token)).Value;
        var run = done.Buttons.Single(b => b.Label == "Undo").State;

        await SaveAsync(rig, new OperationSettings { MostChanges = 3, MostPeople = 2, ProtectedMembers = [new(12)] });
        var held = (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value;
        held.Buttons.ShouldNotContain(b => b.Label.StartsWith("Apply", StringComparison.Ordinal));
        held.Text.ShouldContain("<@12> is protected");
        held.Text.ShouldNotContain("this server allows");

        await SaveAsync(rig, new OperationSettings { MostChanges = 3, MostPeople = 2 }, over: 1);
        var undo = (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value;
        (await rig.Get<RunActions>().ApplyAsync(rig.As(state: undo.Buttons[0].State), EngineRig.Token)).Value.Title.ShouldEndWith(": done");
    }

    [Fact]
    public async Task What_meets_waits_in_the_queue_where_it_is_seen_and_can_be_cancelled()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 1 ? (false, null) : (true, new Sending.Accepted());
        var (first, second) = ((await PreviewAsync(rig)).Buttons[0].State, (await PreviewAsync(rig)).Buttons[0].State);
        _ = rig.Get<RunActions>().ApplyAsync(rig.As(state: first), EngineRig.Token);
        await rig.Discord.Stuck.Task;
        var waiting = rig.Get<RunActions>().ApplyAsync(rig.As(state: second), EngineRig.Token);
        await Wait.UntilAsync(async () => (await rig.QueryAsync<string>("SELECT state FROM operation_run ORDER BY run_id"))[1] == "queued");
        (await rig.Get<RunViews>().PageAsync(rig.Guild, 0, EngineRig.Token)).Text.ShouldContain("**waiting**, 1 run before it");
        (await rig.Get<RunActions>().StopAsync(rig.As(state: second), EngineRig.Token)).Succeeded.ShouldBeTrue();

        (await waiting).Value.Text.ShouldContain("Nothing was changed");
        (await rig.QueryAsync<string>("SELECT state FROM operation_run ORDER BY run_id"))[1].ShouldBe("cancelled");
    }

    [Fact]
    public async Task Others_cannot_stop_what_is_not_theirs()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = (await PreviewAsync(rig)).Buttons[0].State;

        (await rig.Get<RunActions>().StopAsync(rig.As(11, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        (await rig.Get<RunActions>().DismissAsync(rig.As(11, run), EngineRig.Token)).Failure.Code.ShouldBe("run.bound");
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["previewed"]);
    }

    [Fact]
    public async Task What_Mainstay_applies_by_itself_succeeds_only_when_all_of_it_was_done()
    {
        await using var rig = await EngineRig.StartAsync();
        var arguments = Arguments.Of(("role", $"{EngineRig.Staff}"));
        rig.Discord.Script = n => n == 2 ? (false, new Sending.Refused(new Failure("discord.refused", "Discord refused this."))) : (true, new Sending.Accepted());
        (await rig.Get<IOperations>().ApplyUnattendedAsync(rig.Guild, "probe.give", arguments, EngineRig.Token)).Failure.Code.ShouldBe("operation.incomplete");

        rig.Discord.Script = _ => (true, new Sending.Accepted());
        rig.Discord.Change(guild => guild.Role(45, 45));
        (await rig.Get<IOperations>().ApplyUnattendedAsync(rig.Guild, "probe.give", Arguments.Of(("role", "45")), EngineRig.Token)).Value.Title.ShouldBe("Give a role: done");
    }

    [Fact]
    public async Task Replies_of_plans_that_are_dismissed_or_never_pressed_are_forgotten_and_names_are_not_sampled()
    {
        await using var rig = await EngineRig.StartAsync();
        var runs = rig.Get<RunStore>();
        var until = rig.Time.GetUtcNow() + TimeSpan.FromMinutes(15);
        for (var number = 0; number < 3; number++)
        {
            await PreviewAsync(rig);
        }

        await rig.Get<IDatabase>().WriteAsync(
            unit => unit.ExecuteAsync("UPDATE operation_run SET reply_application = 7, reply_token = 'token', reply_until = @until", new { until }), EngineRig.Token);
        var plans = await runs.ListAsync(rig.Guild, 0, 3, EngineRig.Token);
        await runs.DismissAsync(plans[0], EngineRig.Token);
        await runs.ForgetRepliesAsync(EngineRig.Token);
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM operation_run WHERE reply_token IS NOT NULL OR reply_until IS NOT NULL")).ShouldBe([2]);
        rig.Time.Advance(TimeSpan.FromHours(5));
        (await runs.QueueAsync(plans[1], "owner", null, EngineRig.Token)).Failure.Code.ShouldBe("run.expired");
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM operation_run WHERE reply_token IS NOT NULL OR reply_until IS NOT NULL")).ShouldBe([1]);
        await runs.ForgetRepliesAsync(EngineRig.Token);
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM operation_run WHERE reply_token IS NOT NULL OR reply_until IS NOT NULL")).ShouldBe([0]);

        (await rig.Get<IRecords>().SampleAsync(rig.Guild, "journal", 5, EngineRig.Token)).Value.Hidden.ShouldContain("target");
        (await rig.Get<IRecords>().SampleAsync(rig.Guild, "operation_run", 5, EngineRig.Token)).Value.Hidden.ShouldContain("why");
    }

    private static async Task SaveAsync(EngineRig rig, OperationSettings settings, int over = 0) =>
        (await rig.Get<ISettings>().SaveAsync(rig.Guild, settings, over, Actor.Mainstay, EngineRig.Token)).Succeeded.ShouldBeTrue();

    private static async Task<Reply> PreviewAsync(EngineRig rig, params (string, string?)[] more) =>
        (await rig.Get<IOperations>().PreviewAsync(rig.As(), "probe.give", Arguments.Of([("role", $"{EngineRig.Staff}"), .. more]), EngineRig.Token)).Value;

    [GeneratedRegex("and type `([^`]+)`")]
    private static partial Regex Phrase();
}
