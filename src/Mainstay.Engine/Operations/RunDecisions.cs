using System.Globalization;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>What nobody could settle by looking, a person decides: a step whose outcome is uncertain counts as done or as not done, and what depends on it goes on.</summary>
internal sealed class RunDecisions(RunActions actions, RunStore runs, RunDriver driver, RunOwner owner, RunViews views, OperationPlanner planner, ChangeKinds kinds, IGuilds guilds)
{
    /// <summary>Look again was pressed: Discord is asked once more.</summary>
    public Task<Outcome<Reply>> LookAsync(ActionContext context, CancellationToken cancellationToken) => DecideAsync(context, null, cancellationToken);

    public Task<Outcome<Reply>> DoneAsync(ActionContext context, CancellationToken cancellationToken) => DecideAsync(context, true, cancellationToken);

    public Task<Outcome<Reply>> NotDoneAsync(ActionContext context, CancellationToken cancellationToken) => DecideAsync(context, false, cancellationToken);

    private async Task<Outcome<Reply>> DecideAsync(ActionContext context, bool? done, CancellationToken cancellationToken)
    {
        var found = await actions.FindAsync(context, "decide", RunActions.Undo, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        var run = pressed.Run;
        var steps = await runs.StepsAsync(run, cancellationToken).ConfigureAwait(false);
        var step = context.State.Split(':') is [_, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? steps.FirstOrDefault(s => s.Ordinal == ordinal)
            : null;
        if (RunState.IsLive(run.State) || step is not { State: StepState.Unverified })
        {
            return new Failure("step.settled", "That is settled by now.");
        }

        var seen = done is null ? await SeeAsync(run, steps, step, cancellationToken).ConfigureAwait(false) : TargetState.Unknown;
        var verdict = done ?? seen.State switch { TargetState.After => true, TargetState.Before => false, _ => (bool?)null };
        if (verdict is not { } counts)
        {
            var details = await views.DetailsAsync(run, cancellationToken).ConfigureAwait(false);
            return details with { Text = "I looked again and still cannot tell.\n\n" + details.Text };
        }

        if (counts && await InTheWayAsync(pressed, [.. steps.Select(s => s.Ordinal == step.Ordinal ? s with { State = StepState.Applied, Made = seen.Made } : s)], cancellationToken).ConfigureAwait(false) is { } hindrance)
        {
            return hindrance;
        }

        var decided = await runs.DecideAsync(run, step with
        {
            State = counts ? StepState.Applied : StepState.Failed,
            Made = seen.Made,
            Failure = counts ? null : done is null ? new Failure("step.not-done", "Looked at again: it was not done.") : new Failure("step.decided", $"{Mention.User(context.Actor.User)} says that it was not done."),
        }, done is null ? null : context.Actor.User, owner.Name, context.Ticket, cancellationToken).ConfigureAwait(false);
        return decided is { State: RunState.Queued }
            ? await driver.DriveAsync(decided, pressed.Actor, context.ShowAsync, cancellationToken).ConfigureAwait(false)
            : await views.DetailsAsync(decided ?? run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was left out for a step's sake goes on with it, so it is checked like a plan before its first write: days may have gone by.</summary>
    private async Task<Failure?> InTheWayAsync(RunActions.Pressed pressed, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var freed = new List<Change>();
        var done = steps.Where(s => s.State == StepState.Applied).Select(s => s.Ordinal).ToHashSet();
        foreach (var waits in kinds.Resolved(steps, new IdMap()).Where(s => s is { State: StepState.Skipped, Failure.Code: "step.dependency" }))
        {
            // Who waits for another one besides is left out again.
            if (waits.Change.DependsOn.All(done.Contains))
            {
                done.Add(waits.Ordinal);
                freed.Add(waits.Change);
            }
        }

        if (freed.Count == 0)
        {
            return null;
        }

        if (!guilds.TrySnapshot(pressed.Run.Guild, out var image) || !image.IsAvailable)
        {
            return new Failure("guild.unavailable", "Discord does not show me this server right now, so what waits for this cannot go on. Try again later.");
        }

        var obstacles = await planner.ObstaclesAsync(image, new ImageReach(image, pressed.Actor), freed, pressed.Run.Undoes is not null, cancellationToken).ConfigureAwait(false);
        return obstacles.Count == 0
            ? null
            : new Failure("run.obstacles", $"What waits for this cannot go on. {string.Join(' ', obstacles.Select(OperationTexts.Sentence))}");
    }

    private async Task<Seen> SeeAsync(Run run, IReadOnlyList<Step> steps, Step step, CancellationToken cancellationToken)
    {
        if (kinds.Of(step.Change) is not DiscordKind kind)
        {
            return TargetState.Unknown;
        }

        guilds.TrySnapshot(run.Guild, out var image);
        var change = kinds.Resolved(steps, new IdMap()).First(s => s.Ordinal == step.Ordinal).Change;
        var key = $"{run.Id}.{step.Ordinal}";
        var errand = new Errand(run.Guild, AuditTrail.Reason(change.Reason, key), key, step.SentAt ?? run.StartedAt ?? run.CreatedAt, image);
        return await kind.LookAsync(errand, change, cancellationToken).ConfigureAwait(false);
    }
}
