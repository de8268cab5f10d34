using System.Threading.Channels;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
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
    private readonly IMemberSync _sync;
    private readonly MirrorFlush _flush;
    private readonly GuildImageOptions _options;
    private readonly ILogger<GuildImageRuntime> _log;
    private readonly Dictionary<Id<Guild>, MirrorMark> _marks = [];
    private readonly Channel<Id<Guild>> _unproven = System.Threading.Channels.Channel.CreateUnbounded<Id<Guild>>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ImageEvents _events;
    private GatewayClient? _client;
    private Task _working = Task.CompletedTask;
    private bool _stopped;

    internal GuildImageRuntime(
        GuildImages guilds, IGuildMirror mirror, GatewayMemberSource source, IMemberSync sync, MirrorFlush flush, GuildImageOptions options,
        ILogger<GuildImageRuntime> log)
    {
        _guilds = guilds;
        _mirror = mirror;
        _source = source;
        _sync = sync;
        _flush = flush;
        _options = options;
        _log = log;
        _events = new ImageEvents(guilds, guild => _unproven.Writer.TryWrite(guild)) { SessionTakenUp = OnResumed };
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
        _working = Task.WhenAll(Task.Run(FlushAsync), Task.Run(ProveAsync));
    }

    /// <summary>Writes what is left to write. Call after the client has stopped with its sessions kept.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_client is { } client)
        {
            await _flush.OnceAsync(client, _events, cancellationToken).ConfigureAwait(false);
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
                    _unproven.Writer.TryWrite(live.Id);
                }
            }
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            await _flush.RunAsync(_client!, _events, _options.FlushEvery, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The last round is StopAsync's.
        }
    }

    private async Task ProveAsync()
    {
        try
        {
            await foreach (var guild in _unproven.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
            {
                if (_options.ProveByItself && NeedsProof(guild))
                {
                    await ProveAsync(guild).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nothing is lost: the next start proves again.
        }
    }

    private bool NeedsProof(Id<Guild> guild) =>
        _guilds.TrySnapshot(guild, out var image) && (image.Stale is not null || !image.Members.Completeness.IsComplete);

    private async Task ProveAsync(Id<Guild> guild)
    {
        try
        {
            var outcome = await _sync.SyncAsync(guild, force: false, progress: null, _stopping.Token).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                LogUnproven(guild, outcome.Failure.Sentence);
            }
        }
        catch (DatabaseException failure)
        {
            LogUnproven(guild, failure.Message);
        }
        catch (Exception bug) when (!_stopping.IsCancellationRequested)
        {
            // The boundary of one guild's proof: the other guilds still want theirs.
            LogBroken(bug, guild);
        }
    }

    [LoggerMessage(3103, LogLevel.Warning, "The members of guild {Guild} could not be listed: {Sentence}")]
    private partial void LogUnproven(Id<Guild> guild, string sentence);

    [LoggerMessage(3105, LogLevel.Error, "Listing the members of guild {Guild} broke")]
    private partial void LogBroken(Exception exception, Id<Guild> guild);
}
