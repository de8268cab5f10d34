namespace Mainstay.Discord.Rest;

/// <summary>Changes to a guild; what is absent stays. See https://discord.com/developers/docs/resources/guild#modify-guild.</summary>
public sealed record ModifyGuild
{
    /// <summary>2 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>At most 300 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>A picture as a data URI.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>The invite page's picture as a data URI.</summary>
    public Optional<string?> Splash { get; init; }

    /// <summary>The banner as a data URI.</summary>
    public Optional<string?> Banner { get; init; }

    /// <summary>The discovery page's picture as a data URI.</summary>
    public Optional<string?> DiscoverySplash { get; init; }

    /// <summary>What a member needs before they may write.</summary>
    public VerificationLevel? VerificationLevel { get; init; }

    /// <summary>What members are told of by default.</summary>
    public DefaultMessageNotifications? DefaultMessageNotifications { get; init; }

    /// <summary>Whose pictures are scanned.</summary>
    public ExplicitContentFilter? ExplicitContentFilter { get; init; }

    /// <summary>The guild's language, such as <c>en-US</c>.</summary>
    public string? PreferredLocale { get; init; }

    /// <summary>Where idle members of voice channels go.</summary>
    public Optional<Id<Channel>?> AfkChannelId { get; init; }

    /// <summary>After how many seconds: 60, 300, 900, 1,800 or 3,600.</summary>
    public int? AfkTimeout { get; init; }

    /// <summary>Where Discord writes of joins and boosts.</summary>
    public Optional<Id<Channel>?> SystemChannelId { get; init; }

    /// <summary>What Discord does not write there.</summary>
    public SystemChannelFlags? SystemChannelFlags { get; init; }

    /// <summary>What is switched on; the whole list.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>The rules; only of community guilds.</summary>
    public Optional<Id<Channel>?> RulesChannelId { get; init; }

    /// <summary>Where Discord writes to moderators; only of community guilds.</summary>
    public Optional<Id<Channel>?> PublicUpdatesChannelId { get; init; }

    /// <summary>Where Discord writes of raids; only of community guilds.</summary>
    public Optional<Id<Channel>?> SafetyAlertsChannelId { get; init; }

    /// <summary>Whether the boost bar is shown.</summary>
    public bool? PremiumProgressBarEnabled { get; init; }
}

/// <summary>Pauses invites or direct messages, for at most 24 hours; null ends the pause. See https://discord.com/developers/docs/resources/guild#modify-guild-incident-actions.</summary>
public sealed record ModifyIncidentActions
{
    /// <summary>Until when no one can join, UTC.</summary>
    public Optional<DateTimeOffset?> InvitesDisabledUntil { get; init; }

    /// <summary>Until when members cannot write each other, UTC.</summary>
    public Optional<DateTimeOffset?> DmsDisabledUntil { get; init; }
}

/// <summary>Changes to onboarding; what is absent stays. See https://discord.com/developers/docs/resources/guild#modify-guild-onboarding.</summary>
public sealed record ModifyOnboarding
{
    /// <summary>All questions, at most 15.</summary>
    public IReadOnlyList<OnboardingPromptRequest>? Prompts { get; init; }

    /// <summary>All default channels.</summary>
    public IReadOnlyList<Id<Channel>>? DefaultChannelIds { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What counts as enough channels.</summary>
    public OnboardingMode? Mode { get; init; }
}

/// <summary>A question of onboarding.</summary>
public sealed record OnboardingPromptRequest
{
    /// <summary>The question's id; any number for a new one.</summary>
    public required Id<OnboardingPrompt> Id { get; init; }

    /// <summary>How it is shown.</summary>
    public required OnboardingPromptType Type { get; init; }

    /// <summary>The answers, at most 50.</summary>
    public required IReadOnlyList<OnboardingOptionRequest> Options { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Whether only one answer can be chosen.</summary>
    public required bool SingleSelect { get; init; }

    /// <summary>Whether it must be answered.</summary>
    public required bool Required { get; init; }

    /// <summary>Whether newcomers are asked.</summary>
    public required bool InOnboarding { get; init; }
}

/// <summary>An answer of onboarding.</summary>
public sealed record OnboardingOptionRequest
{
    /// <summary>The answer's id; absent for a new one.</summary>
    public Id<OnboardingPromptOption>? Id { get; init; }

    /// <summary>Channels that it brings, at most 50.</summary>
    public required IReadOnlyList<Id<Channel>> ChannelIds { get; init; }

    /// <summary>Roles that it brings, at most 50.</summary>
    public required IReadOnlyList<Id<Role>> RoleIds { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public string? EmojiName { get; init; }

    /// <summary>Whether the guild's emoji moves.</summary>
    public bool? EmojiAnimated { get; init; }

    /// <summary>1 to 50 characters.</summary>
    public required string Title { get; init; }

    /// <summary>At most 100 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>Changes to the welcome screen; what is absent stays. See https://discord.com/developers/docs/resources/guild#modify-guild-welcome-screen.</summary>
public sealed record ModifyWelcomeScreen
{
    /// <summary>Whether it is shown.</summary>
    public Optional<bool?> Enabled { get; init; }

    /// <summary>All channels, at most 5.</summary>
    public Optional<IReadOnlyList<WelcomeScreenChannel>?> WelcomeChannels { get; init; }

    /// <summary>At most 140 characters.</summary>
    public Optional<string?> Description { get; init; }
}
