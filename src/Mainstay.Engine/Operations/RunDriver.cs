using Mainstay.Engine.Authority;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>Takes a confirmed run through: its turn in the guild, the checks before the first write, applying with progress, the report.</summary>
internal sealed class RunDriver(
    IGuilds guilds,
    OperationPlanner planner,
    RunStore runs,
    RunApplier applier,
    GuildRuns turns,
    ChangeKinds kinds,
    IdAliases aliases,
    Pace pace,
    OperationTexts texts,
    TimeProvider time)
{
    /// <summary>Shows a person where things stand.</summary>
    public delegate ValueTask Show(Reply reply, CancellationToken cancellationToken);

    public bool Stop(long run) => turns.Stop(run);

    /// <summary>Drives a queued run to its end. Without an operation (an undo) the frame is checked without its readings.</summary>
    public async Task<Outcome<Reply>> DriveAsync(Run run, Operation? operation, Actor actor, Show show, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await turns.EnterAsync(run.Guild, run.Id, () => show(OperationTexts.Waiting(run), cancellationToken), cancellationToken).ConfigureAwait(false);
            return await ChecksAsync(run, operation, actor, cancellationToken).ConfigureAwait(false) is { } refused
                ? refused
                : await ApplyAsync(run, show, turn.Stopped, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await runs.MoveAsync(run.Id, RunState.Queued, RunState.Cancelled, cancellationToken).ConfigureAwait(false);
            return OperationTexts.Dismissed(run);
        }
    }

    /// <summary>Takes a run up again that a stop of the program interrupted.</summary>
    public async Task<Reply> ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        using var turn = await turns.EnterAsync(run.Guild, run.Id, () => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false);
        return await ApplyAsync(run, (_, _) => ValueTask.CompletedTask, turn.Stopped, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A queued run that takes back what another one applied.</summary>
    public async Task<Outcome<Run>> PlanUndoAsync(Run original, Actor actor, string correlation, Surface surface, CancellationToken cancellationToken)
    {
        if (!guilds.TrySnapshot(original.Guild, out var image))
        {
            return new Failure("guild.unknown", "Discord has not shown me this server yet. Try again in a moment.");
        }

        var ids = await aliases.ReadAsync(original.Guild, cancellationToken).ConfigureAwait(false);
        var changes = Inverses(image, await runs.StepsAsync(original.Id, cancellationToken).ConfigureAwait(false), ids);
        if (changes.Count == 0)
        {
            return new Failure("undo.nothing", "There is nothing that can be taken back.");
        }

        if (!AccessOrder.Arrange(image, changes).Try(out var ordered, out var failure))
        {
            return failure;
        }

        var now = time.GetUtcNow();
        return await runs.CreateUndoAsync(
            original with
            {
                Id = 0,
                Title = OperationTexts.UndoTitle(original.Title),
                State = RunState.Queued,
                Frame = Frame.Of(image, actor, []),
                Findings = [],
                Correlation = correlation,
                CreatedAt = now,
                ExpiresAt = now,
                Undoes = original.Id,
                Surface = surface,
            },
            ordered,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Reply?> ChecksAsync(Run run, Operation? operation, Actor actor, CancellationToken cancellationToken)
    {
        var differences = await planner.DifferencesAsync(operation, run, actor, cancellationToken).ConfigureAwait(false);
        if (!differences.Try(out var different, out var failure))
        {
            return await RefuseAsync(run, failure.Sentence, [], cancellationToken).ConfigureAwait(false);
        }

        if (different.Count > 0)
        {
            return await RefuseAsync(run, "What this plan rests on is different now.", different, cancellationToken).ConfigureAwait(false);
        }

        guilds.TrySnapshot(run.Guild, out var image);
        var changes = (await runs.StepsAsync(run.Id, cancellationToken).ConfigureAwait(false)).Select(s => s.Change).ToArray();
        var obstacles = await planner.ObstaclesAsync(image!, new ImageReach(image!, actor), changes, cancellationToken).ConfigureAwait(false);
        return obstacles.Count > 0 ? await RefuseAsync(run, "Something stands in the way.", obstacles, cancellationToken).ConfigureAwait(false) : null;
    }

    private async Task<Reply> RefuseAsync(Run run, string why, IReadOnlyList<string> reasons, CancellationToken cancellationToken)
    {
        await runs.MoveAsync(run.Id, RunState.Queued, RunState.Refused, cancellationToken).ConfigureAwait(false);
        return OperationTexts.Refused(run, why, reasons);
    }

    private async Task<Reply> ApplyAsync(Run run, Show show, CancellationToken stopped, CancellationToken shutdown)
    {
        await runs.MoveAsync(run.Id, RunState.Queued, RunState.Running, CancellationToken.None).ConfigureAwait(false);
        var steps = await runs.StepsAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
        var estimate = pace.Of(run.Guild, steps.Where(s => !StepState.IsFinal(s.State)).Select(s => s.Change), kinds);
        var started = time.GetTimestamp();
        var done = steps.Count(s => s.State == StepState.Applied);
        var others = steps.Count(s => StepState.IsFinal(s.State)) - done;
        await show(OperationTexts.Progress(run, done, others, steps.Count, estimate.Time), CancellationToken.None).ConfigureAwait(false);
        var ended = await applier.ApplyAsync(run, steps, OnSettled, stopped, shutdown).ConfigureAwait(false);

        var state = EndState(ended, stopped.IsCancellationRequested);
        await runs.MoveAsync(run.Id, RunState.Running, state, CancellationToken.None).ConfigureAwait(false);
        return texts.Report(run, state, ended, Impact.Of(run.Guild, Inverses(null, ended, new IdMap()), kinds, pace), time.GetElapsedTime(started));

        void OnSettled(Step step)
        {
            var applied = step.State == StepState.Applied ? Interlocked.Increment(ref done) : Volatile.Read(ref done);
            var missed = step.State == StepState.Applied ? Volatile.Read(ref others) : Interlocked.Increment(ref others);
            var left = estimate.Time - time.GetElapsedTime(started);
            _ = show(OperationTexts.Progress(run, applied, missed, steps.Count, left > TimeSpan.Zero ? left : null), CancellationToken.None);
        }
    }

    /// <summary>What takes the applied steps back, last one first, about the objects that are there by now.</summary>
    private IReadOnlyList<Change> Inverses(GuildImage? image, IReadOnlyList<Step> steps, IdMap ids) =>
        kinds.Undo(image, kinds.Resolved(steps, ids).Where(s => s.State == StepState.Applied).OrderBy(s => s.Ordinal).Select(s => s.Change));

    private static string EndState(IReadOnlyList<Step> steps, bool stopped)
    {
        var good = steps.Count(s => s.State == StepState.Applied || s.Failure?.Code == "target.already");
        return good == steps.Count ? RunState.Done : stopped ? RunState.Cancelled : good == 0 ? RunState.Failed : RunState.Partial;
    }
}
