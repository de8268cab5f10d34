namespace Mainstay.Discord.Rest;

/// <summary>A new rule. See https://discord.com/developers/docs/resources/auto-moderation#create-auto-moderation-rule.</summary>
public sealed record CreateAutoModerationRule
{
    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What is looked at.</summary>
    public required AutoModerationEventType EventType { get; init; }

    /// <summary>What is looked for.</summary>
    public required AutoModerationTriggerType TriggerType { get; init; }

    /// <summary>The same, in detail; not for spam.</summary>
    public AutoModerationTriggerMetadata? TriggerMetadata { get; init; }

    /// <summary>What happens then, at most 5.</summary>
    public required IReadOnlyList<AutoModerationAction> Actions { get; init; }

    /// <summary>Whether it is on; off when absent.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Whose messages are not looked at, at most 20.</summary>
    public IReadOnlyList<Id<Role>>? ExemptRoles { get; init; }

    /// <summary>Where nothing is looked at, at most 50.</summary>
    public IReadOnlyList<Id<Channel>>? ExemptChannels { get; init; }
}

/// <summary>Changes to a rule; what is absent stays. See https://discord.com/developers/docs/resources/auto-moderation#modify-auto-moderation-rule.</summary>
public sealed record ModifyAutoModerationRule
{
    /// <summary>1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What is looked at.</summary>
    public AutoModerationEventType? EventType { get; init; }

    /// <summary>What is looked for, in detail.</summary>
    public AutoModerationTriggerMetadata? TriggerMetadata { get; init; }

    /// <summary>What happens then, at most 5.</summary>
    public IReadOnlyList<AutoModerationAction>? Actions { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Whose messages are not looked at, at most 20.</summary>
    public IReadOnlyList<Id<Role>>? ExemptRoles { get; init; }

    /// <summary>Where nothing is looked at, at most 50.</summary>
    public IReadOnlyList<Id<Channel>>? ExemptChannels { get; init; }
}
