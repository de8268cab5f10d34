using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a channel or thread; what is absent stays as it is, or as new ones are.</summary>
internal sealed record ChannelDraft
{
    public Optional<string?> Name { get; init; }
    public Optional<ChannelType?> Type { get; init; }
    public Optional<int?> Position { get; init; }
    public Optional<string?> Topic { get; init; }
    public Optional<bool?> Nsfw { get; init; }
    public Optional<int?> RateLimitPerUser { get; init; }
    public Optional<int?> Bitrate { get; init; }
    public Optional<int?> UserLimit { get; init; }
    public Optional<IReadOnlyList<Overwrite>?> Overwrites { get; init; }
    public Optional<Id<Channel>?> Parent { get; init; }
    public Optional<string?> RtcRegion { get; init; }
    public Optional<VideoQualityMode?> VideoQuality { get; init; }
    public Optional<int?> DefaultAutoArchive { get; init; }
    public Optional<int?> DefaultThreadRateLimit { get; init; }
    public Optional<IReadOnlyList<ForumTag>?> Tags { get; init; }
    public Optional<DefaultReaction?> DefaultReaction { get; init; }
    public Optional<ForumSortOrder?> SortOrder { get; init; }
    public Optional<ForumLayout?> Layout { get; init; }
    public Optional<ChannelFlags?> Flags { get; init; }

    // Threads only.
    public Optional<bool?> Archived { get; init; }
    public Optional<bool?> Locked { get; init; }
    public Optional<bool?> Invitable { get; init; }
    public Optional<int?> AutoArchive { get; init; }
    public Optional<IReadOnlyList<Id<ForumTag>>?> AppliedTags { get; init; }
}
