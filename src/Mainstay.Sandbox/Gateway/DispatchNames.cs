using Mainstay.Discord;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Every event that the sandbox sends. What is recorded is held against it, in both directions.</summary>
internal static class DispatchNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        EventName.Ready,
        EventName.Resumed,
        EventName.RateLimited,
        EventName.ApplicationCommandPermissionsUpdate,
        EventName.AutoModerationRuleCreate,
        EventName.AutoModerationRuleUpdate,
        EventName.AutoModerationRuleDelete,
        EventName.AutoModerationActionExecution,
        EventName.ChannelCreate,
        EventName.ChannelUpdate,
        EventName.ChannelDelete,
        EventName.ChannelPinsUpdate,
        EventName.ThreadCreate,
        EventName.ThreadUpdate,
        EventName.ThreadDelete,
        EventName.ThreadMembersUpdate,
        EventName.GuildCreate,
        EventName.GuildUpdate,
        EventName.GuildDelete,
        EventName.GuildAuditLogEntryCreate,
        EventName.GuildBanAdd,
        EventName.GuildBanRemove,
        EventName.GuildMemberAdd,
        EventName.GuildMemberUpdate,
        EventName.GuildMemberRemove,
        EventName.GuildMembersChunk,
        EventName.GuildRoleCreate,
        EventName.GuildRoleUpdate,
        EventName.GuildRoleDelete,
        EventName.InteractionCreate,
        EventName.InviteCreate,
        EventName.InviteDelete,
        EventName.MessageCreate,
        EventName.MessageUpdate,
        EventName.MessageDelete,
        EventName.MessageDeleteBulk,
        EventName.MessageReactionAdd,
        EventName.MessageReactionRemove,
        EventName.MessageReactionRemoveAll,
        EventName.MessageReactionRemoveEmoji,
        EventName.PresenceUpdate,
        EventName.TypingStart,
        EventName.UserUpdate,
        EventName.VoiceStateUpdate,
        EventName.VoiceServerUpdate,
        EventName.WebhooksUpdate,
    ];
}
