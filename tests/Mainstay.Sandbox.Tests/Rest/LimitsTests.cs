using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Rest;

/// <summary>Mainstay's own client against the sandbox's buckets, over sockets.</summary>
public sealed class LimitsTests
{
    [Fact]
    public async Task Under_Discords_limits_the_client_is_never_limited()
    {
        var world = new DiscordWorld(TimeProvider.System, 1);
        var owner = world.AddPerson("olivia", "Olivia");
        var application = world.AddApplication("Tester", SandboxOptions.DefaultToken, owner.Id);
        var served = world.AddGuild("Served", owner);
        var person = world.AddPerson("max", "Max").Id;
        served.AddMember(world.User(person)!);
        served.AddBot(world.User(application.BotId)!, Permissions.Administrator);
        served.AddChannel(ChannelType.GuildText, "general");
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { RateLimits = RateLimitProfile.Discord, World = _ => world }, TestContext.Current.CancellationToken);
        using var rest = new DiscordRest(new BotToken(SandboxOptions.DefaultToken), new DiscordRestOptions { BaseAddress = server.RestBase });
        var guild = served.Id;
        var channel = (await rest.ListGuildChannelsAsync(guild)).Single(c => c.Name == "general").Id;
        var role = (await rest.CreateRoleAsync(guild, new CreateRole { Name = "r" })).Id;
        var calls = new List<Task>();
        for (var i = 0; i < 8; i++)
        {
            calls.Add(rest.CreateMessageAsync(channel, new CreateMessage { Content = $"message {i}" }));
            calls.Add(rest.GetMemberAsync(guild, person));
            calls.Add(rest.ListRolesAsync(guild, new RestCallOptions(Lane: RestLane.Bulk)));
            calls.Add(i % 2 == 0 ? rest.AddMemberRoleAsync(guild, person, role) : rest.RemoveMemberRoleAsync(guild, person, role));
        }

        await Task.WhenAll(calls);
        rest.Statistics.RateLimited.ShouldBe(0);
    }
}
