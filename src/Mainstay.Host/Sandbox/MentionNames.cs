using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mainstay.Host.Sandbox;

/// <summary>
/// Turns Discord's marks for people, roles, channels, commands and times into the words that a client would show, and takes the backslashes away with which
/// somebody's text is kept from being a mark. Bold stays bold, and code stays as it is.
/// </summary>
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
        match.Groups["escaped"] is { Success: true, Value: var escaped } ? escaped
        : match.Groups["command"] is { Success: true, Value: var command } ? "/" + command
        : match.Groups["time"] is { Success: true, Value: var time } ? Moment(time, match.Groups["style"].Value) ?? match.Value
        : match.Groups["id"].Success ? Name(match.Groups["kind"].Value.Replace("!", "", StringComparison.Ordinal), match.Groups["id"].Value)
        : match.Groups["small"].Success ? "  "
        : match.Value);

    // As a client names what it does not know.
    private string Name(string kind, string id) => names.GetValueOrDefault(kind + id) ?? kind switch { "@&" => "@unknown-role", "#" => "#unknown", _ => "@unknown-user" };

    private static string? Moment(string text, string style) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString(style is "d" or "D" ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"`[^`\n]+`|\\(?<escaped>[^A-Za-z0-9\s])|(?<small>^-# )|<(?:(?<kind>@[!&]?|#)(?<id>[0-9]+)|/(?<command>[^:>]+):[0-9]+|t:(?<time>-?[0-9]+)(?::(?<style>[a-zA-Z]))?)>", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
