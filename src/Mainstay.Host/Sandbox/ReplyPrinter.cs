using System.Text.Json.Nodes;

namespace Mainstay.Host.Sandbox;

/// <summary>Prints messages as text: content, embeds, components, and who sees them.</summary>
internal sealed class ReplyPrinter(TextWriter output, MentionNames names)
{
    private const int Ephemeral = 64;

    public void Print(IEnumerable<JsonNode> messages)
    {
        var first = true;
        foreach (var message in messages)
        {
            if (!first)
            {
                output.WriteLine();
            }

            first = false;
            Print(message);
        }
    }

    private void Print(JsonNode message)
    {
        var only = ((int?)message["flags"] & Ephemeral) == Ephemeral ? " (only you can see this)" : "";
        output.WriteLine($"{(string?)message["author"]?["username"]}{only}");
        Line((string?)message["content"]);
        Line((string?)message["sandbox_error"]);
        foreach (var embed in ReplyState.Embeds(message))
        {
            Embed(embed);
        }

        foreach (var file in (message["attachments"] as JsonArray ?? []).OfType<JsonNode>())
        {
            output.WriteLine($"  file: {file["filename"]} ({file["size"]} bytes)");
        }

        Components(message["components"] as JsonArray, "  ");
    }

    private void Embed(JsonNode embed)
    {
        // Author and footer are the parts of an embed in which Discord draws no marks.
        Written((string?)embed["author"]?["name"], "  │ ");
        Line((string?)embed["title"], "  ┃ ");
        Line((string?)embed["description"], "  │ ");
        foreach (var field in (embed["fields"] as JsonArray ?? []).OfType<JsonNode>())
        {
            Line($"{(string?)field["name"]}:", "  │ ");
            Line((string?)field["value"], "  │   ");
        }

        Written((string?)embed["footer"]?["text"], "  └ ");
    }

    private void Components(JsonArray? components, string indent)
    {
        var row = new List<string>();
        foreach (var component in (components ?? []).OfType<JsonNode>())
        {
            switch ((int)component["type"]!)
            {
                case 2:
                    row.Add((bool?)component["disabled"] == true ? $"({ReplyState.LabelOf(component)})" : $"[{ReplyState.LabelOf(component)}]");
                    break;
                case 3 or 5 or 6 or 7 or 8:
                    row.Add($"<{ReplyState.LabelOf(component)}: {string.Join(" | ", (component["options"] as JsonArray ?? []).OfType<JsonNode>().Select(o => (string?)o["label"]))}>");
                    break;
                case 10:
                    Line((string?)component["content"], indent);
                    break;
                case 14:
                    output.WriteLine($"{indent}───");
                    break;
                default:
                    Components(component["components"] as JsonArray, indent);
                    break;
            }
        }

        if (row.Count > 0)
        {
            output.WriteLine(indent + string.Join("  ", row));
        }
    }

    private void Line(string? text, string indent = "") => Written(text is null ? null : names.InWords(text), indent);

    private void Written(string? text, string indent)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            output.WriteLine(indent + line);
        }
    }
}
