using System.Collections.Concurrent;
using System.Threading.Channels;
using Mainstay.Discord;
using Mainstay.Engine.Sync;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Image;

/// <summary>
/// Guilds whose image nothing proves, one after another, so that a start with a thousand guilds does not ask for a thousand lists at once. One whose list
/// stays incomplete is tried again, ever more rarely, until it is proven.
/// </summary>
internal sealed partial class Unproven(GuildImages guilds, SyncRunner runner, SyncRecovery recovery, TimeProvider time, ILogger log)
{
    /// <summary>Discord gives a whole list once in 30 s: sooner makes no sense.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Channel<Id<Guild>> _waiting = System.Threading.Channels.Channel.CreateUnbounded<Id<Guild>>();
    private readonly ConcurrentDictionary<Id<Guild>, TimeSpan> _pauses = new();

    public void Add(Id<Guild> guild) => _waiting.Writer.TryWrite(guild);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var guild in _waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Needs(guild) is not { } kind)
            {
                _pauses.TryRemove(guild, out _);
                continue;
            }

            if (!await ProveAsync(guild, kind, cancellationToken).ConfigureAwait(false))
            {
                TryLater(guild, cancellationToken);
            }
            else
            {
                _pauses.TryRemove(guild, out _);
            }
        }
    }

    // What is missing: the members, or the roles too. A guild that is away comes back with an event, which puts it here again.
    private SyncKind? Needs(Id<Guild> guild) => !guilds.TrySnapshot(guild, out var image) || !image.IsAvailable ? null
        : image.Roles.Completeness.Extent == Extent.Partial ? SyncKind.Roles
        : image.Stale is not null || !image.Members.Completeness.IsComplete ? SyncKind.Users
        : null;

    private async Task<bool> ProveAsync(Id<Guild> guild, SyncKind kind, CancellationToken cancellationToken)
    {
        try
        {
            // A run that was interrupted may be the proof that is wanted, and goes first.
            await recovery.LookAsync([guild], cancellationToken).ConfigureAwait(false);
            var outcome = await runner.RunAsync(new SyncRequest(guild, kind) { Origin = SyncOrigin.Mainstay }, null, cancellationToken).ConfigureAwait(false);
            if (!outcome.Try(out var run, out var failure))
            {
                LogUnproven(log, guild, failure.Sentence);
            }
            else if (run.Report.Gap is { } gap)
            {
                LogUnproven(log, guild, gap);
            }

            return Needs(guild) is null;
        }
        catch (DatabaseException failure)
        {
            LogUnproven(log, guild, failure.Message);
        }
        catch (Exception bug) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of one guild's proof: the other guilds still want theirs.
            LogBroken(log, bug, guild);
        }

        return false;
    }

    // Nothing here has to survive a restart: the next start finds for itself what is unproven.
    private void TryLater(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var pause = _pauses.AddOrUpdate(guild, FirstPause, (_, before) => before * 2 < LongestPause ? before * 2 : LongestPause);
        _ = Task.Delay(pause, time, cancellationToken).ContinueWith(
            _ => Add(guild), cancellationToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    [LoggerMessage(3103, LogLevel.Warning, "The members of guild {Guild} could not be listed: {Sentence}")]
    private static partial void LogUnproven(ILogger log, Id<Guild> guild, string sentence);

    [LoggerMessage(3111, LogLevel.Error, "Listing the members of guild {Guild} broke")]
    private static partial void LogBroken(ILogger log, Exception exception, Id<Guild> guild);
}
