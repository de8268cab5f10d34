using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>Runs that are taken back, and taken back again.</summary>
public class UndoTests
{
    [Fact]
    public async Task Undo_restores_every_member_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        await rig.ApplyAsync(run);

        (await rig.UndoAsync(run)).Title.ShouldBe("Undo: Give a role: done");
        rig.Discord.RolesOf(10).ShouldBeEmpty();
        rig.Discord.RolesOf(12).ShouldBe([EngineRig.Other]);
        (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Failure.Code.ShouldBe("undo.again");
    }

    [Fact]
    public async Task Two_undos_that_are_applied_at_once_take_it_back_once()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        await rig.ApplyAsync(run);
        var plans = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            plans.Add(EngineRigRuns.ApplyButton((await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value));
        }

        var presses = await Task.WhenAll(plans.Select(p => rig.Get<RunActions>().ApplyAsync(rig.As(state: p), EngineRig.Token)));

        presses.Count(p => p.Succeeded).ShouldBe(1);
        presses.Where(p => !p.Succeeded).ShouldAllBe(p => p.Failure.Code == "undo.again");
        rig.Discord.Requests.ShouldBe(8);
    }

    [Fact]
    public async Task Undo_shows_what_it_would_do_and_writes_nothing_before_Apply()
    {
        await using var rig = await EngineRig.StartAsync();
        var run = await rig.PlanAsync();
        await rig.ApplyAsync(run);

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
        var run = await rig.PlanAsync();
        var report = await rig.ApplyAsync(run);
        foreach (var title in new[] { "Undo: Give a role: done", "Redo: Give a role: done", "Undo: Give a role: done" })
        {
            report = await rig.UndoAsync(report.Buttons.ShouldHaveSingleItem().State);
            report.Title.ShouldBe(title);
        }
    }

    [Fact]
    public async Task A_report_in_a_direct_message_can_be_undone_by_who_still_may()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(5, 60));
        var there = rig.As(5, "", new Id<Role>(60));
        var run = await rig.PlanAsync(actor: there);
        await rig.Get<RunActions>().ApplyAsync(rig.As(5, run, new Id<Role>(60)), EngineRig.Token);
        rig.Discord.RolesOf(10).ShouldNotBeEmpty();

        (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(11, run), EngineRig.Token)).Failure.Code.ShouldBe("authority.denied");
        var undo = (await rig.Get<RunActions>().UndoAsync(rig.InDirectMessage(5, run), EngineRig.Token)).Value;
        (await rig.Get<RunActions>().ApplyAsync(rig.InDirectMessage(5, EngineRigRuns.ApplyButton(undo)), EngineRig.Token)).Value.Title.ShouldBe("Undo: Give a role: done");
        rig.Discord.RolesOf(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_in_a_direct_message_is_dead_for_who_lost_the_right()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Member(5, 60));
        var run = await rig.PlanAsync(actor: rig.As(5, "", new Id<Role>(60)));
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
        var run = await rig.PlanAsync();
        await rig.ApplyAsync(run);

        var undo = (await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value;
        rig.Discord.Change(g => g.Role(EngineRig.Staff, 99));

        var refused = await rig.ApplyAsync(EngineRigRuns.ApplyButton(undo));

        refused.Title.ShouldBe("Undo: Give a role: not applied");
        var again = refused.Buttons.ShouldHaveSingleItem();
        (again.Action, again.State).ShouldBe((OperationTexts.Undo, run));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_gives_back_to_themselves_what_somebody_else_took()
    {
        await using var rig = await EngineRig.StartAsync();
        var given = await rig.PlanAsync();
        await rig.ApplyAsync(given);
        var taken = (await rig.UndoAsync(given)).Buttons.ShouldHaveSingleItem().State;
        var run = (await rig.Get<RunStore>().FindAsync(rig.Guild, RunReference.Parse(taken)!.Value.Number, EngineRig.Token))!;
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Role(61, 61, Permissions.ManageRoles).Member(13, 60));

        (await PlanAsync(12, 61)).Failure.Code.ShouldBe("undo.self");
        (await PlanAsync(99, 61)).Succeeded.ShouldBeTrue();
        (await PlanAsync(13, 60)).Succeeded.ShouldBeTrue();

        Task<Outcome<(Run, IReadOnlyList<Change>)>> PlanAsync(ulong user, ulong role) => rig.Get<UndoPlanner>().PlanAsync(
            run, new Actor { User = new(user), Roles = [new(role)] }, "test", new Surface(null, OnlyToAsker: true), EngineRig.Token);
    }

    [Fact]
    public void A_record_that_is_taken_back_twice_is_called_as_at_first() => UndoPlan.Summary(UndoPlan.Summary("Rank: Clerk")).ShouldBe("Rank: Clerk");

    [Fact]
    public async Task A_role_that_was_deleted_needs_no_taking_back_and_keeps_nothing_else_from_it()
    {
        await using var rig = await EngineRig.StartAsync();
        var note = await rig.PlanAsync("probe.note", Arguments.Of(("note", "hello")));
        await rig.ApplyAsync(note);
        rig.Discord.Change(g => g.WithoutRole(EngineRig.Staff));

        (await rig.UndoAsync(note)).Title.ShouldBe("Undo: Write a note: done");
        (await rig.QueryAsync<string>("SELECT note FROM probe_note")).ShouldBeEmpty();
    }
}
