using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>Whatever a plan does: taking it back gives the guild as it was, objects under new ids included; and the same plan is the same to the last byte.</summary>
public sealed class UndoProperties(ITestOutputHelper output)
{
    /// <summary>Deletions that take an overwrite along which came after the role: once nobody counted what it denied.</summary>
    private static readonly int[] OverwritesYoungerThanTheirRole = [553973490, 576360983, 382978051, 1875873627];

    [Fact]
    public async Task Applying_and_taking_back_gives_the_first_state_and_at_no_moment_can_anybody_do_more_than_before_or_after()
    {
        await using var rig = await EngineRig.StartAsync();
        var kinds = rig.Get<ChangeKinds>();
        var (sizes, looks) = (new Sizes(), 0L);
        Array.ForEach(OverwritesYoungerThanTheirRole, Holds);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1_100));
        output.WriteLine($"{looks} looks at what a probe may do; {sizes}");
        sizes.ShouldReachTheLimits();

        void Holds(int seed)
        {
            var any = new AnyPlan(seed);
            var random = new Random(seed);
            var plan = Plan(any.Guild.Image(), any.Changes(), kinds);
            sizes.Count(any, plan);
            var world = Watched(any.Guild, plan, random, seed);
            var image = world.Image();
            var back = Plan(image, kinds.Undo(image, Resolved(plan, world, kinds)), kinds);
            var again = Watched(world, back, random, seed);
            var (first, last) = (any.Guild.Lines(), again.Lines());
            string.Join('\n', last.Except(first).Concat(first.Except(last).Select(l => "was " + l))).ShouldBe("", $"seed {seed}");
        }

        GuildModel Watched(GuildModel before, IReadOnlyList<Change> plan, Random random, int seed)
        {
            var order = new List<Change>();
            var after = before.Copy();
            Run(after, plan, random, order);
            Id<User>[] probes = [.. before.People.Where(p => p != GuildBuilder.Owner && p != GuildBuilder.Mainstay).OrderBy(_ => random.Next()).Take(2)];
            Id<Channel>[] places = [.. before.Places.Concat(after.Places).Distinct().OrderBy(_ => random.Next()).Take(6)];
            var pairs = probes.SelectMany(p => places.Select(c => (Probe: p, Place: c, Allowed: before.PermissionsOf(p, c) | after.PermissionsOf(p, c)))).ToArray();
            var world = before.Copy();
            foreach (var change in order)
            {
                world.Apply(change);
                looks += pairs.Length;
                foreach (var (probe, place, allowed) in pairs)
                {
                    (world.PermissionsOf(probe, place) & ~allowed).ShouldBe(Permissions.None, $"seed {seed}: {probe} in {place} after {ChangeJson.Write(change)}");
                }
            }

            return after;
        }
    }

    [Fact]
    public async Task The_same_plan_is_the_same_to_the_last_byte_and_so_is_its_undo()
    {
        await using var rig = await EngineRig.StartAsync();
        var kinds = rig.Get<ChangeKinds>();
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Texts(seed).ShouldBe(Texts(seed));

            IReadOnlyList<string> Texts(int one)
            {
                var any = new AnyPlan(one);
                var image = any.Guild.Image();
                var plan = Plan(image, any.Changes(), kinds);
                return [.. plan.Select(ChangeJson.Write), .. kinds.Undo(image, plan).Select(ChangeJson.Write), Frame.Of(image, Actor.Mainstay, []).ToString()];
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static IReadOnlyList<Change> Plan(GuildImage image, IReadOnlyList<Change> changes, ChangeKinds kinds) => AccessOrder.Arrange(image, PlanOrder.Complete(changes, kinds)).Value;

    /// <summary>In one of the orders in which the applier may end the steps.</summary>
    private static void Run(GuildModel world, IReadOnlyList<Change> plan, Random random, List<Change> order)
    {
        var turns = new AccessTurns(plan);
        var waits = Waits(plan);
        var ended = new bool[plan.Count];
        var open = Enumerable.Range(0, plan.Count).ToList();
        while (open.Count > 0)
        {
            var from = random.Next(open.Count);
            var next = Enumerable.Range(0, open.Count).Select(i => open[(from + i) % open.Count])
                .First(i => plan[i].DependsOn.All(d => ended[d]) && waits[i].All(w => ended[w]) && turns.TurnOf(plan[i]).IsCompleted);
            open.Remove(next);
            world.Apply(plan[next]);
            order.Add(plan[next]);
            ended[next] = true;
            turns.End(plan[next], done: true);
        }
    }

    /// <summary>What never goes side by side: a deletion and what names its object, an order of roles and what shifts their numbers. The later waits.</summary>
    private static ILookup<int, int> Waits(IReadOnlyList<Change> plan)
    {
        var deletions = Enumerable.Range(0, plan.Count).Where(i => PlanOrder.DeletedBy(plan[i]) is not null).ToArray();
        var orders = Enumerable.Range(0, plan.Count).Where(i => plan[i] is RoleOrderChange).ToArray();
        var pairs = deletions.SelectMany(d => Enumerable.Range(0, plan.Count).Where(i => i != d && Names(plan[i], PlanOrder.DeletedBy(plan[d])!.Value)).Select(i => (One: d, Other: i)))
            .Concat(orders.SelectMany(o => Enumerable.Range(0, plan.Count).Where(i => i != o && plan[i] is RoleOrderChange or RoleChange { Before: null } or RoleChange { After: null }).Select(i => (One: o, Other: i))));
        return pairs.Where(p => p.One != p.Other).ToLookup(p => Math.Max(p.One, p.Other), p => Math.Min(p.One, p.Other));
    }

    private static bool Names(Change change, ulong id) => change switch
    {
        RoleChange role => role.Role.Value == id,
        ChannelChange channel => channel.Channel.Value == id || Names(channel.Before, id) || Names(channel.After, id),
        MemberRolesChange member => member.Before.Concat(member.After).Any(r => r.Value == id),
        MemberChange member => (member.Before.Roles ?? []).Concat(member.After.Roles ?? []).Any(r => r.Value == id),
        MessageChange message => message.Channel.Value == id,
        RoleOrderChange order => order.Before.Concat(order.After).Any(r => r.Value == id),
        ChannelOrderChange order => order.Before.Concat(order.After).Any(p => p.Channel.Value == id || p.Parent.Value == id),
        _ => false,
    };

    private static bool Names(ChannelState? state, ulong id) => state is not null && (state.Parent?.Value == id || (state.Overwrites ?? []).Any(o => o.Id.Value == id));

    private static IEnumerable<Change> Resolved(IReadOnlyList<Change> plan, GuildModel world, ChangeKinds kinds)
    {
        var ids = new IdMap();
        foreach (var (from, to) in world.Made)
        {
            ids.Set(from, to);
        }

        return plan.Select(c => kinds.Resolve(c, ids));
    }

    private sealed class Sizes
    {
        private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
        private readonly List<(int Roles, int Channels, int Members, int Changes)> _seen = [];

        public void Count(AnyPlan any, IReadOnlyList<Change> plan)
        {
            _seen.Add((any.Roles, any.Channels, any.Members, plan.Count));
            foreach (var change in plan)
            {
                _kinds[change.Kind] = _kinds.GetValueOrDefault(change.Kind) + 1;
            }
        }

        public void ShouldReachTheLimits() =>
            (_seen.Max(s => s.Roles), _seen.Max(s => s.Channels), _seen.Max(s => s.Members)).ShouldBe((Limits.RolesPerGuild, Limits.ChannelsPerGuild, 5_000));

        public override string ToString() =>
            $"{_seen.Count} plans; roles {Spread(s => s.Roles)}; channels {Spread(s => s.Channels)}; members {Spread(s => s.Members)}; changes {Spread(s => s.Changes)}; "
            + string.Join(", ", _kinds.Select(k => $"{k.Key} {k.Value}"));

        private string Spread(Func<(int Roles, int Channels, int Members, int Changes), int> of)
        {
            int[] sorted = [.. _seen.Select(of).Order()];
            return $"{sorted[0]}/{sorted[sorted.Length / 2]}/{sorted[sorted.Length * 95 / 100]}/{sorted[^1]} (least, median, 95 %, most)";
        }
    }
}
