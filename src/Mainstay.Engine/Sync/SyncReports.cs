using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Sync;

/// <summary>Ends the reply of whoever asked for a sync that went on after a restart: the handler that would have done it is gone.</summary>
internal sealed partial class SyncReports(Lazy<ModuleRegistry> modules, ReplyDelivery replies, SyncRunStore store, ILogger<SyncReports> log)
{
    /// <summary>Tells what nobody could be told when it ended, and forgets the replies that nobody can change any more.</summary>
    public async Task TellLateAsync(IReadOnlyCollection<Id<Guild>> guilds, CancellationToken cancellationToken)
    {
        foreach (var run in await store.UntoldAsync(guilds, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(run, cancellationToken).ConfigureAwait(false);
        }

        await store.ForgetRepliesAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task TellAsync(SyncRun run, CancellationToken cancellationToken)
    {
        if (run.Request is not { Reply: { } place, By: { } person })
        {
            return;
        }

        try
        {
            foreach (var (module, report) in modules.Value.SyncReports)
            {
                await replies.ShowAsync(run.Request.Guild, person, place, module, report(run), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DiscordRestException exception)
        {
            LogUntold(exception, run.Number);
            if (!ReplyDelivery.IsFinal(exception))
            {
                // It is tried again. What can be delivered nowhere is on record all the same: /sync stats has it.
                return;
            }
        }

        await store.ToldAsync(run, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(3110, LogLevel.Warning, "What came of sync {Number} could not be told")]
    private partial void LogUntold(Exception exception, long number);
}
