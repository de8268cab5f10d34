namespace Mainstay.Discord;

/// <summary>What newcomers are asked. See https://discord.com/developers/docs/resources/guild#guild-onboarding-object.</summary>
public sealed record Onboarding : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The questions.</summary>
    public required IReadOnlyList<OnboardingPrompt> Prompts { get; init; }

    /// <summary>Channels that everyone gets.</summary>
    public required IReadOnlyList<Id<Channel>> DefaultChannelIds { get; init; }

    /// <summary>Whether it is on.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What counts as enough channels.</summary>
    public required OnboardingMode Mode { get; init; }
}

/// <summary>A question.</summary>
public sealed record OnboardingPrompt : WireModel
{
    /// <summary>The question's id.</summary>
    public required Id<OnboardingPrompt> Id { get; init; }

    /// <summary>How it is shown.</summary>
    public required OnboardingPromptType Type { get; init; }

    /// <summary>The answers.</summary>
    public required IReadOnlyList<OnboardingPromptOption> Options { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Whether only one answer can be chosen.</summary>
    public required bool SingleSelect { get; init; }

    /// <summary>Whether it must be answered.</summary>
    public required bool Required { get; init; }

    /// <summary>Whether newcomers are asked; otherwise it stands in the channel list only.</summary>
    public required bool InOnboarding { get; init; }
}

/// <summary>An answer.</summary>
public sealed record OnboardingPromptOption : WireModel
{
    /// <summary>The answer's id.</summary>
    public required Id<OnboardingPromptOption> Id { get; init; }

    /// <summary>Channels that it brings.</summary>
    public required IReadOnlyList<Id<Channel>> ChannelIds { get; init; }

    /// <summary>Roles that it brings.</summary>
    public required IReadOnlyList<Id<Role>> RoleIds { get; init; }

    /// <summary>The emoji before the text.</summary>
    public Emoji? Emoji { get; init; }

    /// <summary>1 to 50 characters.</summary>
    public required string Title { get; init; }

    /// <summary>At most 100 characters.</summary>
    public required string? Description { get; init; }
}

/// <summary>What counts as enough channels.</summary>
public enum OnboardingMode
{
    /// <summary>Default channels only.</summary>
    Default = 0,

    /// <summary>Channels of answers too.</summary>
    Advanced = 1,
}

/// <summary>How a question is shown.</summary>
public enum OnboardingPromptType
{
    /// <summary>All answers at once.</summary>
    MultipleChoice = 0,

    /// <summary>A menu.</summary>
    Dropdown = 1,
}
