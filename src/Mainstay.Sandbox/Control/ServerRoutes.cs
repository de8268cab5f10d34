using System.Text.Json;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Control;

/// <summary>The sandbox itself: what is to go wrong.</summary>
internal sealed class ServerRoutes(SandboxServer server) : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/faults", _ => Shown(), RouteAccess.Open);
        routes.Map("PUT", "/faults", Set, RouteAccess.Open);
        routes.Map("DELETE", "/faults", _ => Set(FaultPlan.None), RouteAccess.Open);
        routes.Map("POST", "/faults/release/{name}", call => RestReply.Ok(new { released = server.Release(call.Text("name")) }), RouteAccess.Open);
        routes.Map("POST", "/gateway/drop", _ => Done(server.CutConnections), RouteAccess.Open);
        routes.Map("POST", "/gateway/reconnect", _ => Done(server.AskToReconnect), RouteAccess.Open);
        routes.Map("POST", "/gateway/invalidate", call => Done(() => server.InvalidateSessions(call.QueryFlag("resumable"))), RouteAccess.Open);
    }

    private RestReply Set(RestCall call)
    {
        try
        {
            return Set(FaultPlan.Parse(call.Body?.GetRawText() ?? "{}"));
        }
        catch (JsonException failure)
        {
            throw new ClientRefusal($"This is no fault plan: {failure.Message}");
        }
    }

    private RestReply Set(FaultPlan plan)
    {
        server.Faults = plan;
        return Shown();
    }

    private RestReply Shown() => RestReply.Ok(JsonSerializer.Deserialize<JsonElement>(server.Faults.ToJson()));

    private static RestReply Done(Action work)
    {
        work();
        return RestReply.NoContent;
    }
}
