using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Engine.Snapshots;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Takes a run that this process holds through: its turn in the guild, the checks and the snapshot before the first write, applying with progress, the report.
/// </summary>
internal sealed partial class RunDriver(
    Lazy<ModuleRegistry> modules,
    IAuthority authority,
    IGuilds guilds,
    OperationPlanner planner,
    RunStore runs,
    RunApplier applier,
    GuildRuns turns,
    SnapshotStore snapshots,
    ChangeKinds kinds,
    Pace pace,
    OperationTexts texts,
    TimeProvider time,
    ILogger<RunDriver> log)
{
    /// <summary>Shows a person where things stand.</summary>
    public delegate ValueTask Show(Reply reply, CancellationToken cancellationToken);

    /// <summary>
    /// Drives a queued or interrupted run to its end and hands back its report; showing that report is what settles the run. A run that cannot go on now
    /// (the database cannot be written, or the program stops) is let go, and taken up again by itself.
    /// </summary>
    public async Task<Reply> DriveAsync(Run run, Actor actor, Show show, CancellationToken cancellationToken)
    {
        var hold = turns.Hold(run);
        await using var held = hold.ConfigureAwait(false);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hold.Lost);
        try
        {
            if (!await turns.EnterAsync(hold, ahead => show(OperationTexts.Waiting(run, ahead), cancellationToken), leave.Token).ConfigureAwait(false))
            {
                return await EndAsync(run, RunState.Cancelled, "It was stopped before its turn came.", OperationTexts.Dismissed(run)).ConfigureAwait(false);
            }

            var steps = await runs.StepsAsync(run, leave.Token).ConfigureAwait(false);
            var begun = steps.Any(s => s.State != StepState.Pending);
            return !begun && await PrepareAsync(run, steps, actor, leave.Token).ConfigureAwait(false) is { } refused
                ? refused
                : await ApplyAsync(run, steps, show, hold.Stopped, leave.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LeaseLostException || (exception is OperationCanceledException && hold.Lost.IsCancellationRequested))
        {
            return OperationTexts.InOtherHands(run);
        }
        catch (OperationCanceledException)
        {
            // The program stops: the next start takes the run up where it is.
            await LetGoAsync(run).ConfigureAwait(false);
            throw;
        }
        catch (DatabaseException exception)
        {
            LogInterrupted(log, exception, run.Id);
            await LetGoAsync(run).ConfigureAwait(false);
            return OperationTexts.Interrupted(run, DatabaseFailure.Of(exception).Sentence);
        }
        catch (Exception exception)
        {
            // The boundary of a run: it ends, and says so, instead of standing there as if it were still under way.
            LogBroken(log, exception, run.Id, run.Correlation);
            return await BreakOffAsync(run).ConfigureAwait(false);
        }
    }

    /// <summary>What a run that has ended says, from what is on record.</summary>
    public async Task<Reply> ReportAsync(Run run, CancellationToken cancellationToken)
    {
        var steps = await runs.StepsAsync(run, cancellationToken).ConfigureAwait(false);
        return run.StartedAt is null || steps.All(s => s.State == StepState.Pending)
            ? run.State == RunState.Cancelled ? OperationTexts.Dismissed(run) : OperationTexts.Refused(run, run.Why ?? "It did not begin.", [])
            : texts.Report(run, steps, UndoOf(run.Guild, steps), (run.FinishedAt ?? time.GetUtcNow()) - run.StartedAt.Value);
    }

    /// <summary>What taking the applied steps back would do.</summary>
    public Impact UndoOf(Id<Guild> guild, IReadOnlyList<Step> steps) =>
        Impact.Of(guild, Inverses(null, steps, new IdMap()), kinds, pace, guilds.TrySnapshot(guild, out var image) ? image : null);

    /// <summary>What takes the applied steps back, last one first, about the objects that are there by now.</summary>
    public IReadOnlyList<Change> Inverses(GuildImage? image, IReadOnlyList<Step> steps, IdMap ids) =>
        kinds.Undo(image, kinds.Resolved(steps, ids).Where(s => s.State == StepState.Applied).OrderBy(s => s.Ordinal).Select(s => s.Change));

    /// <summary>Everything that has to hold before the first write, and the snapshot of what a destructive plan destroys. Null: go ahead.</summary>
    private async Task<Reply?> PrepareAsync(Run run, IReadOnlyList<Step> steps, Actor actor, CancellationToken cancellationToken)
    {
        if (modules.Value.Operation(run.Operation) is not { } operation)
        {
            return await RefuseAsync(run, "The part of Mainstay that made this plan is not running any more.", []).ConfigureAwait(false);
        }

        if (!guilds.TrySnapshot(run.Guild, out var image))
        {
            return await RefuseAsync(run, "Discord does not show me this server right now.", []).ConfigureAwait(false);
        }

        if (!TryStanding(image, ref actor))
        {
            return await RefuseAsync(run, $"{Mention.User(run.Actor)} is no longer in this server.", []).ConfigureAwait(false);
        }

        if (!actor.User.IsNone && await authority.CheckAsync(actor, operation.Capability, null, new Place(run.Guild), cancellationToken).ConfigureAwait(false) is { Allowed: false } verdict)
        {
            return await RefuseAsync(run, verdict.Reason, []).ConfigureAwait(false);
        }

        // An undo rests on what it takes back, which its steps carry: nothing is read for it again.
        var differences = await planner.DifferencesAsync(run.Undoes is null ? operation : null, run, actor, cancellationToken).ConfigureAwait(false);
        if (!differences.Try(out var different, out var failure))
        {
            return await RefuseAsync(run, failure.Sentence, []).ConfigureAwait(false);
        }

        if (different.Count > 0)
        {
            return await RefuseAsync(run, "What this plan rests on is different now.", different).ConfigureAwait(false);
        }

        Change[] changes = [.. steps.Select(s => s.Change)];
        var obstacles = await planner.ObstaclesAsync(image, new ImageReach(image, actor), changes, run.Undoes is not null, cancellationToken).ConfigureAwait(false);
        if (obstacles.Count > 0)
        {
            return await RefuseAsync(run, "Something stands in the way.", obstacles).ConfigureAwait(false);
        }

        if (run.Snapshot is null && changes.Any(c => c.Risk == Risk.Destructive))
        {
            var kept = await snapshots.KeepGuildAsync(image, changes, actor, run.Title, cancellationToken).ConfigureAwait(false);
            if (!kept.Try(out var snapshot, out failure))
            {
                return await RefuseAsync(run, $"Before something is destroyed I keep a snapshot, and that failed: {failure.Sentence}", []).ConfigureAwait(false);
            }

            await runs.SnapshotTakenAsync(run, snapshot.Number, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<Reply> ApplyAsync(Run run, IReadOnlyList<Step> steps, Show show, CancellationToken stopped, CancellationToken shutdown)
    {
        var estimate = pace.Of(run.Guild, steps.Where(s => !StepState.IsFinal(s.State)).Select(s => s.Change), kinds);
        var started = time.GetTimestamp();
        var done = steps.Count(s => s.State == StepState.Applied);
        var others = steps.Count(s => StepState.IsFinal(s.State)) - done;
        await show(OperationTexts.Progress(run, done, others, steps.Count, estimate.Time), CancellationToken.None).ConfigureAwait(false);
        var ended = await applier.ApplyAsync(run, steps, OnSettled, stopped, shutdown).ConfigureAwait(false);

        var state = EndState(ended, stopped.IsCancellationRequested);
        if (!await runs.EndAsync(run, state, null, begun: true, CancellationToken.None).ConfigureAwait(false))
        {
            await LetGoAsync(run).ConfigureAwait(false);
            return OperationTexts.Interrupted(run, "What became of some changes could not be kept on record.");
        }

        var took = time.GetUtcNow() - (run.StartedAt ?? time.GetUtcNow());
        return Told(run, texts.Report(run with { State = state }, ended, UndoOf(run.Guild, ended), took > time.GetElapsedTime(started) ? took : time.GetElapsedTime(started)));

        void OnSettled(Step step)
        {
            var applied = step.State == StepState.Applied ? Interlocked.Increment(ref done) : Volatile.Read(ref done);
            var missed = step.State == StepState.Applied ? Volatile.Read(ref others) : Interlocked.Increment(ref others);
            var left = estimate.Time - time.GetElapsedTime(started);
            _ = show(OperationTexts.Progress(run, applied, missed, steps.Count, left > TimeSpan.Zero ? left : null), CancellationToken.None);
        }
    }

    private Task<Reply> RefuseAsync(Run run, string why, IReadOnlyList<string> reasons) =>
        EndAsync(run, RunState.Refused, reasons.Count == 0 ? why : $"{why} {string.Join(' ', reasons.Select(OperationTexts.Sentence))}", OperationTexts.Refused(run, why, reasons));

    private async Task<Reply> EndAsync(Run run, string state, string why, Reply reply)
    {
        await runs.EndAsync(run, state, why, begun: false, CancellationToken.None).ConfigureAwait(false);
        return Told(run, reply);
    }

    private async Task<Reply> BreakOffAsync(Run run)
    {
        var why = $"Something broke on my side, and it has been logged. If you report it, quote `{run.Correlation}`.";
        try
        {
            await runs.EndAsync(run, RunState.Failed, why, begun: false, CancellationToken.None).ConfigureAwait(false);
            var ended = run with { State = RunState.Failed, Why = why, StartedAt = run.StartedAt ?? time.GetUtcNow() };
            return Told(run, await ReportAsync(ended, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is DatabaseException or LeaseLostException)
        {
            LogInterrupted(log, exception, run.Id);
            return OperationTexts.Interrupted(run, why);
        }
    }

    private async Task LetGoAsync(Run run)
    {
        try
        {
            await runs.LetGoAsync(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            // Then the lease runs out by itself.
            LogInterrupted(log, exception, run.Id);
        }
    }

    /// <summary>The report, which settles the run once the person has it.</summary>
    public Reply Told(Run run, Reply reply) => reply with { WhenShown = () => runs.ToldAsync(run, CancellationToken.None) };

    /// <summary>Who asked, as they stand in the server now; false when they are proven not to be in it.</summary>
    private static bool TryStanding(GuildImage image, ref Actor actor)
    {
        if (actor.User.IsNone)
        {
            return true;
        }

        if (image.Members.TryGet(actor.User, out var member))
        {
            actor = actor with { Roles = member.Roles.ToArray(), Permissions = Permissions.None };
            return true;
        }

        return !image.Members.Completeness.IsComplete;
    }

    private static string EndState(IReadOnlyList<Step> steps, bool stopped)
    {
        var good = steps.Count(s => s.State == StepState.Applied || s.Failure?.Code == "target.already");
        return good == steps.Count ? RunState.Done : stopped ? RunState.Cancelled : good == 0 ? RunState.Failed : RunState.Partial;
    }

    [LoggerMessage(2301, LogLevel.Warning, "Run {Run} is interrupted and will be taken up again")]
    private static partial void LogInterrupted(ILogger log, Exception exception, long run);

    [LoggerMessage(2302, LogLevel.Error, "Run {Run} broke (correlation {Correlation})")]
    private static partial void LogBroken(ILogger log, Exception exception, long run, string correlation);
}
