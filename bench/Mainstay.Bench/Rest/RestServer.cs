using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Bench.Rest;

/// <summary>The measured side: a sandbox in a process of its own, with one bucket of the wanted kind and every request 20 ms on its way.</summary>
internal static class RestServer
{
    private const double WaySeconds = 0.02;

    public static async Task<int> RunAsync(string kind)
    {
        var world = new DiscordWorld(TimeProvider.System, 1);
        var owner = world.AddPerson("olivia");
        var bot = world.AddApplication("Bench", SandboxOptions.DefaultToken, owner.Id);
        var guild = world.AddGuild("Bench", owner);
        guild.AddBot(world.User(bot.BotId)!, Permissions.Administrator);
        var channels = Enumerable.Range(0, RestScenario.All.Max(scenario => scenario.Channels)).Select(i => guild.AddChannel(ChannelType.GuildText, $"talk-{i}").Id).ToArray();
        var limits = new RateLimitProfile
        {
            Name = "bench",
            Rules = [new BucketRule("messages", ["POST /channels/{channel_id}/messages"], RestScenario.BucketLimit, RestScenario.BucketSeconds, Enum.Parse<WindowKind>(kind, ignoreCase: true))],
            GlobalPerSecond = RestScenario.GlobalLimit,
        };
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Delay, On = "rest:*", Share = 1, Seconds = WaySeconds }] };
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { RateLimits = limits, Faults = faults, Record = false, World = _ => world });
        Console.WriteLine($"{server.Origin} {string.Join(',', channels)}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Until the other side closes its end.
        }

        return 0;
    }
}
