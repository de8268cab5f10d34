using Mainstay.Discord.Rest;

namespace Mainstay.Engine.Image;

/// <summary>What a read that failed means, in words. None of these proves that anything is gone.</summary>
internal static class DiscordReads
{
    /// <summary>As a clause after "because": small letter, no full stop.</summary>
    public static string Clause(DiscordRestException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Kind switch
        {
            RestErrorKind.Forbidden => "Discord does not let the bot read it",
            RestErrorKind.NotFound => "Discord did not find the server",
            RestErrorKind.RateLimited or RestErrorKind.NearBan or RestErrorKind.QueueFull => "Discord has had too many requests for the moment",
            RestErrorKind.Timeout => "Discord took too long to answer",
            RestErrorKind.Network => "the connection to Discord broke",
            RestErrorKind.Server => "Discord has trouble of its own",
            RestErrorKind.InvalidToken => "Discord does not know the bot's token any more",
            RestErrorKind.Unreadable => "Discord's answer could not be read",
            _ => "Discord refused the request",
        };
    }
}
