using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mainstay.Host.Sandbox;

/// <summary>Turns Discord's marks for people, roles, channels, commands and times into the words that a client would show.</summary>
internal sealed partial class MentionNames(IReadOnlyDictionary<string, string> names)
{
    public static MentionNames Of(JsonNode? view, JsonNode? people)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, person) in people as JsonObject ?? [])
        {
            names["@" + id] = "@" + (string?)person!["name"];
        }

        foreach (var role in (view?["roles"] as JsonArray ?? []).OfType<JsonNode>())
        {
            names["@&" + (string?)role["id"]] = "@" + ((string?)role["name"])!.TrimStart('@');
        }

        foreach (var channel in (view?["channels"] as JsonArray ?? []).OfType<JsonNode>())
        {
            names["#" + (string?)channel["id"]] = "#" + (string?)channel["name"];
        }

        return new MentionNames(names);
    }

    public string InWords(string text) => Mark().Replace(text, match =>
    {
        if (match.Groups["command"] is { Success: true, Value: var command })
        {
            return "/" + command;
        }

        if (match.Groups["time"] is { Success: true, Value: var time })
        {
            return long.TryParse(time, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
                : match.Value;
        }

        return names.GetValueOrDefault(match.Groups["kind"].Value.Replace("!", "", StringComparison.Ordinal) + match.Groups["id"].Value) ?? match.Value;
    });

    [GeneratedRegex("<(?:(?<kind>@[!&]?|#)(?<id>[0-9]+)|/(?<command>[^:>]+):[0-9]+|t:(?<time>-?[0-9]+)(?::[a-zA-Z])?)>")]
    private static partial Regex Mark();
}
