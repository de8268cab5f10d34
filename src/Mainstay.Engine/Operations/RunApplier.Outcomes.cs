using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>What came of requests: read from their answers, waited for in the gateway's echo, or looked for at Discord when nobody knows.</summary>
internal sealed partial class RunApplier
{
    private const int NamedPeople = 5;

    /// <summary>How long the gateway's echo of an accepted request may take.</summary>
    private static readonly TimeSpan EchoPatience = TimeSpan.FromSeconds(15);

    private static readonly Failure Already = new("target.already", "Was as wanted already.");

    private static readonly Failure ChangedMeanwhile = new("target.changed", "Somebody else changed it in the meantime, so it was left alone.");

    private static readonly Failure NoEcho = new("discord.no-echo", "Discord accepted it, but has not shown it to be done.");

    private static readonly Failure Unnamed = new("step.unnamed", "What it names was to be made before, and nobody knows which object that is.");

    private async Task ConcludeAsync(Attempt attempt, Sending sending)
    {
        switch (sending)
        {
            case Sending.Verified verified:
                _ = verified.Made is { } made && attempt.Execution.Claim(attempt.Step, made);
                await SettleDoneAsync(attempt, verified.Made, verified.Missed).ConfigureAwait(false);
                break;
            case Sending.Accepted:
                var echoed = await EchoAsync(attempt).ConfigureAwait(false);

                // An echo is lost with a session that cannot be resumed. Then Discord itself is asked, because what is not known to be done is not taken back either.
                var done = echoed || (await LookAsync(attempt).ConfigureAwait(false)).State == TargetState.After;
                await SettleAsync(attempt.Execution, attempt.Ended, done ? StepState.Applied : StepState.Unverified, done ? null : NoEcho).ConfigureAwait(false);
                break;
            case Sending.Already:
                await SettleAsync(attempt.Execution, attempt.Ended, StepState.Skipped, Already).ConfigureAwait(false);
                break;
            case Sending.Refused refused:
                await SettleAsync(attempt.Execution, attempt.Ended, StepState.Failed, refused.Failure).ConfigureAwait(false);
                break;
            case Sending.Unknown again when !await SettleUnknownAsync(attempt, again.Reason).ConfigureAwait(false):
                await SettleAsync(attempt.Execution, attempt.Ended, StepState.Failed, new Failure("discord.unreachable", $"Discord did not take it, twice: {again.Reason}.")).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Looks how the target stands. True when that settled the step; false when it stands as before, so that it may be sent again.</summary>
    private async Task<bool> SettleUnknownAsync(Attempt attempt, string reason)
    {
        var seen = await LookAsync(attempt).ConfigureAwait(false);
        if (seen.Made is { } one && !attempt.Execution.Claim(attempt.Step, one))
        {
            // Two steps make what looks alike, and the log does not tell whose this is.
            seen = TargetState.Unknown;
        }

        LogSettled(log, attempt.Run.Id, attempt.Step.Ordinal, seen.State, reason);
        switch (seen.State)
        {
            case TargetState.Before:
                return false;
            case TargetState.After:
                await SettleDoneAsync(attempt, seen.Made, seen.Missed).ConfigureAwait(false);
                return true;
            case TargetState.Unknown:
                await SettleAsync(attempt.Execution, attempt.Ended, StepState.Unverified, new Failure("discord.unknown", $"It may or may not have been done: {reason}.")).ConfigureAwait(false);
                return true;
            default:
                await SettleAsync(attempt.Execution, attempt.Ended, StepState.Skipped, Why(seen.State)).ConfigureAwait(false);
                return true;
        }
    }

    /// <summary>The step was done: which object it made and whom it left out is kept with it.</summary>
    private async Task SettleDoneAsync(Attempt attempt, ulong? made, IReadOnlyList<Discord.Id<Discord.User>> missed)
    {
        var ended = attempt.Ended with { State = StepState.Applied, Made = made };
        if (missed.Count > 0 && ended.Change is BansChange bans)
        {
            var left = missed.Count <= NamedPeople ? string.Join(", ", missed.Select(Mention.User)) : $"{missed.Count} of them";
            var failure = new Failure("target.missed", $"Discord left out {left}: they were banned before, it does not know them, or they stand too high.");
            ended = missed.Count == bans.Users.Count
                ? ended with { State = StepState.Failed, Failure = failure }
                : ended with { Change = bans with { Users = [.. bans.Users.Except(missed)] }, Failure = failure, IsRewritten = true };
        }

        await KeepAsync(attempt.Execution, ended).ConfigureAwait(false);
        if (attempt.Kind.IsEchoed && (made is not null || attempt.Execution.IsAwaited(attempt.Step)))
        {
            // Who waits for it looks at the image, and the answer may be quicker than the gateway.
            await EchoAsync(attempt with { Change = made is { } id ? kinds.Resolve(attempt.Change, Attempt.Named(attempt.Change, id)) : attempt.Change }).ConfigureAwait(false);
        }

        attempt.Execution.End(ended.IsRewritten ? ended : ended with { Change = attempt.Step.Change });
    }

    private Task<bool> EchoAsync(Attempt attempt) =>
        echoes.WaitAsync(attempt.Run.Guild, () => StandingOf(attempt) == TargetState.After, EchoPatience, CancellationToken.None);

    private async Task<Seen> LookAsync(Attempt attempt)
    {
        guilds.TrySnapshot(attempt.Run.Guild, out var image);
        return await attempt.Kind.LookAsync(attempt.Errand(image), attempt.Change, CancellationToken.None).ConfigureAwait(false);
    }

    private TargetState StandingOf(Attempt attempt) =>
        guilds.TrySnapshot(attempt.Run.Guild, out var image) && image.IsAvailable ? attempt.Kind.Observe(image, attempt.Change) : TargetState.Unknown;

    /// <summary>A fault of Mainstay's own in one step harms only what depends on it. What cannot even be kept ends the run in this process.</summary>
    private async Task SettleBrokenAsync(Execution execution, Step step, string state, Exception exception)
    {
        LogBroken(log, exception, execution.Run.Id, step.Ordinal);
        try
        {
            await SettleAsync(execution, step, state, new Failure("step.broken", "I met a fault of my own here. The log says more; the rest goes on.")).ConfigureAwait(false);
        }
        catch (Exception again)
        {
            execution.Break(again);
            throw;
        }
    }

    private async Task SettleAsync(Execution execution, Step step, string state, Failure? failure)
    {
        var ended = step with { State = state, Failure = failure };
        await KeepAsync(execution, ended).ConfigureAwait(false);
        execution.End(ended with { Change = execution.Steps[step.Ordinal].Change });
    }

    private async Task KeepAsync(Execution execution, Step ended)
    {
        try
        {
            await store.SettleAsync(execution.Run, ended, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            // It stays on record as pending or sent, and what was sent is settled by looking when the run is taken up again.
            LogNotKept(log, exception, execution.Run.Id, ended.Ordinal);
            execution.Break(exception);
            throw;
        }
        catch (LeaseLostException exception)
        {
            execution.Break(exception);
            throw;
        }
    }

    private static Failure Why(TargetState standing) => standing switch
    {
        TargetState.After => Already,
        TargetState.Gone => new Failure("target.gone", "No longer there."),
        TargetState.Unknown => new Failure("target.unknown", "Discord does not show it right now."),
        _ => ChangedMeanwhile,
    };

    [LoggerMessage(2001, LogLevel.Information, "Run {Run} step {Step}: looked, found {Standing} ({Reason})")]
    private static partial void LogSettled(ILogger log, long run, int step, TargetState standing, string reason);

    [LoggerMessage(2002, LogLevel.Error, "Run {Run} step {Step}: its outcome could not be kept; it is looked at again after the next start")]
    private static partial void LogNotKept(ILogger log, Exception exception, long run, int step);

    [LoggerMessage(2003, LogLevel.Error, "Run {Run} step {Step}: it could not be kept that it is done, so it was not done")]
    private static partial void LogNotSent(ILogger log, Exception exception, long run, int step);

    [LoggerMessage(2004, LogLevel.Error, "Run {Run} step {Step}: broke off")]
    private static partial void LogBroken(ILogger log, Exception exception, long run, int step);

    /// <summary>One step on its way, with its change as it reads by now.</summary>
    private sealed record Attempt(Execution Execution, DiscordKind Kind, Step Step, Change Change, DateTimeOffset Since)
    {
        public Run Run => Execution.Run;

        /// <summary>The step with the change as it was carried out.</summary>
        public Step Ended => Step with { Change = Change };

        private string Key => $"{Run.Id}.{Step.Ordinal}";

        public Errand Errand(GuildImage? image) => new(Run.Guild, AuditTrail.Reason(Change.Reason, Key), Key, Since, image);

        /// <summary>The object that a change made in the place of the id that the plan gave it.</summary>
        public static IdMap Named(Change change, ulong made)
        {
            var ids = new IdMap();
            if (PlanOrder.MadeBy(change) is { } planned)
            {
                ids.Set(planned, made);
            }

            return ids;
        }
    }
}
