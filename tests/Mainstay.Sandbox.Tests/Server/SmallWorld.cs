using Mainstay.Discord;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Server;

/// <summary>A sandbox with one guild, a bot in it, a channel that the bot sees and one that it does not.</summary>
internal sealed class SmallWorld
{
    public SmallWorld(TimeProvider? time = null, int members = 3)
    {
        World = new DiscordWorld(time ?? TimeProvider.System, 1);
        Owner = World.AddPerson("olivia");
        Application = World.AddApplication("Tester", SandboxOptions.DefaultToken, Owner.Id);
        Guild = World.AddGuild("Small", Owner);
        BotRole = Guild.AddRole("Tester", Permissions.ManageRoles | Permissions.ManageChannels);
        Guild.AddMember(World.User(Application.BotId)!, [BotRole.Id]);
        Open = Guild.AddChannel(ChannelType.GuildText, "open", topic: "Everyone");
        var deny = new Overwrite { Id = Guild.EveryoneId.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.None, Deny = Permissions.ViewChannel };
        Hidden = Guild.AddChannel(ChannelType.GuildText, "hidden", overwrites: [deny], topic: "Secret");
        for (var i = 0; i < members; i++)
        {
            Guild.AddMember(World.AddPerson($"member{i}"));
        }
    }

    public DiscordWorld World { get; }
    public WorldUser Owner { get; }
    public WorldApplication Application { get; }
    public WorldGuild Guild { get; }
    public Role BotRole { get; }
    public WorldChannel Open { get; }
    public WorldChannel Hidden { get; }

    /// <summary>Serves it on any free port, without rate limits unless the options say otherwise.</summary>
    public Task<SandboxServer> StartAsync(Func<SandboxOptions, SandboxOptions>? with = null)
    {
        var options = new SandboxOptions
        {
            RateLimits = RateLimitProfile.Off,

            // Events are made up here where only their way matters.
            Record = false,
            Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero },
            World = _ => World,
        };
        return SandboxServer.StartAsync(with?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
    }

    public void Raise(string name, object payload, Channel? channel = null, Id<User>? only = null, bool isDirect = false)
    {
        lock (World.Gate)
        {
            World.Raise(new WorldEvent(name, isDirect ? null : Guild.Id, channel?.Id, only, payload));
        }
    }
}
