namespace Mainstay.Sandbox.Server;

/// <summary>Every family of routes that the sandbox serves.</summary>
internal static class RouteSets
{
    public static IReadOnlyList<IRouteSet> All { get; } =
    [
    ];
}
