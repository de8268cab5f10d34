using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mainstay.Sandbox.Recording;

/// <summary>Appends each request and each frame as one JSON line, so that traffic can be checked against Discord's schemas afterwards.</summary>
internal sealed class TrafficRecorder : IDisposable
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _closed;

    private TrafficRecorder(FileStream file) => _file = file;

    /// <summary>Makes <c>folder/pid-n.jsonl</c> with the first free n.</summary>
    public static TrafficRecorder Open(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var n = 0; ; n++)
        {
            var path = Path.Combine(folder, $"{Environment.ProcessId}-{n}.jsonl");
            try
            {
                return new TrafficRecorder(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another server of this process has that number.
            }
        }
    }

    /// <summary>What the server can do at all: routes as <c>GET /guilds/{guild_id}</c> and names of events. Written once, at the start.</summary>
    public void Implemented(IEnumerable<string> routes, IEnumerable<string> events)
    {
        lock (_gate)
        {
            using (var json = new Utf8JsonWriter(_line, Writing))
            {
                json.WriteStartObject();
                json.WriteString("kind", "implemented");
                Texts(json, "routes", routes);
                Texts(json, "events", events);
                json.WriteEndObject();
            }

            Append();
        }
    }

    /// <summary>A request and its answer, which a fault plan may have made instead of Discord. Bodies that are not JSON (or absent) are noted as null.</summary>
    public void Rest(string method, string route, string query, ReadOnlySpan<byte> request, int status, ReadOnlySpan<byte> response, string agent, bool isInjected = false)
    {
        lock (_gate)
        {
            using (var json = new Utf8JsonWriter(_line, Writing))
            {
                json.WriteStartObject();
                json.WriteString("kind", "rest");
                json.WriteString("method", method);
                json.WriteString("route", route);
                json.WriteString("query", query.TrimStart('?'));
                Raw(json, "request", request);
                json.WriteNumber("status", status);
                Raw(json, "response", response);
                json.WriteString("agent", agent);
                Injected(json, isInjected);
                json.WriteEndObject();
            }

            Append();
        }
    }

    /// <summary>A frame of the gateway, as it stands on the wire unless a fault plan damaged it.</summary>
    public void Frame(bool fromServer, int op, string? name, ReadOnlySpan<byte> data, bool isInjected = false)
    {
        lock (_gate)
        {
            using (var json = new Utf8JsonWriter(_line, Writing))
            {
                json.WriteStartObject();
                json.WriteString("kind", "frame");
                json.WriteString("from", fromServer ? "server" : "client");
                json.WriteNumber("op", op);
                json.WriteString("t", name);
                Raw(json, "d", data);
                Injected(json, isInjected);
                json.WriteEndObject();
            }

            Append();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file.Dispose();
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Injected(Utf8JsonWriter json, bool isInjected)
    {
        if (isInjected)
        {
            json.WriteBoolean("injected", true);
        }
    }

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        if (value.IsEmpty)
        {
            json.WriteNullValue();
        }
        else if (value.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            json.WriteRawValue(value, skipInputValidation: true);
        }
        else
        {
            // Line breaks between tokens would break the line; those inside strings are escaped in valid JSON.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(value));
            document.RootElement.WriteTo(json);
        }
    }

    private void Append()
    {
        if (!_closed)
        {
            _line.Write("\n"u8);
            _file.Write(_line.WrittenSpan);
            _file.Flush();
        }

        _line.ResetWrittenCount();
    }
}
