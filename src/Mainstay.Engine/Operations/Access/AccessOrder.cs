using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// Puts the changes of a plan into an order in which nobody can at any moment do what they could neither before the plan nor after it: what takes rights first,
/// what gives them last, each connected group by itself, so that reduced access lasts no longer than its group. Where no order of whole changes is safe, one that gives
/// and takes at once is taken apart, and the request that this costs says why it is there. Pure: the same plan gives the same order.
/// </summary>
internal static class AccessOrder
{
    /// <summary>The changes in order, group and level written into each. Failures: <c>access.order</c>, what they depend on leaves no order that is safe; <c>access.room</c>, nothing can go in time to make room.</summary>
    public static Outcome<IReadOnlyList<Change>> Arrange(GuildImage image, IReadOnlyList<Change> changes)
    {
        if (!changes.Any(c => c is RoleChange or ChannelChange || c.DependsOn.Count > 0))
        {
            return Outcome.Of(changes);
        }

        var (apart, staged) = (new HashSet<int>(), new HashSet<int>());
        while (true)
        {
            var parts = new AccessParts(image, changes, apart, staged);
            var effects = new AccessEffects(image, parts.Changes);
            AccessEffect[] known = [.. parts.Changes.Select(effects.Of)];
            var graph = new AccessGraph(parts, known);
            var (levels, ring) = graph.Levels();
            if (levels is not null)
            {
                return AccessRoom.Links(image, parts.Changes, graph, levels).Try(out var links, out var full)
                    ? Outcome.Of(Ordered(WithRoom(parts.Changes, graph, links), graph, graph.Levels().Levels!))
                    : full;
            }

            // The fewest requests more: what stands in most others' way, half of it before looking again whether the rest has to be. Where that does not help, all
            // that is in the ring goes in stages, which is always safe.
            if (ring!.Where(i => !apart.Contains(i) && known[i].IsMixed && parts.MayPart(i)).ToArray() is { Length: > 0 } mixed)
            {
                var degrees = graph.Degrees(ring!);
                apart.UnionWith(mixed.OrderByDescending(i => degrees[i]).ThenBy(i => i).Take((mixed.Length + 1) / 2));
                continue;
            }

            var before = staged.Count;
            staged.UnionWith(ring!.Where(i => !known[i].IsNone).Select(i => parts.Origins[i]));
            if (staged.Count == before)
            {
                return new Failure("access.order", "What these changes wait for leaves no order in which nobody can do more in between than before or after. Make two plans of them.");
            }
        }
    }

    /// <summary>What is made waits for what makes room for it.</summary>
    private static IReadOnlyList<Change> WithRoom(IReadOnlyList<Change> parts, AccessGraph graph, IReadOnlyList<(int Goes, int Made)> links)
    {
        if (links.Count == 0)
        {
            return parts;
        }

        Change[] waiting = [.. parts];
        foreach (var (goes, made) in links)
        {
            graph.Link(goes, made);
            waiting[made] = waiting[made] with { DependsOn = [.. waiting[made].DependsOn, goes] };
        }

        return waiting;
    }

    private static IReadOnlyList<Change> Ordered(IReadOnlyList<Change> parts, AccessGraph graph, int[] levels)
    {
        var groups = Enumerable.Range(0, parts.Count).ToLookup(graph.GroupOf);
        var order = Enumerable.Range(0, parts.Count).OrderBy(graph.GroupOf).ThenBy(i => levels[i]).ThenBy(i => i).ToArray();
        var places = new int[parts.Count];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        var numbers = groups.Where(g => g.Any(i => graph.Ordered[i])).Select(g => g.Key).Order().Select((key, i) => (key, Number: i + 1)).ToDictionary(g => g.key, g => g.Number);
        return [.. order.Select(i => parts[i] with
        {
            DependsOn = [.. parts[i].DependsOn.Select(d => places[d]).Order()],
            Group = numbers.GetValueOrDefault(graph.GroupOf(i)),
            Level = numbers.ContainsKey(graph.GroupOf(i)) ? levels[i] : 0,
        })];
    }
}
