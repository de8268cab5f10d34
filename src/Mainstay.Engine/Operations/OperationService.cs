using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mainstay.Discord;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Plans and previews, and does what the buttons beneath previews and reports say.</summary>
internal sealed class OperationService(
    Lazy<ModuleRegistry> modules,
    IAuthority authority,
    IGuilds guilds,
    ISettings settings,
    OperationPlanner planner,
    RunStore runs,
    RunDriver driver,
    ChangeKinds kinds,
    Pace pace,
    OperationTexts texts,
    TimeProvider time) : IOperations
{
    public Task<Outcome<Reply>> PreviewAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken) =>
        ShowAsync(context, operation, arguments, dry: false, cancellationToken);

    public Task<Outcome<Reply>> DryRunAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken) =>
        ShowAsync(context, operation, arguments, dry: true, cancellationToken);

    public async Task<Outcome<Draft>> LookAsync(Id<Guild> guild, string operation, Arguments arguments, CancellationToken cancellationToken)
    {
        var planned = await planner.PlanAsync(Named(operation), guild, Actor.Mainstay, arguments, cancellationToken).ConfigureAwait(false);
        return planned.Try(out var plan, out var failure) ? plan.Draft : failure;
    }

    public async Task<Outcome<Reply>> ApplyUnattendedAsync(Id<Guild> guild, string name, Arguments arguments, CancellationToken cancellationToken)
    {
        var operation = Named(name);
        if (operation.Unattended is not { } optedIn || !await optedIn(settings, guild, cancellationToken).ConfigureAwait(false))
        {
            return new Failure("operation.attended", $"{operation.Title} waits for a person to press Apply in this server.");
        }

        var planned = await planner.PlanAsync(operation, guild, Actor.Mainstay, arguments, cancellationToken).ConfigureAwait(false);
        if (!planned.Try(out var plan, out var failure))
        {
            return failure;
        }

        var changes = plan.Draft.Changes;
        if (changes.Count == 0)
        {
            return texts.Nothing(guild, operation.Title, plan.Draft);
        }

        if (plan.Draft.Phrase is not null || plan.Draft.Approvals > 0 || changes.Any(c => c.Risk == Risk.Destructive))
        {
            return new Failure("operation.attended", $"{operation.Title} would destroy something this time, so a person has to look at it and press Apply.");
        }

        var obstacles = await planner.ObstaclesAsync(plan.Image, plan.Reach, changes, cancellationToken).ConfigureAwait(false);
        if (obstacles.Count > 0)
        {
            return OperationTexts.Impossible(operation.Title, changes.Count, obstacles);
        }

        var run = await KeepAsync(operation, plan, Actor.Mainstay, arguments, RunState.Queued, "m" + Base36.Write((ulong)time.GetUtcNow().ToUnixTimeMilliseconds()), new Surface(null, false), cancellationToken).ConfigureAwait(false);
        return await driver.DriveAsync(run, operation, Actor.Mainstay, (_, _) => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome<Reply>> ShowAsync(HandlerContext context, string name, Arguments arguments, bool dry, CancellationToken cancellationToken)
    {
        var operation = Named(name);
        if (await DeniedAsync(context.Actor, operation, context.Place, cancellationToken).ConfigureAwait(false) is { } denied)
        {
            return denied;
        }

        var outcome = await planner.PlanAsync(operation, context.Guild, context.Actor, arguments, cancellationToken).ConfigureAwait(false);
        if (!outcome.Try(out var plan, out var failure))
        {
            return failure;
        }

        var changes = plan.Draft.Changes;
        if (changes.Count == 0)
        {
            return texts.Nothing(context.Guild, operation.Title, plan.Draft);
        }

        var obstacles = await planner.ObstaclesAsync(plan.Image, plan.Reach, changes, cancellationToken).ConfigureAwait(false);
        if (obstacles.Count > 0)
        {
            return OperationTexts.Impossible(operation.Title, changes.Count, obstacles);
        }

        var impact = Impact.Of(context.Guild, changes, kinds, pace);
        if (dry)
        {
            return texts.DryRun(context.Guild, operation.Title, plan.Draft, impact);
        }

        var surface = new Surface(context.Place.Channel, context.OnlyToAsker);
        var run = await KeepAsync(operation, plan, context.Actor, arguments, RunState.Previewed, context.Correlation, surface, cancellationToken).ConfigureAwait(false);
        return texts.Preview(run, changes, impact);
    }

    private async Task<Run> KeepAsync(
        Operation operation, FramedDraft plan, Actor actor, Arguments arguments, string state, string correlation, Surface surface, CancellationToken cancellationToken)
    {
        var limits = (await settings.GetAsync<OperationSettings>(plan.Image.Id, cancellationToken).ConfigureAwait(false)).Value;
        var now = time.GetUtcNow();
        return await runs.CreateAsync(
            new Run
            {
                Id = 0,
                Guild = plan.Image.Id,
                Operation = operation.Name,
                Title = operation.Title,
                Arguments = arguments,
                Actor = actor.User,
                State = state,
                Frame = plan.Frame,
                Findings = plan.Draft.Findings,
                Correlation = correlation,
                CreatedAt = now,
                ExpiresAt = now.AddMinutes(limits.PlanMinutes),
                Surface = surface,
            },
            plan.Draft.Changes,
            cancellationToken).ConfigureAwait(false);
    }

    private Operation Named(string name) => modules.Value.Operation(name) ?? throw new InvalidOperationException($"No module declares the operation {name}.");

    /// <summary>Apply was pressed.</summary>
    public async Task<Outcome<Reply>> ApplyAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        var (run, operation, actor) = pressed;
        if (run.State == RunState.Previewed && time.GetUtcNow() >= run.ExpiresAt)
        {
            await runs.MoveAsync(run.Id, RunState.Previewed, RunState.Expired, cancellationToken).ConfigureAwait(false);
            run = run with { State = RunState.Expired };
        }

        if (run.State != RunState.Previewed)
        {
            return new Failure(run.State == RunState.Expired ? "run.expired" : "run.state", OperationTexts.NotApplicable(run.State));
        }

        return await runs.MoveAsync(run.Id, RunState.Previewed, RunState.Queued, cancellationToken).ConfigureAwait(false)
            ? await driver.DriveAsync(run, operation, actor, context.ShowAsync, cancellationToken).ConfigureAwait(false)
            : new Failure("run.state", OperationTexts.NotApplicable(RunState.Running));
    }

    /// <summary>Dismiss was pressed.</summary>
    public async Task<Outcome<Reply>> DismissAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        return await runs.MoveAsync(pressed.Run.Id, RunState.Previewed, RunState.Cancelled, cancellationToken).ConfigureAwait(false)
            ? OperationTexts.Dismissed(pressed.Run)
            : new Failure("run.state", OperationTexts.NotApplicable(pressed.Run.State));
    }

    /// <summary>Stop was pressed. The run itself shows what became of it.</summary>
    public async Task<Outcome<Reply>> StopAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        return driver.Stop(pressed.Run.Id)
            ? OperationTexts.Stopping(pressed.Run)
            : new Failure("run.state", OperationTexts.NotApplicable(pressed.Run.State));
    }

    /// <summary>Undo was pressed: the report said what it takes back and what that costs, so it goes ahead.</summary>
    public async Task<Outcome<Reply>> UndoAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (!found.Try(out var pressed, out var failure))
        {
            return failure;
        }

        var (original, _, actor) = pressed;
        if (!RunState.IsEnded(original.State))
        {
            return new Failure("run.state", "This run is still under way. Stop it first, or wait for its report.");
        }

        // What stands in a direct message is for that person alone, and so is what follows from it.
        var surface = new Surface(context.Place.Channel, context.OnlyToAsker || context.Place.Guild is null);
        var planned = await driver.PlanUndoAsync(original, actor, context.Correlation, surface, cancellationToken).ConfigureAwait(false);
        return planned.Try(out var undo, out failure)
            ? await driver.DriveAsync(undo, null, actor, context.ShowAsync, cancellationToken).ConfigureAwait(false)
            : failure;
    }

    private async Task<Outcome<Pressed>> FindAsync(ActionContext context, CancellationToken cancellationToken)
    {
        if (!long.TryParse(context.State, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await runs.FindAsync(number, cancellationToken).ConfigureAwait(false) is not { } run
            || (context.Place.Guild is { } here && here != run.Guild))
        {
            return new Failure("run.unknown", "I no longer know this plan. Run the command again.");
        }

        if (run.Actor != context.Actor.User)
        {
            return new Failure("run.bound", $"This plan belongs to {Mention.User(run.Actor)}. Run the command yourself to get your own.");
        }

        if (modules.Value.Operation(run.Operation) is not { } operation)
        {
            return new Failure("run.operation", "The part of Mainstay that made this plan is not running any more.");
        }

        if (!TryActor(context, run, out var actor))
        {
            return new Failure("run.outside", "I do not see you in the server that this plan is for.");
        }

        return await DeniedAsync(actor, operation, new Place(run.Guild, context.Place.Channel), cancellationToken).ConfigureAwait(false) is { } denied
            ? denied
            : new Pressed(run, operation, actor);
    }

    /// <summary>Who pressed, as they stand in the run's guild. Reports may stand in a direct message, where Discord tells no roles: the image knows them.</summary>
    private bool TryActor(ActionContext context, Run run, [NotNullWhen(true)] out Actor? actor)
    {
        actor = context.Place.Guild is not null ? context.Actor
            : guilds.TrySnapshot(run.Guild, out var image) && image.Members.TryGet(run.Actor, out var member) ? new Actor { User = run.Actor, Roles = member.Roles.ToArray() }
            : null;
        return actor is not null;
    }

    private async Task<Failure?> DeniedAsync(Actor actor, Operation operation, Place place, CancellationToken cancellationToken)
    {
        var verdict = await authority.CheckAsync(actor, operation.Capability, null, place, cancellationToken).ConfigureAwait(false);
        return verdict.Allowed ? null : new Failure("authority.denied", verdict.Reason);
    }

    private sealed record Pressed(Run Run, Operation Operation, Actor Actor);
}
