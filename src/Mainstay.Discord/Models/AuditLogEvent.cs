namespace Mainstay.Discord;

/// <summary>What was done. See https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-audit-log-events.</summary>
public enum AuditLogEvent
{
    /// <summary>Guild settings changed.</summary>
    GuildUpdate = 1,

    /// <summary>A channel was created.</summary>
    ChannelCreate = 10,

    /// <summary>A channel changed.</summary>
    ChannelUpdate = 11,

    /// <summary>A channel was deleted.</summary>
    ChannelDelete = 12,

    /// <summary>An overwrite was added.</summary>
    ChannelOverwriteCreate = 13,

    /// <summary>An overwrite changed.</summary>
    ChannelOverwriteUpdate = 14,

    /// <summary>An overwrite was removed.</summary>
    ChannelOverwriteDelete = 15,

    /// <summary>A member was kicked.</summary>
    MemberKick = 20,

    /// <summary>Members were pruned.</summary>
    MemberPrune = 21,

    /// <summary>A user was banned.</summary>
    MemberBanAdd = 22,

    /// <summary>A ban was lifted.</summary>
    MemberBanRemove = 23,

    /// <summary>A member changed.</summary>
    MemberUpdate = 24,

    /// <summary>A member's roles changed.</summary>
    MemberRoleUpdate = 25,

    /// <summary>Members were moved between voice channels.</summary>
    MemberMove = 26,

    /// <summary>Members were disconnected from voice.</summary>
    MemberDisconnect = 27,

    /// <summary>A bot was added.</summary>
    BotAdd = 28,

    /// <summary>A role was created.</summary>
    RoleCreate = 30,

    /// <summary>A role changed.</summary>
    RoleUpdate = 31,

    /// <summary>A role was deleted.</summary>
    RoleDelete = 32,

    /// <summary>An invite was created.</summary>
    InviteCreate = 40,

    /// <summary>An invite changed.</summary>
    InviteUpdate = 41,

    /// <summary>An invite was deleted.</summary>
    InviteDelete = 42,

    /// <summary>A webhook was created.</summary>
    WebhookCreate = 50,

    /// <summary>A webhook changed.</summary>
    WebhookUpdate = 51,

    /// <summary>A webhook was deleted.</summary>
    WebhookDelete = 52,

    /// <summary>An emoji was created.</summary>
    EmojiCreate = 60,

    /// <summary>An emoji changed.</summary>
    EmojiUpdate = 61,

    /// <summary>An emoji was deleted.</summary>
    EmojiDelete = 62,

    /// <summary>Messages of one author were deleted.</summary>
    MessageDelete = 72,

    /// <summary>Messages were deleted in bulk.</summary>
    MessageBulkDelete = 73,

    /// <summary>A message was pinned.</summary>
    MessagePin = 74,

    /// <summary>A message was unpinned.</summary>
    MessageUnpin = 75,

    /// <summary>An integration was added.</summary>
    IntegrationCreate = 80,

    /// <summary>An integration changed.</summary>
    IntegrationUpdate = 81,

    /// <summary>An integration was removed.</summary>
    IntegrationDelete = 82,

    /// <summary>A stage began.</summary>
    StageInstanceCreate = 83,

    /// <summary>A stage changed.</summary>
    StageInstanceUpdate = 84,

    /// <summary>A stage ended.</summary>
    StageInstanceDelete = 85,

    /// <summary>A sticker was created.</summary>
    StickerCreate = 90,

    /// <summary>A sticker changed.</summary>
    StickerUpdate = 91,

    /// <summary>A sticker was deleted.</summary>
    StickerDelete = 92,

    /// <summary>An event was scheduled.</summary>
    GuildScheduledEventCreate = 100,

    /// <summary>A scheduled event changed.</summary>
    GuildScheduledEventUpdate = 101,

    /// <summary>A scheduled event was cancelled.</summary>
    GuildScheduledEventDelete = 102,

    /// <summary>A thread was created.</summary>
    ThreadCreate = 110,

    /// <summary>A thread changed.</summary>
    ThreadUpdate = 111,

    /// <summary>A thread was deleted.</summary>
    ThreadDelete = 112,

    /// <summary>Permissions of a command changed.</summary>
    ApplicationCommandPermissionUpdate = 121,

    /// <summary>A sound was created.</summary>
    SoundboardSoundCreate = 130,

    /// <summary>A sound changed.</summary>
    SoundboardSoundUpdate = 131,

    /// <summary>A sound was deleted.</summary>
    SoundboardSoundDelete = 132,

    /// <summary>A rule was created.</summary>
    AutoModerationRuleCreate = 140,

    /// <summary>A rule changed.</summary>
    AutoModerationRuleUpdate = 141,

    /// <summary>A rule was deleted.</summary>
    AutoModerationRuleDelete = 142,

    /// <summary>A rule blocked a message.</summary>
    AutoModerationBlockMessage = 143,

    /// <summary>A rule told moderators.</summary>
    AutoModerationFlagToChannel = 144,

    /// <summary>A rule timed a member out.</summary>
    AutoModerationUserCommunicationDisabled = 145,

    /// <summary>A rule quarantined a member.</summary>
    AutoModerationQuarantineUser = 146,

    /// <summary>An onboarding prompt was created.</summary>
    OnboardingPromptCreate = 163,

    /// <summary>An onboarding prompt changed.</summary>
    OnboardingPromptUpdate = 164,

    /// <summary>An onboarding prompt was deleted.</summary>
    OnboardingPromptDelete = 165,

    /// <summary>Onboarding was set up.</summary>
    OnboardingCreate = 166,

    /// <summary>Onboarding changed.</summary>
    OnboardingUpdate = 167,

    /// <summary>The server guide was set up.</summary>
    HomeSettingsCreate = 190,

    /// <summary>The server guide changed.</summary>
    HomeSettingsUpdate = 191,

    /// <summary>A voice channel's status was set.</summary>
    VoiceChannelStatusCreate = 192,

    /// <summary>A voice channel's status was cleared.</summary>
    VoiceChannelStatusDelete = 193,
}
