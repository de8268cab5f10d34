using System.Buffers;
using System.IO.Compression;
using Mainstay.Sandbox.Recording;

namespace Mainstay.Sandbox.Gateway;

/// <summary>How a connection's text is packed.</summary>
internal enum Packing
{
    /// <summary>As text.</summary>
    Plain,

    /// <summary>One zlib stream over the whole connection, each frame ending in a sync flush.</summary>
    ZlibStream,

    /// <summary>Each large frame as a zlib message of its own (identify's <c>compress</c>).</summary>
    ZlibPayload,
}

/// <summary>Turns frames into bytes of the socket, many into one buffer.</summary>
internal sealed class FrameWriter(TrafficRecorder? recorder) : IDisposable
{
    /// <summary>Payload compression is worth it from here; Discord names no number.</summary>
    private const int CompressPayloadFrom = 1_024;

    private readonly ArrayBufferWriter<byte> _payload = new(16_384);
    private readonly ArrayBufferWriter<byte> _output = new(65_536);
    private MemoryStream? _deflated;
    private ZLibStream? _deflate;

    public Packing Packing { get; set; }

    /// <summary>What waits to be written to the socket.</summary>
    public ReadOnlyMemory<byte> Pending => _output.WrittenMemory;

    public void Sent() => _output.ResetWrittenCount();

    /// <summary>Adds a frame; returns where it begins in <see cref="Pending" />.</summary>
    public int Add(in OutFrame frame, bool isGarbled = false)
    {
        _payload.ResetWrittenCount();
        frame.WriteTo(_payload);
        recorder?.Frame(true, (int)frame.Op, frame.Name, frame.Data.Span, isGarbled);
        var start = _output.WrittenCount;
        var text = _payload.WrittenSpan;
        if (isGarbled)
        {
            var damaged = text.ToArray();
            damaged[damaged.Length / 2] = 0x01;
            damaged[^1] = (byte)'[';
            AddPacked(damaged);
        }
        else
        {
            AddPacked(text);
        }

        return start;
    }

    public void AddClose(GatewayClose close) => WebSocketFrames.WriteClose(_output, close.Code, close.Reason);

    public void AddPong(ReadOnlySpan<byte> payload)
    {
        WebSocketFrames.WriteHeader(_output, WebSocketOp.Pong, payload.Length);
        _output.Write(payload);
    }

    public void Dispose()
    {
        _deflate?.Dispose();
        _deflated?.Dispose();
    }

    private void AddPacked(ReadOnlySpan<byte> text)
    {
        switch (Packing)
        {
            case Packing.ZlibStream:
                _deflated ??= new MemoryStream();
                _deflate ??= new ZLibStream(_deflated, CompressionLevel.Fastest, leaveOpen: true);
                _deflate.Write(text);
                _deflate.Flush();
                AddMessage(WebSocketOp.Binary, _deflated.GetBuffer().AsSpan(0, (int)_deflated.Length));
                _deflated.SetLength(0);
                break;
            case Packing.ZlibPayload when text.Length >= CompressPayloadFrom:
                using (var whole = new MemoryStream())
                {
                    using (var deflate = new ZLibStream(whole, CompressionLevel.Fastest, leaveOpen: true))
                    {
                        deflate.Write(text);
                    }

                    AddMessage(WebSocketOp.Binary, whole.GetBuffer().AsSpan(0, (int)whole.Length));
                }

                break;
            default:
                AddMessage(WebSocketOp.Text, text);
                break;
        }
    }

    private void AddMessage(WebSocketOp op, ReadOnlySpan<byte> content)
    {
        WebSocketFrames.WriteHeader(_output, op, content.Length);
        _output.Write(content);
    }
}
