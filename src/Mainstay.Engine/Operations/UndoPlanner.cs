using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Operations.Access;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Taking a run back is a plan like any other: it is made from what was applied, shown, and applied when somebody presses Apply.</summary>
internal sealed class UndoPlanner(IGuilds guilds, RunStore runs, RunDriver driver, IdAliases aliases, ISettings settings, TimeProvider time)
{
    /// <summary>
    /// The kept plan that takes a run back, with its changes. Failures: <c>guild.unknown</c>, <c>undo.nothing</c>, <c>undo.again</c>, <c>access.order</c>.
    /// </summary>
    public async Task<Outcome<(Run Run, IReadOnlyList<Change> Changes)>> PlanAsync(
        Run original, Actor actor, string correlation, Surface surface, CancellationToken cancellationToken)
    {
        if (!guilds.TrySnapshot(original.Guild, out var image))
        {
            return new Failure("guild.unknown", "Discord has not shown me this server yet. Try again in a moment.");
        }

        var steps = await runs.StepsAsync(original, cancellationToken).ConfigureAwait(false);
        var changes = driver.Inverses(image, steps, await aliases.ReadAsync(original.Guild, cancellationToken).ConfigureAwait(false));
        if (changes.Count == 0)
        {
            return new Failure("undo.nothing", "There is nothing that can be taken back.");
        }

        if (!AccessOrder.Arrange(image, changes).Try(out var ordered, out var failure))
        {
            return failure;
        }

        var limits = (await settings.GetAsync<OperationSettings>(original.Guild, cancellationToken).ConfigureAwait(false)).Value;
        var care = Care.Of(image, new Draft { Changes = ordered }, limits);
        var now = time.GetUtcNow();
        var undo = new Run
        {
            Id = 0,
            Guild = original.Guild,
            Operation = original.Operation,
            Title = OperationTexts.UndoTitle(original.Title),
            Arguments = original.Arguments,
            Actor = actor.User,
            State = RunState.Previewed,
            Frame = Frame.Of(image, actor, []),
            Findings = ProtectedPeople.Findings(image, ordered, limits.ProtectedMembers),
            Correlation = correlation,
            CreatedAt = now,
            ExpiresAt = now + care.Life,
            Undoes = original.Id,
            Surface = surface,
            Grounds = Grounds.Of(ordered, readsRecords: false),
            Phrase = care.Phrase,
            Approvals = care.Approvals,
        };
        return (await runs.CreateUndoAsync(undo, ordered, cancellationToken).ConfigureAwait(false)).Try(out var kept, out failure)
            ? Outcome.Of((kept, ordered))
            : failure;
    }
}
