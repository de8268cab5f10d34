using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.Tests.Routes;

namespace Mainstay.Sandbox.Tests.Wire;

/// <summary>
/// Mainstay's own client, every operation of it, against the sandbox. The traffic is recorded, so that what the client sends is held against Discord's
/// description of its API afterwards, property by property.
/// </summary>
public sealed partial class WireTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_is_understood()
    {
        await using var api = await Api.StartAsync();
        var asked = new Asked();
        using var rest = new DiscordRest(new BotToken(SandboxOptions.DefaultToken), new DiscordRestOptions { BaseAddress = api.RestBase, MostAttempts = 1, RequestsPerSecond = 10_000 }, handler: asked);

        await Guild(api, rest);
        await Members(api, rest);
        await Roles(api, rest);
        await Channels(api, rest);
        await Threads(api, rest);
        await Messages(api, rest);
        await Webhooks(api, rest);
        await Rules(api, rest);
        await Interactions(api, rest);

        Discord.Rest.Routes.All.Select(route => route.Name).Where(name => !asked.Names.Contains(Plain(name))).ShouldBeEmpty();
    }

    // Two operations may have one route, with other names for its parameters.
    private static string Plain(string name) => string.Concat(name.Split('{', '}').Select((part, i) => i % 2 == 0 ? part : "*"));

    /// <summary>Notes which routes were asked with success.</summary>
    private sealed class Asked : DelegatingHandler
    {
        private readonly RouteTable _routes = new();

        public Asked()
            : base(new SocketsHttpHandler())
        {
            foreach (var route in Discord.Rest.Routes.All.DistinctBy(route => Plain(route.Name)))
            {
                _routes.Map(route.Method.Method, route.Template, _ => RestReply.NoContent);
            }
        }

        public HashSet<string> Names { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var match = _routes.Match(request.Method.Method, request.RequestUri!.AbsolutePath.AsSpan("/api/v10".Length));
            if (response.IsSuccessStatusCode && match.Route is { } route)
            {
                lock (Names)
                {
                    Names.Add(Plain(route.Key));
                }
            }

            return response;
        }
    }
}
