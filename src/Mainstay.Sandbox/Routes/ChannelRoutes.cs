using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Channels, their overwrites and invites. See https://discord.com/developers/docs/resources/channel.</summary>
internal sealed class ChannelRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/channels", List);
        routes.Map("POST", "/guilds/{guild_id}/channels", call => RestReply.Created(call.Guild().CreateChannel(call.Act(), ChannelForm.Create(call.Form())).Model));
        routes.Map("PATCH", "/guilds/{guild_id}/channels", Move);
        routes.Map("GET", "/channels/{channel_id}", Get);
        routes.Map("PATCH", "/channels/{channel_id}", Modify);
        routes.Map("DELETE", "/channels/{channel_id}", Delete);
        routes.Map("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", SetOverwrite);
        routes.Map("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", DeleteOverwrite);
        routes.Map("POST", "/channels/{channel_id}/typing", Typing);
    }

    private static RestReply List(RestCall call)
    {
        var guild = call.Guild();
        return RestReply.Ok(guild.VisibleTo(call.Actor).Select(c => c.Model).ToArray());
    }

    private static RestReply Move(RestCall call)
    {
        var items = BodyReader.ListOf(call.Body, out var form);
        var moves = items.Select(i => new ChannelMove(
            i.Id<Channel>("id", required: true).OrDefault() ?? default,
            i.Int("position", min: 0).OrDefault(),
            i.Id<Channel>("parent_id"),
            i.Flag("lock_permissions").OrDefault() ?? false)).ToArray();
        form.ThrowIfWrong();
        call.Guild().MoveChannels(call.Act(), moves);
        return RestReply.NoContent;
    }

    private static RestReply Get(RestCall call)
    {
        var channel = call.Channel();
        channel.Guild?.Require(call.Act(), channel, Permissions.ViewChannel);
        return RestReply.Ok(call.Show(channel));
    }

    private static RestReply Modify(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        return RestReply.Ok(channel.IsThread
            ? guild.ThreadFor(guild.ModifyThread(call.Act(), channel, ChannelForm.Thread(call.Form())), call.Actor)
            : guild.ModifyChannel(call.Act(), channel, ChannelForm.Modify(call.Form(), channel.Type)).Model);
    }

    private static RestReply Delete(RestCall call)
    {
        var channel = call.Channel();
        if (channel.Guild is not { } guild)
        {
            // Closing direct messages only hides them for oneself.
            return RestReply.Ok(call.Show(channel));
        }

        return RestReply.Ok((channel.IsThread ? guild.DeleteThread(call.Act(), channel) : guild.DeleteChannel(call.Act(), channel)).Model);
    }

    private static RestReply SetOverwrite(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        var body = call.Form();
        var overwrite = ChannelForm.ReadOverwrite(body, call.Id<Overwrite>("overwrite_id"));
        body.ThrowIfWrong();
        guild.SetOverwrite(call.Act(), NotThread(channel), overwrite);
        return RestReply.NoContent;
    }

    private static RestReply DeleteOverwrite(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        guild.DeleteOverwrite(call.Act(), NotThread(channel), call.Id<Overwrite>("overwrite_id"));
        return RestReply.NoContent;
    }

    private static RestReply Typing(RestCall call)
    {
        call.Channel().Typing(call.Act());
        return RestReply.NoContent;
    }

    private static WorldChannel NotThread(WorldChannel channel) => channel.IsThread ? throw Refusals.WrongChannelType : channel;
}
