namespace Mainstay.Discord;

/// <summary>What kind of message it is. See https://discord.com/developers/docs/resources/message#message-object-message-types.</summary>
public enum MessageType
{
    /// <summary>Written by someone.</summary>
    Default = 0,

    /// <summary>Someone was added to a group.</summary>
    RecipientAdd = 1,

    /// <summary>Someone left a group.</summary>
    RecipientRemove = 2,

    /// <summary>A call.</summary>
    Call = 3,

    /// <summary>A new name.</summary>
    ChannelNameChange = 4,

    /// <summary>A new icon.</summary>
    ChannelIconChange = 5,

    /// <summary>A message was pinned.</summary>
    ChannelPinnedMessage = 6,

    /// <summary>Someone joined.</summary>
    UserJoin = 7,

    /// <summary>A boost.</summary>
    GuildBoost = 8,

    /// <summary>A boost that brought level 1.</summary>
    GuildBoostTier1 = 9,

    /// <summary>A boost that brought level 2.</summary>
    GuildBoostTier2 = 10,

    /// <summary>A boost that brought level 3.</summary>
    GuildBoostTier3 = 11,

    /// <summary>Another channel's announcements come here.</summary>
    ChannelFollowAdd = 12,

    /// <summary>A thread was started.</summary>
    ThreadCreated = 18,

    /// <summary>A reply.</summary>
    Reply = 19,

    /// <summary>The answer to a slash command.</summary>
    ChatInputCommand = 20,

    /// <summary>The first message of a thread.</summary>
    ThreadStarterMessage = 21,

    /// <summary>A reminder to invite people.</summary>
    GuildInviteReminder = 22,

    /// <summary>The answer to a context menu.</summary>
    ContextMenuCommand = 23,

    /// <summary>Auto-moderation acted.</summary>
    AutoModerationAction = 24,

    /// <summary>A role was bought.</summary>
    RoleSubscriptionPurchase = 25,

    /// <summary>A stage began.</summary>
    StageStart = 27,

    /// <summary>A stage ended.</summary>
    StageEnd = 28,

    /// <summary>Someone speaks on a stage.</summary>
    StageSpeaker = 29,

    /// <summary>A stage has a new topic.</summary>
    StageTopic = 31,

    /// <summary>Moderators paused invites or direct messages.</summary>
    GuildIncidentAlertModeEnabled = 36,

    /// <summary>Moderators ended the pause.</summary>
    GuildIncidentAlertModeDisabled = 37,

    /// <summary>A raid was reported.</summary>
    GuildIncidentReportRaid = 38,

    /// <summary>A raid turned out to be none.</summary>
    GuildIncidentReportFalseAlarm = 39,

    /// <summary>A poll ended.</summary>
    PollResult = 46,
}

/// <summary>Flags of a message. See https://discord.com/developers/docs/resources/message#message-object-message-flags.</summary>
[Flags]
public enum MessageFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Published to following channels.</summary>
    Crossposted = 1 << 0,

    /// <summary>Came from a followed channel.</summary>
    IsCrosspost = 1 << 1,

    /// <summary>Links show no embeds.</summary>
    SuppressEmbeds = 1 << 2,

    /// <summary>The published original is gone.</summary>
    SourceMessageDeleted = 1 << 3,

    /// <summary>From Discord, and urgent.</summary>
    Urgent = 1 << 4,

    /// <summary>A thread was started from it.</summary>
    HasThread = 1 << 5,

    /// <summary>Only the person who used the interaction sees it.</summary>
    Ephemeral = 1 << 6,

    /// <summary>The application is thinking.</summary>
    Loading = 1 << 7,

    /// <summary>Some roles could not be added to the thread.</summary>
    FailedToMentionSomeRolesInThread = 1 << 8,

    /// <summary>No push or sound.</summary>
    SuppressNotifications = 1 << 12,

    /// <summary>A voice message.</summary>
    IsVoiceMessage = 1 << 13,

    /// <summary>A forward.</summary>
    HasSnapshot = 1 << 14,

    /// <summary>Components lay out the whole message: no content, embeds, stickers or polls.</summary>
    IsComponentsV2 = 1 << 15,
}

/// <summary>Reply or forward.</summary>
public enum MessageReferenceType
{
    /// <summary>Reply.</summary>
    Default = 0,

    /// <summary>Forward.</summary>
    Forward = 1,
}
