using System.Net;

namespace Mainstay.Discord.Rest;

/// <summary>A complaint about one field of a request body.</summary>
/// <param name="Path">Where, as a JSON path: <c>embeds[0].title</c>.</param>
/// <param name="Code">Discord's name for it, such as <c>BASE_TYPE_MAX_LENGTH</c>.</param>
/// <param name="Message">Discord's sentence.</param>
public sealed record RestFieldError(string Path, string Code, string Message);

/// <summary>
/// A request to Discord that failed. The message is one sentence that a person can act on; it never contains a token, an address with
/// one, or the body. See https://discord.com/developers/docs/topics/opcodes-and-status-codes.
/// </summary>
public sealed class DiscordRestException(RestErrorKind kind, string route, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What went wrong, as far as a caller would act differently.</summary>
    public RestErrorKind Kind { get; } = kind;

    /// <summary>Method and template, such as <c>PATCH /guilds/{guild_id}</c>: without ids and tokens.</summary>
    public string Route { get; } = route;

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Discord's own code (see <see cref="DiscordErrorCode" />); 0 when it gave none.</summary>
    public int Code { get; init; }

    /// <summary>Discord's sentence; null when there was no answer, or none in JSON.</summary>
    public string? DiscordMessage { get; init; }

    /// <summary>What Discord says about single fields of the body; empty when it says nothing.</summary>
    public IReadOnlyList<RestFieldError> FieldErrors { get; init; } = [];

    /// <summary>Names the request towards Discord's support (header <c>cf-ray</c>).</summary>
    public string? RequestId { get; init; }

    /// <summary>How long Discord wants this not to be tried again; null when it said nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How often it was sent. After more than one attempt a 404 to a DELETE may mean that an earlier one worked.</summary>
    public int Attempts { get; init; }

    /// <summary>True when Discord surely never saw the request, so that repeating it is safe.</summary>
    public bool NeverLeft { get; init; }
}
