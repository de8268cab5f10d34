using System.Text.Json.Nodes;

namespace Mainstay.Host.Sandbox;

/// <summary>A field of a form.</summary>
internal sealed record ModalField(string CustomId, string Label, bool IsList);

/// <summary>Finds the fields of a form of either kind: rows of text inputs, or labelled fields.</summary>
internal static class ModalFields
{
    private const int TextInput = 4;
    private const int Checkbox = 23;

    public static IEnumerable<ModalField> Of(JsonNode modal)
    {
        foreach (var row in (modal["components"] as JsonArray ?? []).OfType<JsonNode>())
        {
            foreach (var field in row["component"] is { } labelled ? [labelled] : (row["components"] as JsonArray ?? []).OfType<JsonNode>())
            {
                var id = (string)field["custom_id"]!;
                yield return new ModalField(id, (string?)row["label"] ?? (string?)field["label"] ?? id, (int)field["type"]! is not (TextInput or Checkbox));
            }
        }
    }
}
