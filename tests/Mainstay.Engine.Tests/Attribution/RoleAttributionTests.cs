using System.Collections.Concurrent;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Json;
using Mainstay.Engine.Attribution;
using Mainstay.Engine.Events;
using Mainstay.Engine.Image;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Time;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Tests.Attribution;

/// <summary>From image and audit log to the modules: lanes, timer, permissions, guilds.</summary>
public sealed class RoleAttributionTests : IAsyncDisposable
{
    private static readonly Id<Guild> Here = new(1_000);
    private static readonly Id<Guild> There = new(2_000);
    private static readonly Id<User> Me = new(2);
    private static readonly Id<User> Ada = new(10);
    private static readonly Id<Role> MyRole = new(3);
    private static readonly Id<Role> Partner = new(50);

    private readonly ManualTime _time = new();
    private readonly ConcurrentQueue<RoleChangeSeen> _heard = new();
    private readonly CountingLog<RoleAttribution> _log = new();
    private readonly GuildImages _images;
    private readonly GuildLanes _lanes;
    private readonly RoleAttribution _attribution;

    public RoleAttributionTests()
    {
        _images = new GuildImages(_time) { BotId = Me };
        _lanes = new GuildLanes(_time, new CountingLog<GuildLanes>());
        _attribution = new RoleAttribution(new Lazy<ModuleRegistry>(() => new ModuleRegistry([new Listener(_heard)])), _lanes, _images, _time, _log);
        _attribution.Listen(GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildModeration);
        Make(Here, Permissions.ViewAuditLog);
        Make(There, Permissions.ViewAuditLog);
    }

    [Fact]
    public async Task The_author_comes_from_the_audit_log()
    {
        Give(Here, Partner);
        _attribution.Tell(Entry(Here, 100, Partner));
        await DrainAsync(Here);

        var heard = _heard.ShouldHaveSingleItem();
        (heard.Guild, heard.Member, heard.Author, heard.Reason).ShouldBe((Here, Ada, new Id<User>(100), "because"));
    }

    [Fact]
    public async Task After_ten_seconds_the_timer_says_that_nobody_knows()
    {
        Give(Here, Partner);
        await DrainAsync(Here);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        await DrainAsync(Here);
        _heard.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(0.1));
        await DrainAsync(Here);

        _heard.ShouldHaveSingleItem().Unknown.ShouldBe(AuthorUnknown.NoEntry);
    }

    [Fact]
    public async Task An_entry_of_another_guild_or_another_kind_names_nobody()
    {
        Give(Here, Partner);
        _attribution.Tell(Entry(There, 100, Partner));
        _attribution.Tell(Entry(Here, 101, Partner) with { ActionType = AuditLogEvent.MemberUpdate });
        await DrainAsync(There);
        await DrainAsync(Here);
        _time.Advance(TimeSpan.FromSeconds(10));
        await DrainAsync(Here);

        _heard.ShouldHaveSingleItem().Author.ShouldBeNull();
    }

    [Fact]
    public async Task Without_the_permission_the_author_is_unknown_at_once_and_the_log_says_so_once()
    {
        Allow(Here, Permissions.None);
        Give(Here, Partner);
        Give(Here, default);
        await DrainAsync(Here);
        _heard.Select(h => h.Unknown).ShouldBe([AuthorUnknown.NotAllowed, AuthorUnknown.NotAllowed]);
        _log.Warnings.ShouldBe(1);

        Allow(Here, Permissions.ViewAuditLog);
        Give(Here, Partner);
        await DrainAsync(Here);
        _heard.Count.ShouldBe(2);
        Allow(Here, Permissions.None);
        Give(Here, default);
        await DrainAsync(Here);
        _log.Warnings.ShouldBe(2);
    }

    [Fact]
    public async Task What_Mainstay_does_itself_is_nobodys_doing()
    {
        using (_attribution.Expect(Here, Ada, [Partner], []))
        {
            Give(Here, Partner);
        }

        await DrainAsync(Here);
        _time.Advance(TimeSpan.FromMinutes(1));
        await DrainAsync(Here);

        _heard.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _attribution.Dispose();
        await _lanes.DisposeAsync();
    }

    private static GuildAuditLogEntryEvent Entry(Id<Guild> guild, ulong author, Id<Role> role) => new()
    {
        GuildId = guild,
        Id = new(5_000 + author),
        ActionType = AuditLogEvent.MemberRoleUpdate,
        UserId = new(author),
        TargetId = Ada.ToString(),
        Reason = "because",
        Changes = [new AuditLogChange { Key = "$add", NewValue = JsonSerializer.Deserialize<JsonElement>($$"""[{"id":"{{role}}","name":"Partner"}]""", DiscordJson.Options) }],
    };

    private void Make(Id<Guild> guild, Permissions permissions)
    {
        var live = _images.GetOrAdd(guild);
        live.Put(Role(guild.Cast<Role>(), 0, Permissions.ViewChannel));
        live.Put(Role(Partner, 1, Permissions.None));
        live.Put(Role(MyRole, 2, permissions));
        live.Join(new MemberData { Id = Me.Value, Username = "mainstay"u8, Roles = [MyRole.Value] });
        live.Join(new MemberData { Id = Ada.Value, Username = "ada"u8, Roles = [] });
    }

    private void Allow(Id<Guild> guild, Permissions permissions) => _images.GetOrAdd(guild).Put(Role(MyRole, 2, permissions));

    /// <summary>An event shows Ada with a role, or with none.</summary>
    private void Give(Id<Guild> guild, Id<Role> role) =>
        _images.GetOrAdd(guild).Tell(new MemberData { Id = Ada.Value, Username = "ada"u8, Roles = role.IsNone ? [] : [role.Value] });

    private async Task DrainAsync(Id<Guild> guild)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lanes.TryPost(guild, _ =>
        {
            done.SetResult();
            return Task.CompletedTask;
        }).ShouldBeTrue();
        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static Role Role(Id<Role> id, int position, Permissions permissions) => new()
    {
        Id = id,
        Name = $"role {id}",
        Color = 0,
        Hoist = false,
        Position = position,
        Permissions = permissions,
        Managed = false,
        Mentionable = false,
        Colors = new RoleColors { PrimaryColor = 0, SecondaryColor = null, TertiaryColor = null },
        Icon = null,
        UnicodeEmoji = null,
        Flags = 0,
    };

    private sealed class Listener(ConcurrentQueue<RoleChangeSeen> heard) : IModule
    {
        public string Name => "listener";

        public IReadOnlyList<Func<RoleChangeSeen, CancellationToken, Task>> RoleChanges =>
        [
            (change, _) => throw new InvalidOperationException($"a listener that breaks at {change.At}"),
            (change, _) =>
            {
                heard.Enqueue(change);
                return Task.CompletedTask;
            },
        ];
    }

    private sealed class CountingLog<T> : ILogger<T>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings += logLevel == LogLevel.Warning ? 1 : 0;
    }
}
