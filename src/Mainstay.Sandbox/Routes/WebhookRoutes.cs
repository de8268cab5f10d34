using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Webhooks: managed by bots, used by whoever has the token. See https://discord.com/developers/docs/resources/webhook.</summary>
/// <remarks>An interaction's follow-ups have the same paths, with the application's id and the interaction's token: see <see cref="IFollowUps" />.</remarks>
internal sealed class WebhookRoutes(IFollowUps? followUps = null) : IRouteSet
{
    private const string Own = "/webhooks/{webhook_id}";
    private const string WithToken = "/webhooks/{webhook_id}/{webhook_token}";
    private const string Message = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/channels/{channel_id}/webhooks", ListOfChannel);
        routes.Map("POST", "/channels/{channel_id}/webhooks", Create);
        routes.Map("GET", "/guilds/{guild_id}/webhooks", ListOfGuild);
        routes.Map("GET", Own, call => RestReply.Ok(Managed(call).Shown(call)));
        routes.Map("PATCH", Own, call => Modify(call, Managed(call), call.Act()));
        routes.Map("DELETE", Own, call => Delete(Managed(call), call.Act()));
        routes.Map("GET", WithToken, call => RestReply.Ok(Tokened(call).Model with { User = null }), RouteAccess.Open);
        routes.Map("PATCH", WithToken, call => Modify(call, Tokened(call), null), RouteAccess.Open);
        routes.Map("DELETE", WithToken, call => Delete(Tokened(call), null), RouteAccess.Open);
        routes.Map("POST", WithToken, Execute, RouteAccess.Open);
        routes.Map("GET", Message, GetMessage, RouteAccess.Open);
        routes.Map("PATCH", Message, EditMessage, RouteAccess.Open);
        routes.Map("DELETE", Message, DeleteMessage, RouteAccess.Open);
    }

    private RestReply Execute(RestCall call)
    {
        if (followUps?.Owns(call) == true)
        {
            return followUps.Create(call);
        }

        var webhook = Tokened(call);
        var body = call.Form();
        var username = body.Text("username", max: Limits.WebhookName, min: 1).OrDefault();
        var avatar = body.Url("avatar_url").OrDefault();
        var threadName = body.Text("thread_name", max: Limits.ChannelName, min: 1).OrDefault();
        var draft = MessageForms.Take(call, body);
        var channel = Place(call, webhook, threadName);
        var message = channel.Post(webhook, draft, username, avatar);
        return call.QueryFlag("wait") ? RestReply.Ok(message.Model) : RestReply.NoContent;
    }

    private static WorldChannel Place(RestCall call, WorldWebhook webhook, string? threadName)
    {
        var channel = call.World.Channel(webhook.Model.ChannelId!.Value) ?? throw Refusals.UnknownChannel;
        var thread = call.QueryId<Channel>("thread_id");
        if (thread is { } id)
        {
            if (threadName is not null)
            {
                throw Refusals.ThreadNameAndId;
            }

            return call.World.Channel(id) is { } found && found.ParentId == channel.Id ? found : throw Refusals.UnknownChannel;
        }

        if (threadName is null)
        {
            return channel.IsForum ? throw Refusals.ForumNeedsThread : channel;
        }

        return channel.IsForum ? channel.Guild!.StartPost(channel, threadName, webhook.Model.User!.Id) : throw Refusals.ThreadOnlyInForum;
    }

    private RestReply GetMessage(RestCall call)
    {
        if (followUps?.Owns(call) == true)
        {
            return followUps.Get(call);
        }

        var (_, message) = Written(call);
        return RestReply.Ok(message.Model);
    }

    private RestReply EditMessage(RestCall call)
    {
        if (followUps?.Owns(call) == true)
        {
            return followUps.Edit(call);
        }

        var (channel, message) = Written(call);
        var isV2 = message.Model.Flags is { } flags && flags.HasFlag(MessageFlags.IsComponentsV2);
        return RestReply.Ok(channel.Rewrite(message, MessageForms.Take(call, isV2), mayMentionEveryone: true).Model);
    }

    private RestReply DeleteMessage(RestCall call)
    {
        if (followUps?.Owns(call) == true)
        {
            return followUps.Delete(call);
        }

        var (channel, message) = Written(call);
        channel.Remove(message);
        return RestReply.NoContent;
    }

    private static (WorldChannel Channel, WorldMessage Message) Written(RestCall call)
    {
        var webhook = Tokened(call);
        var channel = call.World.Channel(call.QueryId<Channel>("thread_id") ?? webhook.Model.ChannelId!.Value) ?? throw Refusals.UnknownChannel;
        return (channel, channel.MessageOf(webhook, call.Id<Message>("message_id")));
    }

    private static RestReply Create(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        var body = call.Form();
        var name = ReadName(body, required: true);
        var avatar = body.Image("avatar");
        body.ThrowIfWrong();
        return RestReply.Ok(guild.CreateWebhook(call.Act(), channel, name.Value!, avatar.OrDefault() is not null).Model);
    }

    private static RestReply Modify(RestCall call, WorldWebhook webhook, Act? act)
    {
        var body = call.Form();
        var name = ReadName(body, required: false);
        var avatar = body.Image("avatar");
        var channel = act is null ? null : body.Id<Channel>("channel_id").OrDefault();
        body.ThrowIfWrong();
        var model = webhook.Guild.ModifyWebhook(act, webhook, name, avatar, channel).Model;
        return RestReply.Ok(act is null ? model with { User = null } : webhook.Shown(call));
    }

    private static RestReply Delete(WorldWebhook webhook, Act? act)
    {
        webhook.Guild.DeleteWebhook(act, webhook);
        return RestReply.NoContent;
    }

    // "clyde" and "discord" are Discord's own.
    private static Optional<string?> ReadName(BodyReader body, bool required)
    {
        var name = body.Text("name", max: Limits.WebhookName, min: 1, required: required, nullable: false, trim: true);
        foreach (var reserved in new[] { "clyde", "discord" })
        {
            if (name.OrDefault()?.Contains(reserved, StringComparison.OrdinalIgnoreCase) == true)
            {
                body.Wrong("name", "USERNAME_INVALID_CONTAINS", $"Username cannot contain \"{reserved}\"");
            }
        }

        return name;
    }

    private static RestReply ListOfChannel(RestCall call)
    {
        var (guild, channel) = call.GuildChannel();
        guild.Require(call.Act(), channel, Permissions.ManageWebhooks);
        return RestReply.Ok(guild.Webhooks.Where(w => w.Model.ChannelId == channel.Id).Select(w => w.Shown(call)).ToArray());
    }

    private static RestReply ListOfGuild(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.ManageWebhooks);
        return RestReply.Ok(guild.Webhooks.Select(w => w.Shown(call)).ToArray());
    }

    private static WorldWebhook Managed(RestCall call)
    {
        var webhook = call.World.Webhooks.GetValueOrDefault(call.Id<Webhook>("webhook_id")) ?? throw Refusals.UnknownWebhook;
        webhook.Guild.Require(call.Act(), Permissions.ManageWebhooks);
        return webhook;
    }

    private static WorldWebhook Tokened(RestCall call)
    {
        var webhook = call.World.Webhooks.GetValueOrDefault(call.Id<Webhook>("webhook_id")) ?? throw Refusals.UnknownWebhook;
        return webhook.Model.Token == call.Text("webhook_token") ? webhook : throw Refusals.InvalidWebhookToken;
    }

}

/// <summary>What interactions answer on the paths that they share with webhooks.</summary>
internal interface IFollowUps
{
    /// <summary>Whether the call's <c>webhook_id</c> and <c>webhook_token</c> are an application's and an interaction's.</summary>
    bool Owns(RestCall call);

    RestReply Create(RestCall call);

    RestReply Get(RestCall call);

    RestReply Edit(RestCall call);

    RestReply Delete(RestCall call);
}
