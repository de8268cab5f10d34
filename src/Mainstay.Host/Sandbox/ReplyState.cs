using System.Text.Json.Nodes;

namespace Mainstay.Host.Sandbox;

/// <summary>
/// What can be told of a reply from outside, for any bot: whether more is to come, and whether it is a failure. More is to come while it is "thinking",
/// and while the only buttons that can be pressed stop something.
/// </summary>
internal static class ReplyState
{
    private const int Loading = 128;
    private const int Busy = 0x5865F2;
    private static readonly string[] Stoppers = ["Stop", "Cancel", "Abort"];
    private static readonly string[] Refusals = ["❌", "✖", "⛔", "🚫"];

    public static bool IsPending(string state) => state is "waiting" or "thinking" or "acknowledged";

    /// <summary>Whether the messages say themselves that more is to come.</summary>
    public static bool IsUnderWay(IEnumerable<JsonNode> messages) => messages.Any(message =>
    {
        if (((int?)message["flags"] & Loading) == Loading)
        {
            return true;
        }

        var buttons = Buttons(message).Where(IsPressable).Select(LabelOf).ToArray();
        return buttons.Length > 0
            ? buttons.All(label => Stoppers.Contains(label, StringComparer.OrdinalIgnoreCase))
            : Embeds(message).Any(embed => (int?)embed["color"] == Busy);
    });

    /// <summary>A red embed or a sign of refusal, with nothing left to press.</summary>
    public static bool IsFailure(IEnumerable<JsonNode> messages) => messages.Any(message =>
        !Buttons(message).Any(IsPressable)
        && (Embeds(message).Any(embed => IsRed((int?)embed["color"] ?? 0)) || Texts(message).Any(text => Refusals.Any(sign => text.StartsWith(sign, StringComparison.Ordinal)))));

    /// <summary>Everything that can be pressed or chosen in a message, disabled ones included.</summary>
    public static IEnumerable<JsonNode> Buttons(JsonNode message) => Walk(message["components"] as JsonArray);

    public static bool IsPressable(JsonNode component) => component["custom_id"] is not null && (bool?)component["disabled"] != true;

    public static string LabelOf(JsonNode component) =>
        (string?)component["label"] ?? (string?)component["placeholder"] ?? (string?)component["emoji"]?["name"] ?? (string?)component["custom_id"] ?? "";

    public static IEnumerable<JsonNode> Embeds(JsonNode message) => (message["embeds"] as JsonArray ?? []).OfType<JsonNode>();

    private static IEnumerable<string> Texts(JsonNode message) =>
        Embeds(message).SelectMany(embed => new[] { (string?)embed["title"], (string?)embed["description"] }).Prepend((string?)message["content"]).OfType<string>();

    private static IEnumerable<JsonNode> Walk(JsonArray? components)
    {
        foreach (var component in (components ?? []).OfType<JsonNode>())
        {
            if ((int)component["type"]! is 2 or 3 or 5 or 6 or 7 or 8)
            {
                yield return component;
            }

            foreach (var inner in Walk(component["components"] as JsonArray))
            {
                yield return inner;
            }

            if (component["accessory"] is { } accessory)
            {
                foreach (var inner in Walk([accessory.DeepClone()]))
                {
                    yield return inner;
                }
            }
        }
    }

    private static bool IsRed(int color) => (color >> 16) > 0xB0 && ((color >> 8) & 0xFF) < 0x60 && (color & 0xFF) < 0x60;
}
