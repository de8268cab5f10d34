using System.Text.Json.Nodes;

namespace Mainstay.Host.Sandbox;

/// <summary>Prints messages as text: content, embeds, components, and who sees them.</summary>
internal static class ReplyPrinter
{
    private const int Ephemeral = 64;

    public static void Print(TextWriter output, IEnumerable<JsonNode> messages)
    {
        var first = true;
        foreach (var message in messages)
        {
            if (!first)
            {
                output.WriteLine();
            }

            first = false;
            Print(output, message);
        }
    }

    private static void Print(TextWriter output, JsonNode message)
    {
        var only = ((int?)message["flags"] & Ephemeral) == Ephemeral ? " (only you can see this)" : "";
        output.WriteLine($"{(string?)message["author"]?["username"]}{only}");
        Line(output, (string?)message["content"]);
        Line(output, (string?)message["sandbox_error"]);
        foreach (var embed in ReplyState.Embeds(message))
        {
            Embed(output, embed);
        }

        foreach (var file in (message["attachments"] as JsonArray ?? []).OfType<JsonNode>())
        {
            output.WriteLine($"  file: {file["filename"]} ({file["size"]} bytes)");
        }

        Components(output, message["components"] as JsonArray, "  ");
    }

    private static void Embed(TextWriter output, JsonNode embed)
    {
        Line(output, (string?)embed["author"]?["name"], "  │ ");
        Line(output, (string?)embed["title"], "  ┃ ");
        Line(output, (string?)embed["description"], "  │ ");
        foreach (var field in (embed["fields"] as JsonArray ?? []).OfType<JsonNode>())
        {
            Line(output, $"{(string?)field["name"]}:", "  │ ");
            Line(output, (string?)field["value"], "  │   ");
        }

        Line(output, (string?)embed["footer"]?["text"], "  └ ");
    }

    private static void Components(TextWriter output, JsonArray? components, string indent)
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
                    Line(output, (string?)component["content"], indent);
                    break;
                case 14:
                    output.WriteLine($"{indent}───");
                    break;
                default:
                    Components(output, component["components"] as JsonArray, indent);
                    break;
            }
        }

        if (row.Count > 0)
        {
            output.WriteLine(indent + string.Join("  ", row));
        }
    }

    private static void Line(TextWriter output, string? text, string indent = "")
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        foreach (var line in text.Split('\n'))
        {
            output.WriteLine(indent + line);
        }
    }
}
