using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Gateway;

/// <summary>GET /gateway and /gateway/bot. See https://discord.com/developers/docs/events/gateway#get-gateway-bot.</summary>
internal sealed class GatewayRoutes(GatewayHub hub, GatewayOptions options) : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/gateway", _ => RestReply.Ok(new { hub.Url }), RouteAccess.Open);
        routes.Map("GET", "/gateway/bot", GetForBot);
    }

    private RestReply GetForBot(RestCall call)
    {
        var starts = hub.StartsOf(call.Actor);
        return RestReply.Ok(new
        {
            hub.Url,
            Shards = options.RecommendedShards,
            SessionStartLimit = new
            {
                starts.Total,
                starts.Remaining,
                ResetAfter = starts.ResetAfter / TimeSpan.TicksPerMillisecond,
                starts.MaxConcurrency,
            },
        });
    }
}
