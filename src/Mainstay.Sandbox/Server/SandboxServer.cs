using System.Net;
using Mainstay.Discord;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Gateway;
using Mainstay.Sandbox.Recording;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Sandbox.Server;

/// <summary>
/// A Discord of one's own on a loopback port: REST below <see cref="RestBase" />, the gateway at <see cref="GatewayUrl" />, the console page at
/// <see cref="ConsoleUrl" />. Disposing closes every connection and frees the port.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const string RecordVariable = "MAINSTAY_SANDBOX__RECORD";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly TrafficRecorder? _recorder;

    private SandboxServer(SandboxOptions options, BuiltWorld built, RouteTable routes, WebApplication app, CancellationTokenSource stopping, TrafficRecorder? recorder, GatewayHub hub, FaultGate faults, Uri origin)
    {
        Options = options;
        World = built.World;
        ScenarioName = built.Scenario;
        Roster = built.Roster;
        Routes = routes;
        _app = app;
        _stopping = stopping;
        _recorder = recorder;
        Hub = hub;
        FaultGate = faults;
        Origin = origin;
    }

    /// <summary>What it was started with.</summary>
    public SandboxOptions Options { get; }

    /// <summary>Scheme, address and port.</summary>
    public Uri Origin { get; }

    /// <summary>The base of the REST API, version included, without a slash at the end.</summary>
    public Uri RestBase => new(Origin, "/api/v10");

    /// <summary>Where the gateway listens.</summary>
    public Uri GatewayUrl => new UriBuilder(Origin) { Scheme = "ws", Path = "/gateway" }.Uri;

    /// <summary>The page on which a person can try everything.</summary>
    public Uri ConsoleUrl => new(Origin, "/sandbox");

    /// <summary>What is to go wrong. Setting it starts the count of requests and frames anew.</summary>
    public FaultPlan Faults
    {
        get => FaultGate.Plan;
        set => FaultGate.Plan = value;
    }

    /// <summary>What the world's records say beside Discord; null for scenarios without records.</summary>
    public ScenarioRoster? Roster { get; }

    /// <summary>The scenario's name.</summary>
    public string ScenarioName { get; }

    internal DiscordWorld World { get; }

    internal RouteTable Routes { get; }

    /// <summary>Cancelled when the sandbox ends.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    internal GatewayHub Hub { get; }

    internal FaultGate FaultGate { get; }

    /// <summary>Lets go of what a fault of kind <see cref="FaultKind.Hold" /> holds under a name; tells how many waited.</summary>
    public int Release(string name) => FaultGate.Holds.Release(name);

    /// <summary>How many requests and frames are held under a name.</summary>
    public int Waiting(string name) => FaultGate.Holds.Waiting(name);

    /// <summary>Sends op 7 to every connection.</summary>
    public void AskToReconnect() => Hub.AskToReconnect();

    /// <summary>Cuts every gateway connection without a close frame. Sessions can be resumed.</summary>
    public void CutConnections() => Hub.CutAll();

    /// <summary>Closes every gateway connection with a close code. Sessions can be resumed.</summary>
    public void CloseConnections(int code, string reason = "") => Hub.CloseAll(code, reason);

    /// <summary>Sends op 9 to every connection; unless they may resume, their sessions are lost.</summary>
    public void InvalidateSessions(bool mayResume) => Hub.InvalidateAll(mayResume);

    /// <summary>Makes a guild unavailable, as in an outage of Discord, until <see cref="EndOutage" />.</summary>
    public void BeginOutage(ulong guild) => Hub.BeginOutage(new Id<Guild>(guild), null);

    /// <summary>Makes a guild available again.</summary>
    public void EndOutage(ulong guild) => Hub.EndOutage(new Id<Guild>(guild));

    /// <summary>Starts a sandbox. Throws <see cref="IOException" /> if the port is in use.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        var built = Worlds.Make(options);
        var world = built.World;
        world.Interactions.TimeToAnswer = options.TimeToAnswer;
        foreach (var application in world.Applications.Values)
        {
            PortalSwitches.Set(application, options.Gateway.Privileged);
        }

        var stopping = new CancellationTokenSource();
        var recorder = RecorderFor(options);
        var faults = new FaultGate(options.Faults, options.Time, stopping.Token);
        var hub = new GatewayHub(world, options, faults, recorder, stopping.Token);
        var routes = new RouteTable();
        foreach (var set in RouteSets.Create(options, hub))
        {
            set.Map(routes);
        }

        recorder?.Implemented(routes.Routes.Select(route => route.Key), DispatchNames.All);

        var pipeline = new RestPipeline(world, routes, options.Time, options.RateLimits, options.Seed, faults, recorder);
        var app = Build(options.Port);
        var front = new SandboxFront(world, pipeline, hub);
        app.Run(front.Serve);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            recorder?.Dispose();
            stopping.Dispose();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var server = new SandboxServer(options, built, routes, app, stopping, recorder, hub, faults, new Uri(address));
        world.Cdn = new Uri(server.Origin, "/cdn").ToString();
        hub.Url = server.GatewayUrl.ToString();
        front.Pages = SandboxPages.Of(server);
        return server;
    }

    /// <summary>Closes every connection and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Hub.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _recorder?.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowResponseHeaderCompression = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes + 1;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        return builder.Build();
    }

    private static TrafficRecorder? RecorderFor(SandboxOptions options)
    {
        var folder = options.RecordFolder ?? Environment.GetEnvironmentVariable(RecordVariable);
        return options.Record && !string.IsNullOrEmpty(folder) ? TrafficRecorder.Open(folder) : null;
    }
}
