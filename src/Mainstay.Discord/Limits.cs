namespace Mainstay.Discord;

/// <summary>
/// Discord's limits, each named once. A "character" is a Unicode code point, because Discord counts those
/// (https://github.com/discord/discord-api-docs/issues/1315): an emoji of two UTF-16 units is one character. Count with <see cref="Clip" />.
/// </summary>
public static partial class Limits
{
    /// <summary>Roles of a guild, @everyone included (error 30005). See https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes.</summary>
    public const int RolesPerGuild = 250;

    /// <summary>Channels of a guild, categories included, threads not (error 30013).</summary>
    public const int ChannelsPerGuild = 500;

    /// <summary>Channels of a category.</summary>
    public const int ChannelsPerCategory = 50;

    /// <summary>Overwrites of a channel (error 30060).</summary>
    public const int OverwritesPerChannel = 1000;

    /// <summary>Overwrites that one request to create or modify a channel may carry.</summary>
    public const int OverwritesPerRequest = 100;

    /// <summary>Webhooks of a channel (error 30007).</summary>
    public const int WebhooksPerChannel = 15;

    /// <summary>Webhooks of a guild (error 30058).</summary>
    public const int WebhooksPerGuild = 1000;

    /// <summary>Invites of a guild (error 30016).</summary>
    public const int InvitesPerGuild = 1000;

    /// <summary>Pinned messages of a channel (error 30003); 50 until 2025.</summary>
    public const int PinsPerChannel = 250;

    /// <summary>Different reactions of a message (error 30010).</summary>
    public const int ReactionsPerMessage = 20;

    /// <summary>Threads of a guild that are not archived (error 160006).</summary>
    public const int ActiveThreadsPerGuild = 1000;

    /// <summary>Members of a thread.</summary>
    public const int MembersPerThread = 1000;

    /// <summary>Emojis of a guild without boosts, and as many animated ones (error 30008).</summary>
    public const int EmojisPerGuild = 50;

    /// <summary>Stickers of a guild without boosts (error 30039).</summary>
    public const int StickersPerGuild = 5;

    /// <summary>Templates of a guild (error 30031).</summary>
    public const int TemplatesPerGuild = 1;

    /// <summary>Scheduled and active events of a guild (error 30038).</summary>
    public const int ScheduledEventsPerGuild = 100;

    /// <summary>Characters of a guild's name, at least. See https://discord.com/developers/docs/resources/guild#modify-guild.</summary>
    public const int GuildNameMin = 2;

    /// <summary>Characters of a guild's name.</summary>
    public const int GuildName = 100;

    /// <summary>Characters of a guild's description.</summary>
    public const int GuildDescription = 300;

    /// <summary>Characters of a welcome screen.</summary>
    public const int WelcomeScreenDescription = 140;

    /// <summary>Channels of a welcome screen.</summary>
    public const int WelcomeScreenChannels = 5;

    /// <summary>Questions of an onboarding.</summary>
    public const int OnboardingPrompts = 15;

    /// <summary>Answers of an onboarding question.</summary>
    public const int OnboardingOptions = 50;

    /// <summary>How long invites or direct messages can be paused at a time.</summary>
    public static readonly TimeSpan IncidentActionsLength = TimeSpan.FromHours(24);

    /// <summary>Characters of a role's name, at least 1. See https://discord.com/developers/docs/topics/permissions#role-object.</summary>
    public const int RoleName = 100;

    /// <summary>The greatest colour, 0xRRGGBB.</summary>
    public const int Color = 0xFFFFFF;

    /// <summary>Characters of a channel's or thread's name, at least 1. See https://discord.com/developers/docs/resources/channel#modify-channel.</summary>
    public const int ChannelName = 100;

    /// <summary>Characters of a channel's topic.</summary>
    public const int ChannelTopic = 1024;

    /// <summary>Characters of a forum's guidelines.</summary>
    public const int ForumTopic = 4096;

    /// <summary>Seconds of slow mode.</summary>
    public const int Slowmode = 21600;

    /// <summary>Bits per second of a voice channel, at least.</summary>
    public const int BitrateMin = 8000;

    /// <summary>Bits per second of a voice channel without boosts.</summary>
    public const int Bitrate = 96000;

    /// <summary>Bits per second of a stage channel.</summary>
    public const int StageBitrate = 64000;

    /// <summary>Seats that a voice channel's limit can have; 0 is no limit.</summary>
    public const int VoiceUsers = 99;

    /// <summary>Seats that a stage channel's limit can have; 0 is no limit.</summary>
    public const int StageUsers = 10000;

    /// <summary>Tags of a forum.</summary>
    public const int ForumTags = 20;

    /// <summary>Characters of a tag's name.</summary>
    public const int ForumTagName = 50;

    /// <summary>Tags of a forum post.</summary>
    public const int AppliedTags = 5;

    /// <summary>Characters of a voice channel's status.</summary>
    public const int VoiceStatus = 500;

    /// <summary>Characters of a user's name, at least 2. See https://discord.com/developers/docs/resources/guild#modify-guild-member.</summary>
    public const int Username = 32;

    /// <summary>Characters of a nickname, at least 1.</summary>
    public const int Nickname = 32;

    /// <summary>How long a timeout can be at a time.</summary>
    public static readonly TimeSpan TimeoutLength = TimeSpan.FromDays(28);

    /// <summary>Users of one bulk ban.</summary>
    public const int BulkBanUsers = 200;

    /// <summary>Seconds of messages that a ban deletes (7 days).</summary>
    public const int BanDeleteMessageSeconds = 604_800;

    /// <summary>Days without activity after which a prune removes members, at least.</summary>
    public const int PruneDaysMin = 1;

    /// <summary>Days without activity after which a prune removes members.</summary>
    public const int PruneDays = 30;

    /// <summary>Members of one page of the list, and of one search.</summary>
    public const int MemberPage = 1000;

    /// <summary>Characters of a member search.</summary>
    public const int MemberSearchText = 100;

    /// <summary>Bans of one page of the list.</summary>
    public const int BanPage = 1000;

    /// <summary>Guilds of one page of the current user's list.</summary>
    public const int UserGuildPage = 200;

    /// <summary>Characters of a reason, before it is percent-encoded for the header. See https://discord.com/developers/docs/resources/audit-log.</summary>
    public const int AuditLogReason = 512;

    /// <summary>Entries of one page of the audit log.</summary>
    public const int AuditLogPage = 100;

    /// <summary>How long an entry is kept.</summary>
    public static readonly TimeSpan AuditLogAge = TimeSpan.FromDays(45);

    /// <summary>Seconds that an invite can be valid (60 days); 0 is for ever. See https://discord.com/developers/docs/resources/invite.</summary>
    public const int InviteMaxAge = 5_184_000;

    /// <summary>How often an invite can be used; 0 is no limit.</summary>
    public const int InviteMaxUses = 100;

    /// <summary>Characters of a rule's name. See https://discord.com/developers/docs/resources/auto-moderation.</summary>
    public const int AutoModerationRuleName = 100;

    /// <summary>Rules of own words in a guild; of every other kind one.</summary>
    public const int AutoModerationKeywordRules = 6;

    /// <summary>Words of a rule.</summary>
    public const int AutoModerationKeywords = 1000;

    /// <summary>Characters of a word.</summary>
    public const int AutoModerationKeyword = 60;

    /// <summary>Regular expressions of a rule.</summary>
    public const int AutoModerationPatterns = 10;

    /// <summary>Characters of a regular expression.</summary>
    public const int AutoModerationPattern = 260;

    /// <summary>Words that a rule of own words lets through.</summary>
    public const int AutoModerationKeywordAllowList = 100;

    /// <summary>Words that a rule of Discord's lists lets through.</summary>
    public const int AutoModerationPresetAllowList = 1000;

    /// <summary>Mentions that a rule can allow in a message.</summary>
    public const int AutoModerationMentions = 50;

    /// <summary>Actions of a rule.</summary>
    public const int AutoModerationActions = 5;

    /// <summary>Roles that a rule does not look at.</summary>
    public const int AutoModerationExemptRoles = 20;

    /// <summary>Channels that a rule does not look at.</summary>
    public const int AutoModerationExemptChannels = 50;

    /// <summary>Characters of what the author of a blocked message is told.</summary>
    public const int AutoModerationCustomMessage = 150;

    /// <summary>Characters of a scheduled event's name. See https://discord.com/developers/docs/resources/guild-scheduled-event.</summary>
    public const int ScheduledEventName = 100;

    /// <summary>Characters of a scheduled event's description.</summary>
    public const int ScheduledEventDescription = 1000;

    /// <summary>Characters of a scheduled event's place.</summary>
    public const int ScheduledEventLocation = 100;
}
