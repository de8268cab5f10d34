using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Engine.Sync;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Image;

/// <summary>How the images are kept.</summary>
public sealed record GuildImageOptions
{
    /// <summary>How often changes are written to the mirror.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether all members are listed by themselves when nothing proves that the image has them all: at a start, after a lost session or event.</summary>
    public bool ProveByItself { get; init; } = true;

    /// <summary>Whether members are listed by pages over REST rather than in chunks over the gateway. Either way pages are used where Discord would have the gateway wait longer.</summary>
    public bool ListByPages { get; init; }

    /// <summary>
    /// Up to how many members a guild has their names and avatars in memory. Those of a larger one are on disk only, and in memory stand 64 bits for each
    /// member's, which tell when they change.
    /// </summary>
    public int MostWithTexts { get; init; } = 250_000;

    /// <summary>How often it is written who was seen.</summary>
    public TimeSpan NoteSeenEvery { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>
/// The life of the guild images: <see cref="LoadAsync" /> before the gateway client is made, <see cref="Attach" /> before it is started, and
/// <see cref="StopAsync" /> after it has stopped.
/// </summary>
public sealed partial class GuildImageRuntime : IAsyncDisposable
{
    private readonly GuildImages _guilds;
    private readonly IGuildMirror _mirror;
    private readonly GatewayMemberSource _source;
    private readonly SyncRunner _runner;
    private readonly SyncRecovery _recovery;
    private readonly SeenBook _seen;
    private readonly Unproven _proving;
    private readonly MirrorFlush _flush;
    private readonly GuildImageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GuildImageRuntime> _log;
    private readonly Dictionary<Id<Guild>, MirrorMark> _marks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ImageEvents _events;
    private GatewayClient? _client;
    private Task _working = Task.CompletedTask;
    private bool _stopped;
    private bool _watches;

    internal GuildImageRuntime(
        GuildImages guilds,
        IGuildMirror mirror,
        GatewayMemberSource source,
        SyncRunner runner,
        SyncRecovery recovery,
        SeenBook seen,
        MirrorFlush flush,
        GuildImageOptions options,
        TimeProvider time,
        ILogger<GuildImageRuntime> log)
    {
        (_guilds, _mirror, _source, _runner, _recovery, _seen, _flush, _options, _time, _log) = (guilds, mirror, source, runner, recovery, seen, flush, options, time, log);
        _proving = new Unproven(guilds, runner, recovery, time, log);
        guilds.Doubted = Doubt;
        _events = new ImageEvents(guilds, seen, Doubt) { SessionTakenUp = OnResumed };
    }

    /// <summary>Loads every guild from the mirror, and returns the sessions that the gateway client may take up (<see cref="GatewayOptions.Sessions" />).</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyDictionary<int, StoredSession>> LoadAsync(Id<User> botId, int shardCount, CancellationToken cancellationToken)
    {
        _guilds.BotId = botId;
        foreach (var guild in await _mirror.GuildsAsync(cancellationToken).ConfigureAwait(false))
        {
            var writer = new GuildImageWriter(guild, botId);
            if (await _mirror.LoadAsync(writer, cancellationToken).ConfigureAwait(false) is { } mark)
            {
                var asOf = new Completeness(Extent.Partial, "as the mirror had it; not yet compared with Discord", mark.At);
                writer.MembersCompleteness = asOf;
                writer.ObjectsCompleteness = asOf;
                writer.HasTextsOnDisk = writer.MemberCount > _options.MostWithTexts;
                writer.PutTextsAway();
                _marks[guild] = mark;
                _guilds.Add(writer);
            }
        }

        return await _mirror.SessionsAsync(shardCount, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Subscribes to the client's events and begins to keep the mirror. Call before the client starts, and before modules subscribe.</summary>
    public void Attach(GatewayClient client, GatewayIntents intents)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _source.Attach(client, intents);
        _events.Attach(client);
        _watches = (intents & GatewayIntents.GuildMessages) != 0;
        _working = Task.WhenAll(
            Task.Run(() => UntilStoppedAsync(ct => _flush.RunAsync(_client!, _events, _options.FlushEvery, ct))),
            Task.Run(() => UntilStoppedAsync(_proving.RunAsync)),
            Task.Run(() => UntilStoppedAsync(_recovery.RunAsync)),
            Task.Run(() => UntilStoppedAsync(NoteSeenAsync)));
    }

    /// <summary>The members of a guild are listed again, as soon as that can be done. Repeated until the list is proven complete.</summary>
    public void Doubt(Id<Guild> guild)
    {
        if (_options.ProveByItself)
        {
            _proving.Add(guild);
        }
    }

    /// <summary>Interrupts syncs under way; the next start goes on with them. Call while the gateway is still there.</summary>
    public Task InterruptAsync() => _runner.StopAsync();

    /// <summary>Writes what is left to write. Call after the client has stopped with its sessions kept.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await InterruptAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_client is { } client)
        {
            await _flush.OnceAsync(client, _events, cancellationToken).ConfigureAwait(false);
            await NoteSeenOnceAsync(cancellationToken).ConfigureAwait(false);
        }

        _events.Dispose();
        _stopping.Dispose();
    }

    /// <summary>As <see cref="StopAsync" />.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);

    // A session of an earlier process goes on: what the mirror had, plus what Discord has replayed, is the present.
    private void OnResumed(int shard)
    {
        var session = _client!.Shards.First(other => other.Id == shard).Session;
        foreach (var live in _guilds.Live.Where(live => GatewayClient.ShardOf(live.Id, _client.ShardCount) == shard))
        {
            if (_marks.Remove(live.Id, out var mark))
            {
                var proven = mark.WasComplete && mark.Session?.Session == session?.SessionId;
                live.Resumed(proven);
                if (!proven)
                {
                    Doubt(live.Id);
                }
            }
        }
    }

    private async Task NoteSeenAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.NoteSeenEvery, _time);
        do
        {
            await NoteSeenOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task NoteSeenOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _seen.FlushAsync(_watches ? _guilds.All : [], cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException failure)
        {
            // Who was seen is still noted; the next round tries again.
            LogUnseen(failure.Message);
        }
    }

    private async Task UntilStoppedAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nothing is lost: what is left to write is StopAsync's, and the next start does the rest.
        }
        catch (Exception bug)
        {
            // The boundary of the image's own work: silence would look like health.
            LogBroken(bug);
        }
    }

    [LoggerMessage(3105, LogLevel.Error, "Keeping the guild images broke")]
    private partial void LogBroken(Exception exception);

    [LoggerMessage(3110, LogLevel.Warning, "Who was seen could not be written: {Sentence}")]
    private partial void LogUnseen(string sentence);
}
