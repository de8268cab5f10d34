using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Sync;

/// <summary>
/// Takes up runs that an earlier stop interrupted, or whose holder is dead and whose lease has run out, as soon as Discord shows their guild. Looks again and
/// again, because a lease runs out later and a guild may have an outage.
/// </summary>
internal sealed partial class SyncRecovery(SyncRunner runner, SyncRunStore store, Lazy<SyncReports> reports, GuildImages guilds, TimeProvider time, ILogger<SyncRecovery> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var tell = time.GetUtcNow() + LookEvery;
        do
        {
            try
            {
                await LookAsync(guilds.All, cancellationToken).ConfigureAwait(false);
                if (time.GetUtcNow() >= tell)
                {
                    tell = time.GetUtcNow() + TellEvery;
                    await reports.Value.TellLateAsync(guilds.All, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (DatabaseException failure)
            {
                // The next look may be luckier.
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes up what was interrupted in these guilds, where that can be done now.</summary>
    public async Task LookAsync(IReadOnlyCollection<Id<Guild>> among, CancellationToken cancellationToken)
    {
        foreach (var run in await store.OrphansAsync(among, cancellationToken).ConfigureAwait(false))
        {
            if (guilds.TryGet(run.Request.Guild, out var live) && live.IsShown && live.Snapshot().IsAvailable && runner.TryTakeUp(run))
            {
                LogTaken(run.Number, run.Request.Guild.Value);
            }
        }
    }

    [LoggerMessage(3108, LogLevel.Information, "Sync {Number} of guild {Guild} was interrupted and is taken up again")]
    private partial void LogTaken(long number, ulong guild);

    [LoggerMessage(3109, LogLevel.Warning, "Interrupted syncs could not be looked for: {Sentence}")]
    private partial void LogFailed(string sentence);
}
