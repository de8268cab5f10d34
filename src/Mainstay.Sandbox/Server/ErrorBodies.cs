using System.Buffers;
using System.Text.Json;

namespace Mainstay.Sandbox.Server;

/// <summary>Discord's error objects, written by hand because field errors nest by path.</summary>
internal static class ErrorBodies
{
    public static void Write(IBufferWriter<byte> output, Refusal refusal)
    {
        using var json = new Utf8JsonWriter(output, JsonBuffers.Writing);
        json.WriteStartObject();
        json.WriteString("message", refusal.Message);
        json.WriteNumber("code", refusal.Code);
        if (refusal.Fields.Count > 0)
        {
            var tree = new Node();
            foreach (var field in refusal.Fields)
            {
                tree.At(field.Path).Errors.Add(field);
            }

            json.WritePropertyName("errors");
            tree.Write(json);
        }

        json.WriteEndObject();
    }

    public static void WriteLimit(IBufferWriter<byte> output, double retryAfter, bool isGlobal)
    {
        using var json = new Utf8JsonWriter(output, JsonBuffers.Writing);
        json.WriteStartObject();
        json.WriteString("message", "You are being rate limited.");
        json.WriteNumber("retry_after", retryAfter);
        json.WriteBoolean("global", isGlobal);
        json.WriteNumber("code", 0);
        json.WriteEndObject();
    }

    private sealed class Node
    {
        private readonly SortedDictionary<string, Node> _children = new(StringComparer.Ordinal);

        public List<FieldError> Errors { get; } = [];

        public Node At(string path)
        {
            var node = this;
            foreach (var segment in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                node = node._children.TryGetValue(segment, out var child) ? child : node._children[segment] = new Node();
            }

            return node;
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (var (name, child) in _children)
            {
                json.WritePropertyName(name);
                child.Write(json);
            }

            if (Errors.Count > 0)
            {
                json.WriteStartArray("_errors");
                foreach (var error in Errors)
                {
                    json.WriteStartObject();
                    json.WriteString("code", error.Code);
                    json.WriteString("message", error.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }
}
