namespace Mainstay.Discord.Gateway;

/// <summary>What kind of thing went wrong without ending the stream of events.</summary>
public enum GatewayFaultKind
{
    /// <summary>A frame that is not JSON or has no opcode. The shard resumes, so that Discord sends it again.</summary>
    MalformedFrame,

    /// <summary>An event whose body does not fit its model. The event is skipped, the stream goes on.</summary>
    MalformedBody,

    /// <summary>A sequence number was left out. The shard resumes once; if it is left out again, the stream goes on.</summary>
    MissingEvent,

    /// <summary>A handler threw. The event counts as handled, the other handlers still run.</summary>
    HandlerFailed,

    /// <summary>The connection broke, or could not be made. The shard reconnects.</summary>
    ConnectionLost,
}

/// <summary>Something that went wrong and that the stream of events survived.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Shard">The shard's id.</param>
/// <param name="Event">Discord's name of the event, such as <c>MESSAGE_CREATE</c>, when known.</param>
/// <param name="Sequence">The event's sequence number, when known.</param>
/// <param name="Message">One sentence. Never contains the body.</param>
/// <param name="Exception">The cause, when there is one.</param>
public sealed record GatewayFault(GatewayFaultKind Kind, int Shard, string? Event, long? Sequence, string Message, Exception? Exception = null);

/// <summary>Discord refused the gateway connection for a reason that another attempt will not mend.</summary>
/// <param name="closeCode">Discord's close code, such as 4004.</param>
/// <param name="message">One sentence that names what is wrong and what to do.</param>
public sealed class GatewayRefusedException(int closeCode, string message) : Exception(message)
{
    /// <summary>See https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes.</summary>
    public int CloseCode { get; } = closeCode;
}

/// <summary>A payload was not sent because it is larger than Discord accepts (4,096 bytes).</summary>
/// <param name="bytes">Its size.</param>
public sealed class GatewayPayloadTooLargeException(int bytes)
    : Exception($"The gateway payload has {bytes} bytes, and Discord closes the connection above {GatewayLimits.PayloadBytes}. Send less in one payload.")
{
    /// <summary>The payload's size in bytes.</summary>
    public int Bytes { get; } = bytes;
}
