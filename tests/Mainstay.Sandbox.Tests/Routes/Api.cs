using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.Tests.Gateway;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Routes;

/// <summary>A served guild whose bot may do everything, a client for its REST routes, and a gateway session that listens in.</summary>
internal sealed class Api : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _http;
    private readonly RawClient _listener;
    private readonly Task _listening;

    private Api(SandboxServer server, RawClient listener, DiscordWorld world, WorldGuild guild, WorldUser person)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = new Uri(server.Origin, "/api/v10/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", SandboxOptions.DefaultToken);
        _listener = listener;
        _listening = Listen();
        (World, Guild, Person) = (world, guild, person);
        Text = guild.Channels.Values.Single(c => c.Type == ChannelType.GuildText);
    }

    public Uri RestBase => _server.RestBase;
    public DiscordWorld World { get; }
    public WorldGuild Guild { get; }
    public WorldUser Person { get; }
    public WorldChannel Text { get; }

    /// <summary>The names of the events that came over the gateway so far.</summary>
    public List<string> Heard { get; } = [];

    public static async Task<Api> StartAsync(Permissions permissions = Permissions.Administrator)
    {
        var world = new DiscordWorld(TimeProvider.System, 1);
        var owner = world.AddPerson("olivia", "Olivia");
        var application = world.AddApplication("Tester", SandboxOptions.DefaultToken, owner.Id);
        var guild = world.AddGuild("Served", owner);
        guild.Settings = guild.Settings with { Features = [GuildFeature.News] };
        guild.AddRole("first");
        var person = world.AddPerson("max", "Max");
        guild.AddMember(person);
        guild.AddBot(world.User(application.BotId)!, permissions);
        guild.AddChannel(ChannelType.GuildText, "general");
        var options = new SandboxOptions
        {
            RateLimits = RateLimitProfile.Off,
            Gateway = new GatewayOptions { IdentifyWindow = TimeSpan.Zero },
            World = _ => world,
        };
        var server = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
        var (listener, _, _) = await RawClient.LogInAsync(server);
        return new Api(server, listener, world, guild, person);
    }

    public Task<(int Status, JsonElement Body)> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<(int Status, JsonElement Body)> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    public Task<(int Status, JsonElement Body)> Patch(string path, object? body = null) => Send(HttpMethod.Patch, path, body);

    public Task<(int Status, JsonElement Body)> Put(string path, object? body = null) => Send(HttpMethod.Put, path, body);

    public Task<(int Status, JsonElement Body)> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>The answer, which must be a success.</summary>
    public static async Task<JsonElement> Ok(Task<(int Status, JsonElement Body)> call)
    {
        var (status, body) = await call;
        status.ShouldBeInRange(200, 299, body.ToString());
        return body;
    }

    /// <summary>The error code of the answer, which must be a refusal.</summary>
    public static async Task<int> Code(Task<(int Status, JsonElement Body)> call)
    {
        var (status, body) = await call;
        status.ShouldBeInRange(400, 499, body.ToString());
        return body.GetProperty("code").GetInt32();
    }

    public async Task<(int Status, JsonElement Body)> Send(HttpMethod method, string path, object? body, string? reason = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (reason is not null)
        {
            request.Headers.Add("X-Audit-Log-Reason", Uri.EscapeDataString(reason));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public Task<byte[]> Download(string url) => _http.GetByteArrayAsync(url, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _listening;
        await _listener.DisposeAsync();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var (_, name, _) = await _listener.ReadAsync();
                if (name is not null)
                {
                    Heard.Add(name);
                }
            }
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or IOException or InvalidOperationException or OperationCanceledException or JsonException or ShouldAssertException)
        {
            // The server is gone.
        }
    }
}
