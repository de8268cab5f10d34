using Mainstay.Discord;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Plans and previews for people, looks and applies for Mainstay itself.</summary>
internal sealed class OperationService(
    Lazy<ModuleRegistry> modules,
    IAuthority authority,
    ISettings settings,
    OperationPlanner planner,
    RunStore runs,
    RunDriver driver,
    RunOwner owner,
    RunDelivery delivery,
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

        var care = await CareAsync(plan, cancellationToken).ConfigureAwait(false);
        if (care.Phrase is not null || care.Approvals > 0 || changes.Any(c => c.Risk == Risk.Destructive))
        {
            return new Failure("operation.attended", $"{operation.Title} asks for more care than I may take alone this time, so a person has to look at it and press Apply.");
        }

        var obstacles = await planner.ObstaclesAsync(plan.Image, plan.Reach, changes, takesBack: false, cancellationToken).ConfigureAwait(false);
        if (obstacles.Count > 0)
        {
            return OperationTexts.Impossible(operation.Title, changes.Count, obstacles);
        }

        var surface = new Surface(null, OnlyToAsker: false);
        var correlation = "m" + Base36.Write((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        var run = await runs.CreateAsync(Queued(Plan(operation, plan, Actor.Mainstay, arguments, care, correlation, surface)), changes, cancellationToken).ConfigureAwait(false);
        var report = await driver.DriveAsync(run, Actor.Mainstay, (_, _) => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false);
        await delivery.TellAsync(run, report, cancellationToken).ConfigureAwait(false);
        var ended = await runs.FindAsync(run.Guild, run.Id, cancellationToken).ConfigureAwait(false);
        return ended?.State switch
        {
            RunState.Done => report,
            RunState.Refused => new Failure("operation.refused", ended.Why ?? $"{operation.Title} was not applied."),
            RunState.Queued or RunState.Running => new Failure("operation.interrupted", $"{operation.Title} was interrupted, and I take it up again by myself."),
            var state => new Failure("operation.incomplete", $"{operation.Title} is {OperationTexts.Outcome(state ?? RunState.Failed)}: `/operations show run:{run.Id}` says what was done."),
        };
    }

    private async Task<Outcome<Reply>> ShowAsync(HandlerContext context, string name, Arguments arguments, bool dry, CancellationToken cancellationToken)
    {
        var operation = Named(name);
        var verdict = await authority.CheckAsync(context.Actor, operation.Capability, null, context.Place, cancellationToken).ConfigureAwait(false);
        if (!verdict.Allowed)
        {
            return new Failure("authority.denied", verdict.Reason);
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

        var obstacles = await planner.ObstaclesAsync(plan.Image, plan.Reach, changes, takesBack: false, cancellationToken).ConfigureAwait(false);
        if (obstacles.Count > 0)
        {
            return OperationTexts.Impossible(operation.Title, changes.Count, obstacles);
        }

        plan = await planner.NoticeAsync(plan, cancellationToken).ConfigureAwait(false);
        var impact = Impact.Of(context.Guild, changes, kinds, pace, plan.Image);
        if (dry)
        {
            return texts.DryRun(context.Guild, operation.Title, plan.Draft, impact);
        }

        var care = await CareAsync(plan, cancellationToken).ConfigureAwait(false);
        var surface = new Surface(context.Place.Channel, context.OnlyToAsker);
        var run = await runs.CreateAsync(Plan(operation, plan, context.Actor, arguments, care, context.Correlation, surface), changes, cancellationToken).ConfigureAwait(false);
        if (run.Approvals > 0 && context.Ticket is { } ticket)
        {
            await runs.ShownInAsync(run, ticket, cancellationToken).ConfigureAwait(false);
        }

        return texts.Preview(run, changes, impact, []);
    }

    private async Task<Care> CareAsync(FramedDraft plan, CancellationToken cancellationToken) =>
        Care.Of(plan.Image, plan.Draft, (await settings.GetAsync<OperationSettings>(plan.Image.Id, cancellationToken).ConfigureAwait(false)).Value);

    private Run Plan(Operation operation, FramedDraft plan, Actor actor, Arguments arguments, Care care, string correlation, Surface surface)
    {
        var now = time.GetUtcNow();
        return new Run
        {
            Id = 0,
            Guild = plan.Image.Id,
            Operation = operation.Name,
            Title = operation.Title,
            Arguments = arguments,
            Actor = actor.User,
            State = RunState.Previewed,
            Frame = plan.Frame,
            Findings = plan.Draft.Findings,
            Correlation = correlation,
            CreatedAt = now,
            ExpiresAt = now + care.Life,
            Surface = surface,
            Grounds = Grounds.Of(plan.Draft.Changes, plan.Frame.ReadsRecords),
            Phrase = care.Phrase,
            Approvals = care.Approvals,
        };
    }

    private Run Queued(Run run)
    {
        var now = time.GetUtcNow();
        return run with { State = RunState.Queued, QueuedAt = now, Owner = owner.Name, LeaseUntil = now + RunStore.Lease, Fence = 1 };
    }

    private Operation Named(string name) => modules.Value.Operation(name) ?? throw new InvalidOperationException($"No module declares the operation {name}.");
}
