using Mainstay.Discord;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>Orders as people see them: who stands above whom, whatever numbers Discord gives.</summary>
internal static class Orders
{
    /// <summary>Roles bottom to top, @everyone among them.</summary>
    public static IReadOnlyList<Id<Role>> Of(IEnumerable<Role> roles) => [.. roles.OrderBy(RoleRank.Of).Select(r => r.Id)];

    /// <summary>
    /// The whole order once some of it stands as wanted: as many as can stay where they are, and each of the others goes right after the one that it is to follow.
    /// </summary>
    public static IReadOnlyList<T> Rearranged<T>(IReadOnlyList<T> all, IReadOnlyList<T> wanted)
        where T : struct
    {
        var places = new Dictionary<T, int>();
        for (var i = 0; i < all.Count; i++)
        {
            places[all[i]] = i;
        }

        T[] there = [.. wanted.Where(places.ContainsKey)];
        var stay = LongestRising([.. there.Select(w => places[w])]).Select(i => there[i]).ToHashSet();
        var moving = there.Where(w => !stay.Contains(w)).ToHashSet();
        var result = new LinkedList<T>(all.Where(a => !moving.Contains(a)));
        for (var i = 0; i < there.Length; i++)
        {
            if (moving.Contains(there[i]))
            {
                // The first of all goes right before the one that follows it and stays.
                if (i > 0)
                {
                    result.AddAfter(result.Find(there[i - 1])!, there[i]);
                }
                else
                {
                    result.AddBefore(result.Find(there.First(stay.Contains))!, there[i]);
                }
            }
        }

        return [.. result];
    }

    /// <summary>
    /// A number for each place of an order: those in use, where they tell the places apart, so that few objects change theirs; otherwise counted from <paramref name="first" />.
    /// </summary>
    public static IReadOnlyList<int> Numbers(IReadOnlyList<int> inUse, int first)
    {
        int[] sorted = [.. inUse.Distinct().Order()];
        return sorted.Length == inUse.Count ? sorted : [.. Enumerable.Range(first, inUse.Count)];
    }

    /// <summary>The places of a longest rising part of a sequence.</summary>
    private static List<int> LongestRising(int[] numbers)
    {
        var ends = new List<int>();
        var before = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = numbers[ends[middle]] < numbers[i] ? (middle + 1, high) : (low, middle);
            }

            before[i] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[low] = i;
            }
        }

        var rising = new List<int>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = before[i])
        {
            rising.Add(i);
        }

        rising.Reverse();
        return rising;
    }
}
