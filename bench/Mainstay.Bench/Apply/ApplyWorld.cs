using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Bench.Apply;

/// <summary>Guilds full of members without roles, on a sandbox with Discord's limits; alone in a process for the runs in real time.</summary>
internal static class ApplyWorld
{
    public const string First = "First";
    public const string Second = "Second";

    // How long each request is on its way: without any way, those that are due at the same moment would meet the window in any order.
    public const double WaySeconds = 0.02;

    public static async Task<int> RunAsync(int guilds, int members)
    {
        await using var server = await SandboxServer.StartAsync(Options(guilds, members, TimeProvider.System));
        Console.WriteLine(server.RestBase);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    public static SandboxOptions Options(int guilds, int members, TimeProvider time) => new()
    {
        RateLimits = RateLimitProfile.Discord,
        Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Delay, On = "rest:*", Share = 1, Seconds = WaySeconds }] },
        Record = false,
        Time = time,
        World = _ => World(guilds, members, time),
        Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero },
    };

    private static DiscordWorld World(int guilds, int members, TimeProvider time)
    {
        var world = new DiscordWorld(time, 1);
        var owner = world.AddPerson("olivia");
        var application = world.AddApplication("Bench", SandboxOptions.DefaultToken, owner.Id);
        var people = Enumerable.Range(0, members).Select(i => world.AddPerson(string.Create(CultureInfo.InvariantCulture, $"member{i}"))).ToArray();
        for (var i = 0; i < guilds; i++)
        {
            var guild = world.AddGuild(string.Create(CultureInfo.InvariantCulture, $"Guild {i + 1}"), owner);
            guild.AddRole(First);
            guild.AddRole(Second);
            guild.AddChannel(ChannelType.GuildText, "talk");
            guild.AddBot(world.User(application.BotId)!, BotPermissions.Sensible);
            foreach (var person in people)
            {
                guild.AddMember(person);
            }
        }

        return world;
    }
}
