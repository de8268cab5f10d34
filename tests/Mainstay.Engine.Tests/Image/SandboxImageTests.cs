using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Json;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Image;
using Mainstay.Engine.Tests.Sync;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Tests.Image;

/// <summary>The image over real sockets: listed by chunks, kept by events, taken up again by a later process.</summary>
public sealed class SandboxImageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mainstay-image-").FullName;
    private HostedSandbox _sandbox = null!;
    private HttpClient _rest = null!;
    private Id<User> _bot;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await HostedSandbox.StartAsync(
            HostedSandbox.ForTests with
            {
                Scenario = "law-firm",
                Gateway = HostedSandbox.ForTests.Gateway with { ChunkSize = 100, MemberListWindow = TimeSpan.Zero },
            },
            Token);
        _rest = new HttpClient { BaseAddress = new Uri(_sandbox.RestBase + "/") };
        _rest.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", _sandbox.Token);
        _bot = (await GetAsync<User>("users/@me")).Id;
    }

    public async ValueTask DisposeAsync()
    {
        _rest.Dispose();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_image_is_what_REST_lists_and_a_later_process_goes_on_where_this_one_stopped()
    {
        Id<Guild> guild;
        Member[] people;
        Id<Role> role;
        await using (var first = await Process.StartAsync(this))
        {
            guild = first.Guilds.All.ShouldHaveSingleItem();
            (await first.Sync.SyncAsync(guild, force: false, null, Token)).Value.Complete.ShouldBeTrue();
            first.Guilds.TrySnapshot(guild, out var image).ShouldBeTrue();
            people = [.. await ListAsync(guild)];
            people.Length.ShouldBeGreaterThan(1000);
            image.Members.AsEnumerable().Select(Member.Of).ShouldBe(people);
            image.Members.Completeness.IsComplete.ShouldBeTrue();
            image.Me.ShouldNotBeNull().IsBot.ShouldBeTrue();

            role = image.Roles.Where(r => !r.Managed && r.Id.Value != guild.Value).MinBy(r => r.Position)!.Id;
            var changed = first.Next(GatewayEvents.GuildMemberUpdate);
            await SendAsync(HttpMethod.Put, $"guilds/{guild}/members/{Lowly(people, 0)}/roles/{role}");
            await changed;
            first.Guilds.TrySnapshot(guild, out image).ShouldBeTrue();
            image.Members.TryGet(Lowly(people, 0), out var member).ShouldBeTrue();
            member.Roles.Contains(role).ShouldBeTrue();
        }

        await SendAsync(HttpMethod.Put, $"guilds/{guild}/members/{Lowly(people, 1)}/roles/{role}");
        await SendAsync(HttpMethod.Delete, $"guilds/{guild}/members/{Lowly(people, 2)}");

        await using var second = await Process.StartAsync(this);
        second.Guilds.TrySnapshot(guild, out var later).ShouldBeTrue();
        later.Members.Completeness.Reason.ShouldBe("the session went on where the mirror left it");
        later.Members.AsEnumerable().Select(Member.Of).ShouldBe(await ListAsync(guild));
        later.Members.Look(Lowly(people, 2)).ShouldBe(Membership.Gone);
        (await second.Runs.ListAsync(guild, 10, Token)).ShouldAllBe(run => run.State == SyncRunState.Completed);
    }

    [Fact]
    public async Task After_a_lost_session_nothing_is_certain_until_the_members_were_listed_again()
    {
        Id<Guild> guild;
        await using (var first = await Process.StartAsync(this))
        {
            guild = first.Guilds.All.ShouldHaveSingleItem();
            await first.Sync.SyncAsync(guild, force: false, null, Token);
        }

        await using var process = await Process.StartAsync(this);
        process.Guilds.TrySnapshot(guild, out var image).ShouldBeTrue();
        image.Members.Completeness.IsComplete.ShouldBeTrue();
        var created = process.Next(GatewayEvents.GuildCreate);
        _sandbox.InvalidateSessions(mayResume: false);
        await created;
        process.Guilds.TrySnapshot(guild, out image).ShouldBeTrue();
        image.Members.Completeness.IsComplete.ShouldBeFalse();
        (await process.Sync.SyncAsync(guild, force: false, null, Token)).Value.Complete.ShouldBeTrue();
        process.Guilds.TrySnapshot(guild, out image).ShouldBeTrue();
        image.Members.AsEnumerable().Select(Member.Of).ShouldBe(await ListAsync(guild));
    }

    // People whom any bot with the permission may touch: no roles at all.
    private static Id<User> Lowly(Member[] people, int index) => new(people.Where(p => p.Roles.Length == 0 && !p.Bot).ElementAt(index).Id);

    private async Task<Member[]> ListAsync(Id<Guild> guild)
    {
        var all = new List<Member>();
        while (true)
        {
            var page = await GetAsync<GuildMember[]>($"guilds/{guild}/members?limit=1000&after={(all.Count == 0 ? 0 : all[^1].Id)}");
            all.AddRange(page.Select(Member.Of));
            if (page.Length < 1000)
            {
                return [.. all];
            }
        }
    }

    private async Task<T> GetAsync<T>(string path) => (await _rest.GetFromJsonAsync<T>(path, DiscordJson.Options, Token))!;

    private async Task SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _rest.SendAsync(request, Token);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Token));
    }

    private sealed record Member(ulong Id, string Username, string? GlobalName, string? Nick, string? Avatar, string Roles, DateTimeOffset? JoinedAt, bool Pending, bool Bot)
    {
        public static Member Of(MemberView m) =>
            new(m.Id.Value, m.Username, m.GlobalName, m.Nick, m.Avatar, string.Join(' ', m.Roles.ToArray()), m.JoinedAt, m.IsPending, m.IsBot);

        public static Member Of(GuildMember m) => new(
            m.User!.Id.Value, m.User.Username, m.User.GlobalName, m.Nick.OrDefault(), m.User.Avatar, string.Join(' ', m.Roles.Order()),
            m.JoinedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null, m.Pending ?? false, m.User.Bot ?? false);
    }

    /// <summary>One run of a program: load, connect, keep, stop.</summary>
    private sealed class Process(ServiceProvider services, GatewayClient client) : IAsyncDisposable
    {
        private const GatewayIntents Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers;

        public IGuilds Guilds => services.GetRequiredService<IGuilds>();

        public IMemberSync Sync => services.GetRequiredService<IMemberSync>();

        public ISyncRuns Runs => services.GetRequiredService<ISyncRuns>();

        public IGuildMirror Mirror => services.GetRequiredService<IGuildMirror>();

        public static async Task<Process> StartAsync(SandboxImageTests test)
        {
            var services = new ServiceCollection().AddLogging()
                .AddSingleton(_ => new DiscordRest(new BotToken(test._sandbox.Token), new DiscordRestOptions { BaseAddress = test._sandbox.RestBase }))
                .AddStore(new StoreOptions { File = Path.Combine(test._folder, "mainstay.db") })
                .AddGuildImages(new GuildImageOptions { ProveByItself = false }).AddSingleton<IJournal>(new NotedJournal())
                .BuildServiceProvider();
            await services.GetRequiredService<IMigrator>().MigrateAsync([.. services.GetServices<MigrationSet>()], Token);
            var images = services.GetRequiredService<GuildImageRuntime>();
            var sessions = await images.LoadAsync(test._bot, 1, Token);
            var options = new GatewayOptions
            {
                Token = test._sandbox.Token,
                Url = test._sandbox.GatewayUrl,
                Intents = Intents,
                Sessions = sessions,
                SessionStarts = new SessionStarts(1000, 1000, TimeSpan.FromDays(1), 1000),
                BackOffFloor = TimeSpan.FromMilliseconds(10),
                InvalidSessionFloor = TimeSpan.FromMilliseconds(1),
                InvalidSessionCeiling = TimeSpan.FromMilliseconds(2),
            };
            var client = new GatewayClient(options, TimeProvider.System, new Random(1));
            images.Attach(client, Intents);
            var process = new Process(services, client);
            var ready = sessions.Count == 0 ? process.Next(GatewayEvents.GuildCreate) : process.NextRaw("RESUMED");
            await client.StartAsync(Token);
            await ready;
            return process;
        }

        /// <summary>Ends when the next such event has been taken into the image.</summary>
        public Task Next<TEvent>(GatewayEvent<TEvent> key)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            client.Events.On(key, (_, _, _) =>
            {
                source.TrySetResult();
                return ValueTask.CompletedTask;
            });
            return source.Task.WaitAsync(TimeSpan.FromMinutes(2), Token);
        }

        public async ValueTask DisposeAsync()
        {
            await client.StopAsync(keepSessions: true, Token);
            await services.GetRequiredService<GuildImageRuntime>().StopAsync(Token);
            await services.DisposeAsync();
        }

        private Task NextRaw(string name)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            client.Events.OnRaw(name, (_, _, _) =>
            {
                source.TrySetResult();
                return ValueTask.CompletedTask;
            });
            return source.Task.WaitAsync(TimeSpan.FromMinutes(2), Token);
        }
    }
}
