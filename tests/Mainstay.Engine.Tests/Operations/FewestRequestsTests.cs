using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Engine.Tests.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>Plans cost exactly as many requests as they have to.</summary>
public sealed class FewestRequestsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Over_independent_targets_a_plan_costs_what_a_model_of_the_routes_says()
    {
        await using var rig = await EngineRig.StartAsync();
        var kinds = rig.Get<ChangeKinds>();
        var (cases, most, members, bans, fewer) = (0, 0, 0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var model = RequestModel.Any(random, random.Next(4) == 0 ? random.Next(2_000) : random.Next(20), random.Next(3) == 0 ? random.Next(1_000) : random.Next(3));
            var plan = FewestRequests.Of(model.Draft);

            plan.Select(c => ((DiscordKind)kinds.Of(c)).RouteOf(c).Name).Order().ShouldBe(model.Least.Order());
            Impact.Of(rig.Guild, plan, kinds, rig.Get<Pace>()).Requests.ShouldBe(model.Least.Count);
            Effect(plan).ShouldBe(Effect(model.Draft));
            (cases, most, members, bans) = (cases + 1, Math.Max(most, plan.Count), Math.Max(members, model.Members), Math.Max(bans, model.Bans));
            fewer += plan.Count < model.Draft.Count ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
        output.WriteLine($"{cases} drafts, {fewer} of them with wishes that go together; up to {members} members, {bans} bans, {most} requests");
        fewer.ShouldBeGreaterThan(cases / 2);
    }

    [Fact]
    public void Every_request_that_order_forces_says_so_and_no_other()
    {
        var forced = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var world = Access.World.Any(random);
            var (changes, _) = world.Drift(random);
            var wanted = FewestRequests.Of(changes);
            var plan = AccessOrder.Arrange(world.Image(), wanted).Value;

            plan.Count(c => c.ForcedBy is null).ShouldBe(wanted.Count);
            plan.Where(c => c.ForcedBy is not null).ShouldAllBe(c => c.ForcedBy!.Length > 0);
            forced += plan.Count - wanted.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
        output.WriteLine($"{forced} requests were forced by an order of access");
        forced.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void What_waits_for_something_in_between_keeps_its_own_request()
    {
        var member = new Id<User>(7);
        Change[] draft =
        [
            new MemberRolesChange { Member = member, Before = [], After = [new(10)], Reason = "first" },
            new MemberChange { Member = new(8), Before = new MemberState { Nick = "" }, After = new MemberState { Nick = "Ada" }, Reason = "between", DependsOn = [0] },
            new MemberRolesChange { Member = member, Before = [new(10)], After = [new(10), new(20)], Reason = "last", DependsOn = [1] },
            new MemberRolesChange { Member = new(9), Before = [], After = [new(10)], Reason = "one" },
            new MemberRolesChange { Member = new(9), Before = [], After = [new(20)], Reason = "other", DependsOn = [0] },
            new MemberChange { Member = new(8), Before = new MemberState { TimeoutUntil = DateTimeOffset.UnixEpoch }, After = new MemberState { TimeoutUntil = DateTimeOffset.UnixEpoch.AddYears(60) }, Reason = "last of all", DependsOn = [4] },
        ];

        var plan = FewestRequests.Of(draft);

        plan.Select(c => (c.Target.Id, string.Join(',', c.DependsOn))).ShouldBe([(7UL, ""), (8UL, "0"), (7UL, "1"), (9UL, "0"), (8UL, "3")]);
        ((MemberRolesChange)plan[3]).After.ShouldBe([new(10), new(20)]);
        plan[3].Reason.ShouldBe("one; other");
    }

    [Fact]
    public void Who_gives_what_another_takes_is_not_united()
    {
        Id<Role>[] held = [new(10)];
        Change[] draft =
        [
            new MemberRolesChange { Member = new(7), Before = held, After = [], Reason = "off" },
            new MemberRolesChange { Member = new(7), Before = [], After = held, Reason = "on" },
            new BansChange { Users = [new(8)], Banned = true, Reason = "a raid" },
            new BansChange { Users = [new(9)], Banned = true, Reason = "something else" },
        ];

        FewestRequests.Of(draft).ShouldBe(draft);
    }

    [Fact]
    public async Task The_sandbox_counts_as_many_requests_as_the_plan_says()
    {
        await using var rig = await KindRig.StartAsync();
        var mia = rig.Person("mia");
        var made = await rig.ApplyAsync([.. Enumerable.Range(1, 3).Select(i => (Change)new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = $"r{i}" }, Reason = "test" })]);
        Id<Role>[] roles = [.. made.Select(s => new Id<Role>(s.Made!.Value)).Order()];
        Change[] wishes =
        [
            new MemberRolesChange { Member = mia, Before = [], After = [roles[0]], Reason = "a rank" },
            new MemberChange { Member = mia, Before = new MemberState { Nick = "" }, After = new MemberState { Nick = "Mia from the bank" }, Reason = "a name" },
            new MemberRolesChange { Member = mia, Before = [], After = [roles[1]], Reason = "a job" },
        ];
        var plan = FewestRequests.Of(wishes);
        plan.Count.ShouldBe(1);
        var before = rig.Discord.Statistics.Answers;

        (await rig.ApplyAsync(plan)).ShouldAllBe(s => s.State == StepState.Applied);

        (rig.Discord.Statistics.Answers - before).ShouldBe(plan.Count);
        var member = await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token);
        (member.Nick.OrDefault(), string.Join(',', member.Roles.Order())).ShouldBe(("Mia from the bank", string.Join(',', roles[..2])));
    }

    /// <summary>What changes are there for, whatever their number: who ends with which roles, name and time-out, who is banned, which order there is.</summary>
    private static string[] Effect(IReadOnlyList<Change> changes)
    {
        var effect = new SortedSet<string>(StringComparer.Ordinal);
        IReadOnlyList<Id<Role>>? order = null;
        foreach (var change in changes)
        {
            switch (change)
            {
                case MemberRolesChange roles:
                    effect.UnionWith(roles.Given.Select(r => $"{roles.Member} gets {r}"));
                    effect.UnionWith(roles.Taken.Select(r => $"{roles.Member} loses {r}"));
                    break;
                case MemberChange member:
                    var (before, after) = (member.Before.Roles ?? [], member.After.Roles ?? []);
                    effect.UnionWith(after.Except(before).Select(r => $"{member.Member} gets {r}"));
                    effect.UnionWith(before.Except(after).Select(r => $"{member.Member} loses {r}"));
                    effect.Add($"{member.Member} {(member.After.Nick is { } nick ? "is " + nick : "")}");
                    effect.Add($"{member.Member} {(member.After.TimeoutUntil is { } until ? "waits " + until : "")}");
                    effect.Remove($"{member.Member} ");
                    break;
                case BansChange bans:
                    effect.UnionWith(bans.Users.Select(u => $"{u} is banned"));
                    break;
                case RoleOrderChange roles:
                    order = roles.After;
                    break;
            }
        }

        return [.. effect, string.Join(',', order ?? [])];
    }
}
