using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Bench.Sandbox;

/// <summary>
/// The measured side: a sandbox in a process of its own. It prints its addresses, and raises as many events as each line of its input asks for:
/// by turns a message and a member update, as the world itself would raise them.
/// </summary>
internal static class SandboxProcess
{
    private const int Members = 5_000;
    private const int RolesEach = 5;

    public static async Task<int> RunAsync()
    {
        var world = new DiscordWorld(TimeProvider.System, 1);
        var owner = world.AddPerson("olivia");
        var bot = world.AddApplication("Bench", SandboxOptions.DefaultToken, owner.Id);
        var guild = world.AddGuild("Bench", owner);
        guild.AddMember(world.User(bot.BotId)!);
        var roles = Enumerable.Range(0, 40).Select(i => guild.AddRole($"Role {i}").Id).ToArray();
        var channel = guild.AddChannel(ChannelType.GuildText, "talk");
        for (var i = 0; i < Members; i++)
        {
            guild.AddMember(world.AddPerson($"member{i}", $"Member {i}"), Enumerable.Range(0, RolesEach).Select(n => roles[(i + (n * 7)) % roles.Length]));
        }

        var options = new SandboxOptions { RateLimits = RateLimitProfile.Off, Record = false, World = _ => world, Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero } };
        await using var server = await SandboxServer.StartAsync(options);
        Console.WriteLine($"{server.Origin} {guild.Id} {channel.Id}");
        var people = guild.Members.All().ToArray();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var count = int.Parse(line, CultureInfo.InvariantCulture);
            for (var i = 0; i < count; i++)
            {
                var member = people[i % people.Length];
                lock (world.Gate)
                {
                    world.Raise(i % 2 == 0 ? Message(world, guild, channel, member) : Update(guild, member));
                }
            }
        }

        return 0;
    }

    private static WorldEvent Update(WorldGuild guild, WorldMember member) =>
        new("GUILD_MEMBER_UPDATE", guild.Id, null, null, Payloads.Member(guild, member));

    private static WorldEvent Message(DiscordWorld world, WorldGuild guild, WorldChannel channel, WorldMember member) => new("MESSAGE_CREATE", guild.Id, channel.Id, null, new
    {
        id = world.Ids.Next<Message>(),
        channel_id = channel.Id,
        guild_id = guild.Id,
        content = "The quarterly filings are in the shared folder; please check the third appendix before noon.",
        author = member.User.ToModel(),
        member = member.ToPartial(),
        timestamp = world.Now,
        tts = false,
        mention_everyone = false,
        pinned = false,
        type = 0,
        mentions = Array.Empty<User>(),
        mention_roles = Array.Empty<Role>(),
        attachments = Array.Empty<Attachment>(),
        embeds = Array.Empty<Embed>(),
    });
}
