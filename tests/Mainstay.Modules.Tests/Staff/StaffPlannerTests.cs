using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Staff;

/// <summary>Joining and leaving the staff.</summary>
public sealed class StaffPlannerTests
{
    [Theory]
    [InlineData("Associate")]
    [InlineData("associate")]
    [InlineData("40")]
    public void Hiring_writes_the_record_with_its_line_and_the_role(string rank)
    {
        var draft = Firm.Hire(Firm.Owner, 10, rank).Value;

        draft.Changes.Select(c => c.Kind).ShouldBe(["row", "member-roles"]);
        var record = draft.Changes[0].ShouldBeOfType<RowChange>();
        record.After!["status"].ShouldBe("active");
        record.Line!.Values["action"].ShouldBe("hire");
        draft.Changes[1].ShouldBeOfType<MemberRolesChange>().After.Select(r => r.Value).ShouldBe([30, Firm.Associate]);
        draft.Changes[1].DependsOn.ShouldBe([0]);
    }

    [Fact]
    public void Who_is_neither_owner_nor_administrator_needs_a_rank_that_may_manage_staff()
    {
        // However high they stand on Discord: an HR role alone hires nobody.
        Firm.Hire(Firm.Person(11, Firm.Boss), 10, "Associate").Failure.Code.ShouldBe("staff.may-not");
        Firm.Hire(Firm.Person(11, Firm.Boss), 10, "Associate", Firm.Record(11, Firm.Associate)).Failure.Code.ShouldBe("staff.may-not");
        Firm.Hire(Firm.Person(11, Firm.Boss), 10, "Associate", Firm.Record(11, Firm.Partner) with { Status = StaffStatus.Inactive, Because = StaffRecord.Suspended }).Failure.Code.ShouldBe("staff.may-not");
        Firm.Hire(Firm.Person(11, Firm.Boss), 10, "Associate", Firm.Record(11, Firm.Partner)).Succeeded.ShouldBeTrue();
        Firm.Hire(Firm.Person(11, Firm.Boss) with { Permissions = Permissions.Administrator }, 10, "Associate").Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_hires_at_or_above_themselves()
    {
        var partner = Firm.Record(11, Firm.Partner);

        Firm.Hire(Firm.Person(11, Firm.Boss), 10, "Partner", partner).Failure.Sentence.ShouldContain("does not stand above");
        Firm.Hire(Firm.Person(11, Firm.Partner), 10, "Partner", partner).Failure.Code.ShouldBe("authority.above");
        Firm.Hire(Firm.Person(11, Firm.Partner), 11, "Associate", Firm.Record(14, Firm.Partner)).Failure.Code.ShouldBe("authority.self");
        Firm.Hire(Firm.Person(11, Firm.Partner), 12, "Associate", partner).Failure.Sentence.ShouldContain("role order");
        Firm.Hire(Firm.Person(11, Firm.Associate) with { Permissions = Permissions.Administrator }, 10, "Partner").Failure.Code.ShouldBe("authority.above");
    }

    [Fact]
    public void A_full_rank_takes_nobody_and_says_how_many_it_has()
    {
        Firm.Hire(Firm.Owner, 10, "Partner", Firm.Record(20, Firm.Partner)).Failure.Sentence.ShouldBe("<@&50> is full: 1 of 1 seats are taken.");
        Firm.Hire(Firm.Owner, 10, "Partner", Firm.Record(20, Firm.Partner) with { Status = StaffStatus.Inactive, Because = StaffRecord.Left }).Succeeded.ShouldBeTrue();
        Firm.Hire(Firm.Owner, 10, "Trainee", [.. Enumerable.Range(100, 300).Select(i => Firm.Record((ulong)i, Firm.Trainee))]).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(99UL, "staff.absent")]
    [InlineData(2UL, "staff.bot")]
    public void Who_is_not_there_or_is_a_bot_is_not_hired(ulong user, string code) => Firm.Hire(Firm.Owner, user, "Associate").Failure.Code.ShouldBe(code);

    [Theory]
    [InlineData("Ada_99", true)]
    [InlineData("no", false)]
    [InlineData("<@1234>", false)]
    [InlineData("**bold**", false)]
    [InlineData("Адам_2000", false)]
    public void A_Roblox_username_has_letters_digits_and_underscores(string name, bool taken)
    {
        var outcome = Firm.Plan(HirePlans.Hire, Firm.Owner, [("member", "10"), ("rank", "Associate"), ("roblox", name)]);

        outcome.Succeeded.ShouldBe(taken);
        if (taken)
        {
            outcome.Value.Changes[0].ShouldBeOfType<RowChange>().After!["roblox_username"].ShouldBe(name);
        }
    }

    [Theory]
    [InlineData("@everyone")]
    [InlineData("<@&50>")]
    [InlineData("99999999999999999999")]
    [InlineData("';DROP TABLE staff_rank;--")]
    public void A_rank_that_is_none_is_one_sentence(string rank) => Firm.Hire(Firm.Owner, 10, rank).Failure.Sentence.ShouldStartWith("That is not a staff rank.");

    [Fact]
    public void Firing_keeps_the_record_and_takes_every_rank_role()
    {
        var draft = Firm.Plan(HirePlans.Fire, Firm.Owner, [("member", "12")], Firm.Record(12, Firm.Partner)).Value;

        var record = draft.Changes[0].ShouldBeOfType<RowChange>();
        record.After!["status"].ShouldBe("terminated");
        record.Line!.Values["from_role_id"].ShouldBe((long)Firm.Partner);
        draft.Changes[1].ShouldBeOfType<MemberRolesChange>().After.ShouldBeEmpty();
        Firm.Plan(HirePlans.Fire, Firm.Owner, [("member", "12")], Firm.Record(12, Firm.Partner) with { Status = StaffStatus.Terminated }).Failure.Code.ShouldBe("staff.not-hired");
    }

    [Fact]
    public void Suspending_takes_the_role_and_reinstating_gives_it_back_if_there_is_a_seat()
    {
        var working = Firm.Record(12, Firm.Partner);
        var suspended = working with { Status = StaffStatus.Inactive, Because = StaffRecord.Suspended };

        var suspend = Firm.Plan(HirePlans.Suspend, Firm.Owner, [("member", "12")], working).Value;
        suspend.Changes[0].ShouldBeOfType<RowChange>().After!["inactive_because"].ShouldBe("suspended");
        suspend.Changes[1].ShouldBeOfType<MemberRolesChange>().Taken.ShouldBe([new Id<Role>(Firm.Partner)]);
        Firm.Plan(HirePlans.Suspend, Firm.Owner, [("member", "12")], suspended).Failure.Code.ShouldBe("staff.inactive");
        Firm.Hire(Firm.Owner, 12, "Partner", suspended).Failure.Sentence.ShouldContain("/staff reinstate");

        var reinstate = Firm.Plan(HirePlans.Reinstate, Firm.Owner, [("member", "12")], suspended).Value;
        reinstate.Changes[0].ShouldBeOfType<RowChange>().After!["status"].ShouldBe("active");
        Firm.Plan(HirePlans.Reinstate, Firm.Owner, [("member", "12")], suspended, Firm.Record(20, Firm.Partner)).Failure.Code.ShouldBe("staff.full");
        Firm.Plan(HirePlans.Reinstate, Firm.Owner, [("member", "12")], working).Failure.Code.ShouldBe("staff.active");
    }

    [Fact]
    public void A_rank_role_that_is_out_of_reach_stays_and_the_plan_says_so()
    {
        var draft = Firm.Plan(HirePlans.Fire, Firm.Owner, [("member", "13")], Firm.Record(13, Firm.High)).Value;

        draft.Changes.ShouldAllBe(c => c is RowChange);
        var finding = draft.Findings.ShouldHaveSingleItem();
        finding.Severity.ShouldBe(Severity.Critical);
        finding.Sentence.ShouldStartWith("<@13> keeps <@&99>. ");
    }

    [Fact]
    public void A_rank_role_that_a_job_carries_too_stays_and_the_plan_says_so()
    {
        var image = new GuildBuilder().Role(Firm.Associate, 40).Member(14, Firm.Associate).Build();
        var book = new StaffBook(Firm.Ranks, [Firm.Record(14, Firm.Associate)]) { Elsewhere = new HashSet<(Id<User>, Id<Role>)> { (new(14), new(Firm.Associate)) } };

        var draft = HirePlans.Fire(new(image, book, Arguments.Of(("member", "14")), Firm.Owner, Reaches.Of(image, Firm.Owner), DateTimeOffset.UnixEpoch)).Value;

        draft.Changes.ShouldAllBe(c => c is RowChange);
        var finding = draft.Findings.ShouldHaveSingleItem();
        (finding.Severity, finding.Sentence).ShouldBe((Severity.Info, "<@14> keeps <@&40>, because a job carries it too."));
    }

    [Fact]
    public void Where_the_role_of_a_rank_was_deleted_nobody_is_sent_round_in_circles()
    {
        var image = new GuildBuilder().Role(30, 30).Role(Firm.Partner, 50).Member(10, 30).Build();
        var book = new StaffBook(Firm.Ranks, [Firm.Record(10, Firm.Associate) with { Status = StaffStatus.Inactive, Because = StaffRecord.Suspended }]);
        Outcome<Draft> Plan(Func<Planning<StaffBook>, Outcome<Draft>> planner, params (string, string?)[] arguments) =>
            planner(new(image, book, Arguments.Of(arguments), Firm.Owner, Reaches.Of(image, Firm.Owner), DateTimeOffset.UnixEpoch));

        var sentence = Plan(HirePlans.Reinstate, ("member", "10")).Failure.Sentence;
        sentence.ShouldBe("<@10> cannot come back as Associate, because the role of that rank was deleted. Fire them, and hire them at another rank.");
        Plan(RankPlans.Promote, ("member", "10"), ("rank", "Partner")).Failure.Sentence.ShouldBe(sentence);
        Plan(RankPlans.Remove, ("rank", "Associate")).Failure.Sentence.ShouldEndWith("Who is suspended or left can only be fired, because the role is gone.");
        Plan(HirePlans.Fire, ("member", "10")).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_line_names_a_rank_whose_role_was_deleted_and_mentions_the_others()
    {
        var image = new GuildBuilder().Role(Firm.Partner, 50).Build();
        var line = new HistoryLine(new(10), 1, HistoryAction.Promotion, new(Firm.Associate), new(Firm.Partner), null, DateTimeOffset.UnixEpoch, null);

        StaffTexts.Line(line, named: false, role => StaffTexts.Role(new StaffBook(Firm.Ranks, []), role, image.Roles.IsGone(role)))
            .ShouldContain("promoted from Associate (its role was deleted) to <@&50>");
    }

    [Fact]
    public void A_change_of_a_record_says_every_column_on_both_sides_so_that_anything_newer_stops_its_undo()
    {
        var promoted = Firm.Plan(RankPlans.Promote, Firm.Owner, [("member", "12"), ("rank", "Partner")], Firm.Record(12, Firm.Associate)).Value.Changes[0].ShouldBeOfType<RowChange>();

        promoted.Before!.Columns.ShouldBe(promoted.After!.Columns);
        promoted.After.Columns.ShouldBe(StaffTables.All[1].Columns.Select(c => c.Name).Except(StaffTables.All[1].Key), ignoreOrder: true);
    }
}
