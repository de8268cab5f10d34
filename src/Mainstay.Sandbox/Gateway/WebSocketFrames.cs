using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Sandbox.Gateway;

/// <summary>The opcodes of RFC 6455.</summary>
internal enum WebSocketOp : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>One frame from a client. The payload is unmasked in place.</summary>
internal readonly ref struct ClientFrame(WebSocketOp op, bool isFinal, ReadOnlySpan<byte> payload)
{
    public WebSocketOp Op { get; } = op;

    public bool IsFinal { get; } = isFinal;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>What a read of the buffer yielded.</summary>
internal enum FrameRead
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>A frame.</summary>
    Frame,

    /// <summary>Not a frame that a client may send.</summary>
    Malformed,

    /// <summary>Larger than anything a client has to say.</summary>
    TooLarge,
}

/// <summary>
/// The server's side of RFC 6455 over bytes. Written here, and not taken from the framework, because faults cut frames in half and prepared events are
/// framed many at a time into one write.
/// </summary>
internal static class WebSocketFrames
{
    /// <summary>Frames beyond this are not read; Discord's own limit, 4,096 bytes a payload, is the session's affair.</summary>
    public const int MaxClientPayload = 1 << 16;

    private const string AcceptGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int MaskLength = 4;

    /// <summary>The value of <c>Sec-WebSocket-Accept</c> for a key.</summary>
    public static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Trim() + AcceptGuid)));

    /// <summary>Reads one frame from the start of the buffer, if all of it is there.</summary>
    public static FrameRead Read(Span<byte> buffer, out ClientFrame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        if (buffer.Length < 2)
        {
            return FrameRead.Incomplete;
        }

        var op = (WebSocketOp)(buffer[0] & 0x0F);
        if ((buffer[0] & 0x70) != 0 || (buffer[1] & 0x80) == 0 || !Enum.IsDefined(op))
        {
            return FrameRead.Malformed;
        }

        long length = buffer[1] & 0x7F;
        var at = 2;
        if (length == 126)
        {
            if (buffer.Length < 4)
            {
                return FrameRead.Incomplete;
            }

            length = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
            at = 4;
        }
        else if (length == 127)
        {
            return FrameRead.TooLarge;
        }

        if (length > MaxClientPayload)
        {
            return FrameRead.TooLarge;
        }

        if (buffer.Length < at + MaskLength + length)
        {
            return FrameRead.Incomplete;
        }

        var mask = buffer.Slice(at, MaskLength);
        var payload = buffer.Slice(at + MaskLength, (int)length);
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i & 3];
        }

        frame = new ClientFrame(op, (buffer[0] & 0x80) != 0, payload);
        consumed = at + MaskLength + (int)length;
        return FrameRead.Frame;
    }

    /// <summary>Writes the header of a whole message of a server.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, WebSocketOp op, int length)
    {
        var header = output.GetSpan(10);
        header[0] = (byte)(0x80 | (byte)op);
        switch (length)
        {
            case < 126:
                header[1] = (byte)length;
                output.Advance(2);
                break;
            case <= ushort.MaxValue:
                header[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
                output.Advance(4);
                break;
            default:
                header[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(header[2..], length);
                output.Advance(10);
                break;
        }
    }

    /// <summary>Writes a close frame; a reason is cut so that the frame stays a control frame.</summary>
    public static void WriteClose(IBufferWriter<byte> output, int code, string reason)
    {
        var text = Encoding.UTF8.GetBytes(reason.Length > 120 ? reason[..120] : reason);
        WriteHeader(output, WebSocketOp.Close, 2 + text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)code);
        output.Advance(2);
        output.Write(text);
    }
}
