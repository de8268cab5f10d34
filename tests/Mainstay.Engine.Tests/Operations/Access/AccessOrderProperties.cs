using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Access;

/// <summary>Whatever a plan does to roles, overwrites and members: nobody can at any moment do what they could neither before it nor after it.</summary>
public sealed class AccessOrderProperties(ITestOutputHelper output)
{
    [Fact]
    public void At_no_moment_can_anybody_do_more_than_before_or_after()
    {
        var (cases, forced, ordered, most) = (0, 0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = World.Any(random);
            var (changes, after) = before.Drift(random);
            var plan = AccessOrder.Arrange(before.Image(), changes).Value;
            cases++;
            forced += plan.Count(c => c.ForcedBy is not null);
            ordered += plan.Any(c => c.Group > 0) ? 1 : 0;
            most = Math.Max(most, plan.Count);

            Watch(plan, before, after, random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        output.WriteLine($"{cases} plans, {ordered} with an order of access, {forced} requests forced by it, the longest {most} changes");
        ordered.ShouldBeGreaterThan(cases / 4);
        forced.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_plan_about_half_of_everything_in_a_large_guild_is_put_in_order_as_well() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var before = World.Large(random);
        var (changes, after) = before.Drift(random);
        var plan = AccessOrder.Arrange(before.Image(), changes).Value;
        output.WriteLine($"{changes.Count} changes, {plan.Count} requests");
        var now = before.Copy();
        foreach (var change in plan)
        {
            now.Apply(change);
            now.ShouldNotExceed(before, after, change, probes: 3, random);
        }

        now.ShouldEqual(after);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3));

    /// <summary>What the order falls back on where nothing else is safe has to be safe for every plan, not only for those few.</summary>
    [Fact]
    public void Stages_alone_are_safe_whatever_the_plan()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = World.Any(random);
            var (changes, after) = before.Drift(random);
            var parts = new AccessParts(before.Image(), changes, new HashSet<int>(), Enumerable.Range(0, changes.Count).ToHashSet());
            var effects = new AccessEffects(before.Image(), parts.Changes);
            var levels = new AccessGraph(parts, [.. parts.Changes.Select(effects.Of)]).Levels().Levels!;

            Watch([.. parts.Changes.Select((c, i) => c with { Group = 1, Level = levels[i] })], before, after, random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8_000));
    }

    [Fact]
    public void The_same_plan_gives_the_same_order() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var world = World.Any(new Random(seed));
        var (changes, _) = world.Drift(new Random(seed));
        AccessOrder.Arrange(world.Image(), changes).Value.Select(ChangeText).ShouldBe(AccessOrder.Arrange(world.Image(), changes).Value.Select(ChangeText));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Changes_of_members_alone_keep_their_order_and_cost_nothing_more()
    {
        Change[] changes =
        [
            .. Enumerable.Range(0, 100).Select(i => new MemberRolesChange { Member = new Id<User>((ulong)i + 1000), Before = [], After = [new Id<Role>(7)], Reason = "" }),
        ];

        AccessOrder.Arrange(new GuildBuilder().Role(7, 1).Build(), changes).Value.ShouldBe(changes);
    }

    private static void Watch(IReadOnlyList<Change> plan, World before, World after, Random random)
    {
        var world = before.Copy();
        foreach (var change in Interleaved(plan, random))
        {
            (change is ChannelChange { Before: { } was, After: { } becomes } && ChannelFields.Same(was, becomes)).ShouldBeFalse($"{change.Target} costs a request for nothing");
            world.Apply(change);
            world.ShouldNotExceed(before, after, change);
        }

        world.ShouldEqual(after);
    }

    private static string ChangeText(Change change) => $"{change.Target} {change.Group}.{change.Level} {change.ForcedBy} {string.Join(',', change.DependsOn)}";

    /// <summary>One of the orders in which the applier may end the steps: groups run side by side, levels and dependencies hold.</summary>
    private static IEnumerable<Change> Interleaved(IReadOnlyList<Change> plan, Random random)
    {
        var open = Enumerable.Range(0, plan.Count).ToList();
        while (open.Count > 0)
        {
            var ready = open.Where(i => !plan[i].DependsOn.Any(open.Contains) && (plan[i].Group == 0 || !open.Any(o => plan[o].Group == plan[i].Group && plan[o].Level < plan[i].Level))).ToArray();
            ready.ShouldNotBeEmpty();
            var next = ready[random.Next(ready.Length)];
            open.Remove(next);
            yield return plan[next];
        }
    }
}
