using Mainstay.Discord.Rest;
using Mainstay.Discord.Rest.Scheduling;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>What Discord's answers mean for a step.</summary>
internal static class Requests
{
    public static RestCallOptions Bulk(string? reason) => new(reason, RestLane.Bulk);

    /// <summary>Sends a request whose answer carries nothing.</summary>
    public static Task<Sending> SendAsync(Func<Task> send) => SendAsync(async () =>
    {
        await send().ConfigureAwait(false);
        return (Sending)new Sending.Accepted();
    });

    /// <summary>Sends a deletion: what is gone already, by the first of two attempts or by somebody else, is as wanted.</summary>
    public static Task<Sending> DeleteAsync(int goneCode, Func<Task> send) => SendAsync(async () =>
    {
        try
        {
            await send().ConfigureAwait(false);
        }
        catch (DiscordRestException exception) when (exception.Code == goneCode)
        {
            // The echo, or a look, still has to show it.
        }

        return (Sending)new Sending.Accepted();
    });

    /// <summary>Sends a request and reads its answer.</summary>
    public static async Task<Sending> SendAsync(Func<Task<Sending>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (DiscordRestException exception)
        {
            return exception switch
            {
                { Code: DiscordErrorCode.UnknownMember } => Refused("target.gone", "They are no longer in the server."),
                { Code: DiscordErrorCode.UnknownUser } => Refused("target.gone", "Discord does not know this account any more."),
                { Code: DiscordErrorCode.UnknownRole } => Refused("role.gone", "The role is no longer there."),
                { Code: DiscordErrorCode.UnknownChannel } => Refused("channel.gone", "The channel is no longer there."),
                { Code: DiscordErrorCode.UnknownMessage } => Refused("message.gone", "The message is no longer there."),
                { Kind: RestErrorKind.Forbidden } => Refused("discord.forbidden", "Discord does not let Mainstay do this: a permission is missing, or Mainstay's role stands too low."),
                { NeverLeft: true } or { Kind: RestErrorKind.Invalid or RestErrorKind.NotFound or RestErrorKind.Refused or RestErrorKind.RateLimited or RestErrorKind.NearBan or RestErrorKind.QueueFull or RestErrorKind.InvalidToken } =>
                    Refused("discord.refused", exception.Message),
                _ => new Sending.Unknown(exception.Message.TrimEnd('.')),
            };
        }
    }

    /// <summary>Looks at an object: gone only when Discord's code names that very object.</summary>
    public static async Task<Seen> LookAsync(int goneCode, Func<Task<Seen>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (DiscordRestException exception)
        {
            return exception.Code == goneCode ? TargetState.Gone : TargetState.Unknown;
        }
    }

    private static Sending.Refused Refused(string code, string sentence) => new(new Failure(code, sentence));
}
