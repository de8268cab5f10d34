using Microsoft.AspNetCore.WebUtilities;

namespace Mainstay.Sandbox.Server;

/// <summary>The query of a request, decoded.</summary>
internal static class RequestQuery
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string? query)
    {
        if (string.IsNullOrEmpty(query) || query == "?")
        {
            return Nothing;
        }

        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            values[name] = values.TryGetValue(name, out var earlier) ? [.. earlier, value] : [value];
        }

        return values;
    }
}
