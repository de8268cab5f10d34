using System.Net;
using Mainstay.Discord.Rest.Http;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest;

/// <summary>
/// Discord's REST API, version 10: one method per operation, in one file per section of Discord's documentation. Calls wait for
/// Discord's rate limits on their own, go out again where that is safe, and fail with a <see cref="DiscordRestException" />.
/// Safe for use from any number of threads; one per bot token. See https://discord.com/developers/docs/reference.
/// </summary>
public sealed partial class DiscordRest : IDisposable
{
    private readonly RestPump _pump;
    private readonly DiscordRestOptions _options;

    /// <summary>A client that speaks to <see cref="DiscordRestOptions.BaseAddress" />.</summary>
    /// <param name="token">The bot's token; null for calls that carry their own (webhooks, interactions).</param>
    /// <param name="options">How; the defaults are Discord's.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="handler">What sends the requests; sockets by default. Disposed with the client.</param>
    /// <param name="budget">What the token may spend, when it is shared; by default a budget of its own.</param>
    public DiscordRest(BotToken? token, DiscordRestOptions? options = null, TimeProvider? time = null, HttpMessageHandler? handler = null, IRestBudget? budget = null)
    {
        _options = options ?? new DiscordRestOptions();
        _pump = new RestPump(_options, token, budget ?? new TokenBudget(_options.RequestsPerSecond), handler ?? Sockets(), time ?? TimeProvider.System);
    }

    /// <summary>Sends any request, also to routes that this class has no method for.</summary>
    /// <exception cref="DiscordRestException">It failed.</exception>
    public Task<RestResponse> SendAsync(RestRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _pump.SendAsync(request, cancellationToken);
    }

    /// <summary>What calls would take, so that a plan can say so before it begins.</summary>
    public RestEstimate Estimate(IEnumerable<PlannedCalls> calls) =>
        _pump.Ask((scheduler, _) => RestEstimate.Of(calls, _options.RequestsPerSecond, scheduler.Measure));

    /// <summary>What <paramref name="calls" /> calls on one route would take.</summary>
    /// <param name="route">The route.</param>
    /// <param name="major">The id that its limits are counted by; 0 when the route has none.</param>
    /// <param name="calls">How many.</param>
    public RestEstimate Estimate(RestRoute route, ulong major, int calls) => Estimate([new PlannedCalls(route, major, calls)]);

    /// <summary>What this client has seen since its start.</summary>
    public RestStatistics Statistics => _pump.Ask((scheduler, _) => new RestStatistics(
        scheduler.Counts.Answers,
        scheduler.Counts.Limited,
        scheduler.Counts.Invalid,
        scheduler.Counts.Lost,
        scheduler.Counts.Repeated,
        scheduler.Queued,
        scheduler.BucketCount));

    /// <summary>Ends the connections. Requests that wait are never answered: cancel them first.</summary>
    public void Dispose() => _pump.Dispose();

    private async Task<T> Ask<T>(
        RestRoute route,
        PathValue[] values,
        RestCallOptions? options,
        CancellationToken cancellationToken,
        object? body = null,
        RestQuery? query = null,
        IReadOnlyList<RestFile>? files = null)
    {
        var response = await _pump.SendAsync(RestRequest.To(route, values, body, query, files, options), cancellationToken).ConfigureAwait(false);
        return response.Read<T>();
    }

    private Task Do(RestRoute route, PathValue[] values, RestCallOptions? options, CancellationToken cancellationToken, object? body = null, RestQuery? query = null) =>
        _pump.SendAsync(RestRequest.To(route, values, body, query, null, options), cancellationToken);

    private static SocketsHttpHandler Sockets() => new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        UseCookies = false,
    };
}
