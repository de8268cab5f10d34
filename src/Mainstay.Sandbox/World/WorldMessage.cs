using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>A message with who reacted to it.</summary>
internal sealed class WorldMessage(Message model)
{
    public Id<Message> Id { get; } = model.Id;

    /// <summary>Without reactions and nonce, which depend on who looks.</summary>
    public Message Model { get; set; } = model;

    /// <summary>In the order of the first reaction; each with its people in the order of theirs.</summary>
    public List<WorldReaction> Reactions { get; } = [];
}

/// <summary>One emoji under a message.</summary>
internal sealed record WorldReaction(Emoji Emoji)
{
    public List<WorldUser> Users { get; } = [];
}
