using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Tests.Image;

/// <summary>The whole way of a list: source, image, mirror in a real database.</summary>
public sealed class MemberSyncTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mainstay-sync-").FullName;
    private readonly ManualTime _time = new();
    private readonly ScriptedSource _source = new();
    private ServiceProvider _services = null!;
    private LiveGuild _live = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMemberSync Sync => _services.GetRequiredService<IMemberSync>();

    private IGuildMirror Mirror => _services.GetRequiredService<IGuildMirror>();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time)
            .AddStore(new StoreOptions { File = Path.Combine(_folder, "mainstay.db") }).AddGuildImages();
        services.Replace(ServiceDescriptor.Singleton<IMemberSource>(_source));
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<IMigrator>().MigrateAsync([.. _services.GetServices<MigrationSet>()], Token);
        _live = _services.GetRequiredService<GuildImages>().GetOrAdd(Told.Guild);
        _live.Create(Told.Create(25, [Told.Role(1, "a")], []));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
        steps.ShouldBe([new(10, 25), new(20, 25), new(25, 25)]);

        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await RunAsync();
        (second.Created, second.Updated, second.Unchanged).ShouldBe((0, 0, 25));
        (await Mirror.CountAsync(Told.Guild, Token)).ShouldBe(new MirrorCounts(25, 0, _time.GetUtcNow()));

        var runs = await Mirror.RunsAsync(Told.Guild, 5, Token);
        runs.Select(run => run.State).ShouldBe([SyncRunState.Complete, SyncRunState.Complete]);
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
        (await Mirror.RunsAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Partial);

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
        (await RunAsync(force: true)).Updated.ShouldBe(2);
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
        (await Mirror.RunsAsync(Told.Guild, 1, Token))[0].Report.Errors.ShouldBe([(Told.User(2), "bad")]);
    }

    [Fact]
    public async Task A_cancelled_pass_keeps_what_it_took_and_calls_nobody_gone()
    {
        _source.Members = [.. Enumerable.Range(1, 25)];
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Sync.SyncAsync(
            Told.Guild, false, async _ => await stop.CancelAsync(), stop.Token));
        _live.Snapshot().Members.Count.ShouldBe(10);
        _live.Snapshot().Members.Completeness.IsComplete.ShouldBeFalse();
        (await Mirror.RunsAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Cancelled);
        _live.TakeSave(null).ShouldNotBeNull().Members.Count.ShouldBe(10);
        (await RunAsync()).Complete.ShouldBeTrue();
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
        (await first).ShouldBeSameAs(await second);
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

        public TaskCompletionSource Started { get; } = new();

        public int Requests { get; private set; }

        public Failure? Refuses(Id<Guild> guild) => Refusal;

        public async Task<bool> ListAsync(Id<Guild> guild, IMemberSink sink, CancellationToken cancellationToken)
        {
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

                await sink.StepAsync();
            }

            return Completes;
        }
    }
}
