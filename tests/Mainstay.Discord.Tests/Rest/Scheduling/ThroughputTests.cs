using Mainstay.Discord.Rest;

namespace Mainstay.Discord.Tests.Rest.Scheduling;

/// <summary>At least 98 % of what the server allows, and no 429, whatever the window and wherever the server is.</summary>
public sealed class ThroughputTests
{
    public static TheoryData<WindowKind, double, double, bool, int, double> Cases()
    {
        var data = new TheoryData<WindowKind, double, double, bool, int, double>();
        foreach (var kind in Enum.GetValues<WindowKind>())
        {
            foreach (var headersAfterWork in new[] { false, true })
            {
                data.Add(kind, 0.3, 0, headersAfterWork, 5, 1);
                data.Add(kind, 0.3, 20, headersAfterWork, 5, 1);
                data.Add(kind, 10, 0, headersAfterWork, 5, 1);
                data.Add(kind, 5, 10, headersAfterWork, 5, 1);
                data.Add(kind, 40, 60, headersAfterWork, 5, 5);
                data.Add(kind, 40, 60, headersAfterWork, 10, 10);
                data.Add(kind, 0.3, 5, headersAfterWork, 1, 1);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_channel_gets_nearly_all_that_its_bucket_allows(WindowKind kind, double way, double work, bool headersAfterWork, int limit, double period)
    {
        foreach (var seed in Enumerable.Range(1, 3))
        {
            var simulation = new Simulation(new ModelNetwork(way, way, way / 10, work, headersAfterWork, seed));
            simulation.Limit(kind, limit, period, "POST /m");
            var requests = limit * 40;
            for (var i = 0; i < requests; i++)
            {
                simulation.Queue("POST /m", "1", RestLane.Bulk);
            }

            simulation.Run();
            simulation.Limited.ShouldBe(0);
            simulation.Delivered.Count.ShouldBe(requests);
            var allowed = TimeSpan.FromSeconds(kind == WindowKind.Leaking ? (requests - limit) * period / limit : 39 * period);
            (allowed / simulation.Answers[^1].Heard).ShouldBeGreaterThanOrEqualTo(0.98, $"{kind}, seed {seed}, took {simulation.Answers[^1].Heard}");
        }
    }

    [Theory]
    [InlineData(WindowKind.Fixed, WindowKind.Fixed, 0.3, 0)]
    [InlineData(WindowKind.Fixed, WindowKind.Fixed, 0.3, 20)]
    [InlineData(WindowKind.Leaking, WindowKind.Fixed, 0.3, 20)]
    [InlineData(WindowKind.Leaking, WindowKind.Log, 0.3, 20)]
    [InlineData(WindowKind.Log, WindowKind.Log, 10, 0)]
    [InlineData(WindowKind.Fixed, WindowKind.Leaking, 5, 5)]
    public void Twenty_channels_get_nearly_all_of_the_global_limit(WindowKind kind, WindowKind global, double way, double work)
    {
        foreach (var seed in Enumerable.Range(1, 3))
        {
            var simulation = new Simulation(new ModelNetwork(way, way, way / 10, work, Seed: seed), globalKind: global);
            simulation.Limit(kind, 5, 1, "POST /m");
            for (var i = 0; i < 1800; i++)
            {
                simulation.Queue("POST /m", (i % 20).ToString(), RestLane.Bulk);
            }

            simulation.Run();
            simulation.Limited.ShouldBe(0);
            simulation.Delivered.Count.ShouldBe(1800);
            var allowed = TimeSpan.FromSeconds(35);
            (allowed / simulation.Answers[^1].Heard).ShouldBeGreaterThanOrEqualTo(0.98, $"{kind}, seed {seed}, took {simulation.Answers[^1].Heard}");
        }
    }
}
