using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>role-order</c>: one PATCH for all roles that change places.</summary>
internal sealed class RoleOrderKind(DiscordRest rest) : DiscordKind
{
    public override string Name => "role-order";

    public override string Noun(int count) => count == 1 ? "order of roles" : "orders of roles";

    public override string Describe(Change change)
    {
        var order = (RoleOrderChange)change;
        var kept = order.After.Where(order.Before.Contains).ToArray();
        var passed = kept.Zip(order.Before).Where(p => p.First != p.Second).Select(p => p.First).ToHashSet();
        var moved = order.After.Where(r => passed.Contains(r) || !order.Before.Contains(r)).ToArray();
        return $"order the roles: {moved.Length} of them get new places, bottom to top {string.Join(" ", moved.Take(10).Select(Mention.Role))}{(moved.Length > 10 ? " …" : "")}";
    }

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var order = (RoleOrderChange)change;
        foreach (var obstacle in plan.Needs(Permissions.ManageRoles))
        {
            yield return obstacle;
        }

        // What changes places must stand below Mainstay and the actor before, and may not be lifted above them.
        var all = Orders.Of(plan.Image.Roles).Where(r => r.Value != plan.Image.Id.Value).ToList();
        all.InsertRange(0, order.After.Where(r => plan.Makes(r)));
        var after = Orders.Rearranged(all, order.After);
        for (var i = 0; i < after.Count; i++)
        {
            if (after[i] == all[i])
            {
                continue;
            }

            if (plan.Image.Roles.TryGet(after[i], out var moved) && !(plan.Reach.MainstayIsAbove(moved) && plan.Reach.ActorIsAbove(moved)))
            {
                yield return $"{Mention.Role(after[i])} cannot be moved: it stands at or above {(plan.Reach.MainstayIsAbove(moved) ? "your own" : "Mainstay's own")} highest role.";
            }
            else if (plan.Image.Roles.TryGet(all[i], out var place) && !(plan.Reach.MainstayIsAbove(place) && plan.Reach.ActorIsAbove(place)))
            {
                yield return $"{Mention.Role(after[i])} cannot be lifted to the place of {Mention.Role(all[i])}, at or above {(plan.Reach.MainstayIsAbove(place) ? "your own" : "Mainstay's own")} highest role.";
            }
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var order = (RoleOrderChange)change;
        return order with { Before = ids.InOrder(order.Before), After = ids.InOrder(order.After) };
    }

    public override RestRoute RouteOf(Change change) => Routes.ModifyRolePositions;

    public override TargetState Observe(GuildImage image, Change change)
    {
        var order = (RoleOrderChange)change;
        return order.After.Any(r => image.Roles.Find(r) is null) && !image.Roles.Completeness.IsComplete ? TargetState.Unknown : Compare(order, image.Roles);
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.SendAsync(async () =>
    {
        var order = (RoleOrderChange)change;
        var moves = Moves(errand.Image!, order);
        var answer = await rest.ModifyRolePositionsAsync(errand.Guild, moves, Requests.Bulk(errand.Reason), cancellationToken).ConfigureAwait(false);
        return Compare(order, answer) == TargetState.After ? new Sending.Verified() : new Sending.Accepted();
    });

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        try
        {
            return Compare((RoleOrderChange)change, await rest.ListRolesAsync(errand.Guild, Requests.Bulk(null), cancellationToken).ConfigureAwait(false));
        }
        catch (DiscordRestException)
        {
            return TargetState.Unknown;
        }
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var order = (RoleOrderChange)change;
        undo.Add(order with { Before = order.After, After = order.Before, Reason = UndoPlan.Reason(order) });
    }

    /// <summary>New numbers for the roles that change places, within those beneath Mainstay.</summary>
    internal static IReadOnlyList<RolePosition> Moves(GuildImage image, RoleOrderChange order)
    {
        var all = Orders.Of(image.Roles).Where(r => r.Value != image.Id.Value).ToArray();
        var top = Authority.Hierarchy.Highest(image, image.Me?.Roles.ToArray() ?? []);
        var beneath = top is null || Authority.Hierarchy.IsOwner(image, image.BotId) ? all : [.. all.TakeWhile(r => r != top.Id)];
        var numbers = Orders.Numbers([.. beneath.Select(r => image.Roles.Find(r)!.Position)], first: 1);
        return
        [
            .. Orders.Rearranged(beneath, order.After).Zip(numbers)
                .Where(p => image.Roles.Find(p.First)!.Position != p.Second)
                .Select(p => new RolePosition { Id = p.First, Position = p.Second }),
        ];
    }

    private static TargetState Compare(RoleOrderChange order, IEnumerable<Role> roles)
    {
        var all = Orders.Of(roles);
        return Standing(all, order.After) ? TargetState.After : Standing(all, order.Before) ? TargetState.Before : TargetState.Different;
    }

    private static bool Standing(IReadOnlyList<Id<Role>> all, IReadOnlyList<Id<Role>> wanted)
    {
        var named = wanted.ToHashSet();
        return all.Where(named.Contains).SequenceEqual(wanted);
    }
}
