using Mainstay.Sandbox.Gateway;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Interactions.Answers;
using Mainstay.Sandbox.Routes;

namespace Mainstay.Sandbox.Server;

/// <summary>Every family of routes that the sandbox serves.</summary>
internal static class RouteSets
{
    public static IEnumerable<IRouteSet> Create(SandboxOptions options, GatewayHub hub) =>
    [
        new GatewayRoutes(hub, options.Gateway),
        .. OfWorld(),
    ];

    /// <summary>The routes that only look at the world and change it.</summary>
    public static IEnumerable<IRouteSet> OfWorld() =>
    [
        new UserRoutes(),
        new GuildRoutes(),
        new RoleRoutes(),
        new MemberRoutes(),
        new BanRoutes(),
        new ChannelRoutes(),
        new ThreadRoutes(),
        new MessageRoutes(),
        new WebhookRoutes(new InteractionWebhook()),
        new InviteRoutes(),
        new ExpressionRoutes(),
        new AutoModerationRoutes(),
        new CommandRoutes(),
        new CallbackRoutes(),
    ];
}
