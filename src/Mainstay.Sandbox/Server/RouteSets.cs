using Mainstay.Sandbox.Gateway;

namespace Mainstay.Sandbox.Server;

/// <summary>Every family of routes that the sandbox serves.</summary>
internal static class RouteSets
{
    public static IEnumerable<IRouteSet> Create(SandboxOptions options, GatewayHub hub) =>
    [
        new GatewayRoutes(hub, options.Gateway),
    ];
}
