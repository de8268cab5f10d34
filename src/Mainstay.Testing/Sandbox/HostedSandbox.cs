using System.Net.Http.Json;
using System.Text.Json;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;

namespace Mainstay.Testing.Sandbox;

/// <summary>
/// A Discord server in the test's own process, on a free loopback port: a bot logs in at <see cref="RestBase" /> with <see cref="Token" /> as it would at
/// Discord. Without options it is the small scenario <c>empty</c> without rate limits, its identify pause cut to nothing. Dispose it to free the port.
/// </summary>
public sealed class HostedSandbox : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _control;

    private HostedSandbox(SandboxServer server)
    {
        _server = server;
        _control = new HttpClient { BaseAddress = server.Origin };
    }

    /// <summary>The token of the bot.</summary>
    public string Token => _server.Options.Token;

    /// <summary>The base of the REST API, version included, without a slash at the end; what <c>MAINSTAY_DISCORD__API</c> takes.</summary>
    public Uri RestBase => _server.RestBase;

    /// <summary>Where the gateway listens. Clients usually learn it from <c>GET /gateway/bot</c>.</summary>
    public Uri GatewayUrl => _server.GatewayUrl;

    /// <summary>The console page, for a look at a test that stands at a breakpoint.</summary>
    public Uri ConsoleUrl => _server.ConsoleUrl;

    /// <summary>What is to go wrong. Setting it starts the count of requests and frames anew.</summary>
    public FaultPlan Faults
    {
        get => _server.Faults;
        set => _server.Faults = value;
    }

    /// <summary>
    /// The options of a sandbox made for tests: the empty scenario, no rate limits, no pause between identifies, and 30 s instead of 3 for the first answer to an
    /// interaction, because how busy a machine is says nothing about the code.
    /// </summary>
    public static SandboxOptions ForTests { get; } = new()
    {
        Scenario = "empty",
        RateLimits = RateLimitProfile.Off,
        TimeToAnswer = TimeSpan.FromSeconds(30),
        Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero },
    };

    /// <summary>Starts a sandbox on a free port. Throws <see cref="ArgumentException" /> for a scenario that does not exist.</summary>
    public static async Task<HostedSandbox> StartAsync(SandboxOptions? options = null, CancellationToken cancellation = default) =>
        new(await SandboxServer.StartAsync(options ?? ForTests, cancellation));

    /// <summary>Asks the control API (a path such as <c>/sandbox/api/guilds</c>) and returns its JSON. Throws <see cref="HttpRequestException" /> with the answer's text if it refuses.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation = default) => SendAsync(HttpMethod.Get, path, null, cancellation);

    /// <summary>Sends JSON to the control API and returns its JSON. Throws <see cref="HttpRequestException" /> with the answer's text if it refuses.</summary>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation = default) => SendAsync(HttpMethod.Post, path, body, cancellation);

    /// <summary>Cuts every gateway connection without a close frame. Sessions can be resumed.</summary>
    public void CutConnections() => _server.CutConnections();

    /// <summary>Sends op 7 to every gateway connection.</summary>
    public void AskToReconnect() => _server.AskToReconnect();

    /// <summary>Sends op 9 to every gateway connection; unless they may resume, their sessions are lost.</summary>
    public void InvalidateSessions(bool mayResume) => _server.InvalidateSessions(mayResume);

    /// <summary>Makes a guild unavailable, as in an outage of Discord, until <see cref="EndOutage" />.</summary>
    public void BeginOutage(ulong guild) => _server.BeginOutage(guild);

    /// <summary>Makes a guild available again.</summary>
    public void EndOutage(ulong guild) => _server.EndOutage(guild);

    /// <summary>Lets go of what a fault of kind <see cref="FaultKind.Hold" /> holds under a name; tells how many waited.</summary>
    public int Release(string name) => _server.Release(name);

    /// <summary>Closes every connection and frees the port.</summary>
    public ValueTask DisposeAsync()
    {
        _control.Dispose();
        return _server.DisposeAsync();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _control.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text}", null, response.StatusCode);
        }

        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
