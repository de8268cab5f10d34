using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Image;
using Mainstay.Engine.Sync;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Time;
using Mainstay.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

using Mainstay.Engine.Tests.Image;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>The whole way of a list: source, image, mirror in a real database.</summary>
public class MemberSyncTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly ScriptedSource _source = new();
    private readonly NotedJournal _journal = new();
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;
    private LiveGuild _live = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMemberSync Sync => _services.GetRequiredService<IMemberSync>();

    private ISyncRuns Runs => _services.GetRequiredService<ISyncRuns>();

    private IGuildMirror Mirror => _services.GetRequiredService<IGuildMirror>();

    public async ValueTask InitializeAsync()
    {
        _database = await OnPostgresAttribute.DatabaseAsync();
        _services = Compose();
        await _services.GetRequiredService<IMigrator>().MigrateAsync([.. _services.GetServices<MigrationSet>()], Token);
        _live = _services.GetRequiredService<GuildImages>().GetOrAdd(Told.Guild);
        _live.Create(Told.Create(25, [Told.Role(1, "a")], []));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_first_pass_creates_the_second_finds_nothing_to_do()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        var steps = new List<SyncProgress>();
        var first = await RunAsync(progress: step =>
        {
            steps.Add(step);
            return ValueTask.CompletedTask;
        });
        (first.Created, first.Updated, first.Unchanged, first.Left, first.Complete).ShouldBe((25, 0, 0, 0, true));
        steps.Where(step => step.Seen > 0).Distinct().ShouldBe([new(10, 25), new(20, 25), new(25, 25)]);

        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await RunAsync();
        (second.Created, second.Updated, second.Unchanged).ShouldBe((0, 0, 25));
        (await Mirror.CountAsync(Told.Guild, Token)).ShouldBe(new MirrorCounts(25, 0, _time.GetUtcNow()));

        var runs = await Runs.ListAsync(Told.Guild, 5, Token);
        runs.Select(run => run.State).ShouldBe([SyncRunState.Completed, SyncRunState.Completed]);
        runs[1].Report.Created.ShouldBe(25);
    }

    [Fact]
    public async Task Leavers_are_marked_after_a_complete_list_and_only_then()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        await RunAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [.. Enumerable.Range(1, 20)];
        _source.Completes = false;
        var broken = await RunAsync();
        (broken.Left, broken.Complete).ShouldBe((0, false));
        (await Mirror.CountAsync(Told.Guild, Token)).Present.ShouldBe(25);
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.CompletedWithErrors);

        _source.Completes = true;
        (await RunAsync(force: true)).Left.ShouldBe(5);
        var counts = await Mirror.CountAsync(Told.Guild, Token);
        (counts.Present, counts.Departed).ShouldBe((20, 5));
    }

    [Fact]
    public async Task Right_after_a_list_the_image_answers_without_another_request()
    {
        _source.Members = [1, 2];
        await RunAsync();
        var again = await RunAsync();
        (again.Unchanged, again.Complete, _source.Requests).ShouldBe((2, true, 1));
        var forced = await RunAsync(force: true);
        (forced.Updated, forced.Unchanged, forced.Rewritten).ShouldBe((0, 2, 2), "written again is not changed");
        _source.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task By_force_rows_are_written_that_the_image_thinks_are_right()
    {
        _source.Members = [1, 2];
        await RunAsync();
        await _services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync("UPDATE member SET username = 'wrong'; INSERT INTO member "
            + "(guild_id, user_id, username, role_set_id, flags, pending, bot, first_seen_at, updated_at) VALUES (900, 99, 'ghost', 0, 0, 0, 0, 1, 1)"), Token);
        await RunAsync(force: true);
        (await NamesAsync()).ShouldBe(["user_1", "user_2"]);
        (await Mirror.PresentAsync(Told.Guild, Token)).ShouldBe([Told.User(1), Told.User(2)]);
    }

    [Fact]
    public async Task One_bad_member_does_not_stop_the_others()
    {
        _source.Members = [1, 2, 3];
        _source.Bad = [2];
        var report = await RunAsync();
        report.Errors.ShouldBe([(Told.User(2), "bad")]);
        report.Created.ShouldBe(2);
        var run = (await Runs.ListAsync(Told.Guild, 1, Token))[0];
        (run.State, run.ErrorCount).ShouldBe((SyncRunState.CompletedWithErrors, 1));
        (await _services.GetRequiredService<IDatabase>().ReadAsync(unit => unit.QueryAsync<string>("SELECT user_id || ' ' || reason FROM sync_error"), Token)).ShouldBe([$"{Told.User(2)} bad"]);
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_it_took_and_calls_nobody_gone()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        var run = (await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users), p => _ = p.Members.Seen > 0 ? Runs.CancelAsync(Told.Guild, null, Told.User(8), Token) : null, Token)).Value;
        (run.State, run.Report.Created, run.Report.Left, run.Report.Complete).ShouldBe((SyncRunState.Cancelled, 10, 0, false));
        _live.Snapshot().Members.Count.ShouldBe(10);
        _live.Snapshot().Members.Completeness.IsComplete.ShouldBeFalse();
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Cancelled);
        _live.TakeSave(null).ShouldNotBeNull().Members.Count.ShouldBe(10);
        (await RunAsync()).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task The_journal_has_who_brought_what_up_to_date_and_what_came_of_it()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c1" }, null, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c2" }, null, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [.. Enumerable.Range(1, 24)];
        await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { Origin = SyncOrigin.Schedule }, null, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Runs.RunAsync(
            new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c4" }, p => _ = p.Members.Seen > 0 ? Runs.CancelAsync(Told.Guild, null, Told.User(8), Token) : null, Token);

        _journal.Entries.Select(e => (e.Author, e.Action, e.Outcome, e.Correlation)).ShouldBe(
        [
            (Author.Person(Told.User(7)), "sync.users", AuditOutcome.Applied, "c1"),
            (Author.Mainstay, "sync.users", AuditOutcome.Applied, "sync-3"),
            (Author.Person(Told.User(7)), "sync.users", AuditOutcome.Skipped, "c4"),
        ],
        "the second found everything as it was");
        _journal.Entries[0].Detail.ShouldBe(
            new Dictionary<string, string?> { ["sync"] = "1", ["origin"] = "person", ["state"] = "completed", ["listed"] = "25", ["created"] = "25" }, ignoreOrder: true);
        (_journal.Entries[1].Detail["origin"], _journal.Entries[1].Detail["left"]).ShouldBe(("schedule", "1"));
        (_journal.Entries[2].Detail["state"], _journal.Entries[2].Detail["stoppedBy"]).ShouldBe(("cancelled", $"{Told.User(8)}"));
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_run()
    {
        _source.Members = [1, 2];
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        using var impatience = new CancellationTokenSource();
        var first = Sync.SyncAsync(Told.Guild, false, null, impatience.Token);
        await _source.Started.Task;
        var second = RunAsync();
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        (await second).Created.ShouldBe(2);
    }

    [Fact]
    public async Task Another_kind_of_run_is_told_to_wait_and_who_runs()
    {
        _source.Members = [1, 2];
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var first = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7) }, null, Token);
        await _source.Started.Task;
        var refused = (await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Cleanup), null, Token)).Failure;
        (refused.Code, refused.Sentence).ShouldBe(("sync.busy", $"A sync of this server is under way (`/sync users`, begun by <@{Told.User(7)}>). Try again when it has finished, or stop it with `/sync cancel`."));
        gate.SetResult();
        (await first).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_had_left_is_back_and_not_new()
    {
        _source.Members = [1, 2, 3];
        await RunAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [1];
        (await RunAsync()).Left.ShouldBe(2);
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [1, 2, 4];
        var report = await RunAsync();
        (report.Created, report.Returned, report.Unchanged, report.Left).ShouldBe((1, 1, 1, 0));
    }

    [Fact]
    public async Task Who_is_new_is_new_although_the_list_is_written_part_by_part()
    {
        _source.Members = [1, 2];
        await RunAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [1];
        (await RunAsync()).Left.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        _source.Members = [.. Enumerable.Range(1, 12_000)];
        var report = await RunAsync();
        (report.Created, report.Returned, report.Updated, report.Unchanged).ShouldBe((11_998, 1, 0, 1));
    }

    [Fact]
    public async Task An_image_that_does_not_come_from_the_mirror_finds_there_who_left_meanwhile()
    {
        _source.Members = [1, 2, 3];
        await RunAsync();
        var images = _services.GetRequiredService<GuildImages>();
        images.Remove(Told.Guild);
        _live = images.GetOrAdd(Told.Guild);
        _live.Create(Told.Create(2, [Told.Role(1, "a")], []));
        _source.Members = [1, 4];
        var report = await RunAsync();
        (report.Created, report.Updated, report.Left).ShouldBe((1, 1, 2));
        (await Mirror.PresentAsync(Told.Guild, Token)).ShouldBe([Told.User(1), Told.User(4)]);
    }

    [Fact]
    public async Task A_stop_interrupts_and_a_later_process_goes_on_with_honest_counts()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        var gate = new TaskCompletionSource();
        _source.GateAfter = (10, gate.Task);
        var runner = _services.GetRequiredService<SyncRunner>();
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users) { By = Told.User(7), Correlation = "c1" }, null, Token);
        await _source.Paused.Task;
        var stopping = runner.StopAsync();
        gate.SetResult();
        await stopping;
        (await asked).Value.State.ShouldBe(SyncRunState.Interrupted);
        await Mirror.SaveAsync(_live.TakeSave(null)!, Token);
        var row = (await Runs.ListAsync(Told.Guild, 1, Token)).ShouldHaveSingleItem();
        (row.State, row.EndedAt, row.Report.Created).ShouldBe((SyncRunState.Interrupted, null, 10));

        await using var later = Compose();
        var mirror = new GuildImageWriter(Told.Guild, Told.Bot);
        await later.GetRequiredService<IGuildMirror>().LoadAsync(mirror, Token);
        later.GetRequiredService<GuildImages>().Add(mirror).Create(Told.Create(25, [Told.Role(1, "a")], []));
        _source.GateAfter = null;
        var orphan = (await later.GetRequiredService<SyncRunStore>().OrphansAsync([Told.Guild], Token)).ShouldHaveSingleItem();
        later.GetRequiredService<SyncRunner>().TryTakeUp(orphan).ShouldBeTrue();
        var done = await later.GetRequiredService<SyncRunner>().Running(Told.Guild)!.Done.Task;
        (done.Value.State, done.Value.Resumed, done.Value.Number).ShouldBe((SyncRunState.Completed, 1, 1));
        (done.Value.Report.Created, done.Value.Report.Unchanged, done.Value.Report.Listed).ShouldBe((25, 0, 25));
        _journal.Entries.ShouldHaveSingleItem().Correlation.ShouldBe("c1", "one run, one entry, whoever ended it");
    }

    [Fact]
    public async Task A_holder_who_was_taken_for_dead_writes_nothing_more()
    {
        _source.Members = [1, 2, 3];
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var asked = Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users), null, Token);
        await _source.Started.Task;
        var store = _services.GetRequiredService<SyncRunStore>();
        (await store.OrphansAsync([Told.Guild], Token)).ShouldBeEmpty("it is held");
        await _services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync("UPDATE sync_run SET lease_until = 0"), Token);
        var other = (await store.TakeOverAsync((await store.OrphansAsync([Told.Guild], Token)).Single(), "somebody else", Token)).ShouldNotBeNull();
        gate.SetResult();
        await asked;
        (await store.LetGoAsync(other, other.Run with { State = SyncRunState.Cancelled }, Token)).ShouldBeTrue();
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Cancelled);
    }

    [Fact]
    public async Task Who_asks_while_a_pass_runs_gets_that_pass()
    {
        _source.Members = [1, 2];
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var first = RunAsync();
        await _source.Started.Task;
        var second = RunAsync();
        gate.SetResult();
        (await first).ShouldBe(await second);
        _source.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Refusals_are_said_and_an_unavailable_guild_is_one()
    {
        _source.Refusal = new Failure("sync.intent", "No intent.");
        (await Sync.SyncAsync(Told.Guild, false, null, Token)).Failure.Code.ShouldBe("sync.intent");
        _source.Refusal = null;
        _live.Lose();
        (await Sync.SyncAsync(Told.Guild, false, null, Token)).Failure.Code.ShouldBe("sync.unavailable");
        (await Sync.SyncAsync(new Id<Guild>(1), false, null, Token)).Failure.Code.ShouldBe("sync.unavailable");
    }

    [Fact]
    public async Task Status_says_what_is_known()
    {
        (await Sync.StatusAsync(Told.Guild, Token)).ShouldBe(new MirrorStatus { Present = 0, Departed = 0, Expected = 25, Stale = true });
        _source.Members = [1, 2];
        await RunAsync();
        (await Sync.StatusAsync(Told.Guild, Token)).ShouldBe(
            new MirrorStatus { Present = 2, Departed = 0, Expected = 2, CompletedAt = _time.GetUtcNow(), Stale = false });
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time)
            .AddStore(_database.Options).AddGuildImages().AddSingleton<IJournal>(_journal);
        services.AddSingleton(_ => new DiscordRest(new BotToken("no-token-is-used"), new DiscordRestOptions(), _time));
        services.Replace(ServiceDescriptor.Singleton<IMemberSource>(_source));
        return services.BuildServiceProvider();
    }

    private async Task<SyncReport> RunAsync(bool force = false, Func<SyncProgress, ValueTask>? progress = null) =>
        (await Sync.SyncAsync(Told.Guild, force, progress, Token)).Value;

    private async Task<string[]> NamesAsync()
    {
        var writer = new GuildImageWriter(Told.Guild, Told.Bot);
        await Mirror.LoadAsync(writer, Token);
        return [.. writer.Snapshot().Members.AsEnumerable().Select(member => member.Username)];
    }

    private sealed class ScriptedSource : IMemberSource
    {
        public int[] Members { get; set; } = [];

        public int[] Bad { get; set; } = [];

        public bool Completes { get; set; } = true;

        public Failure? Refusal { get; set; }

        public Task Gate { get; set; } = Task.CompletedTask;

        public (int Count, Task Gate)? GateAfter { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Requests { get; private set; }

        public Failure? Refuses(Id<Guild> guild) => Refusal;

        public async Task<ListEnd> ListAsync(Id<Guild> guild, Id<User> after, IMemberSink sink, CancellationToken cancellationToken)
        {
            var taken = 0;
            Requests++;
            Started.TrySetResult();
            await Gate;
            foreach (var chunk in Members.Chunk(10))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var id in chunk)
                {
                    if (Bad.Contains(id))
                    {
                        sink.Fail(Told.User(id), "bad");
                    }
                    else
                    {
                        sink.Take(Told.Member(id));
                    }
                }

                await sink.StepAsync(default);
                taken += chunk.Length;
                if (GateAfter is var (count, gate) && taken == count)
                {
                    Paused.TrySetResult();
                    await gate;
                }
            }

            return Completes ? ListEnd.Complete : new ListEnd(false, "the test says so");
        }
    }
}

[OnPostgres]
public sealed class MemberSyncOnPostgres : MemberSyncTests;
