using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// What a role, an overwrite or a member may do. A decimal string on the wire; bits that have no name here survive.
/// See https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags.
/// </summary>
[Flags]
[JsonConverter(typeof(PermissionsConverter))]
public enum Permissions : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Make invites.</summary>
    CreateInstantInvite = 1UL << 0,

    /// <summary>Kick members, and prune together with ManageGuild.</summary>
    KickMembers = 1UL << 1,

    /// <summary>Ban and unban.</summary>
    BanMembers = 1UL << 2,

    /// <summary>Everything, whatever the overwrites say.</summary>
    Administrator = 1UL << 3,

    /// <summary>Create, edit and delete channels.</summary>
    ManageChannels = 1UL << 4,

    /// <summary>Edit the guild, see its invites, bulk ban together with BanMembers.</summary>
    ManageGuild = 1UL << 5,

    /// <summary>Add reactions that nobody has added yet.</summary>
    AddReactions = 1UL << 6,

    /// <summary>Read the audit log.</summary>
    ViewAuditLog = 1UL << 7,

    /// <summary>Speak over others in a voice channel.</summary>
    PrioritySpeaker = 1UL << 8,

    /// <summary>Share video or screen.</summary>
    Stream = 1UL << 9,

    /// <summary>See a channel; without it nothing else in the channel holds.</summary>
    ViewChannel = 1UL << 10,

    /// <summary>Send messages, and start threads in forums.</summary>
    SendMessages = 1UL << 11,

    /// <summary>Send messages that are read aloud.</summary>
    SendTtsMessages = 1UL << 12,

    /// <summary>Delete messages of others; no longer pins (see PinMessages).</summary>
    ManageMessages = 1UL << 13,

    /// <summary>Have links shown as embeds.</summary>
    EmbedLinks = 1UL << 14,

    /// <summary>Upload files.</summary>
    AttachFiles = 1UL << 15,

    /// <summary>Read messages sent before.</summary>
    ReadMessageHistory = 1UL << 16,

    /// <summary>Ping @everyone, @here and every role.</summary>
    MentionEveryone = 1UL << 17,

    /// <summary>Use emojis of other guilds.</summary>
    UseExternalEmojis = 1UL << 18,

    /// <summary>See the guild's statistics.</summary>
    ViewGuildInsights = 1UL << 19,

    /// <summary>Join voice and stage channels.</summary>
    Connect = 1UL << 20,

    /// <summary>Speak in voice channels.</summary>
    Speak = 1UL << 21,

    /// <summary>Mute members in voice channels.</summary>
    MuteMembers = 1UL << 22,

    /// <summary>Deafen members in voice channels.</summary>
    DeafenMembers = 1UL << 23,

    /// <summary>Move members between voice channels.</summary>
    MoveMembers = 1UL << 24,

    /// <summary>Speak without push-to-talk.</summary>
    UseVad = 1UL << 25,

    /// <summary>Change the own nickname.</summary>
    ChangeNickname = 1UL << 26,

    /// <summary>Change nicknames of others.</summary>
    ManageNicknames = 1UL << 27,

    /// <summary>Create and edit roles below the own highest one, and overwrites.</summary>
    ManageRoles = 1UL << 28,

    /// <summary>Create, edit and delete webhooks.</summary>
    ManageWebhooks = 1UL << 29,

    /// <summary>Edit and delete emojis, stickers and sounds of others; no longer creates them (see CreateGuildExpressions).</summary>
    ManageGuildExpressions = 1UL << 30,

    /// <summary>Use slash commands and context menus.</summary>
    UseApplicationCommands = 1UL << 31,

    /// <summary>Ask to speak on a stage.</summary>
    RequestToSpeak = 1UL << 32,

    /// <summary>Edit and cancel events of others; no longer creates them (see CreateEvents).</summary>
    ManageEvents = 1UL << 33,

    /// <summary>Delete, archive and see all threads; no longer passes slow mode (see BypassSlowmode).</summary>
    ManageThreads = 1UL << 34,

    /// <summary>Start public and announcement threads.</summary>
    CreatePublicThreads = 1UL << 35,

    /// <summary>Start private threads.</summary>
    CreatePrivateThreads = 1UL << 36,

    /// <summary>Use stickers of other guilds.</summary>
    UseExternalStickers = 1UL << 37,

    /// <summary>Send messages in threads.</summary>
    SendMessagesInThreads = 1UL << 38,

    /// <summary>Start activities.</summary>
    UseEmbeddedActivities = 1UL << 39,

    /// <summary>Time members out.</summary>
    ModerateMembers = 1UL << 40,

    /// <summary>See the income of role subscriptions.</summary>
    ViewCreatorMonetizationAnalytics = 1UL << 41,

    /// <summary>Play sounds in voice channels.</summary>
    UseSoundboard = 1UL << 42,

    /// <summary>Create emojis, stickers and sounds, and edit the own ones.</summary>
    CreateGuildExpressions = 1UL << 43,

    /// <summary>Create scheduled events, and edit the own ones.</summary>
    CreateEvents = 1UL << 44,

    /// <summary>Play sounds of other guilds.</summary>
    UseExternalSounds = 1UL << 45,

    /// <summary>Send voice messages.</summary>
    SendVoiceMessages = 1UL << 46,

    /// <summary>Set the status line of a voice channel.</summary>
    SetVoiceChannelStatus = 1UL << 48,

    /// <summary>Send polls.</summary>
    SendPolls = 1UL << 49,

    /// <summary>Let apps that members installed for themselves answer in public.</summary>
    UseExternalApps = 1UL << 50,

    /// <summary>Pin and unpin messages.</summary>
    PinMessages = 1UL << 51,

    /// <summary>Not wait for slow mode.</summary>
    BypassSlowmode = 1UL << 52,

    /// <summary>Every permission that has a name here: what an owner or administrator has.</summary>
    All = 0x1F7FFFFFFFFFFFUL,
}
