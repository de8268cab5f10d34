using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Brings what a run has to say to its person when no interaction waits for it: in the reply where they saw the run last while Discord lets it be changed,
/// otherwise in a message, in the open only if the run was. What Mainstay did by itself goes to the guild's log channel.
/// </summary>
internal sealed partial class RunDelivery(DiscordRest rest, IElsewhere elsewhere, ISettings settings, TimeProvider time, ILogger<RunDelivery> log)
{
    /// <summary>Shows a report, and settles the run when it is there. What cannot be delivered for good counts as told, and says so in the log.</summary>
    public async Task TellAsync(Run run, Reply report, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ShowAsync(run, report, cancellationToken).ConfigureAwait(false))
            {
                LogNowhere(log, run.Id);
            }
        }
        catch (DiscordRestException exception) when (exception.Kind is RestErrorKind.Forbidden or RestErrorKind.NotFound or RestErrorKind.Invalid or RestErrorKind.Refused)
        {
            // The person has closed their direct messages, or the channel is gone: /operations show has the report.
            LogUnreported(log, exception, run.Id);
        }
        catch (DiscordRestException exception)
        {
            // It stays due, and is tried again.
            LogUnreported(log, exception, run.Id);
            return;
        }

        if (report.WhenShown is { } told)
        {
            await told().ConfigureAwait(false);
        }
    }

    /// <summary>Changes the reply in which somebody sees a plan, while that is possible.</summary>
    public async Task<bool> TryEditAsync(Run run, Reply reply, CancellationToken cancellationToken)
    {
        if (run.Ticket is not { } ticket || time.GetUtcNow() >= ticket.Until)
        {
            return false;
        }

        try
        {
            var drawn = ReplyDrawing.Draw(reply, OperationTexts.Module, run.Actor);
            await rest.EditOriginalResponseAsync(
                ticket.Application, ticket.Token, RestInteractionWire.Change(drawn), RestInteractionWire.Files(drawn), null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordRestException exception)
        {
            LogUnreported(log, exception, run.Id);
            return false;
        }
    }

    private async Task<bool> ShowAsync(Run run, Reply report, CancellationToken cancellationToken)
    {
        if (await TryEditAsync(run, report, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Id<Channel> channel;
        if (run.Actor.IsNone)
        {
            if ((await settings.GetAsync<ReplySettings>(run.Guild, cancellationToken).ConfigureAwait(false)).Value.LogChannel is not { } open)
            {
                return false;
            }

            channel = open;
        }
        else
        {
            channel = await elsewhere.ChannelAsync(run.Guild, run.Surface.Channel, run.Actor, run.Surface.OnlyToAsker, cancellationToken).ConfigureAwait(false);
        }

        var drawn = ReplyDrawing.Draw(report, OperationTexts.Module, run.Actor);
        await rest.CreateMessageAsync(
            channel, new CreateMessage { Embeds = [drawn.Embed], Components = run.Actor.IsNone ? [] : drawn.Components }, RestInteractionWire.Files(drawn), null, cancellationToken).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(2102, LogLevel.Warning, "The report of run {Run} could not be delivered")]
    private static partial void LogUnreported(ILogger log, Exception exception, long run);

    [LoggerMessage(2104, LogLevel.Information, "The report of run {Run} has no log channel to go to; /operations show has it")]
    private static partial void LogNowhere(ILogger log, long run);
}
