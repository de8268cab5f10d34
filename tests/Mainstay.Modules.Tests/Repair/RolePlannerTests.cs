using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair;

public sealed class RolePlannerTests
{
    private const ulong Partner = 50;
    private const ulong Associate = 40;
    private const ulong Fan = 30;

    [Fact]
    public void Gives_what_is_missing_and_takes_the_other_rank()
    {
        var draft = Plan(Guild().Member(10, Associate, Fan), Claim(10, Partner));

        var change = draft.Changes.ShouldHaveSingleItem().ShouldBeOfType<MemberRolesChange>();
        change.Member.Value.ShouldBe(10UL);
        change.Before.Select(r => r.Value).ShouldBe([Fan, Associate]);
        change.After.Select(r => r.Value).ShouldBe([Fan, Partner]);
        draft.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_in_no_record_keeps_the_role_and_is_reported()
    {
        var draft = Plan(Guild().Member(10, Partner));

        draft.Changes.ShouldBeEmpty();
        draft.Findings.ShouldHaveSingleItem().Sentence.ShouldContain("<@10>");
    }

    [Fact]
    public void A_deleted_rank_role_is_named_and_nobody_is_told_that_all_is_well()
    {
        var draft = Plan(Guild().Member(10).WithoutRole(Partner), Claim(10, Partner));

        draft.Changes.ShouldBeEmpty();
        draft.Findings.ShouldHaveSingleItem().Sentence.ShouldStartWith("The role of the rank Partner is gone from the server. 1 repair waits");
    }

    [Fact]
    public void An_additive_claim_strips_nothing()
    {
        var draft = Plan(Guild().Member(10, Associate), new RoleClaim(new(10), new(Partner), ClaimMode.Additive, "test"));

        var change = draft.Changes.ShouldHaveSingleItem().ShouldBeOfType<MemberRolesChange>();
        change.After.Select(r => r.Value).ShouldBe([Associate, Partner]);
        draft.Findings.ShouldHaveSingleItem().Check.ShouldBe("roles.no-record");
    }

    [Fact]
    public void Who_left_staff_loses_every_rank_role()
    {
        var draft = Plan(Guild().Member(10, Associate, Fan), new RoleClaim(new(10), default, ClaimMode.Exclusive, "no longer on staff"));

        draft.Changes.ShouldHaveSingleItem().ShouldBeOfType<MemberRolesChange>().After.Select(r => r.Value).ShouldBe([Fan]);
    }

    [Fact]
    public void Two_sources_that_claim_one_role_do_not_undo_each_other()
    {
        var jobs = new ClaimSet
        {
            Source = "jobs",
            Title = "the job records",
            Roles = [new GovernedRole(new(Associate), "the job clerk")],
            Claims = [new RoleClaim(new(10), new(Associate), ClaimMode.Exclusive, "works as clerk")],
        };
        var draft = Compare(Guild().Member(10, Associate, Partner).Build(), [Staff(Claim(10, Partner)), jobs]);

        draft.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Who_left_is_named_with_what_helps_for_the_records_they_stand_in()
    {
        var jobs = new ClaimSet
        {
            Source = "jobs",
            Title = "the job records",
            Roles = [new GovernedRole(new(Associate), "the job clerk")],
            Claims = [new RoleClaim(new(78), new(Associate), ClaimMode.Additive, "works as clerk")],
        };

        var (image, sets) = (Guild().Build(), (ClaimSet[])[Staff(Claim(77, Partner)), jobs]);
        var findings = RolePlanner.Compare(image, Reaches.Of(image, new Actor { User = GuildBuilder.Owner }), sets, sets).Findings;

        findings.Select(f => f.Check).ShouldBe(["members.gone", "members.gone"]);
        findings[0].Sentence.ShouldEndWith("<@77>. Their records stay: `/repair orphaned` sets them aside.");
        findings[1].Sentence.ShouldEndWith("<@78>. Their records stay, and so do the seats that they take: `/job unassign` ends them.");
    }

    [Fact]
    public void Somebody_who_is_not_in_an_incomplete_list_is_never_called_gone()
    {
        Plan(Guild().Incomplete(), Claim(77, Partner)).Findings.ShouldHaveSingleItem().Check.ShouldBe("members.unseen");
        Plan(Guild(), Claim(77, Partner)).Findings.ShouldHaveSingleItem().Check.ShouldBe("members.gone");
    }

    [Theory]
    [InlineData(99, "roles.reach")]
    [InlineData(45, "roles.reach")]
    [InlineData(101, null)]
    public void A_role_that_Mainstay_cannot_reach_is_said_in_the_plan(int mainstay, string? finding)
    {
        var draft = Plan(new GuildBuilder(mainstayPosition: mainstay).Role(Partner, 100).Role(Associate, 40).Member(10), Claim(10, Partner));

        draft.Changes.Count.ShouldBe(finding is null ? 1 : 0);
        draft.Findings.Select(f => f.Check).ShouldBe(finding is null ? [] : [finding]);
    }

    internal static GuildBuilder Guild() => new GuildBuilder().Role(Partner, 50).Role(Associate, 40).Role(Fan, 30);

    internal static RoleClaim Claim(ulong member, ulong role) => new(new(member), new(role), ClaimMode.Exclusive, "on staff");

    internal static ClaimSet Staff(params RoleClaim[] claims) => new()
    {
        Source = "staff",
        Title = "the staff records",
        Roles = [new GovernedRole(new(Partner), "the rank Partner"), new GovernedRole(new(Associate), "the rank Associate")],
        Claims = claims,
    };

    /// <summary>What is compared for the staff ranks, by the owner unless said otherwise; the claims of all sources count.</summary>
    internal static Draft Compare(GuildImage image, IReadOnlyList<ClaimSet> sets, Actor? actor = null)
    {
        var (changes, findings) = RolePlanner.Compare(image, Reaches.Of(image, actor ?? new Actor { User = GuildBuilder.Owner }), sets, [sets.Single(s => s.Source == "staff")]);
        return new Draft { Changes = changes, Findings = findings };
    }

    private static Draft Plan(GuildBuilder guild, params RoleClaim[] claims) => Compare(guild.Build(), [Staff(claims)]);
}
