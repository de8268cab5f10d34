using Mainstay.Discord.Gateway;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Which intents an event needs: one in guilds, one in direct messages.</summary>
internal readonly record struct IntentRule(GatewayIntents InGuild, GatewayIntents InDirectMessage)
{
    /// <summary>Every intent there is; a number with any other bit is refused.</summary>
    public static readonly GatewayIntents Known = Enum.GetValues<GatewayIntents>().Aggregate((all, one) => all | one);

    /// <summary>The rule of an event. Events without a row need no intent.</summary>
    public static IntentRule Of(string name) => name switch
    {
        "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE" or "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" or "GUILD_ROLE_DELETE"
            or "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "CHANNEL_DELETE" or "THREAD_CREATE" or "THREAD_UPDATE" or "THREAD_DELETE" or "THREAD_LIST_SYNC"
            or "THREAD_MEMBER_UPDATE" or "STAGE_INSTANCE_CREATE" or "STAGE_INSTANCE_UPDATE" or "STAGE_INSTANCE_DELETE"
            or "VOICE_CHANNEL_STATUS_UPDATE" or "VOICE_CHANNEL_START_TIME_UPDATE" => new(GatewayIntents.Guilds, GatewayIntents.None),
        "CHANNEL_PINS_UPDATE" => new(GatewayIntents.Guilds, GatewayIntents.DirectMessages),

        // The update of one's own member comes without the intent too; the audience knows.
        "GUILD_MEMBER_ADD" or "GUILD_MEMBER_UPDATE" or "GUILD_MEMBER_REMOVE" => new(GatewayIntents.GuildMembers, GatewayIntents.None),
        "THREAD_MEMBERS_UPDATE" => new(GatewayIntents.GuildMembers, GatewayIntents.None),
        "GUILD_AUDIT_LOG_ENTRY_CREATE" or "GUILD_BAN_ADD" or "GUILD_BAN_REMOVE" => new(GatewayIntents.GuildModeration, GatewayIntents.None),
        "GUILD_EMOJIS_UPDATE" or "GUILD_STICKERS_UPDATE" or "GUILD_SOUNDBOARD_SOUND_CREATE" or "GUILD_SOUNDBOARD_SOUND_UPDATE"
            or "GUILD_SOUNDBOARD_SOUND_DELETE" or "GUILD_SOUNDBOARD_SOUNDS_UPDATE" => new(GatewayIntents.GuildExpressions, GatewayIntents.None),
        "GUILD_INTEGRATIONS_UPDATE" or "INTEGRATION_CREATE" or "INTEGRATION_UPDATE" or "INTEGRATION_DELETE" => new(GatewayIntents.GuildIntegrations, GatewayIntents.None),
        "WEBHOOKS_UPDATE" => new(GatewayIntents.GuildWebhooks, GatewayIntents.None),
        "INVITE_CREATE" or "INVITE_DELETE" => new(GatewayIntents.GuildInvites, GatewayIntents.None),
        "VOICE_STATE_UPDATE" or "VOICE_CHANNEL_EFFECT_SEND" => new(GatewayIntents.GuildVoiceStates, GatewayIntents.None),
        "PRESENCE_UPDATE" => new(GatewayIntents.GuildPresences, GatewayIntents.None),
        "MESSAGE_CREATE" or "MESSAGE_UPDATE" or "MESSAGE_DELETE" => new(GatewayIntents.GuildMessages, GatewayIntents.DirectMessages),
        "MESSAGE_DELETE_BULK" => new(GatewayIntents.GuildMessages, GatewayIntents.None),
        "MESSAGE_REACTION_ADD" or "MESSAGE_REACTION_REMOVE" or "MESSAGE_REACTION_REMOVE_ALL" or "MESSAGE_REACTION_REMOVE_EMOJI" =>
            new(GatewayIntents.GuildMessageReactions, GatewayIntents.DirectMessageReactions),
        "TYPING_START" => new(GatewayIntents.GuildMessageTyping, GatewayIntents.DirectMessageTyping),
        "GUILD_SCHEDULED_EVENT_CREATE" or "GUILD_SCHEDULED_EVENT_UPDATE" or "GUILD_SCHEDULED_EVENT_DELETE" or "GUILD_SCHEDULED_EVENT_USER_ADD"
            or "GUILD_SCHEDULED_EVENT_USER_REMOVE" => new(GatewayIntents.GuildScheduledEvents, GatewayIntents.None),
        "AUTO_MODERATION_RULE_CREATE" or "AUTO_MODERATION_RULE_UPDATE" or "AUTO_MODERATION_RULE_DELETE" => new(GatewayIntents.AutoModerationConfiguration, GatewayIntents.None),
        "AUTO_MODERATION_ACTION_EXECUTION" => new(GatewayIntents.AutoModerationExecution, GatewayIntents.None),
        "MESSAGE_POLL_VOTE_ADD" or "MESSAGE_POLL_VOTE_REMOVE" => new(GatewayIntents.GuildMessagePolls, GatewayIntents.DirectMessagePolls),
        _ => default,
    };

    /// <summary>Whether a session with these intents hears the event there.</summary>
    public bool Admits(GatewayIntents held, bool isGuild)
    {
        var needed = isGuild ? InGuild : InDirectMessage;
        return (InGuild | InDirectMessage) == GatewayIntents.None || (needed != GatewayIntents.None && held.HasFlag(needed));
    }
}
