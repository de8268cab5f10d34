using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Engine.Sync;
using Mainstay.Engine.Tests.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>Runs: one at a time, who shares one, who waits, who is refused, who stops one, and who goes on with one.</summary>
public class SyncRunTests : MemberSyncStage
{
    [Fact]
    public async Task The_journal_has_who_brought_what_up_to_date_and_what_came_of_it()
    {
        Source.Members = [.. Enumerable.Range(1, 25)];
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c1" }, null, Token);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c2" }, null, Token);
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [.. Enumerable.Range(1, 24)];
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { Origin = SyncOrigin.Schedule }, null, Token);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Runs.RunAsync(
            new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c4" }, p => _ = p.Members.Seen > 0 ? Runs.CancelAsync(Told.Guild, null, Told.User(8), Token) : null, Token);

        Journal.Entries.Select(e => (e.Author, e.Action, e.Outcome, e.Correlation)).ShouldBe(
        [
            (Author.Person(Told.User(7)), "sync.users", AuditOutcome.Applied, "c1"),
            (Author.Mainstay, "sync.users", AuditOutcome.Applied, "sync-3"),
            (Author.Person(Told.User(7)), "sync.users", AuditOutcome.Skipped, "c4"),
        ],
        "the second found everything as it was");
        Journal.Entries[0].Detail.ShouldBe(
            new Dictionary<string, string?> { ["sync"] = "1", ["origin"] = "person", ["state"] = "completed", ["listed"] = "25", ["created"] = "25" }, ignoreOrder: true);
        (Journal.Entries[1].Detail["origin"], Journal.Entries[1].Detail["left"]).ShouldBe(("schedule", "1"));
        (Journal.Entries[2].Detail["state"], Journal.Entries[2].Detail["stoppedBy"]).ShouldBe(("cancelled", $"{Told.User(8)}"));
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_run()
    {
        Source.Members = [1, 2];
        var gate = Source.Hold();
        using var impatience = new CancellationTokenSource();
        var first = Sync.SyncAsync(Told.Guild, false, null, impatience.Token);
        await Source.Started.Task;
        var second = RunAsync();
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        (await second).Created.ShouldBe(2);
    }

    [Fact]
    public async Task Another_kind_of_run_is_told_to_wait_and_who_runs()
    {
        Source.Members = [1, 2];
        var gate = Source.Hold();
        var first = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7) }, null, Token);
        await Source.Started.Task;
        var refused = (await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Cleanup), null, Token)).Failure;
        (refused.Code, refused.Sentence).ShouldBe(("sync.busy", $"A sync of this server is under way (`/sync users`, begun by <@{Told.User(7)}>). Try again when it has finished, or stop it with `/sync cancel`."));
        gate.SetResult();
        (await first).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_interrupts_and_a_later_process_goes_on_with_honest_counts()
    {
        Source.Members = [.. Enumerable.Range(1, 25)];
        var gate = new TaskCompletionSource();
        Source.GateAfter = (10, gate.Task);
        var runner = Services.GetRequiredService<SyncRunner>();
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c1" }, null, Token);
        await Source.Paused.Task;
        var stopping = runner.StopAsync();
        gate.SetResult();
        await stopping;
        (await asked).Value.State.ShouldBe(SyncRunState.Interrupted);
        await Mirror.SaveAsync(Live.TakeSave(null)!, Token);
        var row = (await Runs.ListAsync(Told.Guild, 1, Token)).ShouldHaveSingleItem();
        (row.State, row.EndedAt, row.Report.Created).ShouldBe((SyncRunState.Interrupted, null, 10));

        await using var later = Compose();
        var mirror = new GuildImageWriter(Told.Guild, Told.Bot);
        await later.GetRequiredService<IGuildMirror>().LoadAsync(mirror, Token);
        later.GetRequiredService<GuildImages>().Add(mirror).Create(Told.Create(25, [Told.Role(1, "a")], []));
        Source.GateAfter = null;
        var orphan = (await later.GetRequiredService<SyncRunStore>().OrphansAsync([Told.Guild], Token)).ShouldHaveSingleItem();
        later.GetRequiredService<SyncRunner>().TryTakeUp(orphan).ShouldBeTrue();
        var done = await later.GetRequiredService<SyncRunner>().Running(Told.Guild)!.Done.Task;
        (done.Value.State, done.Value.Resumed, done.Value.Number).ShouldBe((SyncRunState.Completed, 1, 1));
        (done.Value.Report.Created, done.Value.Report.Unchanged, done.Value.Report.Listed).ShouldBe((25, 0, 25));
        Journal.Entries.ShouldHaveSingleItem().Correlation.ShouldBe("c1", "one run, one entry, whoever ended it");
    }

    [Fact]
    public async Task A_holder_who_was_taken_for_dead_writes_nothing_more()
    {
        Source.Members = [1, 2, 3];
        var gate = Source.Hold();
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users), null, Token);
        await Source.Started.Task;
        var store = Services.GetRequiredService<SyncRunStore>();
        (await store.OrphansAsync([Told.Guild], Token)).ShouldBeEmpty("it is held");
        await Services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync("UPDATE sync_run SET lease_until = 0"), Token);
        var other = (await store.TakeOverAsync((await store.OrphansAsync([Told.Guild], Token)).Single(), "somebody else", Token)).ShouldNotBeNull();
        gate.SetResult();
        await asked;
        (await store.LetGoAsync(other, other.Run with { State = SyncRunState.Cancelled }, Token)).ShouldBeTrue();
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Cancelled);
    }

    [Fact]
    public async Task Who_asks_while_a_pass_runs_gets_that_pass()
    {
        Source.Members = [1, 2];
        var gate = Source.Hold();
        var first = RunAsync();
        await Source.Started.Task;
        var second = RunAsync();
        gate.SetResult();
        (await first).ShouldBe(await second);
        Source.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Refusals_are_said_and_an_unavailable_guild_is_one()
    {
        Source.Refusal = new Failure("sync.intent", "No intent.");
        (await Sync.SyncAsync(Told.Guild, false, null, Token)).Failure.Code.ShouldBe("sync.intent");
        Source.Refusal = null;
        Live.Lose();
        (await Sync.SyncAsync(Told.Guild, false, null, Token)).Failure.Code.ShouldBe("sync.unavailable");
        (await Sync.SyncAsync(new Id<Guild>(1), false, null, Token)).Failure.Code.ShouldBe("sync.unavailable");
    }

    [Fact]
    public async Task Who_comes_upon_what_Mainstay_does_by_itself_waits_for_it()
    {
        Source.Members = [1, 2];
        var gate = Source.Hold();
        var own = RunAsync();
        await Source.Started.Task;
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Cleanup) { By = Told.User(7) }, null, Token);
        asked.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        (await asked).Value.State.ShouldBe(SyncRunState.Completed);
        (await own).Created.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_waits_for_long()
    {
        Source.Members = [1, 2];
        var gate = Source.Hold();
        var own = RunAsync();
        await Source.Started.Task;
        (await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Cleanup) { Origin = SyncOrigin.Schedule }, null, Token)).Failure.Code.ShouldBe("sync.busy", "the schedule comes again by itself");
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Cleanup) { By = Told.User(7) }, null, Token);
        await Time.UntilArmedAsync(TimeSpan.FromSeconds(10), Token);
        Time.Advance(TimeSpan.FromSeconds(10));
        (await asked).Failure.Sentence.ShouldContain("(`/sync users`, begun by Mainstay itself because it had missed something)");
        gate.SetResult();
        (await own).Created.ShouldBe(2);
    }
}

[OnPostgres]
public sealed class SyncRunsOnPostgres : SyncRunTests;
