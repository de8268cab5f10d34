using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Makes of a planner's changes those that cost the fewest requests: what is about one member goes together, orders of the same objects follow into one, bans
/// for one reason go by the two hundred. Changes that others depend on, or that wait for others, keep their own request where going together would turn a
/// dependency around. Pure: the same changes give the same ones.
/// </summary>
internal static class FewestRequests
{
    public static IReadOnlyList<Change> Of(IReadOnlyList<Change> changes)
    {
        Change?[] kept = [.. changes];
        var into = new int[changes.Count];
        var touched = false;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = i;
        }

        foreach (var places in Together(changes))
        {
            touched |= Fold(kept, into, places);
        }

        touched |= FoldBans(kept, into, changes);
        return touched ? Closed(kept, into) : changes;
    }

    /// <summary>Places of changes of the same thing, where there is more than one.</summary>
    private static IEnumerable<int[]> Together(IReadOnlyList<Change> changes)
    {
        var first = new Dictionary<(Type, ulong), int>();
        var more = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < changes.Count; i++)
        {
            (Type, ulong)? about = changes[i] switch
            {
                MemberRolesChange roles => (typeof(MemberChange), roles.Member.Value),
                MemberChange member => (typeof(MemberChange), member.Member.Value),
                RoleOrderChange => (typeof(RoleOrderChange), 0),
                ChannelOrderChange => (typeof(ChannelOrderChange), 0),
                _ => null,
            };
            if (about is { } key && !first.TryAdd(key, i))
            {
                if (!more.TryGetValue(first[key], out var places))
                {
                    more[first[key]] = places = [first[key]];
                }

                places.Add(i);
            }
        }

        return more.Values.Select(places => places.ToArray());
    }

    /// <summary>Into the first of them, as long as each follows on the one before and waits for nothing that comes after the first.</summary>
    private static bool Fold(Change?[] kept, int[] into, int[] places)
    {
        var target = places[0];
        var any = false;
        foreach (var place in places.Skip(1))
        {
            if (kept[place]!.DependsOn.All(d => d < target || into[d] == target) && Both(kept[target]!, kept[place]!) is { } both)
            {
                kept[target] = both with
                {
                    DependsOn = [.. kept[target]!.DependsOn.Concat(kept[place]!.DependsOn.Where(d => into[d] != target)).Distinct().Order()],
                    Risk = (Risk)Math.Max((int)kept[target]!.Risk, (int)kept[place]!.Risk),
                    Reason = Reasons(kept[target]!.Reason, kept[place]!.Reason),
                };
                kept[place] = null;
                into[place] = target;
                any = true;
            }
            else
            {
                // What comes later may rest on this one.
                target = place;
            }
        }

        return any;
    }

    private static Change? Both(Change earlier, Change later) => (earlier, later) switch
    {
        (RoleOrderChange one, RoleOrderChange other) => one.After.SequenceEqual(other.Before) ? one with { After = other.After } : null,
        (ChannelOrderChange one, ChannelOrderChange other) => one.After.SequenceEqual(other.Before) ? one with { After = other.After } : null,
        _ => Both(Member(earlier), Member(later)),
    };

    private static Change? Both((Id<User> Member, MemberState Before, MemberState After) one, (Id<User> Member, MemberState Before, MemberState After) other)
    {
        if (!Meet(one.Before.Nick, one.After.Nick, other.Before.Nick) || !Meet(one.Before.TimeoutUntil, one.After.TimeoutUntil, other.Before.TimeoutUntil)
            || !TryRoles(one.Before.Roles, one.After.Roles, other.Before.Roles, other.After.Roles, out var held, out var wanted))
        {
            return null;
        }

        var before = new MemberState { Roles = held, Nick = one.Before.Nick ?? other.Before.Nick, TimeoutUntil = one.Before.TimeoutUntil ?? other.Before.TimeoutUntil };
        var after = new MemberState { Roles = wanted, Nick = other.After.Nick ?? one.After.Nick, TimeoutUntil = other.After.TimeoutUntil ?? one.After.TimeoutUntil };
        return MemberFields.Same(before, after) ? null
            : before.Nick is null && before.TimeoutUntil is null ? new MemberRolesChange { Member = one.Member, Before = held!, After = wanted!, Reason = "" }
            : new MemberChange { Member = one.Member, Before = before, After = after, Reason = "" };
    }

    /// <summary>A later change says what an earlier one left, or what was there before both: planners do not know of each other.</summary>
    private static bool Meet<T>(T before, T after, T again) =>
        before is null || again is null || EqualityComparer<T>.Default.Equals(after, again) || EqualityComparer<T>.Default.Equals(before, again);

    private static bool TryRoles(
        IReadOnlyList<Id<Role>>? before, IReadOnlyList<Id<Role>>? after, IReadOnlyList<Id<Role>>? again, IReadOnlyList<Id<Role>>? last,
        out IReadOnlyList<Id<Role>>? held, out IReadOnlyList<Id<Role>>? wanted)
    {
        (held, wanted) = (before ?? again, last ?? after);
        if (before is null || again is null || after!.SequenceEqual(again))
        {
            return true;
        }

        // Both from the same roles: each one's gifts and takings, unless one gives what the other takes.
        wanted = [.. after!.Union(last!.Except(again)).Except(again.Except(last!)).Order()];
        return before.SequenceEqual(again) && !after!.Except(before).Intersect(again.Except(last!)).Any() && !before.Except(after!).Intersect(last!.Except(again)).Any();
    }

    private static (Id<User> Member, MemberState Before, MemberState After) Member(Change change) => change switch
    {
        MemberRolesChange roles => (roles.Member, new MemberState { Roles = roles.Before }, new MemberState { Roles = roles.After }),
        MemberChange member => (member.Member, member.Before, member.After),
        _ => throw new ArgumentException($"{change.Kind} is not about a member's fields.", nameof(change)),
    };

    /// <summary>Bans of the same reason that nothing waits for and that wait for nothing, in as few requests as Discord's limit allows.</summary>
    private static bool FoldBans(Change?[] kept, int[] into, IReadOnlyList<Change> changes)
    {
        var bans = Enumerable.Range(0, changes.Count).Where(i => changes[i] is BansChange { Banned: true, DependsOn.Count: 0 }).ToArray();
        if (bans.Length < 2)
        {
            return false;
        }

        var awaited = changes.SelectMany(c => c.DependsOn).ToHashSet();
        var any = false;
        foreach (var alike in bans.Where(i => !awaited.Contains(i)).GroupBy(i => ((BansChange)changes[i]).DeleteMessageSeconds + "/" + changes[i].Reason).Where(g => g.Skip(1).Any()))
        {
            int[] places = [.. alike];
            var full = places.Select(i => (BansChange)changes[i]).SelectMany(b => b.Users).Distinct().Order().Chunk(BansChange.MostUsers).ToArray();
            if (full.Length == places.Length)
            {
                continue;
            }

            any = true;
            var risk = (Risk)places.Max(i => (int)changes[i].Risk);
            for (var n = 0; n < places.Length; n++)
            {
                kept[places[n]] = n < full.Length ? (BansChange)changes[places[n]] with { Users = full[n], Risk = risk } : null;
                into[places[n]] = n < full.Length ? places[n] : places[0];
            }
        }

        return any;
    }

    private static IReadOnlyList<Change> Closed(Change?[] kept, int[] into)
    {
        var places = new int[kept.Length];
        var next = 0;
        for (var i = 0; i < kept.Length; i++)
        {
            places[i] = kept[i] is null ? places[into[i]] : next++;
        }

        return [.. kept.OfType<Change>().Select(c => c.DependsOn.Count == 0 ? c : c with { DependsOn = [.. c.DependsOn.Select(d => places[d]).Distinct().Order()] })];
    }

    private static string Reasons(string one, string other) => one == other || one.Split("; ").Contains(other) ? one : $"{one}; {other}";
}
