using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Operations;

public class OperationTests
{
    private static readonly Arguments GiveStaff = Arguments.Of(("role", $"{EngineRig.Staff}"));

    [Fact]
    public async Task Apply_does_what_the_plan_says_and_journals_each_outcome_in_an_unbroken_chain()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);

        var report = await ApplyAsync(rig, run);

        report.Title.ShouldBe("Give a role: done");
        rig.Discord.RolesOf(12).ShouldBe([EngineRig.Other, EngineRig.Staff]);
        (await StatesAsync(rig, run)).ShouldBe(["applied", "applied", "applied", "applied"]);
        (await rig.QueryAsync<string>("SELECT outcome FROM journal")).Count.ShouldBe(4);
        (await JournalVerifier.VerifyAsync(rig.Get<IDatabase>(), rig.Guild, EngineRig.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Undo_restores_every_member_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        await ApplyAsync(rig, run);

        (await UndoAsync(rig, run)).Title.ShouldBe("Undo: Give a role: done");
        rig.Discord.RolesOf(10).ShouldBeEmpty();
        rig.Discord.RolesOf(12).ShouldBe([EngineRig.Other]);
        (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Failure.Code.ShouldBe("undo.again");
    }

    [Fact]
    public async Task Two_undos_that_are_applied_at_once_take_it_back_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        await ApplyAsync(rig, run);
        var plans = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            plans.Add(ApplyButton((await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value));
        }

        var presses = await Task.WhenAll(plans.Select(p => rig.Get<RunActions>().ApplyAsync(rig.As(state: p), EngineRig.Token)));

        presses.Count(p => p.Succeeded).ShouldBe(1);
        presses.Where(p => !p.Succeeded).ShouldAllBe(p => p.Failure.Code == "undo.again");
        rig.Discord.Requests.ShouldBe(8);
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
    public async Task Undo_shows_what_it_would_do_and_writes_nothing_before_Apply()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        await ApplyAsync(rig, run);

        var preview = (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value;

        preview.Title.ShouldBe("Undo: Give a role");
        preview.Text.ShouldContain("4 changes");
        preview.Buttons.Select(b => b.Label).ShouldBe(["Apply 4 changes", "Dismiss"]);
        rig.Discord.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Undo_of_an_undo_is_a_redo_and_so_on()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        var report = await ApplyAsync(rig, run);
        foreach (var title in new[] { "Undo: Give a role: done", "Redo: Give a role: done", "Undo: Give a role: done" })
        {
            report = await UndoAsync(rig, report.Buttons.ShouldHaveSingleItem().State);
            report.Title.ShouldBe(title);
        }
    }

    [Fact]
    public async Task A_report_in_a_direct_message_can_be_undone_by_who_still_may()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(5, 60));
        var there = rig.As(5, "", new Id<Role>(60));
        var run = await PlanAsync(rig, actor: there);
        await rig.Get<RunActions>().ApplyAsync(rig.As(5, run, new Id<Role>(60)), EngineRig.Token);
        rig.Discord.RolesOf(10).ShouldNotBeEmpty();

        (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(11, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        var undo = (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(5, run), EngineRig.Token)).Value;
        (await rig.Get<RunActions>().ApplyAsync(rig.InDirectMessage(5, ApplyButton(undo)), EngineRig.Token)).Value.Title.ShouldBe("Undo: Give a role: done");
        rig.Discord.RolesOf(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_in_a_direct_message_is_dead_for_who_lost_the_right()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(5, 60));
        var run = await PlanAsync(rig, actor: rig.As(5, "", new Id<Role>(60)));
        await rig.Get<RunActions>().ApplyAsync(rig.As(5, run, new Id<Role>(60)), EngineRig.Token);
        var requests = rig.Discord.Requests;

        rig.Discord.Change(g => g.Member(5));
        (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(5, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        rig.Discord.Change(g => g.WithoutMember(5));
        (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(5, run), EngineRig.Token)).Failure.Code.ShouldBe("run.outside");
        rig.Discord.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task An_undo_that_is_refused_can_be_pressed_again()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        await ApplyAsync(rig, run);

        var undo = (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value;
        rig.Discord.Change(g => g.Role(EngineRig.Staff, 99));

        var refused = await ApplyAsync(rig, ApplyButton(undo));

        refused.Title.ShouldBe("Undo: Give a role: not applied");
        var again = refused.Buttons.ShouldHaveSingleItem();
        (again.Action, again.State).ShouldBe((OperationTexts.Undo, run));
    }

    [Fact]
    public async Task A_role_that_was_deleted_needs_no_taking_back_and_keeps_nothing_else_from_it()
    {
        await using var rig = await EngineRig.StartAsync();
        var note = await PlanAsync(rig, "probe.note", Arguments.Of(("note", "hello")));
        await ApplyAsync(rig, note);
        rig.Discord.Change(g => g.WithoutRole(EngineRig.Staff));

        (await UndoAsync(rig, note)).Title.ShouldBe("Undo: Write a note: done");
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_and_what_depends_on_it_are_written_and_taken_back_together()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig, "probe.note", Arguments.Of(("note", "hello")));

        await ApplyAsync(rig, run);
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBe(["hello"]);
        rig.Discord.RolesOf(10).ShouldBe([EngineRig.Staff]);

        await UndoAsync(rig, run);
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBeEmpty();
        rig.Discord.RolesOf(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_depends_on_a_step_that_was_skipped_is_skipped()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig, "probe.note", Arguments.Of(("note", "hello")));
        await rig.ExecuteAsync($"INSERT INTO probe_note (guild_id, user_id, note) VALUES ({rig.Guild}, 10, 'another')");

        (await ApplyAsync(rig, run)).Title.ShouldBe("Write a note: failed");

        (await StatesAsync(rig, run)).ShouldBe(["skipped", "skipped"]);
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_can_apply_it()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);

        (await rig.Get<RunActions>().ApplyAsync(rig.As(11, run), EngineRig.Token)).Failure.Code.ShouldBe("run.bound");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Who_lost_the_right_meanwhile_cannot_apply_it()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(10, 60));
        var run = await PlanAsync(rig, actor: rig.As(10, "", new Id<Role>(60)));
        rig.Discord.Change(g => g.Member(10));

        (await rig.Get<RunActions>().ApplyAsync(rig.As(10, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_expires()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        rig.Time.Advance(TimeSpan.FromMinutes(15));

        (await rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)).Failure.Sentence.ShouldContain("too old");
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["expired"]);
    }

    [Fact]
    public async Task Two_presses_apply_it_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);

        var presses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)));

        presses.Count(p => p.Succeeded).ShouldBe(1);
        rig.Discord.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_frame_that_is_different_refuses_the_plan_and_names_the_difference()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        rig.Discord.Change(g => g.Role(EngineRig.Other, 45));

        var reply = await ApplyAsync(rig, run);

        reply.Text.ShouldContain($"<@&{EngineRig.Other}> has moved");
        reply.Text.ShouldContain("Nothing was changed");
        rig.Discord.Requests.ShouldBe(0);
        (await rig.QueryAsync<string>("SELECT state FROM operation_run")).ShouldBe(["refused"]);
    }

    [Fact]
    public async Task Settings_that_were_read_are_part_of_the_frame()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        await rig.Get<ISettings>().SaveAsync(rig.Guild, new ProbeSettings { Much = 7 }, 0, Actor.Mainstay, EngineRig.Token);

        (await ApplyAsync(rig, run)).Text.ShouldContain("settings of probe");
        rig.Discord.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_target_that_somebody_else_changed_is_left_alone_and_reported()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await PlanAsync(rig);
        rig.Discord.Change(g => g.Member(11, EngineRig.Other).WithoutMember(13));

        var report = await ApplyAsync(rig, run);

        report.Title.ShouldBe("Give a role: done in part");
        (await StatesAsync(rig, run)).ShouldBe(["applied", "skipped", "applied", "skipped"]);
        rig.Discord.RolesOf(11).ShouldBe([EngineRig.Other]);
        var file = report.Files.ShouldHaveSingleItem().Content;
        file.ShouldContain("user11 (@user11)");
        file.ShouldNotContain("<@");
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

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 5)]
    public async Task An_answer_that_got_lost_is_settled_by_looking(bool done, int requests)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 2 ? (done, new Sending.Unknown("the connection broke")) : (true, new Sending.Accepted());
        var run = await PlanAsync(rig);

        await ApplyAsync(rig, run);

        (await StatesAsync(rig, run)).ShouldBe(["applied", "applied", "applied", "applied"]);
        rig.Discord.Looks.ShouldBe(1);
        rig.Discord.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task What_Discord_refuses_fails_alone()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 1 ? (false, new Sending.Refused(new Failure("discord.forbidden", "No."))) : (true, new Sending.Accepted());
        var run = await PlanAsync(rig);

        (await ApplyAsync(rig, run)).Title.ShouldBe("Give a role: done in part");
        (await StatesAsync(rig, run)).Order().ShouldBe(["applied", "applied", "applied", "failed"]);
    }

    [Fact]
    public async Task What_Discord_took_and_never_showed_is_unverified()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => (n != 1, new Sending.Accepted());
        var run = await PlanAsync(rig);

        var applying = ApplyAsync(rig, run);
        while (!applying.IsCompleted)
        {
            await Task.Yield();
            if (rig.Discord.Requests == 4)
            {
                rig.Time.Advance(TimeSpan.FromSeconds(16));
            }
        }

        (await StatesAsync(rig, run)).Order().ShouldBe(["applied", "applied", "applied", "unverified"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_was_killed_between_request_and_answer_is_finished_with_each_effect_once(bool done)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Script = n => n == 2 ? (done, null) : (true, new Sending.Accepted());
        var run = await PlanAsync(rig);
        _ = ApplyAsync(rig, run);
        await rig.Discord.Stuck.Task;
        (await StatesAsync(rig, run)).ShouldContain("sent");

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

    private static async Task<string> PlanAsync(EngineRig rig, string operation = "probe.give", Arguments? arguments = null, ActionContext? actor = null)
    {
        var reply = await rig.Get<IOperations>().PreviewAsync(actor ?? rig.As(), operation, arguments ?? GiveStaff, EngineRig.Token);
        return reply.Value.Buttons.First(b => b.Action == OperationTexts.Apply).State;
    }

    private static string ApplyButton(Reply preview) => preview.Buttons.First(b => b.Action is OperationTexts.Apply or OperationTexts.ApplyTyped).State;

    private static async Task<Reply> UndoAsync(EngineRig rig, string run) =>
        await ApplyAsync(rig, ApplyButton((await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value));

    private static async Task<Reply> ApplyAsync(EngineRig rig, string run) => (await rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)).Value;

    private static Task<IReadOnlyList<string>> StatesAsync(EngineRig rig, string run) =>
        rig.QueryAsync<string>($"SELECT state FROM operation_step WHERE run_id = {run.Split('@')[0]} ORDER BY ordinal");
}
