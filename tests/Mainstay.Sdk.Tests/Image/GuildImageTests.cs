using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk.Tests.Image;

public sealed class GuildImageTests
{
    private readonly GuildImageWriter _writer = new(new Id<Guild>(1), new Id<User>(7));

    [Fact]
    public void Who_is_not_in_the_image_is_unknown_until_the_list_is_proven_complete()
    {
        ModelMember.Of(5, 1).PutInto(_writer);
        _writer.Snapshot().Members.Look(new Id<User>(5)).ShouldBe(Membership.Present);
        _writer.Snapshot().Members.Look(new Id<User>(6)).ShouldBe(Membership.Unknown);

        _writer.MembersCompleteness = new Completeness(Extent.Complete, "all chunks of one request came in one session");
        _writer.Snapshot().Members.Look(new Id<User>(6)).ShouldBe(Membership.Gone);
    }

    [Fact]
    public void Who_left_before_our_eyes_is_gone_even_when_the_list_is_not_complete()
    {
        ModelMember.Of(5, 1).PutInto(_writer);
        _writer.RemoveMember(new Id<User>(5)).ShouldBeTrue();
        _writer.RemoveMember(new Id<User>(6)).ShouldBeFalse();
        _writer.Snapshot().Members.Look(new Id<User>(5)).ShouldBe(Membership.Gone);
        _writer.Snapshot().Members.Look(new Id<User>(6)).ShouldBe(Membership.Gone);

        ModelMember.Of(5, 2).PutInto(_writer);
        _writer.Snapshot().Members.Look(new Id<User>(5)).ShouldBe(Membership.Present);
    }

    [Fact]
    public void A_broken_session_forgets_who_was_seen_leaving_because_they_may_be_back()
    {
        _writer.RemoveMember(new Id<User>(6));
        _writer.MembersCompleteness = new Completeness(Extent.Partial, "the session was lost");
        _writer.Snapshot().Members.Look(new Id<User>(6)).ShouldBe(Membership.Unknown);
    }

    [Fact]
    public void The_same_picture_comes_back_until_something_changes()
    {
        ModelMember.Of(5, 1).PutInto(_writer);
        var first = _writer.Snapshot();
        ModelMember.Of(5, 1).PutInto(_writer);
        _writer.Snapshot().ShouldBeSameAs(first);
        ModelMember.Of(5, 2).PutInto(_writer);
        _writer.Snapshot().Version.ShouldBeGreaterThan(first.Version);
    }

    [Fact]
    public void An_update_that_says_nothing_new_allocates_nothing()
    {
        for (var id = 1; id <= 5000; id++)
        {
            ModelMember.Of((ulong)id, id).PutInto(_writer);
        }

        _writer.Snapshot();
        ulong[] roles = [3, 1, 2];
        Tell();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Tell();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Tell() => _writer.Upsert(new MemberData
        {
            Id = 4711,
            Username = "ada"u8,
            Nick = "countess"u8,
            Avatar = "a_0123456789abcdef0123456789abcdef"u8,
            PremiumSince = 1_600_000_000_000,
            Roles = roles,
        });
    }

    [Fact]
    public void A_still_picture_costs_a_few_pages_and_not_a_copy()
    {
        for (var id = 1; id <= 50_000; id++)
        {
            ModelMember.Of((ulong)id, id % 100).PutInto(_writer);
        }

        _writer.Snapshot();
        ModelMember.Of(1, 1).PutInto(_writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _writer.Snapshot();
        ModelMember.Of(25_000, 9999).PutInto(_writer);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_role_that_is_gone_is_taken_from_its_members()
    {
        var role = new Id<Role>(3);
        _writer.Upsert(new MemberData { Id = 1, Username = "a"u8, Roles = [2, 3] });
        _writer.Upsert(new MemberData { Id = 2, Username = "b"u8, Roles = [2] });
        _writer.RemoveRole(role).ShouldBe([new Id<User>(1)]);
        var members = _writer.Snapshot().Members.AsEnumerable().ToArray();
        members[0].Roles.Contains(role).ShouldBeFalse();
        members[0].Roles.Number.ShouldBe(members[1].Roles.Number);
    }
}
