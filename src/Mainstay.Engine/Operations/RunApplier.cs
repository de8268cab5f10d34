using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Applies the steps of a run: lane by lane under Discord's limits, each step durable before its request leaves, each target looked at when its turn comes,
/// each outcome journalled. One failing step does not stop the others, unless they depend on it.
/// </summary>
internal sealed partial class RunApplier(
    StepWriter writer, RunStore store, ChangeKinds kinds, IGuilds guilds, EchoBoard echoes, ILogger<RunApplier> log)
{
    /// <summary>Requests of one lane under way at once: as many as a bucket typically lets through, so that a fresh window finds them waiting.</summary>
    private const int InFlightPerLane = 10;

    /// <summary>Records on their way into the database at once: as many as a commit takes, so that Stop is heard soon.</summary>
    private const int RowsAtOnce = 200;

    /// <summary>How long the gateway's echo of an accepted request may take.</summary>
    private static readonly TimeSpan EchoPatience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Applies what is pending and settles what was sent. Returns all steps with their last state. When somebody stops the run, what is under way is finished
    /// and the rest is skipped. When the program stops, the rest stays pending, and the next start takes the run up again.
    /// </summary>
    public async Task<IReadOnlyList<Step>> ApplyAsync(Run run, IReadOnlyList<Step> steps, Action<Step> settled, CancellationToken stopped, CancellationToken shutdown)
    {
        var execution = new Execution(run, steps, settled, stopped, shutdown);
        var lanes = steps.Where(s => !StepState.IsFinal(s.State)).GroupBy(s => s.Change is RowChange ? null : kinds.Of(s.Change).RouteOf(s.Change));
        await Task.WhenAll(lanes.Select(lane => lane.Key is null ? ApplyRowsAsync(execution, lane) : ApplyLaneAsync(execution, lane))).ConfigureAwait(false);
        return execution.Steps;
    }

    private async Task ApplyRowsAsync(Execution execution, IEnumerable<Step> steps)
    {
        // They are queued in the order of the plan and written in it, many to a commit; only what depends on another waits for that one's commit.
        var slots = new SemaphoreSlim(RowsAtOnce);
        var under = new List<Task>();
        try
        {
            foreach (var step in steps)
            {
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                if (await execution.ReadyAsync(step).ConfigureAwait(false) is { } obstacle)
                {
                    slots.Release();
                    await SettleAsync(execution, step, StepState.Skipped, obstacle).ConfigureAwait(false);
                    continue;
                }

                under.RemoveAll(t => t.IsCompletedSuccessfully);
                under.Add(ApplyRowAsync(execution, step, (RowChange)step.Change, slots));
            }
        }
        finally
        {
            await Task.WhenAll(under).ConfigureAwait(false);
        }
    }

    private async Task ApplyRowAsync(Execution execution, Step step, RowChange change, SemaphoreSlim slots)
    {
        try
        {
            await ApplyRowAsync(execution, step, change).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task ApplyRowAsync(Execution execution, Step step, RowChange change)
    {
        Step ended;
        try
        {
            ended = await writer.WriteAsync(
                async unit =>
                {
                    var standing = await kinds.Rows.ApplyAsync(unit, change, execution.Run.Actor).ConfigureAwait(false);
                    var end = standing switch
                    {
                        TargetState.Before => step with { State = StepState.Applied },
                        TargetState.After => step with { State = StepState.Skipped, Failure = Already },
                        _ => step with { State = StepState.Skipped, Failure = ChangedMeanwhile },
                    };
                    await store.SettleAsync(unit, execution.Run, end).ConfigureAwait(false);
                    return end;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.Fault == DatabaseFault.Constraint)
        {
            await SettleAsync(execution, step, StepState.Failed, new Failure("row.constraint", "The record contradicts another one.")).ConfigureAwait(false);
            return;
        }

        execution.End(ended);
    }

    private async Task ApplyLaneAsync(Execution execution, IEnumerable<Step> steps)
    {
        var slots = new SemaphoreSlim(InFlightPerLane);
        var under = new List<Task>();
        try
        {
            foreach (var step in steps)
            {
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                if (await execution.ReadyAsync(step).ConfigureAwait(false) is { } obstacle)
                {
                    slots.Release();
                    await SettleAsync(execution, step, StepState.Skipped, obstacle).ConfigureAwait(false);
                    continue;
                }

                under.RemoveAll(t => t.IsCompletedSuccessfully);
                under.Add(ApplyOneAsync(execution, step, slots));
            }
        }
        finally
        {
            // What is under way is finished, also when the program stops.
            await Task.WhenAll(under).ConfigureAwait(false);
        }
    }

    private async Task ApplyOneAsync(Execution execution, Step step, SemaphoreSlim slots)
    {
        var holdsSlot = true;
        try
        {
            await Task.Yield();
            var kind = kinds.Of(step.Change);
            if (step.State == StepState.Sent)
            {
                if (await SettleUnknownAsync(execution, kind, step, "Mainstay was interrupted").ConfigureAwait(false))
                {
                    return;
                }
            }
            else if (StandingOf(execution, kind, step) is var standing and not TargetState.Before)
            {
                await SettleAsync(execution, step, StepState.Skipped, Why(standing)).ConfigureAwait(false);
                return;
            }

            await store.SentAsync(step, CancellationToken.None).ConfigureAwait(false);
            var sending = await SendAsync(execution, kind, step).ConfigureAwait(false);
            if (sending is Sending.Unknown unknown)
            {
                if (await SettleUnknownAsync(execution, kind, step, unknown.Reason).ConfigureAwait(false))
                {
                    return;
                }

                sending = await SendAsync(execution, kind, step).ConfigureAwait(false);
            }

            slots.Release();
            holdsSlot = false;
            await ConcludeAsync(execution, kind, step, sending).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            // It could not be made durable that the request leaves, so it did not leave.
            LogNotSent(log, exception, execution.Run.Id, step.Ordinal);
            execution.End(step with { State = StepState.Failed, Failure = DatabaseFailure.Of(exception) });
        }
        finally
        {
            if (holdsSlot)
            {
                slots.Release();
            }
        }
    }

    private Task<Sending> SendAsync(Execution execution, DiscordKind kind, Step step) =>
        kind.ApplyAsync(execution.Run.Guild, step.Change, AuditReason(execution.Run, step), CancellationToken.None);

    private async Task ConcludeAsync(Execution execution, DiscordKind kind, Step step, Sending sending)
    {
        switch (sending)
        {
            case Sending.Verified:
                await SettleAsync(execution, step, StepState.Applied, null).ConfigureAwait(false);
                break;
            case Sending.Accepted:
                var echoed = await echoes.WaitAsync(
                    execution.Run.Guild, () => StandingOf(execution, kind, step) == TargetState.After, EchoPatience, CancellationToken.None).ConfigureAwait(false);

                // An echo is lost with a session that cannot be resumed. Then Discord itself is asked, because what is not known to be done is not taken back either.
                var done = echoed || await kind.LookAsync(execution.Run.Guild, step.Change, CancellationToken.None).ConfigureAwait(false) == TargetState.After;
                await SettleAsync(execution, step, done ? StepState.Applied : StepState.Unverified, done ? null : NoEcho).ConfigureAwait(false);
                break;
            case Sending.Refused refused:
                await SettleAsync(execution, step, StepState.Failed, refused.Failure).ConfigureAwait(false);
                break;
            case Sending.Unknown again when !await SettleUnknownAsync(execution, kind, step, again.Reason).ConfigureAwait(false):
                await SettleAsync(execution, step, StepState.Failed, new Failure("discord.unreachable", $"Discord did not take it, twice: {again.Reason}.")).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Looks how the target stands. True when that settled the step; false when it stands as before, so that it may be sent again.</summary>
    private async Task<bool> SettleUnknownAsync(Execution execution, DiscordKind kind, Step step, string reason)
    {
        var standing = await kind.LookAsync(execution.Run.Guild, step.Change, CancellationToken.None).ConfigureAwait(false);
        LogSettled(log, execution.Run.Id, step.Ordinal, standing, reason);
        switch (standing)
        {
            case TargetState.Before:
                return false;
            case TargetState.After:
                await SettleAsync(execution, step, StepState.Applied, null).ConfigureAwait(false);
                return true;
            case TargetState.Unknown:
                await SettleAsync(execution, step, StepState.Unverified, new Failure("discord.unknown", $"It may or may not have been done: {reason}.")).ConfigureAwait(false);
                return true;
            default:
                await SettleAsync(execution, step, StepState.Skipped, Why(standing)).ConfigureAwait(false);
                return true;
        }
    }

    private TargetState StandingOf(Execution execution, DiscordKind kind, Step step) =>
        guilds.TrySnapshot(execution.Run.Guild, out var image) && image.IsAvailable ? kind.Observe(image, step.Change) : TargetState.Unknown;

    private async Task SettleAsync(Execution execution, Step step, string state, Failure? failure)
    {
        var ended = step with { State = state, Failure = failure };
        try
        {
            await store.SettleAsync(execution.Run, ended, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            LogNotKept(log, exception, execution.Run.Id, step.Ordinal);
        }

        execution.End(ended);
    }

    private static string AuditReason(Run run, Step step) => $"{step.Change.Reason} (Mainstay run {run.Id}.{step.Ordinal})";

    private static Failure Why(TargetState standing) => standing switch
    {
        TargetState.After => Already,
        TargetState.Gone => new Failure("target.gone", "No longer there."),
        TargetState.Unknown => new Failure("target.unknown", "Discord does not show it right now."),
        _ => ChangedMeanwhile,
    };

    private static readonly Failure Already = new("target.already", "Was as wanted already.");

    private static readonly Failure ChangedMeanwhile = new("target.changed", "Somebody else changed it in the meantime, so it was left alone.");

    private static readonly Failure NoEcho = new("discord.no-echo", "Discord accepted it, but has not shown it to be done.");

    [LoggerMessage(2001, LogLevel.Information, "Run {Run} step {Step}: looked, found {Standing} ({Reason})")]
    private static partial void LogSettled(ILogger log, long run, int step, TargetState standing, string reason);

    [LoggerMessage(2002, LogLevel.Error, "Run {Run} step {Step}: its outcome could not be kept; it is looked at again after the next start")]
    private static partial void LogNotKept(ILogger log, Exception exception, long run, int step);

    [LoggerMessage(2003, LogLevel.Error, "Run {Run} step {Step}: it could not be kept that the request leaves, so it was not sent")]
    private static partial void LogNotSent(ILogger log, Exception exception, long run, int step);
}
