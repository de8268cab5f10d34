using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Emojis, stickers and scheduled events, to read. See https://discord.com/developers/docs/resources/emoji.</summary>
internal sealed class ExpressionRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/emojis", call => RestReply.Ok(call.Guild().Emojis.Values.OrderBy(e => e.Id).ToArray()));
        routes.Map("GET", "/guilds/{guild_id}/emojis/{emoji_id}",
            call => RestReply.Ok(call.Guild().Emojis.GetValueOrDefault(call.Id<Emoji>("emoji_id")) ?? throw Refusals.UnknownEmoji));
        routes.Map("GET", "/guilds/{guild_id}/stickers", call => RestReply.Ok(call.Guild().Stickers.Values.OrderBy(s => s.Id).ToArray()));
        routes.Map("GET", "/guilds/{guild_id}/stickers/{sticker_id}",
            call => RestReply.Ok(call.Guild().Stickers.GetValueOrDefault(call.Id<Sticker>("sticker_id")) ?? throw Refusals.UnknownSticker));
        routes.Map("GET", "/guilds/{guild_id}/scheduled-events", ListEvents);
        routes.Map("GET", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}", GetEvent);
    }

    private static RestReply ListEvents(RestCall call)
    {
        var withCount = call.QueryFlag("with_user_count");
        return RestReply.Ok(Visible(call).OrderBy(e => e.Id).Select(e => Shown(e, withCount)).ToArray());
    }

    private static RestReply GetEvent(RestCall call)
    {
        var id = call.Id<ScheduledEvent>("guild_scheduled_event_id");
        return RestReply.Ok(Shown(Visible(call).FirstOrDefault(e => e.Id == id) ?? throw Refusals.UnknownScheduledEvent, call.QueryFlag("with_user_count")));
    }

    // An event in a channel is seen by those who see the channel.
    private static IEnumerable<ScheduledEvent> Visible(RestCall call)
    {
        var guild = call.Guild();
        return guild.ScheduledEvents.Values.Where(e => e.ChannelId is not { } id || (guild.Channels.TryGetValue(id, out var channel) && guild.CanView(call.Actor, channel)));
    }

    private static ScheduledEvent Shown(ScheduledEvent scheduled, bool withCount) => scheduled with { UserCount = withCount ? scheduled.UserCount ?? 0 : null };
}
