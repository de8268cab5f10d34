namespace Mainstay.Discord;

/// <summary>A message. See https://discord.com/developers/docs/resources/message#message-object.</summary>
public sealed record Message : WireModel
{
    /// <summary>The message's id.</summary>
    public required Id<Message> Id { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }
}
