using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Rest;

/// <summary>Discord's answer to a request that worked.</summary>
public sealed class RestResponse
{
    private readonly byte[] _body;
    private readonly string _route;

    internal RestResponse(string route, int status, byte[] body, string? requestId)
    {
        _route = route;
        Status = status;
        _body = body;
        RequestId = requestId;
    }

    /// <summary>The HTTP status, 200 to 299.</summary>
    public int Status { get; }

    /// <summary>The body; empty for 204.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Names the request towards Discord's support.</summary>
    public string? RequestId { get; }

    /// <summary>Reads the body as a type of the wire.</summary>
    /// <exception cref="DiscordRestException">The body is something else (<see cref="RestErrorKind.Unreadable" />).</exception>
    public T Read<T>()
    {
        try
        {
            return JsonSerializer.Deserialize(_body, (JsonTypeInfo<T>)DiscordJson.Options.GetTypeInfo(typeof(T))) ?? throw new JsonException("null");
        }
        catch (JsonException broken)
        {
            throw new DiscordRestException(
                RestErrorKind.Unreadable,
                _route,
                $"Discord's answer to {_route} is not the {typeof(T).Name} that its documentation promises (at {broken.Path ?? "the start"}). A newer version of this program may know it.",
                broken)
            { RequestId = RequestId, Attempts = 1 };
        }
    }
}
