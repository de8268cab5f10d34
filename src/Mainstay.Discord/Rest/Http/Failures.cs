using System.Net;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest.Http;

/// <summary>Turns what went wrong into the one exception of the wire, with a sentence that says what to do.</summary>
internal static class Failures
{
    public static DiscordRestException Answer(RestRoute route, HttpStatusCode status, byte[] body, string? requestId, TimeSpan? retryAfter, int attempts)
    {
        var error = ErrorBody.Read(body);
        var kind = Kind(route, status);
        return new DiscordRestException(kind, route.Name, Sentence(kind, route, status, error, retryAfter))
        {
            Status = status,
            Code = error.Code,
            DiscordMessage = error.Message,
            FieldErrors = error.Fields,
            RequestId = requestId,
            RetryAfter = retryAfter,
            Attempts = attempts,
        };
    }

    public static DiscordRestException Refusal(RestRoute route, RestRefusal refusal, int attempts)
    {
        var (kind, sentence) = refusal switch
        {
            RestRefusal.TokenRefused => (RestErrorKind.InvalidToken, "Discord refused the bot token before, so nothing more is sent with it. Copy the token again from the application's Bot page and start anew."),
            RestRefusal.TooManyInvalidRequests => (RestErrorKind.NearBan, "Nearly 10,000 requests of the last ten minutes were refused (401, 403 or 429), and Discord bans addresses at that number: nothing is sent until older ones no longer count."),
            RestRefusal.BlockedTooLong => (RestErrorKind.RateLimited, "Discord has asked this client to stay away for longer than it is set to wait; try again later."),
            _ => (RestErrorKind.QueueFull, "Too many requests wait for their turn at Discord already; try again when they are through."),
        };
        return new DiscordRestException(kind, route.Name, $"{route.Name}: {sentence}") { Attempts = attempts, NeverLeft = attempts == 0 };
    }

    public static DiscordRestException Network(RestRoute route, Uri address, Exception cause, bool left, int attempts)
    {
        var place = $"{address.Host}:{address.Port}";
        var sentence = (cause as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"The name {address.Host} cannot be resolved. Check the network connection and the name server.",
            HttpRequestError.ConnectionError => $"{place} cannot be reached. Check the network connection, a proxy or firewall, and that the address is right.",
            HttpRequestError.SecureConnectionError => $"No secure connection to {place}. Check the machine's clock and its list of certificate authorities.",
            HttpRequestError.ProxyTunnelError => $"The proxy gives no way to {place}. Check the proxy settings.",
            _ => left
                ? $"The connection to {place} broke before the answer came; whether Discord carried the request out is unknown."
                : $"{place} cannot be reached. Check the network connection.",
        };
        return new DiscordRestException(RestErrorKind.Network, route.Name, $"{route.Name}: {sentence}", cause) { Attempts = attempts, NeverLeft = !left };
    }

    public static DiscordRestException Timeout(RestRoute route, Uri address, TimeSpan after, int attempts) =>
        new(RestErrorKind.Timeout, route.Name, $"{route.Name}: no answer from {address.Host}:{address.Port} in {after.TotalSeconds:0.#} s; whether Discord carried the request out is unknown.")
        {
            Attempts = attempts,
        };

    private static RestErrorKind Kind(RestRoute route, HttpStatusCode status) => (int)status switch
    {
        400 => RestErrorKind.Invalid,
        401 => route.CarriesToken ? RestErrorKind.InvalidPathToken : RestErrorKind.InvalidToken,
        403 => RestErrorKind.Forbidden,
        404 => RestErrorKind.NotFound,
        429 => RestErrorKind.RateLimited,
        >= 500 => RestErrorKind.Server,
        _ => RestErrorKind.Refused,
    };

    private static string Sentence(RestErrorKind kind, RestRoute route, HttpStatusCode status, ErrorBody error, TimeSpan? retryAfter)
    {
        var said = error.Message is { Length: > 0 } message ? $"{message.TrimEnd('.')} ({(int)status}, code {error.Code})" : $"HTTP {(int)status}";
        return kind switch
        {
            RestErrorKind.InvalidToken => "Discord refused the bot token (401). Copy the token again from the application's Bot page; resetting it there makes the old one useless.",
            RestErrorKind.RateLimited => $"{route.Name}: Discord allows this again in {Wait(retryAfter)}: {said}.",
            RestErrorKind.Server => $"{route.Name}: Discord has a problem of its own: {said}. Try again later; https://discordstatus.com may say more.",
            _ when error.Fields.Count > 0 => $"{route.Name}: {said}: {string.Join("; ", error.Fields.Take(5).Select(field => $"{field.Path}: {field.Message}"))}",
            _ => $"{route.Name}: {said}.",
        };
    }

    private static string Wait(TimeSpan? time) => time switch
    {
        null => "a while",
        { TotalMinutes: < 2 } short_ => $"{short_.TotalSeconds:0} s",
        { TotalHours: < 2 } medium => $"{medium.TotalMinutes:0} minutes",
        { } longer => $"{longer.TotalHours:0} hours",
    };
}
