using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk.Image;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>A draft with the frame it rests on.</summary>
internal sealed record FramedDraft(GuildImage Image, Frame Frame, Draft Draft, ImageReach Reach);

/// <summary>Reads, takes a picture, plans; and holds a plan against what is there now.</summary>
internal sealed class OperationPlanner(Lazy<ModuleRegistry> modules, IGuilds guilds, ISettings settings, RecordsReading records, ChangeKinds kinds, TimeProvider time)
{
    public async Task<Outcome<FramedDraft>> PlanAsync(Operation operation, Id<Guild> guild, Actor actor, Arguments arguments, CancellationToken cancellationToken)
    {
        var reading = new OperationReading(modules, settings, records) { Guild = guild, Actor = actor, Arguments = arguments };
        var outcome = await operation.ReadAsync(reading, cancellationToken).ConfigureAwait(false);
        if (!outcome.Try(out var planner, out var failure))
        {
            return failure;
        }

        if (!TryImage(guild, out var image, out failure))
        {
            return failure;
        }

        var reach = new ImageReach(image, actor);
        return planner(image, reach, time.GetUtcNow()).Try(out var draft, out failure) && AccessOrder.Arrange(image, PlanOrder.Complete(FewestRequests.Of(draft.Changes), kinds)).Try(out var ordered, out failure)
            ? new FramedDraft(image, Frame.Of(image, actor, reading.Readings), draft with { Changes = ordered }, reach)
            : failure;
    }

    /// <summary>What stands in the way of changes before the first of them is written: limits, protected objects, hierarchy, permissions, declarations.</summary>
    public async Task<IReadOnlyList<string>> ObstaclesAsync(GuildImage image, ImageReach reach, IReadOnlyList<Change> changes, bool takesBack, CancellationToken cancellationToken)
    {
        var limits = (await settings.GetAsync<OperationSettings>(image.Id, cancellationToken).ConfigureAwait(false)).Value;
        var obstacles = BlastRadius.Obstacles(image, changes, limits, takesBack).ToList();
        obstacles.AddRange(kinds.Obstacles(new PlanChecks(image, reach, changes), changes));
        return [.. obstacles.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Adds to a plan what whoever is to apply it should know besides what the planner found.</summary>
    public async Task<FramedDraft> NoticeAsync(FramedDraft plan, CancellationToken cancellationToken)
    {
        var limits = (await settings.GetAsync<OperationSettings>(plan.Image.Id, cancellationToken).ConfigureAwait(false)).Value;
        Finding[] noticed = [.. ProtectedPeople.Findings(plan.Image, plan.Draft.Changes, limits.ProtectedMembers), .. HiddenPermissions.Findings(plan.Image, plan.Draft.Changes)];
        return noticed.Length == 0 ? plan : plan with { Draft = plan.Draft with { Findings = [.. plan.Draft.Findings, .. noticed] } };
    }

    /// <summary>Reads again what a plan rests on, and names what is different; empty when nothing is.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> DifferencesAsync(Operation? operation, Run run, Actor actor, CancellationToken cancellationToken)
    {
        var reading = new OperationReading(modules, settings, records) { Guild = run.Guild, Actor = actor, Arguments = run.Arguments };
        if (operation is not null && !(await operation.ReadAsync(reading, cancellationToken).ConfigureAwait(false)).Try(out _, out var failure))
        {
            return failure;
        }

        return TryImage(run.Guild, out var image, out failure)
            ? Outcome.Of(run.Frame.DifferencesTo(Frame.Of(image, actor, reading.Readings)))
            : failure;
    }

    private bool TryImage(Id<Guild> guild, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GuildImage? image, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Failure? failure)
    {
        failure = !guilds.TrySnapshot(guild, out image) ? new Failure("guild.unknown", "Discord has not shown me this server yet. Try again in a moment.")
            : !image.IsAvailable ? new Failure("guild.unavailable", "Discord has an outage that hides this server right now. Nothing was changed; try again later.")
            : null;
        return failure is null && image is not null;
    }
}
