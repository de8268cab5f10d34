using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Gateway;

/// <summary>An event of any name, unread.</summary>
public sealed class RawEvent : FrameView
{
    internal RawEvent(Frame frame)
        : base(frame) => Name = frame.Name;

    /// <summary>Discord's name, such as <c>MESSAGE_CREATE</c>.</summary>
    public string Name { get; }

    /// <summary>Reads the body as one of Discord's models; throws <see cref="JsonException" /> when it does not fit.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload.Span, DiscordJson.Options) ?? throw new JsonException($"{Name} has no body.");
}
