using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>
/// What the buttons beneath plans and reports do. Each press is asked anew: is it their plan, are they in the server, do they hold the right now. What is not
/// theirs to do, and what comes too late, is told in a sentence and noted in the journal.
/// </summary>
internal sealed class RunActions(
    Lazy<ModuleRegistry> modules,
    IAuthority authority,
    IGuilds guilds,
    IJournal journal,
    RunStore runs,
    RunDriver driver,
    RunOwner owner,
    RunDelivery delivery,
    GuildRuns turns,
    UndoPlanner undos,
    OperationPlanner planner,
    ChangeKinds kinds,
    Pace pace,
    OperationTexts texts)
{
    public static readonly Capability View = new("operations.view", "see what was planned and done in the server") { DefaultPermissions = Permissions.ViewAuditLog };

    public static readonly Capability Undo = new("operations.undo", "take back what others had done");

    public static readonly Capability Cancel = new("operations.cancel", "stop what others have under way");

    /// <summary>Apply was pressed.</summary>
    public async Task<Outcome<Reply>> ApplyAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "apply", null, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        var run = pressed.Run;
        if (run.Phrase is { } phrase && !Matches(context, phrase))
        {
            return new Failure("run.phrase", $"That is not the phrase. Press the button again and type `{phrase.Replace("`", "", StringComparison.Ordinal)}`.");
        }

        return (await runs.QueueAsync(run, owner.Name, context.Ticket, cancellationToken).ConfigureAwait(false)).Try(out var queued, out failure)
            ? await driver.DriveAsync(queued, pressed.Actor, context.ShowAsync, cancellationToken).ConfigureAwait(false)
            : failure;
    }

    /// <summary>Dismiss was pressed.</summary>
    public async Task<Outcome<Reply>> DismissAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "dismiss", null, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        return await runs.DismissAsync(pressed.Run, cancellationToken).ConfigureAwait(false)
            ? OperationTexts.Dismissed(pressed.Run)
            : new Failure("run.state", OperationTexts.NotApplicable(pressed.Run.State));
    }

    /// <summary>Stop was pressed beneath the run's own message, which then shows what became of it.</summary>
    public Task<Outcome<Reply>> StopAsync(ActionContext context, CancellationToken cancellationToken) => StopAsync(context, OperationTexts.Stopping, cancellationToken);

    /// <summary>Stop was pressed beneath another message about the run.</summary>
    public Task<Outcome<Reply>> StopElsewhereAsync(ActionContext context, CancellationToken cancellationToken) => StopAsync(context, OperationTexts.StoppingElsewhere, cancellationToken);

    /// <summary>Stops a run that waits or is under way, or dismisses one that nobody applied, by a command.</summary>
    public Task<Outcome<Reply>> StopAsync(Run run, CancellationToken cancellationToken) => StopAsync(run, OperationTexts.StoppingElsewhere, cancellationToken);

    private async Task<Outcome<Reply>> StopAsync(ActionContext context, Func<Run, Reply> stopping, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "cancel", Cancel, cancellationToken).ConfigureAwait(false);
        return found.Try(out var pressed, out var failure) ? await StopAsync(pressed.Run, stopping, cancellationToken).ConfigureAwait(false) : failure;
    }

    private async Task<Outcome<Reply>> StopAsync(Run run, Func<Run, Reply> stopping, CancellationToken cancellationToken) =>
        await turns.StopAsync(run, cancellationToken).ConfigureAwait(false) ? stopping(run)
        : await runs.DismissAsync(run, cancellationToken).ConfigureAwait(false) ? OperationTexts.Dismissed(run)
        : new Failure("run.ended", "This run is over: there is nothing left to stop.");

    /// <summary>Undo was pressed: what it would do is shown, with Apply beneath.</summary>
    public async Task<Outcome<Reply>> UndoAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "undo", Undo, cancellationToken).ConfigureAwait(false);
        return found.Try(out var pressed, out var failure) ? await PlanUndoAsync(context, pressed.Run, pressed.Actor, cancellationToken).ConfigureAwait(false) : failure;
    }

    public async Task<Outcome<Reply>> PlanUndoAsync(HandlerContext context, Run original, Actor actor, CancellationToken cancellationToken)
    {
        if (!RunState.IsEnded(original.State))
        {
            return new Failure("run.state", RunState.IsLive(original.State) ? "This run is still under way. Stop it first, or wait for its report." : "This plan was never applied, so there is nothing to take back.");
        }

        // What stands in a direct message is for that person alone, and so is what follows from it.
        var surface = new Surface(context.Place.Channel, context.OnlyToAsker || context.Place.Guild is null);
        var planned = await undos.PlanAsync(original, actor, context.Correlation, surface, cancellationToken).ConfigureAwait(false);
        if (!planned.Try(out var undo, out var failure))
        {
            return failure;
        }

        var obstacles = guilds.TrySnapshot(original.Guild, out var image)
            ? await planner.ObstaclesAsync(image, new Authority.ImageReach(image, actor), undo.Changes, takesBack: true, cancellationToken).ConfigureAwait(false)
            : [];
        if (obstacles.Count > 0)
        {
            await runs.DismissAsync(undo.Run, cancellationToken).ConfigureAwait(false);
            return OperationTexts.Impossible(undo.Run.Title, undo.Changes.Count, obstacles);
        }

        if (undo.Run.Approvals > 0 && context.Ticket is { } ticket)
        {
            await runs.ShownInAsync(undo.Run, ticket, cancellationToken).ConfigureAwait(false);
        }

        return texts.Preview(undo.Run, undo.Changes, Impact.Of(original.Guild, undo.Changes, kinds, pace, image), []);
    }

    /// <summary>Look again was pressed beneath a plan that others have to agree to.</summary>
    public async Task<Outcome<Reply>> AgainAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "look", null, cancellationToken).ConfigureAwait(false);
        return found.Try(out var pressed, out var failure) ? await PreviewAsync(pressed.Run, cancellationToken).ConfigureAwait(false) : failure;
    }

    /// <summary>Approve was pressed, by somebody other than who asked.</summary>
    public async Task<Outcome<Reply>> ApproveAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, "approve", Capability.Everyone, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        var run = pressed.Run;
        if (run.Actor == context.Actor.User)
        {
            return new Failure("run.own", "Nobody agrees to their own plan: somebody else has to.");
        }

        var approved = await runs.ApproveAsync(run, context.Actor.User, cancellationToken).ConfigureAwait(false);
        if (!approved.Try(out var agreed, out failure))
        {
            return failure;
        }

        await NoteAsync(context, run, "operations.approve", cancellationToken).ConfigureAwait(false);
        if (agreed >= run.Approvals)
        {
            await delivery.TryEditAsync(run, await PreviewAsync(run, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        return new Reply
        {
            Title = run.Title,
            Text = agreed >= run.Approvals
                ? $"You agreed. That was enough: {Mention.User(run.Actor)} can apply the plan now."
                : $"You agreed. {OperationTexts.Count(run.Approvals - agreed, "other person has", "other people have")} to agree as well.",
            Tone = Tone.Good,
            Footer = $"Run {run.Id}",
        };
    }

    /// <summary>The plan of a run that nobody has applied yet, as the person who asked sees it.</summary>
    public async Task<Reply> PreviewAsync(Run run, CancellationToken cancellationToken)
    {
        Change[] changes = [.. (await runs.StepsAsync(run, cancellationToken).ConfigureAwait(false)).Select(s => s.Change)];
        return texts.Preview(run, changes, Impact.Of(run.Guild, changes, kinds, pace, guilds.TrySnapshot(run.Guild, out var image) ? image : null), await runs.ApprovalsAsync(run, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Who presses, on which run. With <paramref name="others" /> unset only who asked may; otherwise others who hold that right besides the operation's own.
    /// </summary>
    public async Task<Outcome<Pressed>> FindAsync(ActionContext context, string what, Capability? others, CancellationToken cancellationToken)
    {
        var text = context.State.Split(':')[0];
        var reference = RunReference.Parse(text)
            ?? (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && context.Place.Guild is { } here ? new RunReference(here, number) : null);
        if (reference is not { } named
            || (context.Place.Guild is { } place && place != named.Guild)
            || await runs.FindAsync(named.Guild, named.Number, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return new Failure("run.unknown", "I no longer know this plan. Run the command again.");
        }

        return await MayAsync(context, run, what, others, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether somebody may do something to a run.</summary>
    public async Task<Outcome<Pressed>> MayAsync(HandlerContext context, Run run, string what, Capability? others, CancellationToken cancellationToken)
    {
        if (others is null && run.Actor != context.Actor.User)
        {
            return new Failure("run.bound", $"This plan belongs to {Who(run)}. Run the command yourself to get your own.");
        }

        if (modules.Value.Operation(run.Operation) is not { } operation)
        {
            return new Failure("run.operation", "The part of Mainstay that made this plan is not running any more.");
        }

        if (!TryActor(context, run, out var actor))
        {
            return new Failure("run.outside", "I do not see you in the server that this plan is for.");
        }

        Capability[] asked = others is null || run.Actor == actor.User || others == Capability.Everyone ? [operation.Capability] : [others, operation.Capability];
        foreach (var capability in asked)
        {
            var verdict = await authority.CheckAsync(actor, capability, null, new Place(run.Guild, context.Place.Channel), cancellationToken).ConfigureAwait(false);
            if (!verdict.Allowed)
            {
                return new Failure("authority.denied", verdict.Reason);
            }
        }

        return new Pressed(run, actor);
    }

    private Task NoteAsync(HandlerContext context, Run run, string action, CancellationToken cancellationToken) => journal.AppendAsync(
        new AuditEntry
        {
            Guild = run.Guild,
            Author = Author.Person(context.Actor.User),
            Action = action,
            Target = Target.Row("operation_run", run.Id.ToString(CultureInfo.InvariantCulture)),
            Outcome = AuditOutcome.Applied,
            Correlation = context.Correlation,
            Detail = new Dictionary<string, string?> { ["operation"] = run.Operation },
        },
        cancellationToken);

    /// <summary>Who pressed, as they stand in the run's guild. Reports may stand in a direct message, where Discord tells no roles: the image knows them.</summary>
    private bool TryActor(HandlerContext context, Run run, [NotNullWhen(true)] out Actor? actor)
    {
        actor = context.Place.Guild is not null ? context.Actor
            : guilds.TrySnapshot(run.Guild, out var image) && image.Members.TryGet(context.Actor.User, out var member) ? new Actor { User = context.Actor.User, Roles = member.Roles.ToArray() }
            : null;
        return actor is not null;
    }

    private static bool Matches(ActionContext context, string phrase) =>
        context.Fields.TryGetValue(PhraseField, out var typed) && string.Equals(PlainText.Line(typed), PlainText.Line(phrase), StringComparison.OrdinalIgnoreCase);

    /// <summary>The one field of the form that asks for the phrase.</summary>
    public const string PhraseField = "phrase";

    private static string Who(Run run) => run.Actor.IsNone ? "Mainstay" : Mention.User(run.Actor);

    internal sealed record Pressed(Run Run, Actor Actor);
}
