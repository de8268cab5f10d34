using FsCheck;
using FsCheck.Fluent;
using Mainstay.Engine.Image;

namespace Mainstay.Engine.Tests.Image;

/// <summary>
/// A list whose chunks are made at one time and arrive at another, while people join, change and leave. Whatever the order, the image ends as the world is.
/// </summary>
public sealed class InterleavingTests
{
    private const int Chunk = 10;

    private sealed record Step(int What, int Id);

    [Fact]
    public void The_image_ends_as_the_world_is()
    {
        var step = from what in Gen.Choose(0, 9) from id in Gen.Choose(1, 60) select new Step(what, id);
        Prop.ForAll(step.ArrayOf().ToArbitrary(), steps => Play(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(200));
    }

    private static void Play(Step[] steps)
    {
        var world = new SortedDictionary<int, string>(Enumerable.Range(1, 40).ToDictionary(id => id, _ => "0"));
        var live = Told.Live();

        // What an earlier process left behind: some of it true, some long gone.
        foreach (var id in Enumerable.Range(20, 40))
        {
            live.Tell(Told.Member(id, "old"));
        }

        var pass = live.BeginPass();
        var unmade = new Queue<int[]>(world.Keys.Chunk(Chunk));
        var underWay = new Queue<(int Id, string Nick)[]>();
        var version = 0;
        foreach (var step in steps)
        {
            switch (step.What)
            {
                case 0 or 1 when unmade.TryDequeue(out var ids):
                    underWay.Enqueue([.. ids.Where(world.ContainsKey).Select(id => (id, world[id]))]);
                    break;
                case 2 or 3:
                    Arrive();
                    break;
                case 4 or 5 or 6 when world.ContainsKey(step.Id):
                    world[step.Id] = $"{++version}";
                    live.Tell(Told.Member(step.Id, world[step.Id]));
                    break;
                case 7 when world.Remove(step.Id):
                    live.Leave(Told.User(step.Id));
                    break;
                case 8 or 9 when world.TryAdd(step.Id, $"{++version}"):
                    live.Join(Told.Member(step.Id, world[step.Id]));
                    break;
            }
        }

        while (unmade.TryDequeue(out var ids))
        {
            underWay.Enqueue([.. ids.Where(world.ContainsKey).Select(id => (id, world[id]))]);
        }

        while (underWay.Count > 0)
        {
            Arrive();
        }

        live.EndPass(pass, complete: true, out var proven);
        proven.ShouldBeTrue();
        live.Lines().ShouldBe(world.Select(pair => $"{pair.Key} {pair.Value}"));

        void Arrive()
        {
            if (underWay.TryDequeue(out var chunk))
            {
                foreach (var (id, nick) in chunk)
                {
                    live.List(pass, Told.Member(id, nick));
                }
            }
        }
    }
}
