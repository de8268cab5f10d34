using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Discord.Tests;

public sealed class StandingTests
{
    private static readonly Id<User> One = new(1);
    private static readonly Id<User> Other = new(2);

    [Fact]
    public void The_higher_position_wins() =>
        (new RoleRank(2, new(9)) > new RoleRank(1, new(5))).ShouldBeTrue();

    [Fact]
    public void Among_equal_positions_the_lower_id_wins() =>
        (new RoleRank(1, new(5)) > new RoleRank(1, new(9))).ShouldBeTrue();

    [Fact]
    public void The_owner_stands_above_all_and_below_none()
    {
        var owner = new Standing(One, new RoleRank(0, new(1)), IsOwner: true);
        var administrator = new Standing(Other, new RoleRank(9, new(3)), IsOwner: false);

        owner.IsAbove(administrator).ShouldBeTrue();
        administrator.IsAbove(owner).ShouldBeFalse();
        owner.IsAbove(new RoleRank(100, new(7))).ShouldBeTrue();
        owner.IsAbove(owner).ShouldBeFalse();
    }

    [Fact]
    public void Equals_do_not_stand_above_each_other()
    {
        var rank = new RoleRank(3, new(7));

        new Standing(One, rank, false).IsAbove(new Standing(Other, rank, false)).ShouldBeFalse();
        new Standing(One, rank, false).IsAbove(rank).ShouldBeFalse();
    }

    [Fact]
    public void Managed_roles_and_everyone_are_assigned_by_nobody()
    {
        var guild = new Id<Guild>(1);
        var owner = new Standing(One, new RoleRank(0, new(1)), IsOwner: true);

        owner.MayAssign(Some.Role(new(5), 1, managed: true), guild).ShouldBeFalse();
        owner.MayAssign(Some.Role(new(1), 0), guild).ShouldBeFalse();
        owner.MayAssign(Some.Role(new(5), 1), guild).ShouldBeTrue();
        new Standing(Other, new RoleRank(1, new(5)), false).MayAssign(Some.Role(new(5), 1), guild).ShouldBeFalse();
        new Standing(Other, new RoleRank(2, new(6)), false).MayAssign(Some.Role(new(5), 1), guild).ShouldBeTrue();
    }

    [Fact]
    public void Ranks_are_totally_ordered()
    {
        var ranks = Gen.Choose(0, 3).SelectMany(_ => Gen.Choose(1, 4), (position, id) => new RoleRank(position, new((ulong)id)));
        Prop.ForAll(ranks.Three().ToArbitrary(), three =>
        {
            var (a, b, c) = three;
            return Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
                && (a.CompareTo(b) == 0) == (a == b)
                && (!(a > b && b > c) || a > c);
        }).QuickCheckThrowOnFailure();
    }
}
