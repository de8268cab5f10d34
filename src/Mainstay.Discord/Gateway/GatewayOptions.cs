namespace Mainstay.Discord.Gateway;

/// <summary>How to connect. A class, not a record, so that printing it never shows the token.</summary>
public sealed class GatewayOptions
{
    /// <summary>The bot's token, without <c>Bot</c> in front.</summary>
    public required string Token { get; init; }

    /// <summary>Where new sessions start: <c>url</c> of GET /gateway/bot. Version, encoding and compression are added.</summary>
    public required Uri Url { get; init; }

    /// <summary>Which events Discord sends.</summary>
    public required GatewayIntents Intents { get; init; }

    /// <summary>How many shards the bot has in all: <c>shards</c> of GET /gateway/bot.</summary>
    public int ShardCount { get; init; } = 1;

    /// <summary>The shards to run here; null for all of <see cref="ShardCount" />.</summary>
    public IReadOnlyList<int>? Shards { get; init; }

    /// <summary>When sessions may be started; made in process from <see cref="SessionStarts" /> when null.</summary>
    public IIdentifyBudget? IdentifyBudget { get; init; }

    /// <summary><c>session_start_limit</c> of GET /gateway/bot.</summary>
    public SessionStarts SessionStarts { get; init; } = SessionStarts.Unlimited;

    /// <summary>Sessions to take up again, by shard id.</summary>
    public IReadOnlyDictionary<int, StoredSession>? Sessions { get; init; }

    /// <summary>What others see of the bot from the start; null for online without activity.</summary>
    public BotPresence? Presence { get; init; }

    /// <summary>Members of a guild (50 to 250) above which Discord leaves out offline members; null for Discord's default.</summary>
    public int? LargeThreshold { get; init; }

    /// <summary>Whether Discord compresses what it sends (zlib-stream): about a fifth of the traffic for some more CPU.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>The longest first wait before a reconnect; doubles with each failure. The actual wait is drawn between half of it and all.</summary>
    public TimeSpan BackOffFloor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a reconnect.</summary>
    public TimeSpan BackOffCeiling { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The shortest wait after Discord declared a session invalid; Discord asks for 1 to 5 s, drawn by chance.</summary>
    public TimeSpan InvalidSessionFloor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after Discord declared a session invalid.</summary>
    public TimeSpan InvalidSessionCeiling { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long opening a socket and Discord's hello may take, each.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long READY, or the next replayed event, may take.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Bytes of received events that may wait for a slow handler before the shard stops reading its socket. Whoever comes after them waits for all of them, so
    /// this is kept to a few chunks of members: the handler of those waits for the database.
    /// </summary>
    public int WaitingBytes { get; init; } = 1024 * 1024;
}

/// <summary><c>session_start_limit</c> of GET /gateway/bot.</summary>
/// <param name="Remaining">Sessions that may still be started.</param>
/// <param name="Total">Sessions that may be started after each reset.</param>
/// <param name="ResetAfter">When <paramref name="Remaining" /> is <paramref name="Total" /> again.</param>
/// <param name="MaxConcurrency">Sessions that may be started at once, in 5 s.</param>
public sealed record SessionStarts(int Remaining, int Total, TimeSpan ResetAfter, int MaxConcurrency)
{
    /// <summary>As GET /gateway/bot says it.</summary>
    public static SessionStarts Of(SessionStartLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        return new(limit.Remaining, limit.Total, TimeSpan.FromMilliseconds(limit.ResetAfter), limit.MaxConcurrency);
    }

    /// <summary>No limit but one start per 5 s; for servers that state none.</summary>
    public static SessionStarts Unlimited { get; } = new(int.MaxValue, int.MaxValue, TimeSpan.FromDays(1), 1);
}

/// <summary>What others see of the bot. See https://discord.com/developers/docs/events/gateway-events#update-presence.</summary>
/// <param name="Status"><c>online</c>, <c>idle</c>, <c>dnd</c> or <c>invisible</c>.</param>
/// <param name="ActivityName">Shown as the bot's activity; null for none.</param>
/// <param name="ActivityType">0 playing, 2 listening, 3 watching, 4 custom (its text is <paramref name="ActivityName" />), 5 competing.</param>
public sealed record BotPresence(string Status, string? ActivityName = null, int ActivityType = 4);
