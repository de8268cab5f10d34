using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Staff;

/// <summary>Roles changed by hand: the record follows, or the roles do.</summary>
public sealed class HandPlannerTests
{
    private static readonly Actor Mainstay = Actor.Mainstay;
    private static readonly HandChange ByOwner = By(GuildBuilder.Owner);

    [Fact]
    public void A_role_given_by_hand_hires_with_the_author_in_the_line()
    {
        var record = Adopt(14, ByOwner).Value.Changes[0].ShouldBeOfType<RowChange>();

        record.After!["rank_role_id"].ShouldBe((long)Firm.Associate);
        record.After["hired_by"].ShouldBe((long)GuildBuilder.Owner.Value);
        record.Line!.Values["action"].ShouldBe("hire");
        record.Line.Values["by_id"].ShouldBe((long)GuildBuilder.Owner.Value);
    }

    [Fact]
    public void An_author_that_nobody_knows_is_recorded_as_unknown()
    {
        var record = Adopt(14, By(null)).Value.Changes[0].ShouldBeOfType<RowChange>();

        record.After!["hired_by"].ShouldBeNull();
        record.Line!.Values.Has("by_id").ShouldBeTrue("a line without the column would get the name of whoever applies it");
        record.Line.Values["by_id"].ShouldBeNull();
    }

    [Theory]
    [InlineData(Firm.Trainee, "promotion", "active")]
    [InlineData(Firm.Partner, "demotion", "active")]
    public void Another_rank_role_moves_the_record(ulong before, string action, string status)
    {
        var draft = Adopt(14, ByOwner, Firm.Record(14, before)).Value;

        var record = draft.Changes.ShouldHaveSingleItem().ShouldBeOfType<RowChange>();
        record.Line!.Values["action"].ShouldBe(action);
        record.After!["status"].ShouldBe(status);
        record.After["rank_role_id"].ShouldBe((long)Firm.Associate);
    }

    [Fact]
    public void A_rank_role_taken_by_hand_ends_the_record_and_a_second_one_given_replaces_the_first()
    {
        var fired = Adopt(10, ByOwner, Firm.Record(10, Firm.Associate)).Value.Changes.ShouldHaveSingleItem().ShouldBeOfType<RowChange>();
        (fired.After!["status"], fired.Line!.Values["action"]).ShouldBe(("terminated", "fire"));

        var promoted = Plan(HandPlans.Adopt, 16, ByOwner, Firm.Record(16, Firm.Trainee)).Value;
        promoted.Changes.Select(c => c.Kind).ShouldBe(["row", "member-roles"]);
        promoted.Changes[1].ShouldBeOfType<MemberRolesChange>().After.Select(r => r.Value).ShouldBe([Firm.Associate]);
    }

    [Fact]
    public void Whoever_may_not_manage_staff_changes_no_record_by_hand()
    {
        Adopt(14, By(new(11)), Firm.Record(11, Firm.Associate)).Failure.Code.ShouldBe("staff.by-hand");
        Adopt(14, By(new(11)), Firm.Record(11, Firm.Partner)).Succeeded.ShouldBeTrue();
        Adopt(12, By(new(11)), Firm.Record(11, Firm.Partner)).Failure.Sentence.ShouldContain("may not manage <@&50>");
        Adopt(14, By(new(14))).Failure.Sentence.ShouldContain("to themselves");
        Adopt(12, By(null)).Failure.Sentence.ShouldContain("Nobody knows");
        Adopt(12, ByOwner, Firm.Record(20, Firm.Partner)).Failure.Code.ShouldBe("staff.full");
    }

    [Fact]
    public void Roles_and_record_that_agree_are_left_alone_either_way()
    {
        Adopt(14, ByOwner, Firm.Record(14, Firm.Associate)).Value.Changes.ShouldBeEmpty();
        Adopt(10, ByOwner).Value.Changes.ShouldBeEmpty();
        Plan(HandPlans.Revert, 14, ByOwner, Firm.Record(14, Firm.Associate)).Value.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Putting_back_gives_and_takes_what_the_record_says_and_nothing_else()
    {
        var taken = Plan(HandPlans.Revert, 14, ByOwner).Value.Changes.ShouldHaveSingleItem().ShouldBeOfType<MemberRolesChange>();
        (taken.After.Count, taken.DependsOn.Count).ShouldBe((0, 0));
        var given = Plan(HandPlans.Revert, 10, ByOwner, Firm.Record(10, Firm.Trainee)).Value.Changes.ShouldHaveSingleItem().ShouldBeOfType<MemberRolesChange>();
        given.After.Select(r => r.Value).ShouldBe([30, Firm.Trainee]);
        Plan(HandPlans.Revert, 10, ByOwner, Firm.Record(10, Firm.High)).Failure.Code.ShouldBe("staff.role");
    }

    [Fact]
    public void Putting_back_what_is_out_of_reach_says_that_it_cannot_and_why()
    {
        var draft = Plan(HandPlans.Revert, 13, ByOwner).Value;

        draft.Changes.ShouldBeEmpty();
        draft.NothingToDo.ShouldStartWith("I cannot put back the roles of <@13>");
        draft.Findings.ShouldHaveSingleItem().Sentence.ShouldStartWith("<@13> keeps <@&99>. ");
    }

    private static HandChange By(Id<User>? author) => new(new(14), DateTimeOffset.UnixEpoch, author, null, null, HandOutcome.Asked);

    private static Outcome<Draft> Adopt(ulong member, HandChange seen, params StaffRecord[] records) => Plan(HandPlans.Adopt, member, seen, records);

    private static Outcome<Draft> Plan(Func<Planning<StaffBook>, Outcome<Draft>> planner, ulong member, HandChange seen, params StaffRecord[] records)
    {
        var image = new GuildBuilder().Role(Firm.High, 200).Role(Firm.Partner, 50).Role(Firm.Associate, 40).Role(Firm.Trainee, 35).Role(30, 30)
            .Member(10, 30).Member(11, Firm.Partner).Member(12, Firm.Partner).Member(13, Firm.High).Member(14, Firm.Associate).Member(16, Firm.Associate, Firm.Trainee).Build();
        return planner(new(
            image,
            new StaffBook(Firm.Ranks, records) { ByHand = seen },
            Arguments.Of(("member", $"{member}")),
            Mainstay,
            Reaches.Of(image, Mainstay),
            DateTimeOffset.UnixEpoch.AddDays(1)));
    }
}
