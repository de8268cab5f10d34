using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Staff;

public sealed class StaffPlannerTests
{
    private const ulong Partner = 50;
    private const ulong Associate = 40;
    private const ulong Boss = 60;
    private const ulong High = 99;

    private static readonly Rank[] Ranks = [new(new(Partner), "Partner", 5, 1), new(new(Associate), "Associate", 2, 10), new(new(High), "Founder", 9, 1)];

    [Theory]
    [InlineData("Associate")]
    [InlineData("associate")]
    [InlineData("40")]
    public void Hiring_writes_record_history_and_role(string rank)
    {
        var draft = Hire(Owner, 10, rank).Value;

        draft.Changes.Select(c => c.Kind).ShouldBe(["row", "row", "member-roles"]);
        draft.Changes[2].ShouldBeOfType<MemberRolesChange>().After.Select(r => r.Value).ShouldBe([30, Associate]);
        draft.Changes[2].DependsOn.ShouldBe([0]);
    }

    [Fact]
    public void Nobody_hires_at_or_above_themselves()
    {
        Hire(Person(11, Partner), 10, "Partner").Failure.Code.ShouldBe("authority.above");
        Hire(Person(11, Associate), 10, "Associate").Failure.Code.ShouldBe("authority.above");
        Hire(Person(11, Partner), 10, "Associate").Succeeded.ShouldBeTrue();
        Hire(Person(11, Partner), 11, "Associate").Failure.Code.ShouldBe("authority.self");
        Hire(Person(11, Partner), 12, "Associate").Failure.Code.ShouldBe("authority.above");
    }

    [Fact]
    public void A_staff_level_binds_even_who_stands_high_on_Discord()
    {
        var record = new StaffRecord(new(11), new(Associate), true, default, default, null, 1);

        Hire(Person(11, Boss), 10, "Partner", record).Failure.Code.ShouldBe("authority.above");
        Hire(Person(11, Boss), 10, "Partner").Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_full_rank_takes_nobody() =>
        Hire(Owner, 10, "Partner", new StaffRecord(new(20), new(Partner), true, default, default, null, 1)).Failure.Code.ShouldBe("staff.full");

    [Theory]
    [InlineData(99UL, "staff.absent")]
    [InlineData(2UL, "staff.bot")]
    public void Who_is_not_there_or_is_a_bot_is_not_hired(ulong user, string code) => Hire(Owner, user, "Associate").Failure.Code.ShouldBe(code);

    [Fact]
    public void Firing_keeps_the_record_and_takes_every_rank_role()
    {
        var record = new StaffRecord(new(12), new(Partner), true, default, default, null, 1);

        var draft = StaffOperations.PlanFire(Planning(Owner, Arguments.Of(("member", "12")), record)).Value;

        draft.Changes[0].ShouldBeOfType<RowChange>().After!["status"].ShouldBe("terminated");
        draft.Changes[1].ShouldBeOfType<RowChange>().Key["number"].ShouldBe(2L);
        draft.Changes[2].ShouldBeOfType<MemberRolesChange>().After.ShouldBeEmpty();
    }

    [Fact]
    public void A_rank_role_that_is_out_of_reach_stays_and_the_plan_says_so()
    {
        var record = new StaffRecord(new(13), new(High), true, default, default, null, 1);

        var draft = StaffOperations.PlanFire(Planning(Owner, Arguments.Of(("member", "13")), record)).Value;

        draft.Changes.ShouldAllBe(c => c is RowChange);
        var finding = draft.Findings.ShouldHaveSingleItem();
        finding.Severity.ShouldBe(Severity.Critical);
        finding.Sentence.ShouldStartWith("<@13> keeps <@&99>. ");
    }

    private static Actor Owner { get; } = new() { User = GuildBuilder.Owner };

    private static Actor Person(ulong id, ulong role) => new() { User = new(id), Roles = [new Id<Role>(role)] };

    private static Outcome<Draft> Hire(Actor actor, ulong member, string rank, params StaffRecord[] records) =>
        StaffOperations.PlanHire(Planning(actor, Arguments.Of(("member", $"{member}"), ("rank", rank)), records));

    private static Planning<StaffBook> Planning(Actor actor, Arguments arguments, params StaffRecord[] records)
    {
        var guild = new GuildBuilder().Role(High, 200).Role(Boss, 60).Role(Partner, 50).Role(Associate, 40).Role(30, 30).Member(10, 30).Member(12, Partner).Member(13, High);
        foreach (var role in actor.Roles)
        {
            guild.Member(actor.User.Value, role.Value);
        }

        var image = guild.Build();
        return new(image, new StaffBook(Ranks, records), arguments, actor, Reaches.Of(image, actor), DateTimeOffset.UnixEpoch);
    }
}
