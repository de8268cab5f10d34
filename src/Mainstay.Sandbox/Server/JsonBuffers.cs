using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mainstay.Sandbox.Server;

/// <summary>Buffers that responses are written into, lent and taken back.</summary>
internal sealed class JsonBuffers
{
    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int KeepUpTo = 1 << 20;

    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _free = [];

    public ArrayBufferWriter<byte> Rent() => _free.TryTake(out var buffer) ? buffer : new ArrayBufferWriter<byte>(4_096);

    public void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity <= KeepUpTo)
        {
            buffer.ResetWrittenCount();
            _free.Add(buffer);
        }
    }

    /// <summary>Any value as the sandbox writes it.</summary>
    public static void Write(IBufferWriter<byte> output, object value)
    {
        using var json = new Utf8JsonWriter(output, Writing);
        if (value is JsonElement element)
        {
            element.WriteTo(json);
            return;
        }

        JsonSerializer.Serialize(json, value, value.GetType(), SandboxJson.Options);
    }
}
