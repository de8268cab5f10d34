using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Discord.Tests;

public sealed class PermissionMathsPropertyTests
{
    private static Arbitrary<RandomCase> Cases { get; } = Gen.Choose(0, int.MaxValue).Select(seed => RandomCase.Make(new Random(seed))).ToArbitrary();

    [Fact]
    public void Agrees_with_the_rules_spelled_out_one_by_one() =>
        Prop.ForAll(Cases, c => InChannel(c) == Spelled(c)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_roles_and_overwrites_does_not_matter() => Prop.ForAll(Cases, c =>
    {
        var turned = c with
        {
            Roles = [.. c.Roles.Reverse()],
            Guild = c.Guild with { Roles = [.. c.Guild.Roles.Reverse()] },
            Channel = c.Channel with { PermissionOverwrites = [.. c.Channel.PermissionOverwrites!.Reverse()] },
        };
        return InChannel(turned) == InChannel(c) && RoleRank.Of(turned.Guild, turned.Roles) == RoleRank.Of(c.Guild, c.Roles);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Everyone_in_the_list_of_roles_changes_nothing() => Prop.ForAll(Cases, c =>
        InChannel(c with { Roles = [.. c.Roles, c.Guild.Id.Cast<Role>()] }) == InChannel(c)).QuickCheckThrowOnFailure();

    [Fact]
    public void Implied_denials_only_take_away_and_taking_twice_takes_nothing_more() => Prop.ForAll(Cases, c =>
    {
        foreach (var timedOut in (bool[])[false, true])
        {
            var plain = InChannel(c);
            var effective = PermissionMaths.Effective(plain, c.Channel.Type, timedOut);
            if ((effective & ~plain) != 0 || PermissionMaths.Effective(effective, c.Channel.Type, timedOut) != effective)
            {
                return false;
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_of_any_kind_give_the_same() => Prop.ForAll(Cases, c =>
    {
        var inGuild = PermissionMaths.Base(c.Guild, c.User, c.Roles);
        IReadOnlyList<Id<Role>>[] kinds = [c.Roles.ToArray(), c.Roles.ToList(), System.Collections.Immutable.ImmutableList.CreateRange(c.Roles)];
        return kinds.All(roles => PermissionMaths.Base(c.Guild, c.User, roles) == inGuild
            && PermissionMaths.InChannel(inGuild, c.Guild.Id, c.User, roles, c.Channel.PermissionOverwrites) == InChannel(c));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_allocated()
    {
        var random = new Random(7);
        var cases = Enumerable.Range(0, 50).Select(_ => RandomCase.Make(random)).ToArray();
        var sum = 0UL;
        for (var warm = 0; warm < 2; warm++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var c in cases)
            {
                sum += (ulong)PermissionMaths.Effective(InChannel(c), c.Channel.Type);
                sum += Standing.Of(c.Guild, c.User, c.Roles).IsAbove(RoleRank.Of(c.Guild.Roles[0])) ? 1UL : 0UL;
            }

            if (warm == 1)
            {
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
            }
        }

        sum.ShouldNotBe(0UL);
    }

    internal static Mainstay.Discord.Permissions InChannel(RandomCase c) =>
        PermissionMaths.InChannel(PermissionMaths.Base(c.Guild, c.User, c.Roles), c.Guild.Id, c.User, c.Roles, c.Channel.PermissionOverwrites);

    // One permission at a time: the last one who says something about it wins, grants before denials on each step.
    private static Mainstay.Discord.Permissions Spelled(RandomCase c)
    {
        var held = c.Guild.Roles.Where(role => role.Id.Value == c.Guild.Id.Value || c.Roles.Contains(role.Id)).ToList();
        if (c.User == c.Guild.OwnerId || held.Any(role => role.Permissions.HasFlag(Mainstay.Discord.Permissions.Administrator)))
        {
            return Mainstay.Discord.Permissions.All;
        }

        var overwrites = c.Channel.PermissionOverwrites!;
        List<Overwrite>[] steps =
        [
            [.. overwrites.Where(o => o.Type == OverwriteType.Member && o.Id.Value == c.User.Value)],
            [.. overwrites.Where(o => o.Type == OverwriteType.Role && c.Roles.Any(role => role.Value == o.Id.Value))],
            [.. overwrites.Where(o => o.Type == OverwriteType.Role && o.Id.Value == c.Guild.Id.Value)],
        ];
        var result = Mainstay.Discord.Permissions.None;
        foreach (var permission in Enum.GetValues<Mainstay.Discord.Permissions>().Where(p => ulong.PopCount((ulong)p) == 1))
        {
            bool? said = null;
            foreach (var step in steps)
            {
                said ??= step.Any(o => o.Allow.HasFlag(permission)) ? true : step.Any(o => o.Deny.HasFlag(permission)) ? false : null;
            }

            if (said ?? held.Any(role => role.Permissions.HasFlag(permission)))
            {
                result |= permission;
            }
        }

        return result;
    }
}
