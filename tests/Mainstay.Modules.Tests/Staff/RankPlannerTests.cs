using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sdk;

namespace Mainstay.Modules.Tests.Staff;

/// <summary>Promotions, demotions, and the ranks themselves.</summary>
public sealed class RankPlannerTests
{
    [Fact]
    public void Without_a_rank_it_is_the_next_one_up_or_down()
    {
        Moved(RankPlans.Promote, 15, Firm.Record(15, Firm.Trainee)).ShouldBe(Firm.Associate);
        Moved(RankPlans.Demote, 14, Firm.Record(14, Firm.Associate)).ShouldBe(Firm.Trainee);
        Firm.Plan(RankPlans.Demote, Firm.Owner, [("member", "15")], Firm.Record(15, Firm.Trainee)).Failure.Sentence.ShouldContain("lowest rank");
        Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "13")], Firm.Record(13, Firm.High)).Failure.Sentence.ShouldContain("highest rank");
    }

    [Fact]
    public void A_promotion_swaps_the_roles_and_notes_from_and_to()
    {
        var draft = Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "14"), ("rank", "Partner"), ("reason", "earned it")], Firm.Record(14, Firm.Associate)).Value;

        var line = draft.Changes[0].ShouldBeOfType<RowChange>().Line!;
        (line.Values["action"], line.Values["from_role_id"], line.Values["to_role_id"], line.Values["reason"]).ShouldBe(("promotion", 40L, 50L, "earned it"));
        (line.TakenBack["action"], line.TakenBack["from_role_id"], line.TakenBack["to_role_id"]).ShouldBe(("taken back", 50L, 40L));
        var roles = draft.Changes[1].ShouldBeOfType<MemberRolesChange>();
        (roles.Given.Single().Value, roles.Taken.Single().Value).ShouldBe((Firm.Partner, Firm.Associate));
    }

    [Fact]
    public void Up_is_up_and_down_is_down()
    {
        Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "14"), ("rank", "Trainee")], Firm.Record(14, Firm.Associate)).Failure.Sentence.ShouldContain("/staff demote");
        Firm.Plan(RankPlans.Demote, Firm.Owner, [("member", "14"), ("rank", "Partner")], Firm.Record(14, Firm.Associate)).Failure.Sentence.ShouldContain("/staff promote");
        Firm.Plan(RankPlans.Demote, Firm.Owner, [("member", "14"), ("rank", "Associate")], Firm.Record(14, Firm.Associate)).Failure.Sentence.ShouldContain("already");
        Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "14")]).Failure.Code.ShouldBe("staff.not-hired");
    }

    [Fact]
    public void The_target_stays_strictly_below_the_actor_before_and_after()
    {
        var actor = Firm.Person(11, Firm.Boss);
        var own = Firm.Record(11, Firm.Partner);

        Firm.Plan(RankPlans.Promote, actor, [("member", "15")], own, Firm.Record(15, Firm.Trainee)).Succeeded.ShouldBeTrue();
        Firm.Plan(RankPlans.Promote, actor, [("member", "14")], own, Firm.Record(14, Firm.Associate)).Failure.Code.ShouldBe("authority.above");
        Firm.Plan(RankPlans.Demote, actor, [("member", "12"), ("rank", "Trainee")], own, Firm.Record(12, Firm.Partner)).Failure.Code.ShouldBe("authority.above");
        Firm.Plan(HirePlans.Fire, actor, [("member", "12")], own, Firm.Record(12, Firm.Partner)).Failure.Code.ShouldBe("authority.above");
        Firm.Plan(RankPlans.Promote, actor, [("member", "11")], own).Failure.Code.ShouldBe("authority.self");
    }

    [Fact]
    public void Nobody_is_promoted_into_a_full_rank() =>
        Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "14")], Firm.Record(14, Firm.Associate), Firm.Record(12, Firm.Partner)).Failure.Sentence.ShouldContain("1 of 1");

    [Fact]
    public void A_new_rank_may_manage_from_level_five_unless_it_is_said_otherwise_and_needs_no_limit()
    {
        Added([("role", "60"), ("level", "5")]).ShouldBe("Rank: <@&60> at level 5, for any number of people, may manage staff below it");
        Added([("role", "60"), ("level", "4")]).ShouldBe("Rank: <@&60> at level 4, for any number of people");
        Added([("role", "60"), ("level", "7"), ("limit", "1"), ("manage", "0")]).ShouldBe("Rank: <@&60> at level 7, for 1 person");
        Added([("role", "50"), ("level", "6")]).ShouldBe("Rank: <@&50> at level 6, for 1 person, may manage staff below it");
        Added([("role", "50"), ("level", "5"), ("limit", "0")]).ShouldEndWith("for any number of people, may manage staff below it");
        Firm.Plan(RankPlans.Add, Firm.Owner, [("role", "99"), ("level", "5")]).Failure.Sentence.ShouldContain("above Mainstay");
    }

    [Fact]
    public void Nobody_raises_their_own_rank()
    {
        var actor = Firm.Person(11, Firm.Boss);
        var own = Firm.Record(11, Firm.Partner);

        Firm.Plan(RankPlans.Add, actor, [("role", "50"), ("level", "9")], own).Failure.Code.ShouldBe("authority.above");
        Firm.Plan(RankPlans.Add, actor, [("role", "40"), ("level", "9")], own).Failure.Code.ShouldBe("authority.above");
        Firm.Plan(RankPlans.Add, actor, [("role", "40"), ("level", "3")], own).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_rank_that_somebody_holds_stays_a_rank() =>
        Firm.Plan(RankPlans.Remove, Firm.Owner, [("rank", "Associate")], Firm.Record(14, Firm.Associate) with { Status = StaffStatus.Inactive, Because = StaffRecord.Left }).Failure.Sentence.ShouldStartWith("1 person holds");

    private static ulong Moved(Func<Planning<StaffBook>, Outcome<Draft>> planner, ulong user, StaffRecord record) =>
        (ulong)(long)Firm.Plan(planner, Firm.Owner, [("member", $"{user}")], record).Value.Changes[0].ShouldBeOfType<RowChange>().After!["rank_role_id"]!;

    private static string Added((string, string?)[] arguments) =>
        Firm.Plan(RankPlans.Add, Firm.Owner, arguments).Value.Changes.ShouldHaveSingleItem().ShouldBeOfType<RowChange>().Summary;
}
