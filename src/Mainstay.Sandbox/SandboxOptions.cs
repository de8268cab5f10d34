using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox;

/// <summary>How a sandbox is set up. Everything has a default; port 0 takes any free one.</summary>
public sealed record SandboxOptions
{
    /// <summary>The token of the default application.</summary>
    public const string DefaultToken = "sandbox-token";

    /// <summary>The port on the loopback address; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The token that a bot logs in with.</summary>
    public string Token { get; init; } = DefaultToken;

    /// <summary>Which guilds, people and drift the world begins with: a scenario's name.</summary>
    public string Scenario { get; init; } = "law-firm";

    /// <summary>A Discord guild template (the JSON of <c>/guilds/templates/{code}</c>) to make the world from, instead of a scenario.</summary>
    public string? TemplateFile { get; init; }

    /// <summary>Everything that is left to chance follows from this.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The rate limits.</summary>
    public RateLimitProfile RateLimits { get; init; } = RateLimitProfile.Discord;

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How long an application has for its first answer to an interaction. Documented: 3 s; longer for tests on machines that others use as well.</summary>
    public TimeSpan TimeToAnswer { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the gateway allows and how long it waits.</summary>
    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>Whether traffic is recorded when <c>MAINSTAY_SANDBOX__RECORD</c> names a folder; false for bulk runs.</summary>
    public bool Record { get; init; } = true;

    /// <summary>A folder to record traffic in, whatever the environment says.</summary>
    public string? RecordFolder { get; init; }

    /// <summary>Makes the world instead of a scenario.</summary>
    internal Func<SandboxOptions, DiscordWorld>? World { get; init; }
}

/// <summary>The gateway's numbers. Defaults are Discord's; tests shorten them.</summary>
public sealed record GatewayOptions
{
    /// <summary>What HELLO asks for.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>How long a session waits for a resume after its connection was lost.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many events a session keeps for a resume.</summary>
    public int ReplayLimit { get; init; } = 10_000;

    /// <summary>Identifies per <see cref="IdentifyWindow" /> and key (shard id modulo this).</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>See <see cref="MaxConcurrency" />. Documented: 5 s.</summary>
    public TimeSpan IdentifyWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Identifies per day over all shards. Documented: 1,000.</summary>
    public int SessionStarts { get; init; } = 1_000;

    /// <summary>Shards that GET /gateway/bot recommends.</summary>
    public int RecommendedShards { get; init; } = 1;

    /// <summary>How often a guild's whole member list may be asked for. Documented: 30 s.</summary>
    public TimeSpan MemberListWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A pause between two member chunks. Zero sends them as fast as they are taken.</summary>
    public TimeSpan ChunkInterval { get; init; } = TimeSpan.Zero;

    /// <summary>Members per chunk. Documented: up to 1,000.</summary>
    public int ChunkSize { get; init; } = 1_000;

    /// <summary>Whether the application may use privileged intents (members, presences, message content); without them, close 4014.</summary>
    public PrivilegedIntents Privileged { get; init; } = PrivilegedIntents.All;
}

/// <summary>The switches of the developer portal.</summary>
[Flags]
public enum PrivilegedIntents
{
    /// <summary>None is switched on.</summary>
    None = 0,

    /// <summary>GUILD_MEMBERS.</summary>
    Members = 1 << 1,

    /// <summary>GUILD_PRESENCES.</summary>
    Presences = 1 << 8,

    /// <summary>MESSAGE_CONTENT.</summary>
    MessageContent = 1 << 15,

    /// <summary>All three.</summary>
    All = Members | Presences | MessageContent,
}
