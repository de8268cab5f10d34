using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// Puts the changes of a plan into an order in which nobody can at any moment do what they could neither before the plan nor after it: what takes rights first,
/// what gives them last, each connected group by itself, so that reduced access lasts no longer than its group. Where a change gives and takes at once and
/// no order of whole changes is safe, it is taken apart, and the request that this costs says why it is there. Pure: the same plan gives the same order.
/// </summary>
internal static class AccessOrder
{
    /// <summary>The changes in order, group and level written into each. Failure <c>access.order</c>: no order is safe, however changes are taken apart.</summary>
    public static Outcome<IReadOnlyList<Change>> Arrange(GuildImage image, IReadOnlyList<Change> changes)
    {
        if (!changes.Any(c => c is RoleChange or ChannelChange || c.DependsOn.Count > 0))
        {
            return Outcome.Of(changes);
        }

        var parts = changes.ToList();
        while (true)
        {
            var effects = new AccessEffects(image, parts);
            AccessEffect[] known = [.. parts.Select(effects.Of)];
            var graph = new AccessGraph(parts, known);
            var (levels, cycle) = graph.Levels();
            if (levels is not null)
            {
                return Outcome.Of(Ordered(parts, graph, levels));
            }

            if (!TakeApart(image, parts, known, graph, cycle!))
            {
                return new Failure("access.order", "In one plan, these changes would let somebody do more in between than before or after. Do the deletions in a plan of their own first.");
            }
        }
    }

    /// <summary>Takes the change apart that stands in most others' way; roles and channels before members, because there are fewer of them.</summary>
    private static bool TakeApart(GuildImage image, List<Change> parts, AccessEffect[] effects, AccessGraph graph, IReadOnlySet<int> cycle)
    {
        bool MayPart(int i) => effects[i].IsMixed || (effects[i].Narrows != 0 && parts[i] is ChannelChange { DependsOn.Count: > 0 });
        var candidates = cycle.Where(MayPart).OrderBy(i => effects[i].IsOfOneMember).ThenByDescending(i => graph.Degree(i, cycle)).ThenBy(i => i);
        foreach (var place in candidates)
        {
            if (AccessSplit.Of(image, parts, parts[place]) is { } halves)
            {
                // The giving half goes to the end of the list, so that the places of all others stay; who depended on the change depends on that half.
                int[] taking = [place, .. Enumerable.Range(parts.Count, halves.Taking.Count - 1)];
                var giving = parts.Count + halves.Taking.Count - 1;
                for (var i = 0; i < parts.Count; i++)
                {
                    if (parts[i].DependsOn.Contains(place))
                    {
                        parts[i] = parts[i] with { DependsOn = [.. parts[i].DependsOn.Select(d => d == place ? giving : d)] };
                    }
                }

                parts[place] = halves.Taking[0];
                parts.AddRange(halves.Taking.Skip(1));
                parts.Add(halves.Giving with { DependsOn = [.. halves.Giving.DependsOn, .. taking] });
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<Change> Ordered(List<Change> parts, AccessGraph graph, int[] levels)
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
