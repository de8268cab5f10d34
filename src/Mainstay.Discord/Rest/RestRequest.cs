using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Rest;

/// <summary>A request, ready to be sent as often as needed.</summary>
public sealed class RestRequest
{
    private RestRequest(RestRoute route, string path, string major)
    {
        Route = route;
        Path = path;
        Major = major;
    }

    /// <summary>The route.</summary>
    public RestRoute Route { get; }

    /// <summary>What else the caller said.</summary>
    public RestCallOptions Options { get; init; } = RestCallOptions.Default;

    /// <summary>The JSON body in UTF-8; null for none.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Files, which make the body multipart.</summary>
    public IReadOnlyList<RestFile> Files { get; init; } = [];

    // Path and major parameter may contain a token: they are shown to nobody.
    internal string Path { get; }

    internal string Major { get; }

    /// <summary>A request to a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="values">Its parameters, in order.</param>
    /// <param name="body">A type of the wire, a <see cref="JsonElement" />, or null for none.</param>
    /// <param name="query">The query, if any.</param>
    /// <param name="files">Files, if any.</param>
    /// <param name="options">What else there is to say.</param>
    public static RestRequest To(
        RestRoute route,
        ReadOnlySpan<PathValue> values,
        object? body = null,
        RestQuery? query = null,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null) =>
        new(route, route.Path(values) + query, route.Major(values))
        {
            Json = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, DiscordJson.Options.GetTypeInfo(body.GetType())),
            Files = files ?? [],
            Options = options ?? RestCallOptions.Default,
        };
}
