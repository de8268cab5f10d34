using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Gateway;

/// <summary>
/// An event that reads the received bytes in place. Ids and flags are copied and stay; everything else may be read until the
/// handler's task ends, and throws <see cref="InvalidOperationException" /> afterwards. <c>ToModel()</c> gives a copy to keep.
/// </summary>
public abstract class FrameView
{
    private Frame? _frame;

    private protected FrameView(Frame frame) => _frame = frame;

    /// <summary>The body (<c>d</c>) as received: UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Payload => Frame.BodyMemory;

    private protected T Model<T>() => JsonSerializer.Deserialize<T>(Payload.Span, DiscordJson.Options) ?? throw new JsonException("The event has no body.");

    internal Frame Frame => _frame ?? throw new InvalidOperationException(
        "The event's bytes went back to the pool when its handler ended. Read what is needed before, or keep ToModel().");

    internal void Release() => _frame = null;
}
