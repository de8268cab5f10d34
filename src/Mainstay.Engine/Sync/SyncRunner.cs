using System.Collections.Concurrent;
using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Sync;

/// <summary>
/// Runs: one per guild at a time, each a row that is held under a lease with a rising fence. Whoever asks for what is under way joins it. A run outlives
/// whoever asked for it; a stop of the program interrupts it, and <see cref="SyncRecovery" /> takes it up again.
/// </summary>
internal sealed partial class SyncRunner(
    GuildImages guilds, SyncPhases phases, SyncRunStore store, Lazy<SyncReports> reports, IGuildMirror mirror, TimeProvider time, ILogger<SyncRunner> log) : IMemberSync, IRoleHistory, IAsyncDisposable
{
    /// <summary>Whom the database lets down so often is not helped by another go.</summary>
    private const int MostResumed = 20;

    /// <summary>How long whoever asks waits for what Mainstay does by itself before they are told to come back.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RenewEvery = SyncRunStore.Lease / 3;

    private readonly ConcurrentDictionary<Id<Guild>, RunUnderWay> _running = new();
    private readonly ConcurrentDictionary<Task, bool> _working = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _owner = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{time.GetUtcNow().ToUnixTimeMilliseconds()}:{time.GetTimestamp()}");

    /// <summary>The run under way in a guild, if any.</summary>
    public RunUnderWay? Running(Id<Guild> guild) => _running.GetValueOrDefault(guild);

    public async Task<Outcome<SyncRun>> RunAsync(SyncRequest request, Action<SyncRunProgress>? progress, CancellationToken cancellationToken)
    {
        if (phases.Refuses(request) is { } refusal)
        {
            return refusal;
        }

        var mine = new RunUnderWay(request) { Phase = SyncPhases.Of(request.Kind)[0] };
        var run = await EnterAsync(mine, cancellationToken).ConfigureAwait(false);
        if (run != mine && !run.Does(request))
        {
            return Busy(run);
        }

        using (run.Listen(progress))
        {
            if (run == mine)
            {
                Start(run, taken: null);
            }

            return await run.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes up a run that nobody holds any more; false when something else is under way in its guild.</summary>
    public bool TryTakeUp(SyncRun row)
    {
        var run = new RunUnderWay(row.Request) { Phase = row.Phase };
        if (phases.Refuses(row.Request) is not null || !_running.TryAdd(row.Request.Guild, run))
        {
            return false;
        }

        Start(run, row);
        return true;
    }

    public async Task<Outcome<SyncRun>> CancelAsync(Id<Guild> guild, long? number, Id<User> by, CancellationToken cancellationToken)
    {
        if (!_running.TryGetValue(guild, out var run) || (number is { } wanted && run.Held?.Run.Number != wanted))
        {
            return new Failure("sync.none", number is null ? "No sync of this server is under way." : "This sync has ended already.");
        }

        run.Cancel(by);
        return await run.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<Outcome<SyncReport>> SyncAsync(Id<Guild> guild, bool force, Func<SyncProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        var request = new SyncRequest(guild, SyncKind.Users) { Force = force, Origin = SyncOrigin.Mainstay };
        var outcome = await RunAsync(request, progress is null ? null : p => _ = progress(p.Members), cancellationToken).ConfigureAwait(false);
        return !outcome.Try(out var run, out var failure) ? failure
            : run.State == SyncRunState.Failed ? new Failure("sync.failed", run.Sentence ?? "The members could not be read.")
            : run.Report;
    }

    public async Task<MirrorStatus> StatusAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var counts = await mirror.CountAsync(guild, cancellationToken).ConfigureAwait(false);
        var known = guilds.TryGet(guild, out var live);
        var image = live?.Snapshot();
        return new MirrorStatus
        {
            Present = counts.Present,
            Departed = counts.Departed,
            Expected = live?.Expected,
            CompletedAt = counts.CompletedAt,
            Stale = !known || image!.Stale is not null || !image.Members.Completeness.IsComplete,
        };
    }

    public Task<IReadOnlyList<RoleHistoryEntry>> HistoryAsync(Id<Guild> guild, Id<User> user, int count, CancellationToken cancellationToken) =>
        mirror.RoleHistoryAsync(guild, user, count, cancellationToken);

    /// <summary>Interrupts what is under way and waits for it, so that a later start goes on there.</summary>
    public Task StopAsync()
    {
        _stopping.Cancel();
        return Task.WhenAll(_working.Keys);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>The run under way that stands for this one or in its way, or this one. What nobody asked for is mostly over in a moment, and is waited for.</summary>
    private async Task<RunUnderWay> EnterAsync(RunUnderWay mine, CancellationToken cancellationToken)
    {
        var run = _running.GetOrAdd(mine.Request.Guild, mine);
        if (run == mine || run.Does(mine.Request) || run.Request.Origin == SyncOrigin.Person || mine.Request.Origin == SyncOrigin.Schedule)
        {
            return run;
        }

        await ((Task)run.Done.Task).WaitAsync(Courtesy, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return _running.GetOrAdd(mine.Request.Guild, mine);
    }

    private void Start(RunUnderWay run, SyncRun? taken)
    {
        var working = Task.Run(() => WorkAsync(run, taken), CancellationToken.None);
        _working[working] = true;
        _ = working.ContinueWith(done => _working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task WorkAsync(RunUnderWay run, SyncRun? taken)
    {
        try
        {
            run.Held = taken is null
                ? await store.CreateAsync(run.Request, run.Phase, _owner, _stopping.Token).ConfigureAwait(false)
                : await store.TakeOverAsync(taken, _owner, _stopping.Token).ConfigureAwait(false);
            var outcome = run.Held is null
                ? new Failure("sync.busy", "Another process of Mainstay is syncing this server right now; try again when it has finished.")
                : await HoldAsync(run).ConfigureAwait(false);
            Leave(run);
            run.Done.TrySetResult(outcome);
            if (outcome.Try(out var ended, out _) && ended is { EndedAt: not null, Request.Reply: not null })
            {
                await (taken is null ? store.ToldAsync(ended, CancellationToken.None) : reports.Value.TellAsync(ended, CancellationToken.None)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException cancelled)
        {
            Leave(run);
            run.Done.TrySetCanceled(cancelled.CancellationToken);
        }
        catch (DatabaseException failure)
        {
            Leave(run);
            LogDatabase(failure.Message, run.Request.Kind, run.Request.Guild);
            run.Done.TrySetResult(DatabaseFailure.Of(failure));
        }
        catch (Exception exception)
        {
            // The boundary of a run: whoever waits for it is told, and the log has it even when nobody waits.
            Leave(run);
            LogBroken(exception, run.Request.Kind, run.Request.Guild);
            run.Done.TrySetException(exception);
        }
    }

    private void Leave(RunUnderWay run) => _running.TryRemove(new(run.Request.Guild, run));

    private async Task<Outcome<SyncRun>> HoldAsync(RunUnderWay run)
    {
        using var ended = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Stop.Token, _stopping.Token);
        var renewing = RenewAsync(run, ended.Token);
        try
        {
            return await DriveAsync(run, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }
    }

    private async Task<Outcome<SyncRun>> DriveAsync(RunUnderWay run, CancellationToken stop)
    {
        var held = run.Held!;
        run.After = held.After;

        // A list over the gateway cannot be continued: it is asked for again, and its counts begin anew.
        run.Tally = new SyncTally(held.Run.Phase == SyncPhases.Of(run.Request.Kind)[0] && run.After.IsNone ? new SyncReport() : held.Run.Report with { Gap = null });
        run.UpToAfter = run.After.IsNone ? null : held.Run.Report;
        run.Held = held = held with { Run = held.Run with { StartedAt = held.Run.StartedAt ?? time.GetUtcNow() } };
        var (state, sentence) = (SyncRunState.Interrupted, (string?)null);
        try
        {
            await KeepAsync(run, stop).ConfigureAwait(false);
            foreach (var phase in SyncPhases.Of(run.Request.Kind).SkipWhile(phase => phase != held.Run.Phase))
            {
                run.Phase = phase;
                await KeepAsync(run, stop).ConfigureAwait(false);
                if (await phases.RunAsync(run, () => KeepAsync(run, stop), stop).ConfigureAwait(false) is { } failure)
                {
                    (state, sentence) = (SyncRunState.Failed, failure.Sentence);
                    break;
                }
            }

            if (sentence is null)
            {
                var report = run.Tally.Report;
                state = report.Errors.Count == 0 && report.Gap is null ? SyncRunState.Completed : SyncRunState.CompletedWithErrors;
            }
        }
        catch (OperationCanceledException) when (run.CancelledBy is not null)
        {
            state = SyncRunState.Cancelled;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            state = SyncRunState.Interrupted;
        }
        catch (OperationCanceledException) when (run.IsLost)
        {
            return Taken();
        }
        catch (DatabaseException failure)
        {
            // What was read is in the image and is written when the database lets it; then the run is taken up again. What no waiting mends ends it.
            state = failure.Fault == DatabaseFault.Constraint || held.Run.Resumed >= MostResumed ? SyncRunState.Failed : SyncRunState.Interrupted;
            sentence = DatabaseFailure.Of(failure).Sentence;
            LogDatabase(failure.Message, run.Request.Kind, run.Request.Guild);
        }

        var ended = (state == SyncRunState.Interrupted ? Resumable(run) : State(run, run.Tally.Report)) with { State = state, StoppedBy = state == SyncRunState.Cancelled ? run.CancelledBy : null, Sentence = sentence, EndedAt = state == SyncRunState.Interrupted ? null : time.GetUtcNow() };
        ended = ended with { Report = ended.Report with { Took = time.GetUtcNow() - (ended.StartedAt ?? ended.QueuedAt) }, ErrorCount = ended.Report.Errors.Count };

        return await LetGoAsync(run, ended).ConfigureAwait(false) ? ended : Taken();
    }

    /// <summary>False when another process holds the run by now.</summary>
    private async Task<bool> LetGoAsync(RunUnderWay run, SyncRun ended)
    {
        try
        {
            // Noted even when whoever asked has gone, and the program is about to.
            var held = await store.LetGoAsync(run.Held! with { After = run.After }, ended, CancellationToken.None).ConfigureAwait(false);
            LogEnded(ended.Number, ended.Request.Kind, ended.Request.Guild, ended.State);
            return held;
        }
        catch (DatabaseException failure)
        {
            // Its lease runs out, and then it is taken up again from where the row says.
            LogDatabase(failure.Message, run.Request.Kind, run.Request.Guild);
            return true;
        }
    }

    // What the list has taken in beyond the checkpoint is listed again later, and counted then.
    private static SyncRun Resumable(RunUnderWay run) => State(run, run.UpToAfter ?? run.Tally.Report);

    private static SyncRun State(RunUnderWay run, SyncReport report) => run.Held!.Run with { State = SyncRunState.Running, Phase = run.Phase, Report = report };

    private async Task KeepAsync(RunUnderWay run, CancellationToken cancellationToken)
    {
        if (!await store.KeepAsync(run.Held!, Resumable(run), run.After, cancellationToken).ConfigureAwait(false))
        {
            run.Lose();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task RenewAsync(RunUnderWay run, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                if (!await RenewOnceAsync(run, ended).ConfigureAwait(false))
                {
                    run.Lose();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run has ended.
        }
    }

    private async Task<bool> RenewOnceAsync(RunUnderWay run, CancellationToken ended)
    {
        try
        {
            return await store.RenewAsync(run.Held!, ended).ConfigureAwait(false);
        }
        catch (DatabaseException failure)
        {
            // The run goes on as long as nobody takes it over, and its next write finds out.
            LogDatabase(failure.Message, run.Request.Kind, run.Request.Guild);
            return true;
        }
    }

    private static Failure Taken() => new("sync.taken", "Another process of Mainstay has taken this sync over; `/sync stats` shows what became of it.");

    private static Failure Busy(RunUnderWay run)
    {
        var by = run.Request.Origin switch
        {
            SyncOrigin.Schedule => ", begun by the schedule",
            SyncOrigin.Mainstay => ", begun by Mainstay itself because it had missed something",
            _ when run.Request.By is { } person => $", begun by {Mention.User(person)}",
            _ => "",
        };
        return new Failure("sync.busy", $"A sync of this server is under way (`/sync {SyncRunRow.Word(run.Request.Kind)}`{by}). Try again when it has finished, or stop it with `/sync cancel`.");
    }

    [LoggerMessage(3101, LogLevel.Information, "Sync {Number} ({Kind}) of guild {Guild} ended {State}")]
    private partial void LogEnded(long number, SyncKind kind, Id<Guild> guild, SyncRunState state);

    [LoggerMessage(3106, LogLevel.Error, "A sync ({Kind}) of guild {Guild} broke")]
    private partial void LogBroken(Exception exception, SyncKind kind, Id<Guild> guild);

    [LoggerMessage(3107, LogLevel.Error, "The database failed a sync ({Kind}) of guild {Guild}: {Sentence}")]
    private partial void LogDatabase(string sentence, SyncKind kind, Id<Guild> guild);
}
