using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Image;

/// <summary>
/// Keeps the mirror close behind the images. A shard's place in its session is stored after every guild of the shard is saved up to it, so that a later
/// process asks Discord for exactly what the mirror lacks.
/// </summary>
internal sealed partial class MirrorFlush(GuildImages guilds, IGuildMirror mirror, TimeProvider time, ILogger<MirrorFlush> log)
{
    public async Task RunAsync(GatewayClient client, ImageEvents events, TimeSpan every, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            await OnceAsync(client, events, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task OnceAsync(GatewayClient client, ImageEvents events, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var left in events.TakeLeft())
            {
                await mirror.LeaveAsync(left, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }

            foreach (var shard in client.Shards)
            {
                await FlushAsync(shard, client.ShardCount, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DatabaseException failure)
        {
            // What could not be written is still marked as unwritten; the next round tries again.
            LogFailed(failure.Message);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The boundary of a round: without it, one bug would end the writing for good, and nobody would know.
            LogBroken(bug);
        }
    }

    private async Task FlushAsync(Shard shard, int shardCount, CancellationToken cancellationToken)
    {
        // The place is read first: what happens meanwhile is then told twice rather than never.
        var session = shard.Session;
        var all = true;
        foreach (var live in guilds.Live.Where(live => GatewayClient.ShardOf(live.Id, shardCount) == shard.Id))
        {
            all &= !live.IsBusy;
            await FlushAsync(live, session is null ? null : new SessionMark(shard.Id, session.SessionId, session.Sequence), cancellationToken).ConfigureAwait(false);
        }

        if (all)
        {
            await mirror.SaveSessionAsync(shard.Id, shardCount, session, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FlushAsync(LiveGuild live, SessionMark? session, CancellationToken cancellationToken)
    {
        if (live.TakeSave(session) is not { } save)
        {
            return;
        }

        try
        {
            await mirror.SaveAsync(save, cancellationToken).ConfigureAwait(false);
            live.Saved(save);
        }
        catch
        {
            live.Return(save);
            throw;
        }
    }

    [LoggerMessage(3102, LogLevel.Error, "The mirror could not be written: {Sentence}")]
    private partial void LogFailed(string sentence);

    [LoggerMessage(3104, LogLevel.Error, "The mirror could not be written")]
    private partial void LogBroken(Exception exception);
}
