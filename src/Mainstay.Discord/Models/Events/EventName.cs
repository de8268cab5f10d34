namespace Mainstay.Discord;

/// <summary>Names of gateway events, as in the envelope's <c>t</c>. See https://discord.com/developers/docs/events/gateway-events#receive-events.</summary>
public static class EventName
{
    /// <summary>Its payload is a <see cref="ReadyEvent" />.</summary>
    public const string Ready = "READY";

    /// <summary>The session goes on; it has no payload.</summary>
    public const string Resumed = "RESUMED";

    /// <summary>Its payload is a <see cref="RateLimitedEvent" />.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>Its payload is a <see cref="ApplicationCommandPermissions" />.</summary>
    public const string ApplicationCommandPermissionsUpdate = "APPLICATION_COMMAND_PERMISSIONS_UPDATE";

    /// <summary>Its payload is a <see cref="AutoModerationRule" />.</summary>
    public const string AutoModerationRuleCreate = "AUTO_MODERATION_RULE_CREATE";

    /// <summary>Its payload is a <see cref="AutoModerationRule" />.</summary>
    public const string AutoModerationRuleUpdate = "AUTO_MODERATION_RULE_UPDATE";

    /// <summary>Its payload is a <see cref="AutoModerationRule" />.</summary>
    public const string AutoModerationRuleDelete = "AUTO_MODERATION_RULE_DELETE";

    /// <summary>Its payload is a <see cref="AutoModerationActionEvent" />.</summary>
    public const string AutoModerationActionExecution = "AUTO_MODERATION_ACTION_EXECUTION";

    /// <summary>Its payload is a <see cref="Channel" />.</summary>
    public const string ChannelCreate = "CHANNEL_CREATE";

    /// <summary>Its payload is a <see cref="Channel" />.</summary>
    public const string ChannelUpdate = "CHANNEL_UPDATE";

    /// <summary>Its payload is a <see cref="Channel" />.</summary>
    public const string ChannelDelete = "CHANNEL_DELETE";

    /// <summary>Its payload is a <see cref="ChannelPinsUpdateEvent" />.</summary>
    public const string ChannelPinsUpdate = "CHANNEL_PINS_UPDATE";

    /// <summary>Its payload is a <see cref="Channel" />.</summary>
    public const string ThreadCreate = "THREAD_CREATE";

    /// <summary>Its payload is a <see cref="Channel" />.</summary>
    public const string ThreadUpdate = "THREAD_UPDATE";

    /// <summary>Its payload is a <see cref="ThreadDeleteEvent" />.</summary>
    public const string ThreadDelete = "THREAD_DELETE";

    /// <summary>Its payload is a <see cref="ThreadListSyncEvent" />.</summary>
    public const string ThreadListSync = "THREAD_LIST_SYNC";

    /// <summary>Its payload is a <see cref="ThreadMemberUpdateEvent" />.</summary>
    public const string ThreadMemberUpdate = "THREAD_MEMBER_UPDATE";

    /// <summary>Its payload is a <see cref="ThreadMembersUpdateEvent" />.</summary>
    public const string ThreadMembersUpdate = "THREAD_MEMBERS_UPDATE";

    /// <summary>Its payload is a <see cref="GuildCreateEvent" />.</summary>
    public const string GuildCreate = "GUILD_CREATE";

    /// <summary>Its payload is a <see cref="Guild" />.</summary>
    public const string GuildUpdate = "GUILD_UPDATE";

    /// <summary>Its payload is a <see cref="UnavailableGuild" />.</summary>
    public const string GuildDelete = "GUILD_DELETE";

    /// <summary>Its payload is a <see cref="GuildAuditLogEntryEvent" />.</summary>
    public const string GuildAuditLogEntryCreate = "GUILD_AUDIT_LOG_ENTRY_CREATE";

    /// <summary>Its payload is a <see cref="GuildBanEvent" />.</summary>
    public const string GuildBanAdd = "GUILD_BAN_ADD";

    /// <summary>Its payload is a <see cref="GuildBanEvent" />.</summary>
    public const string GuildBanRemove = "GUILD_BAN_REMOVE";

    /// <summary>Its payload is a <see cref="GuildEmojisUpdateEvent" />.</summary>
    public const string GuildEmojisUpdate = "GUILD_EMOJIS_UPDATE";

    /// <summary>Its payload is a <see cref="GuildStickersUpdateEvent" />.</summary>
    public const string GuildStickersUpdate = "GUILD_STICKERS_UPDATE";

    /// <summary>Its payload is a <see cref="GuildIntegrationsUpdateEvent" />.</summary>
    public const string GuildIntegrationsUpdate = "GUILD_INTEGRATIONS_UPDATE";

    /// <summary>Its payload is a <see cref="GuildMemberEvent" />.</summary>
    public const string GuildMemberAdd = "GUILD_MEMBER_ADD";

    /// <summary>Its payload is a <see cref="GuildMemberRemoveEvent" />.</summary>
    public const string GuildMemberRemove = "GUILD_MEMBER_REMOVE";

    /// <summary>Its payload is a <see cref="GuildMemberEvent" />.</summary>
    public const string GuildMemberUpdate = "GUILD_MEMBER_UPDATE";

    /// <summary>Its payload is a <see cref="GuildMembersChunkEvent" />.</summary>
    public const string GuildMembersChunk = "GUILD_MEMBERS_CHUNK";

    /// <summary>Its payload is a <see cref="GuildRoleEvent" />.</summary>
    public const string GuildRoleCreate = "GUILD_ROLE_CREATE";

    /// <summary>Its payload is a <see cref="GuildRoleEvent" />.</summary>
    public const string GuildRoleUpdate = "GUILD_ROLE_UPDATE";

    /// <summary>Its payload is a <see cref="GuildRoleDeleteEvent" />.</summary>
    public const string GuildRoleDelete = "GUILD_ROLE_DELETE";

    /// <summary>Its payload is a <see cref="ScheduledEvent" />.</summary>
    public const string GuildScheduledEventCreate = "GUILD_SCHEDULED_EVENT_CREATE";

    /// <summary>Its payload is a <see cref="ScheduledEvent" />.</summary>
    public const string GuildScheduledEventUpdate = "GUILD_SCHEDULED_EVENT_UPDATE";

    /// <summary>Its payload is a <see cref="ScheduledEvent" />.</summary>
    public const string GuildScheduledEventDelete = "GUILD_SCHEDULED_EVENT_DELETE";

    /// <summary>Its payload is a <see cref="ScheduledEventUserEvent" />.</summary>
    public const string GuildScheduledEventUserAdd = "GUILD_SCHEDULED_EVENT_USER_ADD";

    /// <summary>Its payload is a <see cref="ScheduledEventUserEvent" />.</summary>
    public const string GuildScheduledEventUserRemove = "GUILD_SCHEDULED_EVENT_USER_REMOVE";

    /// <summary>Its payload is a <see cref="Interaction" />.</summary>
    public const string InteractionCreate = "INTERACTION_CREATE";

    /// <summary>Its payload is a <see cref="InviteCreateEvent" />.</summary>
    public const string InviteCreate = "INVITE_CREATE";

    /// <summary>Its payload is a <see cref="InviteDeleteEvent" />.</summary>
    public const string InviteDelete = "INVITE_DELETE";

    /// <summary>Its payload is a <see cref="MessageEvent" />.</summary>
    public const string MessageCreate = "MESSAGE_CREATE";

    /// <summary>Its payload is a <see cref="MessageEvent" />.</summary>
    public const string MessageUpdate = "MESSAGE_UPDATE";

    /// <summary>Its payload is a <see cref="MessageDeleteEvent" />.</summary>
    public const string MessageDelete = "MESSAGE_DELETE";

    /// <summary>Its payload is a <see cref="MessageDeleteBulkEvent" />.</summary>
    public const string MessageDeleteBulk = "MESSAGE_DELETE_BULK";

    /// <summary>Its payload is a <see cref="MessageReactionEvent" />.</summary>
    public const string MessageReactionAdd = "MESSAGE_REACTION_ADD";

    /// <summary>Its payload is a <see cref="MessageReactionEvent" />.</summary>
    public const string MessageReactionRemove = "MESSAGE_REACTION_REMOVE";

    /// <summary>Its payload is a <see cref="MessageReactionRemoveAllEvent" />.</summary>
    public const string MessageReactionRemoveAll = "MESSAGE_REACTION_REMOVE_ALL";

    /// <summary>Its payload is a <see cref="MessageReactionRemoveEmojiEvent" />.</summary>
    public const string MessageReactionRemoveEmoji = "MESSAGE_REACTION_REMOVE_EMOJI";

    /// <summary>Its payload is a <see cref="MessagePollVoteEvent" />.</summary>
    public const string MessagePollVoteAdd = "MESSAGE_POLL_VOTE_ADD";

    /// <summary>Its payload is a <see cref="MessagePollVoteEvent" />.</summary>
    public const string MessagePollVoteRemove = "MESSAGE_POLL_VOTE_REMOVE";

    /// <summary>Its payload is a <see cref="Presence" />.</summary>
    public const string PresenceUpdate = "PRESENCE_UPDATE";

    /// <summary>Its payload is a <see cref="StageInstance" />.</summary>
    public const string StageInstanceCreate = "STAGE_INSTANCE_CREATE";

    /// <summary>Its payload is a <see cref="StageInstance" />.</summary>
    public const string StageInstanceUpdate = "STAGE_INSTANCE_UPDATE";

    /// <summary>Its payload is a <see cref="StageInstance" />.</summary>
    public const string StageInstanceDelete = "STAGE_INSTANCE_DELETE";

    /// <summary>Its payload is a <see cref="TypingStartEvent" />.</summary>
    public const string TypingStart = "TYPING_START";

    /// <summary>Its payload is a <see cref="User" />.</summary>
    public const string UserUpdate = "USER_UPDATE";

    /// <summary>Its payload is a <see cref="VoiceState" />.</summary>
    public const string VoiceStateUpdate = "VOICE_STATE_UPDATE";

    /// <summary>Its payload is a <see cref="VoiceServerUpdateEvent" />.</summary>
    public const string VoiceServerUpdate = "VOICE_SERVER_UPDATE";

    /// <summary>Its payload is a <see cref="WebhooksUpdateEvent" />.</summary>
    public const string WebhooksUpdate = "WEBHOOKS_UPDATE";

    /// <summary>Which model the payload of each event is; events that are not here have none, or none that this version knows.</summary>
    public static IReadOnlyDictionary<string, Type> Payloads { get; } = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        [Ready] = typeof(ReadyEvent),
        [RateLimited] = typeof(RateLimitedEvent),
        [ApplicationCommandPermissionsUpdate] = typeof(ApplicationCommandPermissions),
        [AutoModerationRuleCreate] = typeof(AutoModerationRule),
        [AutoModerationRuleUpdate] = typeof(AutoModerationRule),
        [AutoModerationRuleDelete] = typeof(AutoModerationRule),
        [AutoModerationActionExecution] = typeof(AutoModerationActionEvent),
        [ChannelCreate] = typeof(Channel),
        [ChannelUpdate] = typeof(Channel),
        [ChannelDelete] = typeof(Channel),
        [ChannelPinsUpdate] = typeof(ChannelPinsUpdateEvent),
        [ThreadCreate] = typeof(Channel),
        [ThreadUpdate] = typeof(Channel),
        [ThreadDelete] = typeof(ThreadDeleteEvent),
        [ThreadListSync] = typeof(ThreadListSyncEvent),
        [ThreadMemberUpdate] = typeof(ThreadMemberUpdateEvent),
        [ThreadMembersUpdate] = typeof(ThreadMembersUpdateEvent),
        [GuildCreate] = typeof(GuildCreateEvent),
        [GuildUpdate] = typeof(Guild),
        [GuildDelete] = typeof(UnavailableGuild),
        [GuildAuditLogEntryCreate] = typeof(GuildAuditLogEntryEvent),
        [GuildBanAdd] = typeof(GuildBanEvent),
        [GuildBanRemove] = typeof(GuildBanEvent),
        [GuildEmojisUpdate] = typeof(GuildEmojisUpdateEvent),
        [GuildStickersUpdate] = typeof(GuildStickersUpdateEvent),
        [GuildIntegrationsUpdate] = typeof(GuildIntegrationsUpdateEvent),
        [GuildMemberAdd] = typeof(GuildMemberEvent),
        [GuildMemberRemove] = typeof(GuildMemberRemoveEvent),
        [GuildMemberUpdate] = typeof(GuildMemberEvent),
        [GuildMembersChunk] = typeof(GuildMembersChunkEvent),
        [GuildRoleCreate] = typeof(GuildRoleEvent),
        [GuildRoleUpdate] = typeof(GuildRoleEvent),
        [GuildRoleDelete] = typeof(GuildRoleDeleteEvent),
        [GuildScheduledEventCreate] = typeof(ScheduledEvent),
        [GuildScheduledEventUpdate] = typeof(ScheduledEvent),
        [GuildScheduledEventDelete] = typeof(ScheduledEvent),
        [GuildScheduledEventUserAdd] = typeof(ScheduledEventUserEvent),
        [GuildScheduledEventUserRemove] = typeof(ScheduledEventUserEvent),
        [InteractionCreate] = typeof(Interaction),
        [InviteCreate] = typeof(InviteCreateEvent),
        [InviteDelete] = typeof(InviteDeleteEvent),
        [MessageCreate] = typeof(MessageEvent),
        [MessageUpdate] = typeof(MessageEvent),
        [MessageDelete] = typeof(MessageDeleteEvent),
        [MessageDeleteBulk] = typeof(MessageDeleteBulkEvent),
        [MessageReactionAdd] = typeof(MessageReactionEvent),
        [MessageReactionRemove] = typeof(MessageReactionEvent),
        [MessageReactionRemoveAll] = typeof(MessageReactionRemoveAllEvent),
        [MessageReactionRemoveEmoji] = typeof(MessageReactionRemoveEmojiEvent),
        [MessagePollVoteAdd] = typeof(MessagePollVoteEvent),
        [MessagePollVoteRemove] = typeof(MessagePollVoteEvent),
        [PresenceUpdate] = typeof(Presence),
        [StageInstanceCreate] = typeof(StageInstance),
        [StageInstanceUpdate] = typeof(StageInstance),
        [StageInstanceDelete] = typeof(StageInstance),
        [TypingStart] = typeof(TypingStartEvent),
        [UserUpdate] = typeof(User),
        [VoiceStateUpdate] = typeof(VoiceState),
        [VoiceServerUpdate] = typeof(VoiceServerUpdateEvent),
        [WebhooksUpdate] = typeof(WebhooksUpdateEvent),
    };
}
