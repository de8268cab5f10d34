using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Modules.Tests.Repair.World;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>What holds of every server, all records about it, any drift between the two, and whatever policies.</summary>
public sealed class RepairProperties
{
    private const int Cases = 1_000;

    [Fact]
    public void After_a_repair_the_second_plan_is_empty() => Check(SecondPlanIsEmpty);

    /// <summary>Servers that once showed a fault.</summary>
    [Theory]
    [InlineData(248, 500, 5000, 1349781934)]
    [InlineData(8, 2, 3, 1270132077)]
    public void After_a_repair_of_these_the_second_plan_is_empty(int roles, int channels, int members, int seed) =>
        SecondPlanIsEmpty(new RepairWorld(roles, channels, members, seed));

    [Fact]
    public void A_plan_is_stable_and_changes_each_target_once() => Check(world =>
    {
        var plan = world.Plan();

        RepairWorld.Flat(world.Plan()).ShouldBe(RepairWorld.Flat(plan));
        plan.Changes.Where(c => c is not ChannelOrderChange).Select(c => $"{c.Kind} {c.Target}").ShouldBeUnique();
    });

    [Fact]
    public async Task No_plan_is_refused_as_a_whole_and_its_order_never_opens_access_wider()
    {
        await using var rules = Rules();
        Check(world => IsNotRefused(rules, world));
    }

    [Theory]
    [InlineData(11, 63, 180, 664023152)]
    [InlineData(4, 2, 13, 1276428757)]
    public async Task No_plan_for_these_is_refused_as_a_whole(int roles, int channels, int members, int seed)
    {
        await using var rules = Rules();
        IsNotRefused(rules, new RepairWorld(roles, channels, members, seed));
    }

    [Fact]
    public void What_is_hidden_is_never_planned_against() => Check(world =>
    {
        var hidden = world.Image().Channels.Where(GuildImage.IsHidden).Select(c => c.Id).ToHashSet();
        foreach (var change in world.Plan().Changes)
        {
            switch (change)
            {
                case ChannelChange channel:
                    hidden.ShouldNotContain(channel.Channel);
                    hidden.ShouldNotContain(channel.Recreates);
                    break;
                case ChannelOrderChange order:
                    order.After.Select(p => p.Channel).Intersect(hidden).ShouldBeEmpty();
                    break;
            }
        }
    });

    [Fact]
    public void A_list_with_gaps_calls_nobody_gone() => Check(world =>
    {
        world.IsStale = true;

        world.Plan().Changes.OfType<RowChange>().ShouldNotContain(c => c.After!.Any(cell => cell.Key == "status"));
        world.Plan().Findings.ShouldNotContain(f => f.Check == "members.gone");
    });

    private static void SecondPlanIsEmpty(RepairWorld world)
    {
        world.Apply(world.Plan().Changes);

        var second = world.Plan();
        RepairWorld.Flat(second with { Findings = [.. second.Findings.Where(f => f.IsMended)] }).ShouldBeEmpty();
    }

    private static PlanRules Rules() => new(services => services.AddSingleton<IModule, PlacesModule>());

    private static void IsNotRefused(PlanRules rules, RepairWorld world)
    {
        var image = world.Image();
        var plan = world.Plan();

        rules.Obstacles(image, RepairWorld.Asking, plan.Changes).ShouldBeEmpty();
        rules.Arrange(image, plan.Changes).Try(out var ordered, out var failure).ShouldBeTrue(failure?.Sentence);
        ordered!.Count.ShouldBeGreaterThanOrEqualTo(plan.Changes.Count);
    }

    private static void Check(Action<RepairWorld> property)
    {
        var seen = new ConcurrentBag<(int Roles, int Channels, int Members, int Drifts, int Hidden)>();
        Prop.ForAll(Sizes().ToArbitrary(), size =>
        {
            var world = new RepairWorld(size.Roles, size.Channels, size.Members, size.Seed);
            seen.Add((size.Roles, size.Channels, size.Members, world.Drifts, world.Hidden));
            property(world);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        Print(seen);
    }

    private static Gen<Size> Sizes() =>
        from scale in Gen.Frequency((40, Gen.Constant(0)), (20, Gen.Constant(1)), (1, Gen.Constant(2)))
        from roles in scale switch { 0 => Gen.Choose(0, 8), 1 => Gen.Choose(8, 60), _ => Gen.Elements(120, 240, 248) }
        from channels in scale switch { 0 => Gen.Choose(0, 10), 1 => Gen.Choose(10, 80), _ => Gen.Elements(150, 400, 500) }
        from members in scale switch { 0 => Gen.Choose(0, 15), 1 => Gen.Choose(15, 200), _ => Gen.Elements(500, 1_000, 5_000) }
        from seed in Gen.Choose(1, int.MaxValue)
        select new Size(roles, channels, members, seed);

    private static void Print(IReadOnlyCollection<(int Roles, int Channels, int Members, int Drifts, int Hidden)> seen)
    {
        string Line(string name, Func<(int Roles, int Channels, int Members, int Drifts, int Hidden), int> of)
        {
            var all = seen.Select(of).Order().ToArray();
            return $"{name}: {all[0]} least, {all[all.Length / 2]} median, {all[all.Length * 9 / 10]} of nine in ten, {all[^1]} most";
        }

        Console.WriteLine($"{seen.Count} servers; {Line("roles", s => s.Roles + 2)}; {Line("channels", s => s.Channels)}; {Line("members", s => s.Members)}; {Line("drifts", s => s.Drifts)}; {Line("hidden channels", s => s.Hidden)}");
    }

    private sealed record Size(int Roles, int Channels, int Members, int Seed);
}
