using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Messages, pins and reactions. See https://discord.com/developers/docs/resources/message.</summary>
internal sealed class MessageRoutes : IRouteSet
{
    private const string Messages = "/channels/{channel_id}/messages";
    private const string Message = "/channels/{channel_id}/messages/{message_id}";
    private const string Reactions = "/channels/{channel_id}/messages/{message_id}/reactions";

    public void Map(RouteTable routes)
    {
        routes.Map("GET", Messages, List);
        routes.Map("POST", Messages, Create);
        routes.Map("GET", Message, Get);
        routes.Map("PATCH", Message, Edit);
        routes.Map("DELETE", Message, call => Done(() => call.Channel().Delete(call.Act(), call.Id<Message>("message_id"))));
        routes.Map("POST", $"{Messages}/bulk-delete", BulkDelete);
        routes.Map("POST", $"{Message}/crosspost", Crosspost);
        routes.Map("GET", $"{Messages}/pins", ListPins);
        routes.Map("GET", "/channels/{channel_id}/pins", ListPinsOld);
        foreach (var pins in new[] { $"{Messages}/pins/{{message_id}}", "/channels/{channel_id}/pins/{message_id}" })
        {
            routes.Map("PUT", pins, call => Done(() => call.Channel().Pin(call.Act(), call.Id<Message>("message_id"))));
            routes.Map("DELETE", pins, call => Done(() => call.Channel().Unpin(call.Act(), call.Id<Message>("message_id"))));
        }

        routes.Map("DELETE", Reactions, call => Done(() => call.Channel().UnreactAll(call.Act(), call.Id<Message>("message_id"))));
        routes.Map("GET", $"{Reactions}/{{emoji_name}}", Reactors);
        routes.Map("DELETE", $"{Reactions}/{{emoji_name}}",
            call => Done(() => call.Channel().UnreactEmoji(call.Act(), call.Id<Message>("message_id"), call.Text("emoji_name"))));
        routes.Map("PUT", $"{Reactions}/{{emoji_name}}/@me",
            call => Done(() => call.Channel().React(call.Act(), call.Id<Message>("message_id"), call.Text("emoji_name"))));
        routes.Map("DELETE", $"{Reactions}/{{emoji_name}}/@me",
            call => Done(() => call.Channel().Unreact(call.Act(), call.Id<Message>("message_id"), call.Text("emoji_name"), call.Actor)));
        routes.Map("DELETE", $"{Reactions}/{{emoji_name}}/{{user_id}}",
            call => Done(() => call.Channel().Unreact(call.Act(), call.Id<Message>("message_id"), call.Text("emoji_name"), call.Id<User>("user_id"))));
    }

    private static RestReply List(RestCall call)
    {
        var channel = call.Channel();
        var permissions = channel.RequireToRead(call.Act());
        if (!channel.HoldsMessages)
        {
            throw Refusals.NotATextChannel;
        }

        var limit = call.QueryInt("limit", 1, Limits.MessagePage, 50);
        if (!permissions.HasFlag(Permissions.ReadMessageHistory))
        {
            return RestReply.Ok(Array.Empty<Message>());
        }

        var found = Around(channel, call, limit);
        return RestReply.Ok(found.OrderByDescending(m => m.Id).Select(m => WorldChannel.Shown(m, call.Actor)).ToArray());
    }

    private static IEnumerable<WorldMessage> Around(WorldChannel channel, RestCall call, int limit)
    {
        if (call.QueryId<Message>("around") is { } around)
        {
            var half = limit / 2;
            return channel.Messages.Before(around.Value + 1).Take(limit - half).Concat(channel.Messages.After(around.Value).Take(half));
        }

        return call.QueryId<Message>("after") is { } after
            ? channel.Messages.After(after.Value).Take(limit)
            : channel.Messages.Before(call.QueryId<Message>("before")?.Value ?? ulong.MaxValue).Take(limit);
    }

    private static RestReply Get(RestCall call)
    {
        var channel = call.Channel();
        var permissions = channel.RequireToRead(call.Act());
        return permissions.HasFlag(Permissions.ReadMessageHistory) ? Shown(call, channel.Message(call.Id<Message>("message_id"))) : throw Refusal.MissingPermissions();
    }

    private static RestReply Create(RestCall call)
    {
        var channel = call.Channel();
        var draft = MessageForms.Take(call);
        var message = channel.Send(call.Act(), draft);
        return RestReply.Ok(message.Model with { Nonce = draft.Nonce });
    }

    private static RestReply Edit(RestCall call)
    {
        var channel = call.Channel();
        channel.RequireToRead(call.Act());
        var message = channel.Message(call.Id<Message>("message_id"));
        var isV2 = message.Model.Flags is { } flags && flags.HasFlag(MessageFlags.IsComponentsV2);
        return Shown(call, channel.Edit(call.Act(), message.Id, MessageForms.Take(call, isV2)));
    }

    private static RestReply BulkDelete(RestCall call)
    {
        var body = call.Form();
        var ids = body.Ids<Message>("messages", required: true, nullable: false);
        body.ThrowIfWrong();
        call.Channel().BulkDelete(call.Act(), ids.Value!);
        return RestReply.NoContent;
    }

    private static RestReply Crosspost(RestCall call) => Shown(call, call.Channel().Crosspost(call.Act(), call.Id<Message>("message_id")));

    private static RestReply ListPins(RestCall call)
    {
        var channel = call.Channel();
        channel.RequireToRead(call.Act());
        var limit = call.QueryInt("limit", 1, Limits.PinPage, Limits.PinPage);
        var before = call.Query("before") is { } text && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var moment)
            ? moment : DateTimeOffset.MaxValue;
        var pins = Enumerable.Reverse(channel.Pins).Where(p => p.At < before).ToArray();
        return RestReply.Ok(new MessagePins
        {
            Items = [.. pins.Take(limit).Select(p => new MessagePin { PinnedAt = p.At, Message = WorldChannel.Shown(channel.Message(p.Message), call.Actor) })],
            HasMore = pins.Length > limit,
        });
    }

    private static RestReply ListPinsOld(RestCall call)
    {
        var channel = call.Channel();
        channel.RequireToRead(call.Act());
        return RestReply.Ok(Enumerable.Reverse(channel.Pins).Take(50).Select(p => WorldChannel.Shown(channel.Message(p.Message), call.Actor)).ToArray());
    }

    private static RestReply Reactors(RestCall call) => RestReply.Ok(call.Channel()
        .Reactors(call.Act(), call.Id<Message>("message_id"), call.Text("emoji_name"), call.QueryId<User>("after")?.Value ?? 0, call.QueryInt("limit", 1, Limits.ReactionPage, 25))
        .Select(u => u.ToModel()).ToArray());

    private static RestReply Shown(RestCall call, WorldMessage message) => RestReply.Ok(WorldChannel.Shown(message, call.Actor));

    private static RestReply Done(Action act)
    {
        act();
        return RestReply.NoContent;
    }
}
