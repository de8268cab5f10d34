using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>Takes a change that gives and takes at once apart, where no order of whole changes is safe: first only what it takes, later what it gives.</summary>
internal static class AccessSplit
{
    private const string Reason = "takes rights before others are given, so that nobody can do more in between";

    /// <summary>What takes first, and what gives in the end; null for a change that cannot be taken apart.</summary>
    public static (IReadOnlyList<Change> Taking, Change Giving)? Of(GuildImage image, IReadOnlyList<Change> plan, Change change) => change switch
    {
        RoleChange { Before: { } before, After: null } role => OfDeleted(image, plan, role, before),
        RoleChange { Before: { Permissions: { } before }, After: { Permissions: { } after } last } role => (
            [role with { After = last with { Permissions = before & after }, ForcedBy = Reason }],
            role with { Before = new RoleState { Permissions = before & after }, After = new RoleState { Permissions = after }, DependsOn = [] }),
        ChannelChange { DependsOn.Count: > 0, Before: { Overwrites: { } before }, After.Overwrites: { } after } channel => OfDepending(channel, before, after),
        ChannelChange { Before: { Overwrites: { } before }, After: { Overwrites: { } after } last } channel when Narrowed(before, after) is var between => (
            [channel with { After = last with { Overwrites = between }, ForcedBy = Reason }],
            channel with { Before = new ChannelState { Overwrites = between }, After = new ChannelState { Overwrites = after }, DependsOn = [] }),
        MemberRolesChange { Before: var before, After: var after } member when before.Intersect(after).ToArray() is var kept && kept.Length < before.Count && kept.Length < after.Count => (
            [member with { After = kept, ForcedBy = Reason }],
            member with { Before = kept, DependsOn = [] }),
        _ => null,
    };

    /// <summary>
    /// What is taken from those who are there need not wait for what the plan makes: a category to go into, or a role. What a new role is denied comes next, as it
    /// concerns only who is given that role, and then the rest.
    /// </summary>
    private static (IReadOnlyList<Change> Taking, Change Giving)? OfDepending(ChannelChange channel, IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        var standing = before.Where(o => !Provisional.Is(o.Id)).ToArray();
        OverwriteState[] narrowed = [.. Narrowed(before, after).Where(o => !Provisional.Is(o.Id))];
        var (between, needs) = narrowed.SequenceEqual(standing)
            ? (Denied(before, after), channel.DependsOn)
            : (narrowed, (IReadOnlyList<int>)[]);

        // A half that only takes has nothing left to be taken apart.
        var isHalf = between.SequenceEqual(after) && ChannelFields.Same(channel.Before! with { Overwrites = null }, channel.After! with { Overwrites = null });
        return between.SequenceEqual(before) || isHalf ? null : (
            [channel with { Before = new ChannelState { Overwrites = before }, After = new ChannelState { Overwrites = between }, DependsOn = needs, ForcedBy = Reason }],
            channel with { Before = channel.Before! with { Overwrites = between } });
    }

    /// <summary>What stands, with what is denied to roles that the plan makes.</summary>
    private static OverwriteState[] Denied(IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after) =>
    [
        .. before.Where(o => !Provisional.Is(o.Id)).Concat(after.Where(o => Provisional.Is(o.Id) && o.Deny != 0).Select(o => o with { Allow = 0 })).OrderBy(o => o.Id),
    ];

    /// <summary>A role that is to be deleted grants nothing any more first; then its deletion only lifts what it denied.</summary>
    private static (IReadOnlyList<Change> Taking, Change Giving)? OfDeleted(GuildImage image, IReadOnlyList<Change> plan, RoleChange role, RoleState before)
    {
        // What the role grants in a channel that goes as well goes with that channel.
        var leaving = plan.OfType<ChannelChange>().Where(c => c.After is null).Select(c => c.Channel).ToHashSet();
        var granting = (before.Overwrites ?? []).Where(o => o.Overwrite.Allow != 0 && !leaving.Contains(o.Channel)).ToArray();
        if (granting.Any(o => plan.OfType<ChannelChange>().Any(c => c.Channel == o.Channel && c.Before?.Overwrites is not null)))
        {
            return null;
        }

        var taking = new List<Change>();
        if (before.Permissions is { } permissions and not 0)
        {
            taking.Add(role with { Before = new RoleState { Permissions = permissions }, After = new RoleState { Permissions = 0 }, Risk = Risk.Elevated, ForcedBy = Reason });
        }

        foreach (var (channel, overwrite) in granting)
        {
            if (image.Channels.Find(channel)?.PermissionOverwrites is not { } standing)
            {
                return null;
            }

            OverwriteState[] all = [.. standing.Select(o => new OverwriteState(o.Id, o.Type, o.Allow, o.Deny)).OrderBy(o => o.Id)];
            taking.Add(new ChannelChange
            {
                Channel = channel,
                Before = new ChannelState { Overwrites = all },
                After = new ChannelState { Overwrites = [.. all.Select(o => o.Id == overwrite.Id ? o with { Allow = 0 } : o)] },
                Reason = role.Reason,
                ForcedBy = Reason,
            });
        }

        return taking.Count == 0 ? null : (taking, role with
        {
            Before = before with { Permissions = 0, Overwrites = [.. (before.Overwrites ?? []).Select(o => o with { Overwrite = o.Overwrite with { Allow = 0 } })] },
            DependsOn = [],
        });
    }

    /// <summary>Overwrites that allow what both allow and deny what either denies.</summary>
    private static IReadOnlyList<OverwriteState> Narrowed(IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        var earlier = before.ToDictionary(o => o.Id);
        var later = after.ToDictionary(o => o.Id);
        var between = new List<OverwriteState>();
        foreach (var id in earlier.Keys.Union(later.Keys).Order())
        {
            var (was, becomes) = (earlier.GetValueOrDefault(id), later.GetValueOrDefault(id));
            var allow = (was?.Allow ?? 0) & (becomes?.Allow ?? 0);
            var deny = ((was?.Deny ?? 0) | (becomes?.Deny ?? 0)) & ~allow;
            if (allow != 0 || deny != 0 || (was is not null && becomes is not null))
            {
                between.Add(new OverwriteState(id, (becomes ?? was)!.Type, allow, deny));
            }
        }

        return between;
    }
}
