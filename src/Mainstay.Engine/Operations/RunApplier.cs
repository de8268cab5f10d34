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
    StepWriter writer, RunStore store, ChangeKinds kinds, IGuilds guilds, EchoBoard echoes, TimeProvider time, ILogger<RunApplier> log)
{
    /// <summary>Requests of one lane under way at once: as many as a bucket typically lets through, so that a fresh window finds them waiting.</summary>
    private const int InFlightPerLane = 10;

    /// <summary>Records on their way into the database at once: as many as a commit takes, so that Stop is heard soon.</summary>
    private const int RecordsAtOnce = 200;

    /// <summary>
    /// Applies what is pending and settles what was sent. Returns all steps with their last state. When somebody stops the run, what is under way is finished
    /// and the rest is skipped. When the program stops, the rest stays pending, and the next start takes the run up again.
    /// </summary>
    public async Task<IReadOnlyList<Step>> ApplyAsync(Run run, IReadOnlyList<Step> steps, Action<Step> settled, CancellationToken stopped, CancellationToken shutdown)
    {
        var execution = new Execution(run, steps, kinds, settled, stopped, shutdown);
        var lanes = steps.Where(s => !StepState.IsFinal(s.State)).GroupBy(LaneOf);
        await Task.WhenAll(lanes.Select(lane => lane.Key is null ? ApplyRecordsAsync(execution, lane) : ApplyLaneAsync(execution, lane))).ConfigureAwait(false);
        return execution.Steps;
    }

    /// <summary>What Discord limits together goes together; null for records.</summary>
    private (Discord.Rest.RestRoute Route, ulong Major)? LaneOf(Step step) =>
        kinds.Of(step.Change) is DiscordKind kind ? (kind.RouteOf(step.Change), kind.MajorOf(step.Change)) : null;

    private async Task ApplyRecordsAsync(Execution execution, IEnumerable<Step> steps)
    {
        // They are queued in the order of the plan and written in it, many to a commit; only what depends on another waits for that one's commit.
        var slots = new SemaphoreSlim(RecordsAtOnce);
        var under = new Flight();
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

                under.Add(ApplyRecordAsync(execution, step, slots));
            }
        }
        finally
        {
            await under.LandAsync().ConfigureAwait(false);
        }
    }

    private async Task ApplyRecordAsync(Execution execution, Step step, SemaphoreSlim slots)
    {
        try
        {
            if (execution.Resolve(step) is not { } change)
            {
                await SettleAsync(execution, step, StepState.Skipped, Unnamed).ConfigureAwait(false);
                return;
            }

            var kind = (RecordKind)kinds.Of(change);
            var ended = await writer.WriteAsync(unit => WriteRecordAsync(unit, execution.Run, kind, step, change), CancellationToken.None).ConfigureAwait(false);
            kind.Committed(execution.Run.Guild, change);
            execution.End(ended with { Change = step.Change });
        }
        catch (RecordException exception)
        {
            await SettleAsync(execution, step, StepState.Failed, exception.Failure).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.Fault == DatabaseFault.Constraint)
        {
            await SettleAsync(execution, step, StepState.Failed, new Failure("row.constraint", "The record contradicts another one.")).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            // Record and outcome are written together, so neither was: the run is taken up again here.
            LogNotSent(log, exception, execution.Run.Id, step.Ordinal);
            execution.Break(exception);
            throw;
        }
        catch (LeaseLostException exception)
        {
            execution.Break(exception);
            throw;
        }
        catch (Exception exception)
        {
            await SettleBrokenAsync(execution, step, StepState.Failed, exception).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Step> WriteRecordAsync(IUnit unit, Run run, RecordKind kind, Step step, Change change)
    {
        var standing = await kind.ApplyAsync(unit, run.Guild, change, run.Actor).ConfigureAwait(false);
        var end = standing == TargetState.Before
            ? step with { Change = change, State = StepState.Applied }
            : step with { Change = change, State = StepState.Skipped, Failure = Why(standing) };
        await store.SettleAsync(unit, run, end).ConfigureAwait(false);
        return end;
    }

    private async Task ApplyLaneAsync(Execution execution, IEnumerable<Step> steps)
    {
        var slots = new SemaphoreSlim(InFlightPerLane);
        var under = new Flight();
        try
        {
            foreach (var step in steps)
            {
                // Who waits for others lets those behind pass.
                var ready = execution.ReadyAsync(step);
                if (!ready.IsCompleted)
                {
                    under.Add(ApplyOnceReadyAsync(execution, step, ready, slots));
                }
                else if (await ready.ConfigureAwait(false) is { } obstacle)
                {
                    await SettleAsync(execution, step, StepState.Skipped, obstacle).ConfigureAwait(false);
                }
                else
                {
                    await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                    under.Add(ApplyOneAsync(execution, step, slots));
                }
            }
        }
        finally
        {
            // What is under way is finished, also when the program stops.
            await under.LandAsync().ConfigureAwait(false);
        }
    }

    private async Task ApplyOnceReadyAsync(Execution execution, Step step, Task<Failure?> ready, SemaphoreSlim slots)
    {
        if (await ready.ConfigureAwait(false) is { } obstacle)
        {
            await SettleAsync(execution, step, StepState.Skipped, obstacle).ConfigureAwait(false);
            return;
        }

        await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await ApplyOneAsync(execution, step, slots).ConfigureAwait(false);
    }

    /// <summary>One step that is ready and holds a slot, which it gives back when its answer has come.</summary>
    private async Task ApplyOneAsync(Execution execution, Step step, SemaphoreSlim slots)
    {
        var slot = new Slot(slots);
        var sent = step.State == StepState.Sent;
        try
        {
            await Task.Yield();
            if (execution.Stopped(step) is { } stopped)
            {
                await SettleAsync(execution, step, StepState.Skipped, stopped).ConfigureAwait(false);
                return;
            }

            if (execution.Resolve(step) is not { } change)
            {
                await SettleAsync(execution, step, StepState.Skipped, Unnamed).ConfigureAwait(false);
                return;
            }

            var attempt = new Attempt(execution, (DiscordKind)kinds.Of(change), step, change, step.SentAt ?? time.GetUtcNow());
            if (sent)
            {
                if (await SettleUnknownAsync(attempt, "Mainstay was interrupted").ConfigureAwait(false))
                {
                    return;
                }
            }
            else if (StandingOf(attempt) is var standing and not TargetState.Before)
            {
                await SettleAsync(execution, step, StepState.Skipped, Why(standing)).ConfigureAwait(false);
                return;
            }

            await KeepSentAsync(execution, step).ConfigureAwait(false);
            sent = true;
            var sending = await SendAsync(attempt).ConfigureAwait(false);
            if (sending is Sending.Unknown unknown)
            {
                if (await SettleUnknownAsync(attempt, unknown.Reason).ConfigureAwait(false))
                {
                    return;
                }

                // Looking takes its time: the run may have been stopped meanwhile, or be held by somebody else by now.
                if (execution.Stopped(step) is { } late)
                {
                    await SettleAsync(execution, step, StepState.Skipped, late).ConfigureAwait(false);
                    return;
                }

                await KeepSentAsync(execution, step).ConfigureAwait(false);
                sending = await SendAsync(attempt).ConfigureAwait(false);
            }

            slot.Release();
            await ConcludeAsync(attempt, sending).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or LeaseLostException or DatabaseException)
        {
            // The run goes on somewhere else, or later: what is under way here is finished, and nothing new begins.
            execution.Break(exception);
            throw;
        }
        catch (Exception exception)
        {
            await SettleBrokenAsync(execution, step, sent ? StepState.Unverified : StepState.Failed, exception).ConfigureAwait(false);
        }
        finally
        {
            slot.Release();
        }
    }

    /// <summary>Makes it durable that the request leaves; otherwise it does not leave.</summary>
    private async Task KeepSentAsync(Execution execution, Step step)
    {
        try
        {
            await store.SentAsync(execution.Run, step, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            LogNotSent(log, exception, execution.Run.Id, step.Ordinal);
            throw;
        }
    }

    private async Task<Sending> SendAsync(Attempt attempt)
    {
        guilds.TrySnapshot(attempt.Run.Guild, out var image);
        return image is null
            ? new Sending.Refused(new Failure("guild.unknown", "Discord does not show me this server any more."))
            : await attempt.Kind.ApplyAsync(attempt.Errand(image), attempt.Change, CancellationToken.None).ConfigureAwait(false);
    }

    private sealed class Slot(SemaphoreSlim slots)
    {
        private SemaphoreSlim? _slots = slots;

        public void Release() => Interlocked.Exchange(ref _slots, null)?.Release();
    }

    /// <summary>Steps under way; those that have ended are forgotten now and then.</summary>
    private sealed class Flight
    {
        private const int Few = 256;

        private readonly List<Task> _under = [];
        private int _room = Few;

        public void Add(Task task)
        {
            if (_under.Count >= _room)
            {
                _under.RemoveAll(t => t.IsCompletedSuccessfully);
                _room = (2 * _under.Count) + Few;
            }

            _under.Add(task);
        }

        public Task LandAsync() => Task.WhenAll(_under);
    }
}
