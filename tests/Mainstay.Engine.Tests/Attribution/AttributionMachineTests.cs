using Mainstay.Discord;
using Mainstay.Engine.Attribution;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Attribution;

/// <summary>Who changed whose roles, in virtual time.</summary>
public sealed class AttributionMachineTests
{
    private static readonly Id<User> Me = new(2);
    private static readonly Id<User> Boss = new(100);
    private static readonly Id<User> Deputy = new(101);
    private static readonly Id<User> Ada = new(10);
    private static readonly Id<User> Ben = new(11);
    private static readonly Id<Role> Partner = new(50);
    private static readonly Id<Role> Clerk = new(40);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(50);

    private readonly AttributionMachine _machine = new(new(1_000), Me);
    private ulong _entries = 900;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_entry_names_the_author_whether_it_comes_before_or_after(bool entryFirst)
    {
        var seen = entryFirst
            ? [.. Entry(Boss, 0, Given(Ada, Partner)), .. Changed(3, Given(Ada, Partner))]
            : (RoleChangeSeen[])[.. Changed(0, Given(Ada, Partner)), .. Entry(Boss, 3, Given(Ada, Partner))];

        var one = seen.ShouldHaveSingleItem();
        (one.Member, one.Author, one.Entry!.Value.Value, one.Unknown).ShouldBe((Ada, Boss, 901UL, null));
        one.Added.ShouldBe([Partner]);
        one.At.ShouldBe(Start.AddSeconds(entryFirst ? 3 : 0));
        _machine.Due(Start.AddMinutes(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Without_an_entry_for_ten_seconds_the_author_is_unknown_and_never_guessed()
    {
        Changed(0, Given(Ada, Partner), Taken(Ada, Clerk)).ShouldBeEmpty();
        _machine.NextDue.ShouldBe(Start.AddSeconds(10));
        _machine.Due(Start.AddSeconds(9.999)).ShouldBeEmpty();

        var one = _machine.Due(Start.AddSeconds(10)).ShouldHaveSingleItem();
        (one.Author, one.Unknown).ShouldBe((null, AuthorUnknown.NoEntry));
        (one.Added.Single(), one.Removed.Single()).ShouldBe((Partner, Clerk));
        _machine.NextDue.ShouldBeNull();

        // An entry that comes too late names nobody afterwards, and is not kept for the next change either.
        Entry(Boss, 11, Given(Ada, Partner)).ShouldBeEmpty();
        _machine.Due(Start.AddSeconds(21)).ShouldBeEmpty();
        Changed(22, Given(Ada, Partner)).ShouldBeEmpty();
        _machine.Due(Start.AddSeconds(32)).ShouldHaveSingleItem().Author.ShouldBeNull();
    }

    [Fact]
    public void Two_members_at_once_are_kept_apart()
    {
        Changed(0, Given(Ada, Partner));
        Changed(0, Given(Ben, Partner));

        Entry(Deputy, 1, Given(Ben, Partner)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Member.ShouldBe(Ben), c => c.Author.ShouldBe(Deputy));
        Entry(Boss, 1, Given(Ada, Partner)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Member.ShouldBe(Ada), c => c.Author.ShouldBe(Boss));
    }

    [Fact]
    public void One_entry_for_several_changes_and_one_change_with_several_entries()
    {
        // One entry tells of two roles, which the gateway shows one after the other.
        Entry(Boss, 0, Given(Ada, Partner), Taken(Ada, Clerk)).ShouldBeEmpty();
        Changed(1, Given(Ada, Partner)).ShouldHaveSingleItem().Added.ShouldBe([Partner]);
        Changed(2, Taken(Ada, Clerk)).ShouldHaveSingleItem().Author.ShouldBe(Boss);

        // One event shows what two people did.
        Changed(3, Given(Ben, Partner), Given(Ben, Clerk)).ShouldBeEmpty();
        Entry(Boss, 4, Given(Ben, Clerk)).ShouldHaveSingleItem().Added.ShouldBe([Clerk]);
        Entry(Deputy, 5, Given(Ben, Partner)).ShouldHaveSingleItem().Author.ShouldBe(Deputy);
    }

    [Fact]
    public void A_part_of_a_change_that_no_entry_tells_of_stays_unknown()
    {
        Changed(0, Given(Ada, Partner), Given(Ada, Clerk));
        Entry(Boss, 1, Given(Ada, Partner)).ShouldHaveSingleItem().Added.ShouldBe([Partner]);

        _machine.Due(Start.AddSeconds(10)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Added.ShouldBe([Clerk]), c => c.Unknown.ShouldBe(AuthorUnknown.NoEntry));
    }

    [Fact]
    public void Giving_is_not_taking_and_the_same_twice_is_told_twice()
    {
        Changed(0, Given(Ada, Partner));
        Changed(1, Taken(Ada, Partner));
        Changed(2, Given(Ada, Partner));

        Entry(Boss, 3, Taken(Ada, Partner)).ShouldHaveSingleItem().At.ShouldBe(Start.AddSeconds(1));
        Entry(Deputy, 3, Given(Ada, Partner)).ShouldHaveSingleItem().At.ShouldBe(Start);
        Entry(Boss, 3, Given(Ada, Partner)).ShouldHaveSingleItem().At.ShouldBe(Start.AddSeconds(2));
    }

    [Fact]
    public void Own_changes_are_ignored_by_their_author()
    {
        Changed(0, Given(Ada, Partner)).ShouldBeEmpty();
        Entry(Me, 1, Given(Ada, Partner)).ShouldBeEmpty();
        Entry(Me, 2, Taken(Ada, Partner)).ShouldBeEmpty();
        Changed(3, Taken(Ada, Partner)).ShouldBeEmpty();
        _machine.Due(Start.AddMinutes(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Own_changes_are_ignored_by_the_step_under_way_however_long_it_queues()
    {
        _machine.Expect(7, [Given(Ada, Partner)]);
        _machine.NextDue.ShouldBeNull();
        Changed(500, audible: false, Given(Ada, Partner)).ShouldBeEmpty();
        _machine.Settled(7, Start.AddSeconds(501));
        _machine.Due(Start.AddSeconds(600)).ShouldBeEmpty();

        // The same by somebody else later is no longer ours.
        Changed(601, audible: false, Given(Ada, Partner)).ShouldHaveSingleItem().Unknown.ShouldBe(AuthorUnknown.NotAllowed);
    }

    [Fact]
    public void A_late_entry_of_our_own_does_not_cover_what_somebody_does_next()
    {
        _machine.Expect(7, [Given(Ada, Partner)]);
        Changed(0, Given(Ada, Partner));
        _machine.Settled(7, Start.AddSeconds(0));
        Entry(Me, 1, Given(Ada, Partner)).ShouldBeEmpty();
        Changed(2, Taken(Ada, Partner));
        Changed(3, Given(Ada, Partner));

        Entry(Boss, 4, Taken(Ada, Partner)).ShouldHaveSingleItem();
        Entry(Boss, 4, Given(Ada, Partner)).ShouldHaveSingleItem().Author.ShouldBe(Boss);
    }

    [Fact]
    public void Who_was_faster_than_our_own_step_is_named()
    {
        _machine.Expect(7, [Given(Ada, Partner)]);
        Changed(0, Given(Ada, Partner));

        Entry(Boss, 1, Given(Ada, Partner)).ShouldHaveSingleItem().Author.ShouldBe(Boss);
    }

    [Fact]
    public void Where_no_entry_can_come_nobody_waits_for_one()
    {
        var one = Changed(0, audible: false, Given(Ada, Partner)).ShouldHaveSingleItem();
        (one.Author, one.Unknown).ShouldBe((null, AuthorUnknown.NotAllowed));
    }

    private static RoleMove Given(Id<User> member, Id<Role> role) => new(member, role, true);

    private static RoleMove Taken(Id<User> member, Id<Role> role) => new(member, role, false);

    private IReadOnlyList<RoleChangeSeen> Changed(double second, params RoleMove[] moves) => Changed(second, true, moves);

    private IReadOnlyList<RoleChangeSeen> Changed(double second, bool audible, params RoleMove[] moves) => _machine.Changed(moves, audible, Start.AddSeconds(second));

    private IReadOnlyList<RoleChangeSeen> Entry(Id<User> author, double second, params RoleMove[] moves) =>
        _machine.Entry(new RoleEntry(new(++_entries), author, null, moves), Start.AddSeconds(second));
}
