using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>Taking a run back is a plan like any other: it is made from what was applied, shown, and applied when somebody presses Apply.</summary>
internal sealed class UndoPlanner(IGuilds guilds, RunStore runs, RunDriver driver, IdAliases aliases, ISettings settings, IDatabase database, RowKind rows, TimeProvider time)
{
    private const int UsesNamed = 5;

    /// <summary>
    /// The kept plan that takes a run back, with its changes. Failures: <c>guild.unknown</c>, <c>undo.nothing</c>, <c>undo.again</c>, <c>undo.self</c>, <c>undo.used</c>, <c>access.order</c>.
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

        if (original.Actor != actor.User && !Hierarchy.PermissionsOf(image, actor.User, actor.Roles).HasFlag(Permissions.Administrator) && changes.Any(c => Gives(c, actor.User)))
        {
            return new Failure("undo.self", "This would give back to you yourself what somebody else had taken from you. Ask them, or an administrator, to take it back.");
        }

        if (await UsedAsync([.. changes.OfType<RowChange>()], cancellationToken).ConfigureAwait(false) is { } used)
        {
            return used;
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
            Findings = [.. ProtectedPeople.Findings(image, ordered, limits.ProtectedMembers), .. HiddenPermissions.Findings(image, ordered)],
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

    private static bool Gives(Change change, Id<User> to) => change switch
    {
        MemberRolesChange roles => roles.Member == to && roles.Given.Count > 0,
        MemberChange { Before: var before, After: var after } member => member.Member == to && (after.TimeoutUntil < before.TimeoutUntil || (after.Roles ?? []).Except(before.Roles ?? []).Any()),
        _ => false,
    };

    /// <summary>What the run made may carry what somebody else made since: that would be left without it.</summary>
    private async Task<Failure?> UsedAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        var used = await database.ReadAsync(
            async unit =>
            {
                var found = new List<string>();
                foreach (var change in changes)
                {
                    if (await rows.UseAsync(unit, change).ConfigureAwait(false) is { } use && !changes.Any(c => c.Table == use.Table))
                    {
                        found.Add($"{change.Summary}. {use.Sentence}");
                    }
                }

                return found;
            },
            cancellationToken).ConfigureAwait(false);
        return used.Count == 0 ? null : new Failure(
            "undo.used",
            "This cannot be taken back yet, because others rest on what it made:\n"
                + string.Join('\n', used.Take(UsesNamed).Select(u => $"• {u}")) + (used.Count > UsesNamed ? $"\n… and {used.Count - UsesNamed} more" : ""));
    }
}
