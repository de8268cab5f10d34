using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Brings what a run has to say to its person when no interaction waits for it, and settles the run with it.
/// </summary>
internal sealed partial class RunDelivery(ReplyDelivery replies, ILogger<RunDelivery> log)
{
    /// <summary>Shows a report, and settles the run when it is there. What cannot be delivered for good counts as told, and says so in the log.</summary>
    public async Task TellAsync(Run run, Reply report, CancellationToken cancellationToken)
    {
        try
        {
            var place = new ReplyPlace(run.Ticket, run.Surface.Channel, run.Surface.OnlyToAsker);
            if (!await replies.ShowAsync(run.Guild, run.Actor, place, OperationTexts.Module, report, cancellationToken).ConfigureAwait(false))
            {
                LogNowhere(log, run.Id);
            }
        }
        catch (DiscordRestException exception)
        {
            LogUnreported(log, exception, run.Id);
            if (!ReplyDelivery.IsFinal(exception))
            {
                // It stays due, and is tried again. What can be delivered nowhere is on record all the same: /operations show has it.
                return;
            }
        }

        if (report.WhenShown is { } told)
        {
            await told().ConfigureAwait(false);
        }
    }

    /// <summary>Changes the reply in which somebody sees a plan, while that is possible.</summary>
    public Task<bool> TryEditAsync(Run run, Reply reply, CancellationToken cancellationToken) =>
        replies.TryEditAsync(run.Ticket, run.Actor, OperationTexts.Module, reply, cancellationToken);

    [LoggerMessage(2102, LogLevel.Warning, "The report of run {Run} could not be delivered")]
    private static partial void LogUnreported(ILogger log, Exception exception, long run);

    [LoggerMessage(2104, LogLevel.Information, "The report of run {Run} has no log channel to go to; /operations show has it")]
    private static partial void LogNowhere(ILogger log, long run);
}
