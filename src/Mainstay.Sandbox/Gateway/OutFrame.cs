using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mainstay.Sandbox.Gateway;

/// <summary>A frame on its way out. The data of an event is serialised once and shared by every session.</summary>
/// <param name="Op">The opcode.</param>
/// <param name="Name">The event's name; null for anything but dispatches.</param>
/// <param name="Sequence">The session's number for a dispatch.</param>
/// <param name="Data">The JSON of <c>d</c>.</param>
internal readonly record struct OutFrame(GatewayOp Op, string? Name, int Sequence, ReadOnlyMemory<byte> Data)
{
    private static readonly byte[] Null = [.. "null"u8];

    public static OutFrame HeartbeatAck { get; } = new(GatewayOp.HeartbeatAck, null, 0, Null);

    public static OutFrame Heartbeat { get; } = new(GatewayOp.Heartbeat, null, 0, Null);

    public static OutFrame Reconnect { get; } = new(GatewayOp.Reconnect, null, 0, Null);

    public static OutFrame InvalidSession(bool mayResume) => new(GatewayOp.InvalidSession, null, 0, mayResume ? "true"u8.ToArray() : "false"u8.ToArray());

    public static OutFrame Hello(TimeSpan interval) =>
        new(GatewayOp.Hello, null, 0, Encoding.ASCII.GetBytes($$"""{"heartbeat_interval":{{(int)interval.TotalMilliseconds}}}"""));

    /// <summary>What fault plans call it.</summary>
    public string Kind => Name ?? Op switch
    {
        GatewayOp.Hello => "HELLO",
        GatewayOp.HeartbeatAck => "HEARTBEAT_ACK",
        GatewayOp.Heartbeat => "HEARTBEAT",
        GatewayOp.Reconnect => "RECONNECT",
        _ => "INVALID_SESSION",
    };

    /// <summary>Writes the payload in the order Discord writes it: t, s, op, d.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        if (Name is null)
        {
            output.Write("{\"t\":null,\"s\":null,\"op\":"u8);
            Write(output, (int)Op);
        }
        else
        {
            output.Write("{\"t\":\""u8);
            var span = output.GetSpan(Name.Length);
            output.Advance(Encoding.ASCII.GetBytes(Name, span));
            output.Write("\",\"s\":"u8);
            Write(output, Sequence);
            output.Write(",\"op\":0"u8);
        }

        output.Write(",\"d\":"u8);
        output.Write(Data.Span);
        output.Write("}"u8);
    }

    private static void Write(IBufferWriter<byte> output, int number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(11), out var written);
        output.Advance(written);
    }
}
