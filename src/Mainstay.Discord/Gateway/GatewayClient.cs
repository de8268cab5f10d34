namespace Mainstay.Discord.Gateway;

/// <summary>All shards of a bot, or those that this process runs. Caches nothing.</summary>
public sealed class GatewayClient : IAsyncDisposable
{
    private readonly GatewayNotices _notices = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopped;

    /// <summary>Makes the shards; nothing connects before <see cref="StartAsync" />.</summary>
    /// <param name="options">How to connect.</param>
    /// <param name="time">The clock of back-off, heartbeats and limits.</param>
    /// <param name="random">The jitter's source.</param>
    public GatewayClient(GatewayOptions options, TimeProvider time, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        if (options.LargeThreshold is < GatewayLimits.LargeThresholdMin or > GatewayLimits.LargeThresholdMax)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LargeThreshold, "LargeThreshold is 50 to 250.");
        }

        Events = new();
        ShardCount = options.ShardCount;
        var budget = options.IdentifyBudget ?? new InProcessIdentifyBudget(options.SessionStarts, time);
        var ids = options.Shards ?? Enumerable.Range(0, options.ShardCount);
        Shards = [.. ids.Select(id => new Shard(id, options, time, new Random(random.Next()), budget, Events, _notices, _stopping))];
        Members = new(this, time, random, _notices);
    }

    /// <summary>Who listens to which events. Subscribe before the start to miss nothing.</summary>
    public GatewaySubscriptions Events { get; }

    /// <summary>The shards, in the order of their ids.</summary>
    public IReadOnlyList<Shard> Shards { get; }

    /// <summary>How many shards the bot has in all, here and elsewhere.</summary>
    public int ShardCount { get; }

    /// <summary>Asks for the members of a guild.</summary>
    public GatewayMembers Members { get; }

    /// <summary>Ends when the client was stopped; fails with <see cref="GatewayRefusedException" /> when Discord refused a shard for good.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Something went wrong and the stream of events survived it. Called in order, never at once with itself.</summary>
    public event Action<GatewayFault>? Faulted
    {
        add => _notices.Faulted += value;
        remove => _notices.Faulted -= value;
    }

    /// <summary>A shard changed its state. Called in order, never at once with itself.</summary>
    public event Action<ShardStateChange>? StateChanged
    {
        add => _notices.Changed += value;
        remove => _notices.Changed -= value;
    }

    /// <summary>The shard that serves a guild, by Discord's formula.</summary>
    public static int ShardOf(Id<Guild> guild, int shardCount) => (int)((guild.Value >> Snowflake.TimeShift) % (ulong)shardCount);

    /// <summary>
    /// Connects all shards and ends when each has been ready once. They then reconnect and resume by themselves. Throws
    /// <see cref="GatewayRefusedException" />, whose message says what to do, when Discord refuses for good.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        foreach (var shard in Shards)
        {
            shard.Start();
        }

        await Task.WhenAll(Shards.Select(static shard => shard.FirstReady)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends all connections after the handlers that are running. With <paramref name="keepSessions" /> a later process may resume
    /// from each shard's <see cref="Shard.Session" />, and Discord replays what came in between. A handler that waits for this waits
    /// for itself.
    /// </summary>
    public async Task StopAsync(bool keepSessions = true, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        // First nothing more is accepted, then the running handlers are asked to end: an event given up may not be followed by another.
        foreach (var shard in Shards)
        {
            shard.Stop(keepSessions);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(Shards.Select(static shard => shard.EndAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
        await _notices.EndAsync().ConfigureAwait(false);
        _completion.TrySetResult();
    }

    /// <summary>Stops and keeps the sessions.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task WatchAsync()
    {
        var refused = await _notices.FirstRefusal.ConfigureAwait(false);
        _completion.TrySetException(refused);
    }
}
