using Mainstay.Discord.Gateway;
using Mainstay.Testing.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

public sealed class FaultRunTests(ITestOutputHelper output)
{
    private const int Connections = 201;

    /// <summary>
    /// 200 reconnects: drops, stalls, closes, garbled and half frames, replays that break. Every event is handled once and in
    /// order, and one identify is all that is spent.
    /// </summary>
    [Theory]
    [InlineData(20261121, false)]
    [InlineData(4711, true)]
    public async Task Two_hundred_broken_connections_lose_nothing_and_repeat_nothing(int seed, bool compress)
    {
        output.WriteLine($"seed {seed}");
        await using var gateway = ScriptedGateway.Start();
        var discord = new FaultyDiscord(gateway, seed, Connections, compress);
        await using var client = new GatewayClient(
            new GatewayOptions
            {
                Token = "token",
                Url = gateway.Url,
                Intents = GatewayIntents.GuildMessages,
                Compress = compress,
                BackOffFloor = TimeSpan.FromMilliseconds(1),
                BackOffCeiling = TimeSpan.FromMilliseconds(8),
                InvalidSessionFloor = TimeSpan.FromMilliseconds(1),
                InvalidSessionCeiling = TimeSpan.FromMilliseconds(5),
            },
            TimeProvider.System,
            new Random(seed));
        var seen = new Seen();
        var slow = new Random(seed);
        client.Events.On(GatewayEvents.MessageCreate, async (_, e, _) =>
        {
            if (slow.Next(10) == 0)
            {
                await Task.Yield();
            }

            if (e.Content != "resumed")
            {
                await seen.Add(e.Content);
            }
        });

        var playing = discord.RunAsync(TestContext.Current.CancellationToken);
        await client.StartAsync(TestContext.Current.CancellationToken);
        await Wait.UntilAsync(() => playing.IsCompleted || (discord.HasSentAll && seen.All.Count >= discord.Sent.Count));
        await client.StopAsync(cancellationToken: TestContext.Current.CancellationToken);
        await playing;
        output.WriteLine(string.Join(", ", discord.Faults.GroupBy(static fault => fault).Select(static group => $"{group.Count()} × {group.Key}")));
        output.WriteLine($"{client.Shards[0].Counters}");
        seen.All.ShouldBe(discord.Sent, $"seed {seed}");
        discord.Identifies.ShouldBe(1, $"seed {seed}");
        client.Shards[0].Counters.Connects.ShouldBe(Connections);
    }
}
