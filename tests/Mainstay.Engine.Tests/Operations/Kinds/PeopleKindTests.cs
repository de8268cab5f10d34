using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>People: roles, nicknames, time-outs, kicks and bans, against Discord in a box.</summary>
public class PeopleKindTests
{
    [Fact]
    public async Task Nickname_time_out_and_roles_go_in_one_request_and_back()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var role = (await rig.ApplyAsync(new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "Clerk" }, Reason = "test" })).Single().Made!.Value;
        var until = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds());

        var steps = await rig.ApplyAsync(new MemberChange
        {
            Member = mia,
            Before = new MemberState { Roles = [], Nick = "", TimeoutUntil = DateTimeOffset.UnixEpoch },
            After = new MemberState { Roles = [new(role)], Nick = "Mia from the bank", TimeoutUntil = until },
            Reason = "test",
        });

        steps.Single().State.ShouldBe(StepState.Applied);
        var member = await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token);
        (member.Nick.OrDefault(), member.CommunicationDisabledUntil.OrDefault(), member.Roles.Single().Value).ShouldBe(("Mia from the bank", until, role));
        (await LogAsync(rig, AuditLogEvent.MemberUpdate)).Count.ShouldBe(1);

        await Wait.UntilAsync(() => rig.Image.Members.TryGet(mia, out var seen) && seen.Nick == "Mia from the bank");
        await rig.UndoAsync(steps);
        member = await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token);
        (member.Nick.OrDefault(), member.CommunicationDisabledUntil.OrDefault(), member.Roles.Count).ShouldBe((null, null, 0));
    }

    [Fact]
    public async Task One_role_is_put_or_deleted_and_more_are_patched_at_once_whatever_becomes_of_the_answers()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var made = await rig.ApplyAsync([.. Enumerable.Range(1, 3).Select(i => (Change)new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = $"r{i}" }, Reason = "test" })]);
        Id<Role>[] roles = [.. made.Select(s => new Id<Role>(s.Made!.Value)).Order()];
        rig.Faults = Lose(Routes.AddMemberRole, Routes.ModifyMember, Routes.RemoveMemberRole);

        var first = await rig.ApplyAsync(
            new MemberRolesChange { Member = mia, Before = [], After = [roles[0]], Reason = "test" });
        first.Single().State.ShouldBe(StepState.Applied);
        var second = await rig.ApplyAsync(new MemberRolesChange { Member = mia, Before = [roles[0]], After = [roles[1], roles[2]], Reason = "test" });
        second.Single().State.ShouldBe(StepState.Applied);
        await Wait.UntilAsync(() => rig.Image.Members.TryGet(mia, out var seen) && seen.Roles.Count == 2);
        var third = await rig.ApplyAsync(new MemberRolesChange { Member = mia, Before = [roles[1], roles[2]], After = [roles[1]], Reason = "test" });
        third.Single().State.ShouldBe(StepState.Applied);
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).Roles.ShouldBe([roles[1]]);

        var fourth = await rig.ApplyAsync(new MemberRolesChange { Member = mia, Before = [roles[0], roles[1]], After = [roles[2]], Reason = "test" });
        fourth.Single().Failure!.Code.ShouldBe("target.changed");

        // A role that the change is not about was given by somebody else meanwhile, and stays.
        var fifth = await rig.ApplyAsync(new MemberRolesChange { Member = mia, Before = [], After = [roles[0], roles[2]], Reason = "test" });
        fifth.Single().State.ShouldBe(StepState.Applied);
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).Roles.Order().ShouldBe(roles.Order());
    }

    [Fact]
    public async Task A_kick_whose_answer_was_lost_happens_once_and_is_never_taken_back()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        rig.Faults = Lose(Routes.RemoveMember);

        var steps = await rig.ApplyAsync(new KickChange { Member = mia, Reason = "test", Risk = Risk.Destructive });

        steps.Single().State.ShouldBe(StepState.Applied);
        rig.Image.Members.Look(mia).ShouldBe(Mainstay.Sdk.Image.Membership.Gone);
        (await LogAsync(rig, AuditLogEvent.MemberKick)).Count.ShouldBe(1);
        (await rig.InverseAsync(steps)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, StepState.Applied)]
    [InlineData(false, StepState.Unverified)]
    public async Task Who_was_kicked_and_came_back_is_not_kicked_again(bool logged, string state)
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var run = await rig.PlanAsync([new KickChange { Member = mia, Reason = "test", Risk = Risk.Destructive }]);
        await rig.ExecuteAsync($"UPDATE operation_step SET state = 'sent', sent_at = {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()} WHERE run_id = {run.Id}");
        await rig.Discord.RemoveMemberAsync(rig.Guild, mia, AuditTrail.Reason("test", $"{run.Id}.0"), KindRig.Token);
        await rig.Owner.CallAsync(HttpMethod.Post, $"/guilds/{rig.Guild}/join", new JsonObject { ["user"] = $"{mia}" }, KindRig.Token);
        if (!logged)
        {
            rig.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, Status = 403, On = $"{Routes.GetAuditLog.Method} {Routes.GetAuditLog.Template}", Share = 1 }] };
        }

        (await rig.ResumeAsync(run)).Single().State.ShouldBe(state);
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_was_banned_before_is_skipped_and_stays_banned_when_it_is_taken_back()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        await rig.Discord.CreateBanAsync(rig.Guild, mia, 0, "somebody else's", KindRig.Token);
        await Wait.UntilAsync(() => !rig.Image.Members.TryGet(mia, out _));

        var steps = await rig.ApplyAsync(new BansChange { Users = [mia], Banned = true, Reason = "spam", Risk = Risk.Destructive });

        (steps.Single().State, steps.Single().Failure?.Code).ShouldBe((StepState.Skipped, "target.already"));
        (await rig.InverseAsync(steps)).ShouldBeEmpty();
        (await LogAsync(rig, AuditLogEvent.MemberBanAdd)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_who_was_banned_before_is_left_to_whoever_banned_them()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var people = await JoinAsync(rig, "spam1", "spam2");
        await rig.Discord.CreateBanAsync(rig.Guild, mia, 0, "somebody else's", KindRig.Token);

        var steps = await rig.ApplyAsync(new BansChange { Users = [.. people.Append(mia).Order()], Banned = true, Reason = "spam", Risk = Risk.Destructive });

        (steps.Single().State, steps.Single().Failure?.Code).ShouldBe((StepState.Applied, "target.missed"));
        steps.Single().Failure!.Sentence.ShouldContain("banned before");
        ((BansChange)steps.Single().Change).Users.ShouldBe(people);
        await rig.UndoAsync(steps);
        (await rig.Discord.ListBansAsync(rig.Guild, cancellationToken: KindRig.Token)).Select(b => b.User.Id).ShouldBe([mia]);

        await rig.Discord.CreateBanAsync(rig.Guild, people[0], 0, "somebody else's", KindRig.Token);
        var none = await rig.ApplyAsync(new BansChange { Users = [.. new[] { mia, people[0] }.Order()], Banned = true, Reason = "spam", Risk = Risk.Destructive });
        (none.Single().State, none.Single().Failure?.Code).ShouldBe((StepState.Failed, "target.missed"));
        (await rig.InverseAsync(none)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_whom_an_attempt_that_broke_off_had_banned_is_the_steps_own_work()
    {
        await using var rig = await KindRig.StartAsync();
        var people = await JoinAsync(rig, "spam1", "spam2");
        var run = await rig.PlanAsync([new BansChange { Users = people, Banned = true, Reason = "spam", Risk = Risk.Destructive }]);
        await rig.Discord.CreateBanAsync(rig.Guild, people[0], 0, AuditTrail.Reason("spam", $"{run.Id}.0"), KindRig.Token);

        var step = (await rig.ResumeAsync(run)).Single();

        (step.State, step.Failure).ShouldBe((StepState.Applied, null));
        (await rig.InverseAsync([step])).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_log_nobody_knows_who_of_many_was_banned_by_a_request_whose_answer_was_lost()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var people = await JoinAsync(rig, "spam1");
        await rig.Discord.CreateBanAsync(rig.Guild, mia, 0, "somebody else's", KindRig.Token);
        rig.Faults = new FaultPlan
        {
            Rules =
            [
                new FaultRule { Kind = FaultKind.DropAfter, On = $"{Routes.BulkBan.Method} {Routes.BulkBan.Template}", Ordinals = [1] },
                new FaultRule { Kind = FaultKind.ServerError, Status = 403, On = $"{Routes.GetAuditLog.Method} {Routes.GetAuditLog.Template}", Share = 1 },
            ],
        };

        var steps = await rig.ApplyAsync(new BansChange { Users = [.. people.Append(mia).Order()], Banned = true, Reason = "spam", Risk = Risk.Destructive });

        steps.Single().State.ShouldBe(StepState.Unverified);
        (await rig.InverseAsync(steps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bans_of_one_and_of_many_happen_once_name_whom_Discord_left_out_and_are_lifted_one_by_one()
    {
        await using var rig = await KindRig.StartAsync();
        var people = await JoinAsync(rig, "spam1", "spam2", "spam3");
        var mia = rig.Person("mia");
        rig.Faults = Lose(Routes.BulkBan, Routes.CreateBan, Routes.RemoveBan);
        var unknown = new Id<User>(people[^1].Value + 1);
        var steps = await rig.ApplyAsync(
            new BansChange { Users = [.. people, unknown], Banned = true, Reason = "spam", Risk = Risk.Destructive },
            new BansChange { Users = [mia], Banned = true, Reason = "spam", Risk = Risk.Destructive });

        var bulk = steps.Single(s => s.Change is BansChange { Users.Count: > 1 });
        (bulk.State, bulk.Failure?.Code).ShouldBe((StepState.Applied, "target.missed"));
        ((BansChange)bulk.Change).Users.ShouldBe(people);
        (await LogAsync(rig, AuditLogEvent.MemberBanAdd)).Select(e => e.TargetId).Order().ShouldBe(people.Append(mia).Select(p => p.ToString()).Order());

        var undone = await rig.UndoAsync(steps);
        undone.Count.ShouldBe(4);
        (await LogAsync(rig, AuditLogEvent.MemberBanRemove)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Who_stands_above_is_named_before_anything_is_written()
    {
        await using var rig = await KindRig.StartAsync();
        var (owner, mia) = (rig.Image.Guild!.OwnerId, rig.Person("mia"));
        rig.Obstacles(new KickChange { Member = owner, Reason = "test" }).ShouldContain(o => o.Contains("stands at or above Mainstay", StringComparison.Ordinal));
        rig.Obstacles(new BansChange { Users = [rig.Image.BotId], Banned = true, Reason = "test" }).ShouldContain(o => o.Contains("itself", StringComparison.Ordinal));
        rig.Obstacles(new MemberChange { Member = mia, Before = new MemberState { Nick = "" }, After = new MemberState { Nick = new string('n', 33) }, Reason = "test" })
            .ShouldContain(o => o.Contains("at most 32 characters", StringComparison.Ordinal));
        rig.Obstacles(new BansChange { Users = [.. Enumerable.Range(1, 201).Select(i => new Id<User>((ulong)i))], Banned = true, Reason = "test" })
            .ShouldContain(o => o.Contains("at most 200", StringComparison.Ordinal));
        rig.Actor = new Actor { User = mia, Roles = [] };
        rig.Obstacles(new KickChange { Member = mia, Reason = "test" }).ShouldContain(o => o.Contains("does not stand below you", StringComparison.Ordinal));
    }

    private static async Task<List<Id<User>>> JoinAsync(KindRig rig, params string[] names)
    {
        var people = new List<Id<User>>();
        foreach (var name in names)
        {
            await rig.Owner.CallAsync(HttpMethod.Post, $"/guilds/{rig.Guild}/join", new JsonObject { ["name"] = name }, KindRig.Token);
            await Wait.UntilAsync(() => rig.Image.Members.AsEnumerable().Any(m => m.Username == name));
            people.Add(rig.Person(name));
        }

        people.Sort();
        return people;
    }

    private static FaultPlan Lose(params RestRoute[] routes) => new()
    {
        Rules = [.. routes.Select(r => new FaultRule { Kind = FaultKind.DropAfter, On = $"{r.Method} {r.Template}", Ordinals = [1] })],
    };

    private static async Task<List<AuditLogEntry>> LogAsync(KindRig rig, AuditLogEvent what)
    {
        var entries = new List<AuditLogEntry>();
        await foreach (var entry in rig.Discord.EnumerateAuditLogAsync(rig.Guild, null, what, null, KindRig.Token))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
