namespace Mainstay.Discord.Gateway;

/// <summary>Which groups of events Discord sends. See https://discord.com/developers/docs/events/gateway#gateway-intents.</summary>
[Flags]
public enum GatewayIntents
{
    /// <summary>Only events that need no intent, such as interactions.</summary>
    None = 0,

    /// <summary>Guilds, roles, channels, threads, stage instances.</summary>
    Guilds = 1 << 0,

    /// <summary>Members joining, changing and leaving. Privileged.</summary>
    GuildMembers = 1 << 1,

    /// <summary>Bans and audit-log entries.</summary>
    GuildModeration = 1 << 2,

    /// <summary>Emojis, stickers and sounds.</summary>
    GuildExpressions = 1 << 3,

    /// <summary>Integrations.</summary>
    GuildIntegrations = 1 << 4,

    /// <summary>Webhooks of a channel changing.</summary>
    GuildWebhooks = 1 << 5,

    /// <summary>Invites made and deleted.</summary>
    GuildInvites = 1 << 6,

    /// <summary>Voice states.</summary>
    GuildVoiceStates = 1 << 7,

    /// <summary>Presence of members. Privileged.</summary>
    GuildPresences = 1 << 8,

    /// <summary>Messages in guilds.</summary>
    GuildMessages = 1 << 9,

    /// <summary>Reactions in guilds.</summary>
    GuildMessageReactions = 1 << 10,

    /// <summary>Typing in guilds.</summary>
    GuildMessageTyping = 1 << 11,

    /// <summary>Messages in direct messages.</summary>
    DirectMessages = 1 << 12,

    /// <summary>Reactions in direct messages.</summary>
    DirectMessageReactions = 1 << 13,

    /// <summary>Typing in direct messages.</summary>
    DirectMessageTyping = 1 << 14,

    /// <summary>Content, embeds, attachments, components and polls of messages. Privileged.</summary>
    MessageContent = 1 << 15,

    /// <summary>Scheduled events.</summary>
    GuildScheduledEvents = 1 << 16,

    /// <summary>Auto-moderation rules.</summary>
    AutoModerationConfiguration = 1 << 20,

    /// <summary>Auto-moderation actions carried out.</summary>
    AutoModerationExecution = 1 << 21,

    /// <summary>Votes in polls in guilds.</summary>
    GuildMessagePolls = 1 << 24,

    /// <summary>Votes in polls in direct messages.</summary>
    DirectMessagePolls = 1 << 25,

    /// <summary>The three that must be switched on in the developer portal.</summary>
    Privileged = GuildMembers | GuildPresences | MessageContent,
}
