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
