using System.Globalization;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Puts the changes of a plan so that each comes after those it depends on, and adds the dependencies that follow from provisional ids: what names an object
/// that the plan makes depends on the change that makes it.
/// </summary>
internal static class PlanOrder
{
    /// <summary>The object that a change makes, by the id that the plan gave it; null when it makes none.</summary>
    public static ulong? MadeBy(Change change) => change switch
    {
        RoleChange { Before: null } role => role.Role.Value,
        ChannelChange { Before: null } channel => channel.Channel.Value,
        MessageChange { Before: null } message => message.Message.Value,
        _ => null,
    };

    /// <summary>The object that a change deletes; null when it deletes none.</summary>
    public static ulong? DeletedBy(Change change) => change switch
    {
        RoleChange { After: null } role => role.Role.Value,
        ChannelChange { After: null } channel => channel.Channel.Value,
        _ => null,
    };

    /// <summary>The same changes, each after what it depends on; as close to the order given as that allows.</summary>
    /// <exception cref="InvalidOperationException">The plan makes two objects under one id, or its changes depend on each other in a ring.</exception>
    public static IReadOnlyList<Change> Complete(IReadOnlyList<Change> changes, ChangeKinds kinds)
    {
        var makers = new Dictionary<ulong, int>();
        for (var i = 0; i < changes.Count; i++)
        {
            if (MadeBy(changes[i]) is { } made && !makers.TryAdd(made, i))
            {
                throw new InvalidOperationException($"The plan makes two objects under the id {made.ToString(CultureInfo.InvariantCulture)}.");
            }
        }

        if (makers.Count == 0 && changes.All(c => c.DependsOn.Count == 0))
        {
            return changes;
        }

        var needs = new int[changes.Count][];
        for (var i = 0; i < changes.Count; i++)
        {
            var named = makers.Count == 0 ? [] : kinds.Names(changes[i]).Where(makers.ContainsKey).Select(id => makers[id]).Where(maker => maker != i);
            needs[i] = [.. changes[i].DependsOn.Concat(named).Distinct().Order()];
        }

        var order = Sorted(needs);
        var places = new int[changes.Count];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        return [.. order.Select(i => changes[i] with { DependsOn = [.. needs[i].Select(n => places[n]).Order()] })];
    }

    private static int[] Sorted(int[][] needs)
    {
        var left = new int[needs.Length];
        var followers = new List<int>?[needs.Length];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < needs.Length; i++)
        {
            left[i] = needs[i].Length;
            foreach (var need in needs[i])
            {
                (followers[need] ??= []).Add(i);
            }

            if (left[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var order = new List<int>(needs.Length);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(next);
            foreach (var follower in followers[next] ?? [])
            {
                if (--left[follower] == 0)
                {
                    ready.Enqueue(follower, follower);
                }
            }
        }

        return order.Count == needs.Length ? [.. order] : throw new InvalidOperationException("Changes of the plan depend on each other in a ring.");
    }
}
