using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a rule; what is absent stays, or is nothing.</summary>
internal sealed record AutoModerationDraft
{
    public string? Name { get; init; }
    public AutoModerationEventType? EventType { get; init; }
    public AutoModerationTriggerType? TriggerType { get; init; }
    public AutoModerationTriggerMetadata? Trigger { get; init; }
    public IReadOnlyList<AutoModerationAction>? Actions { get; init; }
    public bool? Enabled { get; init; }
    public IReadOnlyList<Id<Role>>? ExemptRoles { get; init; }
    public IReadOnlyList<Id<Channel>>? ExemptChannels { get; init; }
}
