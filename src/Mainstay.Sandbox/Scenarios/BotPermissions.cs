using Mainstay.Discord;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>What a careful owner ticks when the bot asks to be added: what it needs for its work, and not ADMINISTRATOR.</summary>
internal static class BotPermissions
{
    public const Permissions Sensible =
        Permissions.ViewChannel | Permissions.SendMessages | Permissions.SendMessagesInThreads | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory
        | Permissions.AddReactions | Permissions.UseExternalEmojis | Permissions.CreateInstantInvite | Permissions.ChangeNickname
        | Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ManageMessages | Permissions.PinMessages | Permissions.ManageNicknames | Permissions.ManageWebhooks
        | Permissions.ManageThreads | Permissions.CreatePublicThreads | Permissions.CreatePrivateThreads | Permissions.ManageGuild | Permissions.ViewAuditLog
        | Permissions.KickMembers | Permissions.BanMembers | Permissions.ModerateMembers | Permissions.ManageEvents | Permissions.CreateEvents;
}
