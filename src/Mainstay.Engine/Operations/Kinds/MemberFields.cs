using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The fields of a member one by one.</summary>
internal static class MemberFields
{
    /// <summary>Two changes of one member, one after the other, as one; null when nothing is left. They do not fit when the second begins where the first does not end.</summary>
    public static (bool Fits, Change? Merged) Merge(Change earlier, Change later)
    {
        var (member, before, between) = Of(earlier);
        var (_, again, after) = Of(later);
        if (again.Roles is { } start && between.Roles is { } end && !start.SequenceEqual(end))
        {
            return (false, null);
        }

        var from = new MemberState { Roles = before.Roles ?? again.Roles, Nick = before.Nick ?? again.Nick, TimeoutUntil = before.TimeoutUntil ?? again.TimeoutUntil };
        var to = new MemberState { Roles = after.Roles ?? between.Roles, Nick = after.Nick ?? between.Nick, TimeoutUntil = after.TimeoutUntil ?? between.TimeoutUntil };
        if (from.Nick is null && from.TimeoutUntil is null && from.Roles is { } held && to.Roles is { } wanted)
        {
            return (true, held.SequenceEqual(wanted) ? null : new MemberRolesChange { Member = member, Before = held, After = wanted, Reason = later.Reason, Risk = later.Risk });
        }

        return (true, Same(from, to) ? null : new MemberChange { Member = member, Before = from, After = to, Reason = later.Reason, Risk = later.Risk });
    }

    /// <summary>Whether an actual member is as wanted in every field that is meant.</summary>
    public static bool Agrees(MemberState wanted, MemberState actual) =>
        (wanted.Roles is not { } roles || (actual.Roles is { } held && roles.SequenceEqual(held)))
        && (wanted.Nick is not { } nick || nick == actual.Nick)
        && (wanted.TimeoutUntil is not { } until || until == actual.TimeoutUntil);

    public static bool Same(MemberState one, MemberState other) => Agrees(one, other) && Agrees(other, one);

    private static (Discord.Id<Discord.User> Member, MemberState Before, MemberState After) Of(Change change) => change switch
    {
        MemberRolesChange roles => (roles.Member, new MemberState { Roles = roles.Before }, new MemberState { Roles = roles.After }),
        MemberChange member => (member.Member, member.Before, member.After),
        _ => throw new ArgumentException($"{change.Kind} is not about a member's fields.", nameof(change)),
    };
}
