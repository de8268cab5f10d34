namespace Mainstay.Discord;

/// <summary>A server. See https://discord.com/developers/docs/resources/guild#guild-object.</summary>
public record Guild : WireModel
{
    /// <summary>The guild's id, which is also the id of @everyone.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>2 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>The invite page's picture, as a hash.</summary>
    public required string? Splash { get; init; }

    /// <summary>The discovery page's picture, as a hash.</summary>
    public required string? DiscoverySplash { get; init; }

    /// <summary>The banner's hash.</summary>
    public required string? Banner { get; init; }

    /// <summary>The picture of the home page, as a hash; only over REST.</summary>
    public Optional<string?> HomeHeader { get; init; }

    /// <summary>0 to 300 characters.</summary>
    public required string? Description { get; init; }

    /// <summary>Who owns it, and so may do everything.</summary>
    public required Id<User> OwnerId { get; init; }

    /// <summary>Deprecated: each voice channel has its own region.</summary>
    public Optional<string?> Region { get; init; }

    /// <summary>Where idle members of voice channels go.</summary>
    public required Id<Channel>? AfkChannelId { get; init; }

    /// <summary>After how many seconds: 60, 300, 900, 1,800 or 3,600.</summary>
    public required int AfkTimeout { get; init; }

    /// <summary>Whether the widget is on.</summary>
    public bool? WidgetEnabled { get; init; }

    /// <summary>The channel that the widget invites to.</summary>
    public Optional<Id<Channel>?> WidgetChannelId { get; init; }

    /// <summary>What a member needs before they may write.</summary>
    public required VerificationLevel VerificationLevel { get; init; }

    /// <summary>What members are told of by default.</summary>
    public required DefaultMessageNotifications DefaultMessageNotifications { get; init; }

    /// <summary>Whose pictures are scanned.</summary>
    public required ExplicitContentFilter ExplicitContentFilter { get; init; }

    /// <summary>The roles, @everyone included, in no order; at most 250.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>The emojis.</summary>
    public required IReadOnlyList<Emoji> Emojis { get; init; }

    /// <summary>The stickers.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }

    /// <summary>What is switched on: names as in <see cref="GuildFeature" />, and others.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Whether moderators need two-factor authentication.</summary>
    public required MfaLevel MfaLevel { get; init; }

    /// <summary>The application that made the guild.</summary>
    public required Id<Application>? ApplicationId { get; init; }

    /// <summary>Where Discord writes of joins and boosts.</summary>
    public required Id<Channel>? SystemChannelId { get; init; }

    /// <summary>What Discord does not write there.</summary>
    public required SystemChannelFlags SystemChannelFlags { get; init; }

    /// <summary>The rules; only of community guilds.</summary>
    public required Id<Channel>? RulesChannelId { get; init; }

    /// <summary>Where Discord writes to moderators; only of community guilds.</summary>
    public required Id<Channel>? PublicUpdatesChannelId { get; init; }

    /// <summary>Where Discord writes of raids; only of community guilds.</summary>
    public required Id<Channel>? SafetyAlertsChannelId { get; init; }

    /// <summary>How many presences are sent; null is no limit, except in the largest guilds.</summary>
    public Optional<int?> MaxPresences { get; init; }

    /// <summary>How many members there can be.</summary>
    public int? MaxMembers { get; init; }

    /// <summary>The code of the guild's own invite.</summary>
    public required string? VanityUrlCode { get; init; }

    /// <summary>The boost level.</summary>
    public required PremiumTier PremiumTier { get; init; }

    /// <summary>The number of boosts.</summary>
    public int? PremiumSubscriptionCount { get; init; }

    /// <summary>Whether the boost bar is shown.</summary>
    public required bool PremiumProgressBarEnabled { get; init; }

    /// <summary>When a person last switched the boost bar, UTC; only over REST.</summary>
    public Optional<DateTimeOffset?> PremiumProgressBarEnabledUserUpdatedAt { get; init; }

    /// <summary>The guild's language, such as <c>en-US</c>.</summary>
    public required string PreferredLocale { get; init; }

    /// <summary>Cameras in a voice channel.</summary>
    public int? MaxVideoChannelUsers { get; init; }

    /// <summary>Cameras in a stage channel.</summary>
    public int? MaxStageVideoChannelUsers { get; init; }

    /// <summary>About how many members; only when asked for with counts.</summary>
    public int? ApproximateMemberCount { get; init; }

    /// <summary>About how many of them are online; only when asked for with counts.</summary>
    public int? ApproximatePresenceCount { get; init; }

    /// <summary>The welcome screen; only of community guilds, and in invites.</summary>
    public WelcomeScreen? WelcomeScreen { get; init; }

    /// <summary>Whether it is for adults, as a yes or no; only over REST.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>For whom it is.</summary>
    public required NsfwLevel NsfwLevel { get; init; }

    /// <summary>What kind of student hub it is; over the gateway only.</summary>
    public Optional<int?> HubType { get; init; }

    /// <summary>Paused invites and direct messages.</summary>
    public Optional<IncidentsData?> IncidentsData { get; init; }
}

/// <summary>A guild that cannot be reached now, or that the bot has left. See https://discord.com/developers/docs/resources/guild#unavailable-guild-object.</summary>
public sealed record UnavailableGuild : WireModel
{
    /// <summary>The guild's id.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>True: an outage. Absent in GUILD_DELETE: the bot is no longer in it.</summary>
    public bool? Unavailable { get; init; }
}

/// <summary>Invites and direct messages paused by moderators. See https://discord.com/developers/docs/resources/guild#incidents-data-object.</summary>
public sealed record IncidentsData : WireModel
{
    /// <summary>Until when no one can join, UTC.</summary>
    public required DateTimeOffset? InvitesDisabledUntil { get; init; }

    /// <summary>Until when members cannot write each other, UTC.</summary>
    public required DateTimeOffset? DmsDisabledUntil { get; init; }

    /// <summary>When Discord noticed spam in direct messages, UTC.</summary>
    public Optional<DateTimeOffset?> DmSpamDetectedAt { get; init; }

    /// <summary>When Discord noticed a raid, UTC.</summary>
    public Optional<DateTimeOffset?> RaidDetectedAt { get; init; }
}

/// <summary>What newcomers see first. See https://discord.com/developers/docs/resources/guild#welcome-screen-object.</summary>
public sealed record WelcomeScreen : WireModel
{
    /// <summary>0 to 140 characters.</summary>
    public required string? Description { get; init; }

    /// <summary>At most 5 channels.</summary>
    public required IReadOnlyList<WelcomeScreenChannel> WelcomeChannels { get; init; }
}

/// <summary>A channel of the welcome screen. See https://discord.com/developers/docs/resources/guild#welcome-screen-object-welcome-screen-channel-structure.</summary>
public sealed record WelcomeScreenChannel : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>1 to 50 characters.</summary>
    public required string Description { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public required Id<Emoji>? EmojiId { get; init; }

    /// <summary>The emoji's name, or a Unicode emoji.</summary>
    public required string? EmojiName { get; init; }
}

/// <summary>What a member needs before they may write. See https://discord.com/developers/docs/resources/guild#guild-object-verification-level.</summary>
public enum VerificationLevel
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A verified mail address.</summary>
    Low = 1,

    /// <summary>An account older than 5 minutes.</summary>
    Medium = 2,

    /// <summary>Membership longer than 10 minutes.</summary>
    High = 3,

    /// <summary>A verified telephone number.</summary>
    VeryHigh = 4,
}

/// <summary>What members are told of by default.</summary>
public enum DefaultMessageNotifications
{
    /// <summary>All messages.</summary>
    AllMessages = 0,

    /// <summary>Mentions only.</summary>
    OnlyMentions = 1,
}

/// <summary>Whose pictures are scanned.</summary>
public enum ExplicitContentFilter
{
    /// <summary>Nobody's.</summary>
    Disabled = 0,

    /// <summary>Those of members without a role.</summary>
    MembersWithoutRoles = 1,

    /// <summary>Everyone's.</summary>
    AllMembers = 2,
}

/// <summary>Whether moderators need two-factor authentication.</summary>
public enum MfaLevel
{
    /// <summary>No.</summary>
    None = 0,

    /// <summary>Yes.</summary>
    Elevated = 1,
}

/// <summary>For whom a guild is.</summary>
public enum NsfwLevel
{
    /// <summary>Not rated.</summary>
    Default = 0,

    /// <summary>Explicit.</summary>
    Explicit = 1,

    /// <summary>Safe.</summary>
    Safe = 2,

    /// <summary>Adults.</summary>
    AgeRestricted = 3,
}

/// <summary>A guild's boost level.</summary>
public enum PremiumTier
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Level 1, from 2 boosts.</summary>
    Tier1 = 1,

    /// <summary>Level 2, from 7 boosts.</summary>
    Tier2 = 2,

    /// <summary>Level 3, from 14 boosts.</summary>
    Tier3 = 3,
}

/// <summary>What Discord does not write to the system channel. See https://discord.com/developers/docs/resources/guild#guild-object-system-channel-flags.</summary>
[Flags]
public enum SystemChannelFlags
{
    /// <summary>Nothing is left out.</summary>
    None = 0,

    /// <summary>No joins.</summary>
    SuppressJoinNotifications = 1 << 0,

    /// <summary>No boosts.</summary>
    SuppressPremiumSubscriptions = 1 << 1,

    /// <summary>No set-up tips.</summary>
    SuppressGuildReminderNotifications = 1 << 2,

    /// <summary>No buttons to greet newcomers.</summary>
    SuppressJoinNotificationReplies = 1 << 3,

    /// <summary>No role subscriptions.</summary>
    SuppressRoleSubscriptionPurchaseNotifications = 1 << 4,

    /// <summary>No buttons to answer role subscriptions.</summary>
    SuppressRoleSubscriptionPurchaseNotificationReplies = 1 << 5,
}

/// <summary>Names of features that Mainstay looks at. See https://discord.com/developers/docs/resources/guild#guild-object-guild-features.</summary>
public static class GuildFeature
{
    /// <summary>Auto-moderation is set up.</summary>
    public const string AutoModeration = "AUTO_MODERATION";

    /// <summary>A community guild.</summary>
    public const string Community = "COMMUNITY";

    /// <summary>Listed in discovery.</summary>
    public const string Discoverable = "DISCOVERABLE";

    /// <summary>Roles can have gradients.</summary>
    public const string EnhancedRoleColors = "ENHANCED_ROLE_COLORS";

    /// <summary>Nobody can join.</summary>
    public const string InvitesDisabled = "INVITES_DISABLED";

    /// <summary>Newcomers pass a screening.</summary>
    public const string MemberVerificationGateEnabled = "MEMBER_VERIFICATION_GATE_ENABLED";

    /// <summary>More room for stickers.</summary>
    public const string MoreStickers = "MORE_STICKERS";

    /// <summary>Announcement channels.</summary>
    public const string News = "NEWS";

    /// <summary>The guild can be looked at before joining.</summary>
    public const string PreviewEnabled = "PREVIEW_ENABLED";

    /// <summary>No alerts about raids.</summary>
    public const string RaidAlertsDisabled = "RAID_ALERTS_DISABLED";

    /// <summary>Roles can have icons.</summary>
    public const string RoleIcons = "ROLE_ICONS";

    /// <summary>An invite of its own.</summary>
    public const string VanityUrl = "VANITY_URL";

    /// <summary>Voice with 384 kbit/s.</summary>
    public const string VipRegions = "VIP_REGIONS";

    /// <summary>A welcome screen.</summary>
    public const string WelcomeScreenEnabled = "WELCOME_SCREEN_ENABLED";
}
