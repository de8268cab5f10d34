using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>What a plan does, in numbers.</summary>
internal sealed record Impact
{
    public required IReadOnlyList<(string Kind, int Count)> ByKind { get; init; }

    public required int People { get; init; }

    public required int Roles { get; init; }

    public required int Requests { get; init; }

    public required Estimate Estimate { get; init; }

    public required int Irreversible { get; init; }

    public required int UndoRequests { get; init; }

    public required Estimate UndoEstimate { get; init; }

    public static Impact Of(Id<Guild> guild, IReadOnlyList<Change> changes, ChangeKinds kinds, Pace pace, GuildImage? image = null)
    {
        // Of members' roles there may be fifty thousand, and each is taken back by itself.
        IReadOnlyList<Change> undo = changes.All(c => c is MemberRolesChange) ? [.. changes.Select(c => Swapped((MemberRolesChange)c))] : kinds.Undo(null, changes);
        return new Impact
        {
            ByKind = [.. changes.CountBy(c => c.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Value))],
            People = AffectedPeople.PeopleOf(changes, image).Count,
            Roles = RolesOf(changes),
            Requests = changes.Sum(kinds.Requests),
            Estimate = pace.Of(guild, changes, kinds),
            Irreversible = changes.Count(c => !kinds.IsReversible(c)),
            UndoRequests = undo.Sum(kinds.Requests),
            UndoEstimate = pace.Of(guild, undo, kinds),
        };
    }

    private static MemberRolesChange Swapped(MemberRolesChange change) => change with { Before = change.After, After = change.Before };

    // Of a plan for a whole guild there may be fifty thousand.
    private static int RolesOf(IReadOnlyList<Change> changes)
    {
        var roles = new HashSet<Id<Role>>();
        foreach (var change in changes)
        {
            if (change is MemberRolesChange member)
            {
                roles.UnionWith(member.Given);
                roles.UnionWith(member.Taken);
            }
        }

        return roles.Count;
    }
}
