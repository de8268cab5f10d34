using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Server;

/// <summary>A family of REST routes. The server asks each set once, at the start, to map its routes.</summary>
internal interface IRouteSet
{
    void Map(RouteTable routes);
}

/// <summary>Answers one request. Called under the world's lock; throws <see cref="Refusal" /> to refuse.</summary>
internal delegate RestReply RestHandler(RestCall call);

/// <summary>Who may call a route.</summary>
internal enum RouteAccess
{
    /// <summary>Only with <c>Authorization: Bot …</c>; otherwise 401.</summary>
    Bot,

    /// <summary>Anyone: the path itself carries a token (webhooks, interactions). A token in the header is still recognised.</summary>
    Open,
}

/// <summary>One file of a multipart body.</summary>
/// <param name="Field">The form field, such as <c>files[0]</c>.</param>
/// <param name="FileName">The name as sent.</param>
/// <param name="ContentType">The type as sent, if any.</param>
/// <param name="Content">The bytes.</param>
internal sealed record UploadedFile(string Field, string FileName, string? ContentType, ReadOnlyMemory<byte> Content);

/// <summary>A request, parsed once. Ids and query values that are malformed are refused as Discord refuses them (50035 with the field).</summary>
internal sealed class RestCall
{
    public required DiscordWorld World { get; init; }
    public required string Method { get; init; }

    /// <summary>The template that matched, such as <c>/guilds/{guild_id}</c>.</summary>
    public required string Route { get; init; }

    /// <summary>The values of the template's parameters, by name.</summary>
    public required IReadOnlyDictionary<string, string> Path { get; init; }

    /// <summary>The query, decoded; repeated names keep every value.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Queries { get; init; }

    /// <summary>The JSON body (for multipart: <c>payload_json</c>, or the plain fields as strings); null when there was none.</summary>
    public JsonElement? Body { get; init; }

    public IReadOnlyList<UploadedFile> Files { get; init; } = [];

    /// <summary><c>X-Audit-Log-Reason</c>, decoded; null when absent.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The bot user whose token was sent (its application has the same id); null on open routes without one.</summary>
    public Id<User>? Bot { get; init; }

    /// <summary>The acting bot user; refuses with 401 when there is none.</summary>
    public Id<User> Actor => Bot ?? throw Refusal.Unauthorized();

    /// <summary>A snowflake of the path.</summary>
    public Id<T> Id<T>(string name) => Snowflake<T>(name, Path[name]);

    /// <summary>Any text of the path (tokens, codes, emojis), decoded.</summary>
    public string Text(string name) => Path[name];

    /// <summary>The last value of a query parameter; null when absent.</summary>
    public string? Query(string name) => Queries.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    /// <summary>A snowflake of the query; null when absent.</summary>
    public Id<T>? QueryId<T>(string name) => Query(name) is { } text ? Snowflake<T>(name, text) : null;

    /// <summary>A whole number of the query within bounds (both included), or <paramref name="otherwise" /> when absent.</summary>
    public int QueryInt(string name, int min, int max, int otherwise)
    {
        if (Query(name) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw Refusal.Form(new FieldError(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not int."));
        }

        if (number < min)
        {
            throw Refusal.Form(new FieldError(name, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}."));
        }

        return number <= max ? number : throw Refusal.Form(new FieldError(name, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}."));
    }

    /// <summary>A boolean of the query (<c>true</c>, <c>1</c>, ...), or <paramref name="otherwise" /> when absent.</summary>
    public bool QueryFlag(string name, bool otherwise = false) => Query(name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" or "1" or "yes" => true,
        "false" or "0" or "no" => false,
        _ => throw Refusal.Form(new FieldError(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")),
    };

    private static Id<T> Snowflake<T>(string name, string text) => Discord.Id<T>.TryParse(text, out var id)
        ? id
        : throw Refusal.Form(new FieldError(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake."));
}

/// <summary>What a handler answers. The body is serialised with <see cref="SandboxJson.Options" /> while the world's lock is still held.</summary>
internal sealed record RestReply(int Status, object? Body = null)
{
    public static RestReply NoContent { get; } = new(204);

    public static RestReply Ok(object body) => new(200, body);

    public static RestReply Created(object body) => new(201, body);
}

/// <summary>What is wrong with one field of a request. The path is dotted, list indexes included: <c>embeds.0.title</c>.</summary>
internal sealed record FieldError(string Path, string Code, string Message);

/// <summary>Discord's no: HTTP status, JSON error code, sentence, and where the form was wrong.</summary>
internal sealed class Refusal(int status, int code, string message, IReadOnlyList<FieldError>? fields = null) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public IReadOnlyList<FieldError> Fields { get; } = fields ?? [];

    public static Refusal Unauthorized() => new(401, 0, "401: Unauthorized");

    public static Refusal NotFound() => new(404, 0, "404: Not Found");

    /// <summary>404 with the code of the object that is not there, such as 10011 "Unknown Role".</summary>
    public static Refusal Unknown(int code, string message) => new(404, code, message);

    public static Refusal MissingAccess() => new(403, 50001, "Missing Access");

    public static Refusal MissingPermissions() => new(403, 50013, "Missing Permissions");

    /// <summary>400 50035 with the fields that were wrong.</summary>
    public static Refusal Form(params IReadOnlyList<FieldError> fields) => new(400, 50035, "Invalid Form Body", fields);
}
