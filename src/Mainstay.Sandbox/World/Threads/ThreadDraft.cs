using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a new thread.</summary>
internal sealed record ThreadDraft
{
    public required string Name { get; init; }

    /// <summary>Minutes; null takes the channel's default.</summary>
    public int? AutoArchive { get; init; }

    public int? RateLimitPerUser { get; init; }

    /// <summary>Public, private or announcement; ignored for posts of a forum and threads of a message.</summary>
    public ChannelType? Type { get; init; }

    public bool? Invitable { get; init; }

    /// <summary>The first message of a post of a forum.</summary>
    public MessageDraft? Message { get; init; }

    public IReadOnlyList<Id<ForumTag>> Tags { get; init; } = [];
}
