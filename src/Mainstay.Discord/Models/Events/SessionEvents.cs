using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>READY: the session has begun. See https://discord.com/developers/docs/events/gateway-events#ready.</summary>
public sealed record ReadyEvent : WireModel
{
    /// <summary>The gateway's version.</summary>
    public required int V { get; init; }

    /// <summary>The bot's account.</summary>
    public required User User { get; init; }

    /// <summary>The guilds, which come one by one.</summary>
    public required IReadOnlyList<UnavailableGuild> Guilds { get; init; }

    /// <summary>What resuming needs.</summary>
    public required string SessionId { get; init; }

    /// <summary>Where to resume.</summary>
    public required string ResumeGatewayUrl { get; init; }

    /// <summary>This shard and the number of shards.</summary>
    public IReadOnlyList<int>? Shard { get; init; }

    /// <summary>The application, in part.</summary>
    public required PartialApplication Application { get; init; }
}

/// <summary>RATE_LIMITED: a command over the gateway came too soon. See https://discord.com/developers/docs/events/gateway-events#rate-limited.</summary>
public sealed record RateLimitedEvent : WireModel
{
    /// <summary>The command.</summary>
    public required int Opcode { get; init; }

    /// <summary>Seconds until it is allowed.</summary>
    public required double RetryAfter { get; init; }

    /// <summary>What it was about: for member requests <c>guild_id</c> and <c>nonce</c>.</summary>
    public required JsonElement Meta { get; init; }
}
