using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// Changes and what has to come before what: by dependency, and so that access is never wider than before or after. Connected groups, rings and turns are
/// read from it.
/// </summary>
internal sealed class AccessGraph
{
    private readonly List<int>[] _next;
    private readonly int[] _group;

    public AccessGraph(AccessParts parts, IReadOnlyList<AccessEffect> effects)
    {
        var (changes, stages) = (parts.Changes, parts.Stages);
        _next = [.. changes.Select(_ => new List<int>())];
        _group = [.. Enumerable.Range(0, changes.Count)];
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
    public int GroupOf(int change)
    {
        while (_group[change] != change)
        {
            change = _group[change] = _group[_group[change]];
        }

        return change;
    }

    public int Degree(int change, IReadOnlySet<int> among) => _next[change].Count(among.Contains) + among.Count(other => _next[other].Contains(change));

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
        while (left.RemoveWhere(change => !_next[change].Exists(left.Contains)) > 0)
        {
        }

        return left;
    }

    private void Link(int before, int after)
    {
        _next[before].Add(after);
        var (a, b) = (GroupOf(before), GroupOf(after));
        _group[Math.Max(a, b)] = Math.Min(a, b);
    }
}
