using System.Text.Json;

namespace Mainstay.Discord.Rest.Http;

/// <summary>Discord's error object: a code, a sentence, and errors of single fields nested as the body is.</summary>
internal sealed record ErrorBody(int Code, string? Message, IReadOnlyList<RestFieldError> Fields)
{
    private const string Leaf = "_errors";
    private const int Deepest = 32;

    public static ErrorBody Empty { get; } = new(0, null, []);

    public static ErrorBody Read(byte[] body)
    {
        if (body.Length == 0)
        {
            return Empty;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Empty;
            }

            var fields = new List<RestFieldError>();
            if (root.TryGetProperty("errors", out var errors))
            {
                Collect(errors, "", fields, 0);
            }

            var code = root.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
            return new ErrorBody(code, Text(root, "message"), fields);
        }
        catch (JsonException)
        {
            // A gateway's page in HTML: the status has to speak for itself.
            return Empty;
        }
    }

    private static void Collect(JsonElement element, string path, List<RestFieldError> fields, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals(Leaf))
            {
                AddLeaf(property.Value, path, fields);
            }
            else
            {
                var index = property.Name.Length > 0 && property.Name.All(char.IsAsciiDigit);
                Collect(property.Value, index ? $"{path}[{property.Name}]" : path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields, depth + 1);
            }
        }
    }

    private static void AddLeaf(JsonElement errors, string path, List<RestFieldError> fields)
    {
        if (errors.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object))
            {
                fields.Add(new RestFieldError(path, Text(error, "code") ?? "", Text(error, "message") ?? ""));
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
