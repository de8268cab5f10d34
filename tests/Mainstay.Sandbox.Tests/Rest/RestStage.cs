using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using DiscordRoutes = Mainstay.Discord.Rest.Routes;

namespace Mainstay.Sandbox.Tests.Rest;

/// <summary>A sandbox with a furnished guild, our own client logged in to it over sockets, and a note of each route that it used.</summary>
internal sealed class RestStage : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly Recorder _recorder = new();

    private RestStage(SandboxServer server, DiscordWorld world, WorldGuild guild, WorldUser person)
    {
        _server = server;
        (World, Guild, Person) = (world, guild, person);
        Rest = new DiscordRest(new BotToken(SandboxOptions.DefaultToken), new DiscordRestOptions { BaseAddress = server.RestBase }, handler: _recorder);
    }

    public DiscordRest Rest { get; }
    public DiscordWorld World { get; }
    public WorldGuild Guild { get; }
    public WorldUser Person { get; }
    public WorldApplication Application => World.Applications.Values.Single();

    /// <summary>Names of the routes used so far.</summary>
    public IReadOnlySet<string> Used => _recorder.Used.Keys.ToHashSet();

    public static async Task<RestStage> StartAsync(RateLimitProfile limits)
    {
        var world = new DiscordWorld(TimeProvider.System, 1);
        var owner = world.AddPerson("olivia", "Olivia");
        var application = world.AddApplication("Tester", SandboxOptions.DefaultToken, owner.Id);
        var guild = world.AddGuild("Served", owner);
        guild.AddRole("first");
        var person = world.AddPerson("max", "Max");
        guild.AddMember(person);
        guild.AddBot(world.User(application.BotId)!, Permissions.Administrator);
        guild.AddChannel(ChannelType.GuildText, "general");
        var options = new SandboxOptions { RateLimits = limits, World = _ => world };
        return new RestStage(await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken), world, guild, person);
    }

    /// <summary>A person uses a command; returns what the application answers with.</summary>
    public LiveInteraction Use(Id<Channel> channel, string text)
    {
        lock (World.Gate)
        {
            return new PersonActions(World, Person).Use(Guild.Channels[channel], text, new Dictionary<string, PickedValue>());
        }
    }

    public T Locked<T>(Func<T> work)
    {
        lock (World.Gate)
        {
            return work();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await _server.DisposeAsync();
    }

    private sealed class Recorder : DelegatingHandler
    {
        private static readonly (Regex Pattern, RestRoute Route)[] Patterns =
        [
            .. DiscordRoutes.All
                .OrderBy(route => route.Template.Count(c => c == '{'))
                .Select(route => (new Regex("^/api/v10" + Regex.Replace(route.Template, @"\{\w+\}", "[^/]+") + "$"), route)),
        ];

        public Recorder() => InnerHandler = new SocketsHttpHandler();

        public ConcurrentDictionary<string, bool> Used { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Used[Patterns.First(one => one.Route.Method == request.Method && one.Pattern.IsMatch(path)).Route.Name] = true;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
