namespace Mainstay.Discord;

/// <summary>A rule of auto-moderation. See https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object.</summary>
public sealed record AutoModerationRule : WireModel
{
    /// <summary>The rule's id.</summary>
    public required Id<AutoModerationRule> Id { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who made it.</summary>
    public required Id<User> CreatorId { get; init; }

    /// <summary>What is looked at.</summary>
    public required AutoModerationEventType EventType { get; init; }

    /// <summary>What is looked for.</summary>
    public required AutoModerationTriggerType TriggerType { get; init; }

    /// <summary>The same, in detail.</summary>
    public required AutoModerationTriggerMetadata TriggerMetadata { get; init; }

    /// <summary>What happens then.</summary>
    public required IReadOnlyList<AutoModerationAction> Actions { get; init; }

    /// <summary>Whether it is on.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Whose messages are not looked at, at most 20.</summary>
    public required IReadOnlyList<Id<Role>> ExemptRoles { get; init; }

    /// <summary>Where nothing is looked at, at most 50.</summary>
    public required IReadOnlyList<Id<Channel>> ExemptChannels { get; init; }
}

/// <summary>What a rule looks for; which properties are there depends on its trigger type.</summary>
public sealed record AutoModerationTriggerMetadata : WireModel
{
    /// <summary>Words, at most 1,000 of 60 characters, <c>*</c> at either end.</summary>
    public IReadOnlyList<string>? KeywordFilter { get; init; }

    /// <summary>Regular expressions of Rust's kind, at most 10 of 260 characters.</summary>
    public IReadOnlyList<string>? RegexPatterns { get; init; }

    /// <summary>Discord's lists: 1 profanity, 2 sexual content, 3 slurs.</summary>
    public IReadOnlyList<int>? Presets { get; init; }

    /// <summary>Words that are let through: at most 100 for own words, 1,000 for presets, of 60 characters.</summary>
    public IReadOnlyList<string>? AllowList { get; init; }

    /// <summary>How many mentions a message may have, at most 50.</summary>
    public int? MentionTotalLimit { get; init; }

    /// <summary>Whether raids of mentions are looked for.</summary>
    public bool? MentionRaidProtectionEnabled { get; init; }
}

/// <summary>What happens when a rule finds something.</summary>
public sealed record AutoModerationAction : WireModel
{
    /// <summary>What happens.</summary>
    public required AutoModerationActionType Type { get; init; }

    /// <summary>The same, in detail; Discord always sends it.</summary>
    public AutoModerationActionMetadata? Metadata { get; init; }
}

/// <summary>The details of an action.</summary>
public sealed record AutoModerationActionMetadata : WireModel
{
    /// <summary>Where an alert is written.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>How long a timeout lasts, at most 2,419,200 seconds.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>What the author is told, at most 150 characters.</summary>
    public Optional<string?> CustomMessage { get; init; }
}

/// <summary>What is looked at.</summary>
public enum AutoModerationEventType
{
    /// <summary>Messages sent or edited.</summary>
    MessageSend = 1,

    /// <summary>Profiles of those who join or change them.</summary>
    MemberUpdate = 2,
}

/// <summary>What is looked for.</summary>
public enum AutoModerationTriggerType
{
    /// <summary>Own words, at most 6 rules.</summary>
    Keyword = 1,

    /// <summary>Spam, one rule.</summary>
    Spam = 3,

    /// <summary>Discord's lists, one rule.</summary>
    KeywordPreset = 4,

    /// <summary>Many mentions, one rule.</summary>
    MentionSpam = 5,

    /// <summary>Own words in profiles, one rule.</summary>
    MemberProfile = 6,
}

/// <summary>What happens.</summary>
public enum AutoModerationActionType
{
    /// <summary>The message is not sent.</summary>
    BlockMessage = 1,

    /// <summary>Moderators are told.</summary>
    SendAlertMessage = 2,

    /// <summary>The author is timed out.</summary>
    Timeout = 3,

    /// <summary>The member can do nothing until their profile is clean.</summary>
    BlockMemberInteraction = 4,
}
