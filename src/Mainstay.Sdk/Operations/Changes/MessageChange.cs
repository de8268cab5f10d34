using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// One message of Mainstay's own: posted (no before), edited, or deleted (no after). A posted one is taken back by deleting it, a deleted one cannot be
/// brought back as it was: it would be a new message.
/// </summary>
public sealed record MessageChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "message/1";

    /// <summary>Where.</summary>
    public required Id<Channel> Channel { get; init; }

    /// <summary>Which; a <see cref="Provisional" /> id for one that is posted.</summary>
    public required Id<Message> Message { get; init; }

    /// <summary>What it says before; unset when it is posted.</summary>
    public MessageState? Before { get; init; }

    /// <summary>What it says after; unset when it is deleted.</summary>
    public MessageState? After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "message";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Message(Message);
}

/// <summary>What a message says. It mentions nobody.</summary>
public sealed record MessageState
{
    /// <summary>Plain text, at most 2,000 characters; may be empty when there is a card.</summary>
    public string Content { get; init; } = "";

    /// <summary>The title of a card beneath the text, at most 256 characters; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text of the card, at most 4,096 characters; empty for none.</summary>
    public string Text { get; init; } = "";
}
