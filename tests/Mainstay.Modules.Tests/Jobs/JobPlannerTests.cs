using Mainstay.Discord;
using Mainstay.Modules.Jobs;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Jobs;

public sealed class JobPlannerTests
{
    private const ulong Events = 40;
    private const ulong Press = 45;
    private const ulong High = 99;

    private static readonly Job Host = new(1, "Event host", new(Events), JobState.Open, DateTimeOffset.UnixEpoch) { Limit = 2, PostedBy = GuildBuilder.Owner };

    [Fact]
    public void A_job_gets_the_next_number_and_takes_any_number_of_people_without_a_limit()
    {
        var change = Plan(JobPlans.Add, [("title", "Press"), ("role", "45")], [Host]).Value.Changes.ShouldHaveSingleItem().ShouldBeOfType<RowChange>();

        (change.Key["job_id"], change.After!["most"], change.After["state"], change.After["posted_by"]).ShouldBe((2L, null, "open", 1L));
        change.Summary.ShouldBe("Job: **Press** for any number of people, with the role <@&45>");
        change.TakenBack!["state"].ShouldBe("removed");
    }

    [Fact]
    public void A_role_has_one_open_job()
    {
        Plan(JobPlans.Add, [("title", "Another"), ("role", "40")], [Host]).Failure.Code.ShouldBe("job.role-taken");
        Plan(JobPlans.Add, [("title", "Another"), ("role", "40")], [Closed(Host)]).Succeeded.ShouldBeTrue();
        Plan(JobPlans.Reopen, [("job", "1")], [Closed(Host), Host with { Number = 2 }]).Failure.Code.ShouldBe("job.role-taken");
        Plan(JobPlans.Add, [("title", "Another"), ("role", "99")], []).Failure.Sentence.ShouldContain("above Mainstay");
    }

    [Fact]
    public void Open_closed_removed_and_back()
    {
        var close = Plan(JobPlans.Close, [("job", "Event host")], [Host]).Value.Changes[0].ShouldBeOfType<RowChange>();
        (close.After!["state"], close.After["closed_by"]).ShouldBe(("closed", 1L));
        close.Before!.Columns.ShouldBe(close.After.Columns);
        Plan(JobPlans.Close, [("job", "1")], [Closed(Host)]).Failure.Code.ShouldBe("job.closed");

        var reopen = Plan(JobPlans.Reopen, [("job", "1")], [Closed(Host)]).Value.Changes[0].ShouldBeOfType<RowChange>();
        (reopen.After!["state"], reopen.After["closed_at"]).ShouldBe(("open", null));

        Plan(JobPlans.Remove, [("job", "1")], [Host], new Holder(1, new(10), default)).Value.Findings.Single().Sentence.ShouldStartWith("1 person keeps the role <@&40>.");
        Plan(JobPlans.Remove, [("job", "1")], [Host with { State = JobState.Removed }]).Failure.Code.ShouldBe("job.removed");
        Plan(JobPlans.Edit, [("job", "1"), ("title", "x")], [Host with { State = JobState.Removed }]).Failure.Code.ShouldBe("job.removed");
    }

    [Fact]
    public void An_edit_keeps_what_is_left_out_and_the_role_while_somebody_holds_it()
    {
        var edit = Plan(JobPlans.Edit, [("job", "1"), ("limit", "0")], [Host]).Value.Changes[0].ShouldBeOfType<RowChange>();
        (edit.After!["title"], edit.After["most"]).ShouldBe(("Event host", null));
        Plan(JobPlans.Edit, [("job", "1"), ("title", "Event host")], [Host]).Value.Changes.ShouldBeEmpty();
        Plan(JobPlans.Edit, [("job", "1"), ("role", "45")], [Host], new Holder(1, new(10), default)).Failure.Code.ShouldBe("job.held");
        Plan(JobPlans.Edit, [("job", "1"), ("role", "45")], [Host]).Succeeded.ShouldBeTrue();
        Plan(JobPlans.Edit, [("job", "1"), ("limit", "1")], [Host], new Holder(1, new(10), default), new Holder(1, new(11), default)).Value.Findings.Single().Check.ShouldBe("job.over-limit");
    }

    [Theory]
    [InlineData("@everyone")]
    [InlineData("0")]
    [InlineData("999")]
    [InlineData("99999999999999999999")]
    [InlineData("**Event host**")]
    public void A_job_that_is_none_is_one_sentence(string job) => Plan(JobPlans.Close, [("job", job)], [Host]).Failure.ShouldBe(JobTexts.NoSuchJob);

    [Fact]
    public void Assigning_writes_the_record_and_gives_the_role_within_the_limit()
    {
        var draft = Plan(HolderPlans.Assign, [("job", "1"), ("member", "10")], [Host]).Value;
        draft.Changes.Select(c => c.Kind).ShouldBe(["row", "member-roles"]);
        draft.Changes[1].DependsOn.ShouldBe([0]);
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "12")], [Host]).Value.Changes.ShouldHaveSingleItem("they have the role already");

        Plan(HolderPlans.Assign, [("job", "1"), ("member", "10")], [Host], new Holder(1, new(10), default)).Failure.Code.ShouldBe("job.held");
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "10")], [Host], new Holder(1, new(10), default) { Until = default(DateTimeOffset) }).Succeeded.ShouldBeTrue();
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "10")], [Host], new Holder(1, new(11), default), new Holder(1, new(12), default)).Failure.Sentence.ShouldContain("2 of 2");
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "10")], [Closed(Host)]).Failure.Code.ShouldBe("job.closed");
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "777")], [Host]).Failure.Code.ShouldBe("job.absent");
        Plan(HolderPlans.Assign, [("job", "1"), ("member", "2")], [Host]).Failure.Code.ShouldBe("job.bot");
    }

    [Fact]
    public void Unassigning_leaves_a_role_that_another_job_or_a_rank_carries()
    {
        var held = new Holder(1, new(12), default);
        var second = Host with { Number = 2, State = JobState.Closed, ClosedAt = DateTimeOffset.UnixEpoch };

        Plan(HolderPlans.Unassign, [("job", "1"), ("member", "12")], [Host], held).Value.Changes[1].ShouldBeOfType<MemberRolesChange>().After.ShouldBeEmpty();
        Plan(HolderPlans.Unassign, [("job", "1"), ("member", "12")], [Host, second], held, held with { Job = 2 }).Value.Changes.ShouldHaveSingleItem();
        Plan(HolderPlans.Unassign, [("job", "1"), ("member", "12")], [Host with { State = JobState.Removed }], held).Succeeded.ShouldBeTrue();
        Plan(HolderPlans.Unassign, [("job", "1"), ("member", "12")], [Host]).Failure.Code.ShouldBe("job.not-held");

        var book = new JobBook([Host], [held]) { Elsewhere = new HashSet<(Id<User>, Id<Role>)> { (new(12), new(Events)) } };
        var kept = HolderPlans.Unassign(Planning([("job", "1"), ("member", "12")], book, Owner)).Value;
        kept.Changes.ShouldHaveSingleItem();
        kept.Findings.Single().Sentence.ShouldContain("keeps");
    }

    [Fact]
    public void A_removed_job_that_somebody_still_holds_is_found_by_its_title_to_unassign_it()
    {
        var removed = Host with { State = JobState.Removed };
        var again = Host with { Number = 2 };

        var change = Plan(HolderPlans.Unassign, [("job", "event host"), ("member", "12")], [removed, again], new Holder(1, new(12), default)).Value.Changes[0].ShouldBeOfType<RowChange>();
        change.Key["job_id"].ShouldBe(1L);
        Plan(HolderPlans.Unassign, [("job", "Event host"), ("member", "12")], [removed]).Failure.ShouldBe(JobTexts.NoSuchJob);
        new JobBook([removed, again, removed with { Number = 3 }], [new Holder(1, new(12), default)]).ToUnassign.Select(j => j.Number).ShouldBe([1, 2], ignoreOrder: true);
    }

    [Fact]
    public void Several_jobs_of_one_title_are_picked_from_the_list() =>
        Plan(JobPlans.Close, [("job", "Event host")], [Host, Host with { Number = 2, Role = new(Press) }]).Failure.Sentence.ShouldBe("There are several jobs called **Event host**. Pick one from the list.");

    [Fact]
    public void Nobody_gives_jobs_to_themselves_or_above()
    {
        var actor = new Actor { User = new(12), Roles = [new Id<Role>(Events)] };
        HolderPlans.Assign(Planning([("job", "1"), ("member", "12")], new JobBook([Host], []), actor)).Failure.Code.ShouldBe("authority.self");
        HolderPlans.Assign(Planning([("job", "1"), ("member", "13")], new JobBook([Host], []), actor)).Failure.Code.ShouldBe("authority.above");
    }

    [Fact]
    public void Closed_jobs_claim_for_their_people_and_removed_ones_only_govern_while_somebody_is_on_record()
    {
        var closed = Closed(Host) with { Number = 2, Title = "Press", Role = new(Press) };
        var removed = Host with { Number = 3, Role = new(High), State = JobState.Removed };
        var set = JobClaims.Of(new JobBook([Host, closed, removed], [new Holder(1, new(10), default), new Holder(2, new(11), default), new Holder(3, new(12), default), new Holder(1, new(13), default) { Until = default(DateTimeOffset) }]));

        set.Claims.Select(c => (c.Member.Value, c.Role.Value, c.Mode)).ShouldBe([(10UL, Events, ClaimMode.Additive), (11UL, Press, ClaimMode.Additive)]);
        set.Roles.Select(r => r.Role.Value).ShouldBe([Events, Press, High]);
        JobClaims.Of(new JobBook([removed], [])).Roles.ShouldBeEmpty();
    }

    private static Actor Owner { get; } = new() { User = GuildBuilder.Owner };

    private static Job Closed(Job job) => job with { State = JobState.Closed, ClosedAt = DateTimeOffset.UnixEpoch, ClosedBy = GuildBuilder.Owner };

    private static Outcome<Draft> Plan(Func<Planning<JobBook>, Outcome<Draft>> planner, (string, string?)[] arguments, Job[] jobs, params Holder[] holders) =>
        planner(Planning(arguments, new JobBook(jobs, holders), Owner));

    private static Planning<JobBook> Planning((string, string?)[] arguments, JobBook book, Actor actor)
    {
        var image = new GuildBuilder().Role(High, 200).Role(Press, 45).Role(Events, 40).Role(60, 60).Member(10).Member(11).Member(12, Events).Member(13, 60).Build();
        return new(image, book, Arguments.Of(arguments), actor, Reaches.Of(image, actor), DateTimeOffset.UnixEpoch.AddDays(1));
    }
}
