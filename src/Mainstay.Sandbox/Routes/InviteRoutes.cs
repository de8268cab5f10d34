using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Invites. See https://discord.com/developers/docs/resources/invite.</summary>
internal sealed class InviteRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/invites", ListOfGuild);
        routes.Map("GET", "/channels/{channel_id}/invites", ListOfChannel);
        routes.Map("POST", "/channels/{channel_id}/invites", Create);
        routes.Map("GET", "/invites/{code}", call => RestReply.Ok(Invite(call).ToModel(call.QueryFlag("with_counts"))), RouteAccess.Open);
        routes.Map("DELETE", "/invites/{code}", Delete);
    }

    private static RestReply ListOfGuild(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.ManageGuild);
        return RestReply.Ok(guild.Invites.Select(i => i.WithMetadata()).ToArray());
    }

    private static RestReply ListOfChannel(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        guild.Require(call.Act(), channel, Permissions.ManageChannels);
        return RestReply.Ok(guild.Invites.Where(i => i.Channel == channel).Select(i => i.WithMetadata()).ToArray());
    }

    private static RestReply Create(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        var body = call.Form();
        var age = body.Int("max_age", 0, Limits.InviteMaxAge).OrDefault() ?? 86_400;
        var uses = body.Int("max_uses", 0, Limits.InviteMaxUses).OrDefault() ?? 0;
        var temporary = body.Flag("temporary").OrDefault() ?? false;
        var unique = body.Flag("unique").OrDefault() ?? false;
        body.ThrowIfWrong();
        return RestReply.Ok(guild.CreateInvite(call.Act(), channel, age, uses, temporary, unique).WithMetadata());
    }

    private static RestReply Delete(RestCall call)
    {
        var invite = Invite(call);
        invite.Channel.Guild!.DeleteInvite(call.Act(), invite);
        return RestReply.Ok(invite.ToModel());
    }

    private static WorldInvite Invite(RestCall call) =>
        call.World.Invites.GetValueOrDefault(call.Text("code")) is { } invite && !invite.IsOver(call.Now) ? invite : throw Refusals.UnknownInvite;
}
