using Mainstay.Engine.Image;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Hosting;

/// <summary>
/// Takes up the runs that nobody holds: those that an earlier stop interrupted, those of a process that died, and those whose database could not be written for a
/// while. What was sent is settled by looking, what was pending goes on, a plan that had not begun is checked anew, and the person gets the report where they would
/// have seen it.
/// </summary>
internal sealed partial class RunRecovery(
    RunStore runs, RunDriver driver, RunOwner owner, GuildRuns turns, RunDelivery delivery, IGuilds guilds, GuildImages images, TimeProvider time, ILogger<RunRecovery> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>While guilds come in after a start, it is looked more often.</summary>
    private static readonly TimeSpan LookEarly = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan EarlyFor = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<long, Task> _under = [];
    private Task _working = Task.CompletedTask;

    /// <summary>All runs that were found at the start have been settled and reported.</summary>
    public Task Completion => _first.Task;

    public void Start() => _working = Task.Run(WatchAsync, CancellationToken.None);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
        _first.TrySetResult();
    }

    /// <summary>What this process still holds may be taken by whoever comes next.</summary>
    public async Task LetGoAsync()
    {
        try
        {
            await runs.LetAllGoAsync(owner.Name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            // Then the leases run out by themselves.
            LogBroken(log, exception);
        }
    }

    private async Task WatchAsync()
    {
        HashSet<long>? early = null;
        var began = time.GetUtcNow();
        var forget = began;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                early ??= [.. (await runs.UnfinishedAsync(_stopping.Token).ConfigureAwait(false)).Where(r => !turns.Holds(r)).Select(r => r.Id)];
                foreach (var run in await runs.AbandonedAsync(_stopping.Token).ConfigureAwait(false))
                {
                    await ConsiderAsync(run).ConfigureAwait(false);
                }

                if (early.Count > 0)
                {
                    early.IntersectWith((await runs.UnfinishedAsync(_stopping.Token).ConfigureAwait(false)).Select(r => r.Id));
                }

                if (early.Count == 0)
                {
                    _first.TrySetResult();
                }

                if (time.GetUtcNow() >= forget)
                {
                    forget = time.GetUtcNow() + ForgetEvery;
                    await runs.ForgetRepliesAsync(_stopping.Token).ConfigureAwait(false);
                }

                await Task.Delay(early.Count > 0 && time.GetUtcNow() - began < EarlyFor ? LookEarly : LookEvery, time, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The next start finds the same runs.
            }
            catch (Exception exception)
            {
                // The boundary of recovery: the rest of the program goes on, and it is tried again.
                LogBroken(log, exception);
                await Task.WhenAny(Task.Delay(LookEvery, time, _stopping.Token)).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(_under.Values).ConfigureAwait(false);
    }

    private async Task ConsiderAsync(Run run)
    {
        if (turns.Holds(run) || (_under.TryGetValue(run.Id, out var under) && !under.IsCompleted))
        {
            return;
        }

        if (RunState.IsLive(run.State) && !IsThere(run))
        {
            // An outage is waited out, however long it takes: only what Discord says proves that the server is gone.
            if (images.HasLeft(run.Guild) && await runs.TakeAsync(run, owner.Name, _stopping.Token).ConfigureAwait(false) is { } lost)
            {
                LogGone(log, run.Id);
                await runs.GiveUpAsync(lost, "Mainstay no longer sees this server, so what was left of this run was not done.", _stopping.Token).ConfigureAwait(false);
            }

            return;
        }

        if (await runs.TakeAsync(run, owner.Name, _stopping.Token).ConfigureAwait(false) is { } taken)
        {
            _under[run.Id] = Task.Run(() => TakeUpAsync(taken), CancellationToken.None);
        }
    }

    /// <summary>
    /// Whether the guild is there to be looked at and written to: as Discord shows it, not as the mirror had it, and with all members where the run changes any or
    /// its plan knew them all.
    /// </summary>
    private bool IsThere(Run run) => guilds.TrySnapshot(run.Guild, out var image) && image.IsAvailable && image.Roles.Completeness.IsComplete
        && (image.Members.Completeness.IsComplete || !(run.Frame.KnowsAllMembers || run.Grounds.Touches.Contains(Grounds.Members, StringComparer.Ordinal)));

    private async Task TakeUpAsync(Run run)
    {
        try
        {
            if (!RunState.IsLive(run.State))
            {
                var late = await driver.ReportAsync(run, _stopping.Token).ConfigureAwait(false);
                await delivery.TellAsync(run, driver.Told(run, late), _stopping.Token).ConfigureAwait(false);
                return;
            }

            LogTaken(log, run.Id);
            var actor = new Actor { User = run.Actor, Roles = guilds.TrySnapshot(run.Guild, out var image) && image.Members.TryGet(run.Actor, out var member) ? member.Roles.ToArray() : [] };
            var report = await driver.DriveAsync(run, actor, (_, _) => ValueTask.CompletedTask, _stopping.Token).ConfigureAwait(false);
            if (report.WhenShown is null)
            {
                // It could not be brought to its end this time either, which nobody has to read again.
                return;
            }

            await delivery.TellAsync(run, report with { Text = "I was interrupted and have taken this up again.\n\n" + report.Text }, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start finds it.
        }
        catch (Exception exception)
        {
            // The boundary of one run: the others go on, and it is tried again when its lease has run out.
            LogBroken(log, exception);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Run {Run} was interrupted and is taken up again")]
    private static partial void LogTaken(ILogger log, long run);

    [LoggerMessage(2105, LogLevel.Warning, "Run {Run} is given up: its server is not there any more")]
    private static partial void LogGone(ILogger log, long run);

    [LoggerMessage(2103, LogLevel.Error, "Runs could not be taken up; it is tried again")]
    private static partial void LogBroken(ILogger log, Exception exception);
}
