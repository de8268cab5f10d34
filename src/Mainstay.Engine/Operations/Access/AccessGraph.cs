using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// Changes and what has to come before what: by dependency, and so that access is never wider than before or after. Connected groups, rings and turns are
/// read from it.
/// </summary>
internal sealed class AccessGraph
{
    private readonly List<int>[] _next;
    private int[]? _groups;

    public AccessGraph(AccessParts parts, IReadOnlyList<AccessEffect> effects)
    {
        var (changes, stages) = (parts.Changes, parts.Stages);
        _next = [.. changes.Select(_ => new List<int>())];
        for (var i = 0; i < changes.Count; i++)
        {
            foreach (var dependency in changes[i].DependsOn)
            {
                Link(dependency, i);
            }
        }

        // Members never stand in each other's way, so only pairs with a role or a channel are looked at.
        var touching = Enumerable.Range(0, changes.Count).Where(i => !effects[i].IsNone || stages[i] != AccessStage.None).ToArray();
        var structural = touching.Where(i => !effects[i].IsOfOneMember).ToArray();
        Ordered = new bool[changes.Count];
        foreach (var one in structural)
        {
            foreach (var other in touching)
            {
                if (other == one || (other < one && !effects[other].IsOfOneMember))
                {
                    continue;
                }

                Relate(one, other);
            }
        }

        foreach (var member in touching.Where(i => effects[i].IsOfOneMember).GroupBy(i => effects[i].Members.First()).Where(g => g.Skip(1).Any()))
        {
            // Several changes of one member keep the order in which they were planned: each rests on what the one before leaves.
            foreach (var (first, second) in member.Zip(member.Skip(1)))
            {
                Link(first, second);
            }
        }

        void Relate(int one, int other)
        {
            var (before, after) = stages[one] != AccessStage.None && stages[other] != AccessStage.None
                ? (stages[one] < stages[other], stages[other] < stages[one])
                : (effects[one].MustPrecede(effects[other]), effects[other].MustPrecede(effects[one]));
            if (before)
            {
                Link(one, other);
            }

            if (after)
            {
                Link(other, one);
            }

            Ordered[one] |= before || after;
            Ordered[other] |= before || after;
        }
    }

    /// <summary>Whether a change has a place in an order of access, not only dependencies.</summary>
    public bool[] Ordered { get; }

    /// <summary>The first of all changes that are connected with this one.</summary>
    public int GroupOf(int change) => (_groups ??= Connected())[change];

    /// <summary>How many of some changes each of them comes before or after.</summary>
    public int[] Degrees(IReadOnlySet<int> among)
    {
        var degrees = new int[_next.Length];
        foreach (var change in among)
        {
            foreach (var next in _next[change].Where(among.Contains))
            {
                degrees[change]++;
                degrees[next]++;
            }
        }

        return degrees;
    }

    /// <summary>Some changes, and all that come after one of them.</summary>
    public IReadOnlySet<int> After(IReadOnlyCollection<int> changes)
    {
        var after = new HashSet<int>(changes);
        var open = new Queue<int>(changes);
        while (open.TryDequeue(out var change))
        {
            foreach (var next in _next[change].Where(after.Add))
            {
                open.Enqueue(next);
            }
        }

        return after;
    }

    /// <summary>The longest way to each change, or the changes on rings where there is no order at all.</summary>
    public (int[]? Levels, IReadOnlySet<int>? Ring) Levels()
    {
        var waiting = new int[_next.Length];
        foreach (var next in _next.SelectMany(n => n))
        {
            waiting[next]++;
        }

        var levels = new int[_next.Length];
        var ready = new Queue<int>(Enumerable.Range(0, _next.Length).Where(i => waiting[i] == 0));
        var placed = 0;
        while (ready.TryDequeue(out var change))
        {
            placed++;
            foreach (var next in _next[change])
            {
                levels[next] = Math.Max(levels[next], levels[change] + 1);
                if (--waiting[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }

        return placed == _next.Length ? (levels, null) : (null, RingsAmong(Enumerable.Range(0, _next.Length).Where(i => waiting[i] > 0).ToHashSet()));
    }

    /// <summary>What of the changes left over lies on rings: what only waits for one is taken away from the end.</summary>
    private HashSet<int> RingsAmong(HashSet<int> left)
    {
        var before = new List<int>[_next.Length];
        var after = new int[_next.Length];
        foreach (var change in left)
        {
            foreach (var next in _next[change].Where(left.Contains))
            {
                (before[next] ??= []).Add(change);
                after[change]++;
            }
        }

        var last = new Queue<int>(left.Where(change => after[change] == 0));
        while (last.TryDequeue(out var change))
        {
            left.Remove(change);
            foreach (var one in before[change] ?? [])
            {
                if (--after[one] == 0)
                {
                    last.Enqueue(one);
                }
            }
        }

        return left;
    }

    private int[] Connected()
    {
        int[] groups = [.. Enumerable.Range(0, _next.Length)];
        for (var change = 0; change < _next.Length; change++)
        {
            foreach (var next in _next[change])
            {
                var (one, other) = (First(change), First(next));
                groups[Math.Max(one, other)] = Math.Min(one, other);
            }
        }

        return [.. groups.Select(First)];

        int First(int change)
        {
            while (groups[change] != change)
            {
                change = groups[change] = groups[groups[change]];
            }

            return change;
        }
    }

    /// <summary>Adds that one has to come before another. Levels and groups are read after the last of these.</summary>
    public void Link(int before, int after) => _next[before].Add(after);
}
