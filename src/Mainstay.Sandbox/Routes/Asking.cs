using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>What handlers take from a call: who acts, and on what.</summary>
internal static class Asking
{
    public static Act Act(this RestCall call) => new(call.Actor, call.Reason);

    /// <summary>The guild of the path, which the acting bot must be in.</summary>
    public static WorldGuild Guild(this RestCall call)
    {
        var guild = call.World.Guild(call.Id<Guild>("guild_id")) ?? throw Refusals.UnknownGuild;
        return guild.Members.Contains(call.Actor.Value) ? guild : throw Refusal.MissingAccess();
    }

    /// <summary>The channel of the path, of any kind; the bot must be in its guild, or one side of the direct messages.</summary>
    public static WorldChannel Channel(this RestCall call)
    {
        var channel = call.World.Channel(call.Id<Channel>("channel_id")) ?? throw Refusals.UnknownChannel;
        var isOwn = channel.Guild is { } guild ? guild.Members.Contains(call.Actor.Value) : channel.Recipients.Any(r => r.Id == call.Actor);
        return isOwn ? channel : throw Refusal.MissingAccess();
    }

    /// <summary>The channel of the path, which must be a guild's.</summary>
    public static (WorldGuild Guild, WorldChannel Channel) GuildChannel(this RestCall call)
    {
        var channel = call.Channel();
        return channel.Guild is { } guild ? (guild, channel) : throw Refusals.NotForDirectMessages;
    }

    /// <summary>The thread of the path.</summary>
    public static (WorldGuild Guild, WorldChannel Thread) Thread(this RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        return channel.IsThread ? (guild, channel) : throw Refusals.WrongChannelType;
    }

    public static BodyReader Form(this RestCall call) => BodyReader.Of(call.Body);

    /// <summary>A channel as the acting bot sees it: direct messages with the other side, threads with its membership.</summary>
    public static Channel Show(this RestCall call, WorldChannel channel) => channel switch
    {
        { Guild: null } => DiscordWorld.DirectFor(channel, call.Actor),
        { IsThread: true } => channel.Guild.ThreadFor(channel, call.Actor),
        _ => channel.Model,
    };
}
