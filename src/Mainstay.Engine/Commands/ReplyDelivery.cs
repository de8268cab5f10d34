using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Commands;

/// <summary>
/// Brings somebody a reply when no interaction waits for it: where they saw the last one while Discord lets it be changed, otherwise in a message, in the open
/// only if the reply was. What nobody asked for goes to the guild's log channel.
/// </summary>
internal sealed partial class ReplyDelivery(DiscordRest rest, IElsewhere elsewhere, ISettings settings, TimeProvider time, ILogger<ReplyDelivery> log)
{
    /// <summary>Whether trying again brings nothing: the person has closed their direct messages, the channel is gone, or Mainstay may not write there.</summary>
    public static bool IsFinal(DiscordRestException exception) => exception.Kind is RestErrorKind.Forbidden or RestErrorKind.NotFound or RestErrorKind.Invalid or RestErrorKind.Refused;

    /// <summary>Changes the reply that stands there, while that is possible.</summary>
    public async Task<bool> TryEditAsync(ReplyTicket? ticket, Id<User> person, string module, Reply reply, CancellationToken cancellationToken)
    {
        if (ticket is null || time.GetUtcNow() >= ticket.Until)
        {
            return false;
        }

        try
        {
            var drawn = ReplyDrawing.Draw(reply, module, person);
            await rest.EditOriginalResponseAsync(
                ticket.Application, ticket.Token, RestInteractionWire.Change(drawn), RestInteractionWire.Files(drawn), null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordRestException exception)
        {
            LogNotEdited(log, exception);
            return false;
        }
    }

    /// <summary>Shows a reply. False: nobody asked for it, and the guild has no log channel.</summary>
    /// <exception cref="DiscordRestException">It could not be delivered.</exception>
    public async Task<bool> ShowAsync(Id<Guild> guild, Id<User> person, ReplyPlace place, string module, Reply reply, CancellationToken cancellationToken)
    {
        if (await TryEditAsync(place.Ticket, person, module, reply, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Id<Channel> channel;
        if (person.IsNone)
        {
            if ((await settings.GetAsync<ReplySettings>(guild, cancellationToken).ConfigureAwait(false)).Value.LogChannel is not { } open)
            {
                return false;
            }

            channel = open;
        }
        else
        {
            channel = await elsewhere.ChannelAsync(guild, place.Channel, person, place.OnlyToAsker, cancellationToken).ConfigureAwait(false);
        }

        var drawn = ReplyDrawing.Draw(reply, module, person);
        await rest.CreateMessageAsync(
            channel, new CreateMessage { Embeds = [drawn.Embed], Components = person.IsNone ? [] : drawn.Components }, RestInteractionWire.Files(drawn), null, cancellationToken).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(1007, LogLevel.Information, "A reply could not be changed any more")]
    private static partial void LogNotEdited(ILogger log, Exception exception);
}
