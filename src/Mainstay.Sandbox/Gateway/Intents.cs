namespace Mainstay.Sandbox.Gateway;

/// <summary>The intents, apart from the client's so that one cannot share a mistake with the other. See https://discord.com/developers/docs/events/gateway#list-of-intents.</summary>
[Flags]
internal enum Intents
{
    None = 0,
    Guilds = 1 << 0,
    GuildMembers = 1 << 1,
    GuildModeration = 1 << 2,
    GuildExpressions = 1 << 3,
    GuildIntegrations = 1 << 4,
    GuildWebhooks = 1 << 5,
    GuildInvites = 1 << 6,
    GuildVoiceStates = 1 << 7,
    GuildPresences = 1 << 8,
    GuildMessages = 1 << 9,
    GuildMessageReactions = 1 << 10,
    GuildMessageTyping = 1 << 11,
    DirectMessages = 1 << 12,
    DirectMessageReactions = 1 << 13,
    DirectMessageTyping = 1 << 14,
    MessageContent = 1 << 15,
    GuildScheduledEvents = 1 << 16,
    AutoModerationConfiguration = 1 << 20,
    AutoModerationExecution = 1 << 21,
    GuildMessagePolls = 1 << 24,
    DirectMessagePolls = 1 << 25,

    Known = Guilds | GuildMembers | GuildModeration | GuildExpressions | GuildIntegrations | GuildWebhooks | GuildInvites | GuildVoiceStates | GuildPresences
        | GuildMessages | GuildMessageReactions | GuildMessageTyping | DirectMessages | DirectMessageReactions | DirectMessageTyping | MessageContent
        | GuildScheduledEvents | AutoModerationConfiguration | AutoModerationExecution | GuildMessagePolls | DirectMessagePolls,
}

/// <summary>Which intents an event needs: one in guilds, one in direct messages.</summary>
internal readonly record struct IntentRule(Intents InGuild, Intents InDirectMessage)
{
    /// <summary>The rule of an event. Events without a row need no intent.</summary>
    public static IntentRule Of(string name) => name switch
    {
        "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE" or "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" or "GUILD_ROLE_DELETE"
            or "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "CHANNEL_DELETE" or "THREAD_CREATE" or "THREAD_UPDATE" or "THREAD_DELETE" or "THREAD_LIST_SYNC"
            or "THREAD_MEMBER_UPDATE" or "STAGE_INSTANCE_CREATE" or "STAGE_INSTANCE_UPDATE" or "STAGE_INSTANCE_DELETE"
            or "VOICE_CHANNEL_STATUS_UPDATE" or "VOICE_CHANNEL_START_TIME_UPDATE" => new(Intents.Guilds, Intents.None),
        "CHANNEL_PINS_UPDATE" => new(Intents.Guilds, Intents.DirectMessages),

        // The update of one's own member comes without the intent too; the audience knows.
        "GUILD_MEMBER_ADD" or "GUILD_MEMBER_UPDATE" or "GUILD_MEMBER_REMOVE" => new(Intents.GuildMembers, Intents.None),
        "THREAD_MEMBERS_UPDATE" => new(Intents.GuildMembers, Intents.None),
        "GUILD_AUDIT_LOG_ENTRY_CREATE" or "GUILD_BAN_ADD" or "GUILD_BAN_REMOVE" => new(Intents.GuildModeration, Intents.None),
        "GUILD_EMOJIS_UPDATE" or "GUILD_STICKERS_UPDATE" or "GUILD_SOUNDBOARD_SOUND_CREATE" or "GUILD_SOUNDBOARD_SOUND_UPDATE"
            or "GUILD_SOUNDBOARD_SOUND_DELETE" or "GUILD_SOUNDBOARD_SOUNDS_UPDATE" => new(Intents.GuildExpressions, Intents.None),
        "GUILD_INTEGRATIONS_UPDATE" or "INTEGRATION_CREATE" or "INTEGRATION_UPDATE" or "INTEGRATION_DELETE" => new(Intents.GuildIntegrations, Intents.None),
        "WEBHOOKS_UPDATE" => new(Intents.GuildWebhooks, Intents.None),
        "INVITE_CREATE" or "INVITE_DELETE" => new(Intents.GuildInvites, Intents.None),
        "VOICE_STATE_UPDATE" or "VOICE_CHANNEL_EFFECT_SEND" => new(Intents.GuildVoiceStates, Intents.None),
        "PRESENCE_UPDATE" => new(Intents.GuildPresences, Intents.None),
        "MESSAGE_CREATE" or "MESSAGE_UPDATE" or "MESSAGE_DELETE" => new(Intents.GuildMessages, Intents.DirectMessages),
        "MESSAGE_DELETE_BULK" => new(Intents.GuildMessages, Intents.None),
        "MESSAGE_REACTION_ADD" or "MESSAGE_REACTION_REMOVE" or "MESSAGE_REACTION_REMOVE_ALL" or "MESSAGE_REACTION_REMOVE_EMOJI" =>
            new(Intents.GuildMessageReactions, Intents.DirectMessageReactions),
        "TYPING_START" => new(Intents.GuildMessageTyping, Intents.DirectMessageTyping),
        "GUILD_SCHEDULED_EVENT_CREATE" or "GUILD_SCHEDULED_EVENT_UPDATE" or "GUILD_SCHEDULED_EVENT_DELETE" or "GUILD_SCHEDULED_EVENT_USER_ADD"
            or "GUILD_SCHEDULED_EVENT_USER_REMOVE" => new(Intents.GuildScheduledEvents, Intents.None),
        "AUTO_MODERATION_RULE_CREATE" or "AUTO_MODERATION_RULE_UPDATE" or "AUTO_MODERATION_RULE_DELETE" => new(Intents.AutoModerationConfiguration, Intents.None),
        "AUTO_MODERATION_ACTION_EXECUTION" => new(Intents.AutoModerationExecution, Intents.None),
        "MESSAGE_POLL_VOTE_ADD" or "MESSAGE_POLL_VOTE_REMOVE" => new(Intents.GuildMessagePolls, Intents.DirectMessagePolls),
        _ => default,
    };

    /// <summary>Whether a session with these intents hears the event there.</summary>
    public bool Admits(Intents held, bool isGuild)
    {
        var needed = isGuild ? InGuild : InDirectMessage;
        return (InGuild | InDirectMessage) == Intents.None || (needed != Intents.None && held.HasFlag(needed));
    }
}
