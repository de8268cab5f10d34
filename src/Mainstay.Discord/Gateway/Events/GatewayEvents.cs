using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Gateway;

/// <summary>
/// The gateway events that are typed. Anything else is had by name (<see cref="GatewaySubscriptions.OnRaw" />).
/// See https://discord.com/developers/docs/events/gateway-events.
/// </summary>
public static class GatewayEvents
{
    /// <summary>A new session began; guilds follow as <see cref="GuildCreate" />.</summary>
    public static GatewayEvent<ReadyEvent> Ready { get; } = Model<ReadyEvent>(EventName.Ready);

    /// <summary>Something that the bot sent over the gateway was refused for now.</summary>
    public static GatewayEvent<RateLimitedEvent> RateLimited { get; } = Model<RateLimitedEvent>(EventName.RateLimited);

    /// <summary>Who may use the bot's commands changed.</summary>
    public static GatewayEvent<ApplicationCommandPermissions> ApplicationCommandPermissionsUpdate { get; } = Model<ApplicationCommandPermissions>(EventName.ApplicationCommandPermissionsUpdate);

    /// <summary>A rule was made. Intent <see cref="GatewayIntents.AutoModerationConfiguration" />.</summary>
    public static GatewayEvent<AutoModerationRule> AutoModerationRuleCreate { get; } = Model<AutoModerationRule>(EventName.AutoModerationRuleCreate);

    /// <summary>A rule changed. Intent <see cref="GatewayIntents.AutoModerationConfiguration" />.</summary>
    public static GatewayEvent<AutoModerationRule> AutoModerationRuleUpdate { get; } = Model<AutoModerationRule>(EventName.AutoModerationRuleUpdate);

    /// <summary>A rule was deleted. Intent <see cref="GatewayIntents.AutoModerationConfiguration" />.</summary>
    public static GatewayEvent<AutoModerationRule> AutoModerationRuleDelete { get; } = Model<AutoModerationRule>(EventName.AutoModerationRuleDelete);

    /// <summary>A rule acted. Intent <see cref="GatewayIntents.AutoModerationExecution" />.</summary>
    public static GatewayEvent<AutoModerationActionEvent> AutoModerationActionExecution { get; } = Model<AutoModerationActionEvent>(EventName.AutoModerationActionExecution);

    /// <summary>A channel was made. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Channel> ChannelCreate { get; } = Model<Channel>(EventName.ChannelCreate);

    /// <summary>A channel changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Channel> ChannelUpdate { get; } = Model<Channel>(EventName.ChannelUpdate);

    /// <summary>A channel was deleted. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Channel> ChannelDelete { get; } = Model<Channel>(EventName.ChannelDelete);

    /// <summary>A message was pinned or unpinned. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<ChannelPinsUpdateEvent> ChannelPinsUpdate { get; } = Model<ChannelPinsUpdateEvent>(EventName.ChannelPinsUpdate);

    /// <summary>A thread was made, or the bot was added to it. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Channel> ThreadCreate { get; } = Model<Channel>(EventName.ThreadCreate);

    /// <summary>A thread changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Channel> ThreadUpdate { get; } = Model<Channel>(EventName.ThreadUpdate);

    /// <summary>A thread was deleted. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<ThreadDeleteEvent> ThreadDelete { get; } = Model<ThreadDeleteEvent>(EventName.ThreadDelete);

    /// <summary>The bot may now see a channel: its threads. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<ThreadListSyncEvent> ThreadListSync { get; } = Model<ThreadListSyncEvent>(EventName.ThreadListSync);

    /// <summary>The bot's own membership of a thread changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<ThreadMemberUpdateEvent> ThreadMemberUpdate { get; } = Model<ThreadMemberUpdateEvent>(EventName.ThreadMemberUpdate);

    /// <summary>Who is in a thread changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<ThreadMembersUpdateEvent> ThreadMembersUpdate { get; } = Model<ThreadMembersUpdateEvent>(EventName.ThreadMembersUpdate);

    /// <summary>A guild became available, or the bot joined it. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<GuildCreateEvent> GuildCreate { get; } = Model<GuildCreateEvent>(EventName.GuildCreate);

    /// <summary>A guild changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<Guild> GuildUpdate { get; } = Model<Guild>(EventName.GuildUpdate);

    /// <summary>A guild became unavailable (<c>unavailable</c>), or the bot was removed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<UnavailableGuild> GuildDelete { get; } = Model<UnavailableGuild>(EventName.GuildDelete);

    /// <summary>An audit-log entry was written. Intent <see cref="GatewayIntents.GuildModeration" />, permission VIEW_AUDIT_LOG.</summary>
    public static GatewayEvent<GuildAuditLogEntryEvent> GuildAuditLogEntryCreate { get; } = Model<GuildAuditLogEntryEvent>(EventName.GuildAuditLogEntryCreate);

    /// <summary>A user was banned. Intent <see cref="GatewayIntents.GuildModeration" />.</summary>
    public static GatewayEvent<GuildBanEvent> GuildBanAdd { get; } = Model<GuildBanEvent>(EventName.GuildBanAdd);

    /// <summary>A ban was lifted. Intent <see cref="GatewayIntents.GuildModeration" />.</summary>
    public static GatewayEvent<GuildBanEvent> GuildBanRemove { get; } = Model<GuildBanEvent>(EventName.GuildBanRemove);

    /// <summary>The emojis changed. Intent <see cref="GatewayIntents.GuildExpressions" />.</summary>
    public static GatewayEvent<GuildEmojisUpdateEvent> GuildEmojisUpdate { get; } = Model<GuildEmojisUpdateEvent>(EventName.GuildEmojisUpdate);

    /// <summary>The stickers changed. Intent <see cref="GatewayIntents.GuildExpressions" />.</summary>
    public static GatewayEvent<GuildStickersUpdateEvent> GuildStickersUpdate { get; } = Model<GuildStickersUpdateEvent>(EventName.GuildStickersUpdate);

    /// <summary>An integration changed. Intent <see cref="GatewayIntents.GuildIntegrations" />.</summary>
    public static GatewayEvent<GuildIntegrationsUpdateEvent> GuildIntegrationsUpdate { get; } = Model<GuildIntegrationsUpdateEvent>(EventName.GuildIntegrationsUpdate);

    /// <summary>A user joined a guild. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<GuildMemberView> GuildMemberAdd { get; } = new(EventName.GuildMemberAdd, GuildMemberView.Read);

    /// <summary>A user left a guild or was removed. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<GuildMemberRemoveView> GuildMemberRemove { get; } = new(EventName.GuildMemberRemove, GuildMemberRemoveView.Read);

    /// <summary>A member changed. Intent <see cref="GatewayIntents.GuildMembers" />.</summary>
    public static GatewayEvent<GuildMemberView> GuildMemberUpdate { get; } = new(EventName.GuildMemberUpdate, GuildMemberView.Read);

    /// <summary>Members that were asked for; see <see cref="GatewayMembers" />.</summary>
    public static GatewayEvent<GuildMembersChunkView> GuildMembersChunk { get; } = new(EventName.GuildMembersChunk, GuildMembersChunkView.Read);

    /// <summary>A role was made. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<GuildRoleEvent> GuildRoleCreate { get; } = Model<GuildRoleEvent>(EventName.GuildRoleCreate);

    /// <summary>A role changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<GuildRoleEvent> GuildRoleUpdate { get; } = Model<GuildRoleEvent>(EventName.GuildRoleUpdate);

    /// <summary>A role was deleted. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<GuildRoleDeleteEvent> GuildRoleDelete { get; } = Model<GuildRoleDeleteEvent>(EventName.GuildRoleDelete);

    /// <summary>A scheduled event was made. Intent <see cref="GatewayIntents.GuildScheduledEvents" />.</summary>
    public static GatewayEvent<ScheduledEvent> GuildScheduledEventCreate { get; } = Model<ScheduledEvent>(EventName.GuildScheduledEventCreate);

    /// <summary>A scheduled event changed. Intent <see cref="GatewayIntents.GuildScheduledEvents" />.</summary>
    public static GatewayEvent<ScheduledEvent> GuildScheduledEventUpdate { get; } = Model<ScheduledEvent>(EventName.GuildScheduledEventUpdate);

    /// <summary>A scheduled event was deleted. Intent <see cref="GatewayIntents.GuildScheduledEvents" />.</summary>
    public static GatewayEvent<ScheduledEvent> GuildScheduledEventDelete { get; } = Model<ScheduledEvent>(EventName.GuildScheduledEventDelete);

    /// <summary>A user wants to come. Intent <see cref="GatewayIntents.GuildScheduledEvents" />.</summary>
    public static GatewayEvent<ScheduledEventUserEvent> GuildScheduledEventUserAdd { get; } = Model<ScheduledEventUserEvent>(EventName.GuildScheduledEventUserAdd);

    /// <summary>A user no longer wants to come. Intent <see cref="GatewayIntents.GuildScheduledEvents" />.</summary>
    public static GatewayEvent<ScheduledEventUserEvent> GuildScheduledEventUserRemove { get; } = Model<ScheduledEventUserEvent>(EventName.GuildScheduledEventUserRemove);

    /// <summary>A person used a command, a component or a modal. Needs no intent.</summary>
    public static GatewayEvent<Interaction> InteractionCreate { get; } = Model<Interaction>(EventName.InteractionCreate);

    /// <summary>An invite was made. Intent <see cref="GatewayIntents.GuildInvites" />.</summary>
    public static GatewayEvent<InviteCreateEvent> InviteCreate { get; } = Model<InviteCreateEvent>(EventName.InviteCreate);

    /// <summary>An invite was deleted. Intent <see cref="GatewayIntents.GuildInvites" />.</summary>
    public static GatewayEvent<InviteDeleteEvent> InviteDelete { get; } = Model<InviteDeleteEvent>(EventName.InviteDelete);

    /// <summary>A message was written. Intent <see cref="GatewayIntents.GuildMessages" /> or <see cref="GatewayIntents.DirectMessages" />.</summary>
    public static GatewayEvent<MessageView> MessageCreate { get; } = new(EventName.MessageCreate, MessageView.Read);

    /// <summary>A message was edited. Same intents as <see cref="MessageCreate" />.</summary>
    public static GatewayEvent<MessageView> MessageUpdate { get; } = new(EventName.MessageUpdate, MessageView.Read);

    /// <summary>A message was deleted. Same intents as <see cref="MessageCreate" />.</summary>
    public static GatewayEvent<MessageDeleteEvent> MessageDelete { get; } = Model<MessageDeleteEvent>(EventName.MessageDelete);

    /// <summary>Messages were deleted at once. Intent <see cref="GatewayIntents.GuildMessages" />.</summary>
    public static GatewayEvent<MessageDeleteBulkEvent> MessageDeleteBulk { get; } = Model<MessageDeleteBulkEvent>(EventName.MessageDeleteBulk);

    /// <summary>A reaction was added. Intent <see cref="GatewayIntents.GuildMessageReactions" /> or <see cref="GatewayIntents.DirectMessageReactions" />.</summary>
    public static GatewayEvent<MessageReactionEvent> MessageReactionAdd { get; } = Model<MessageReactionEvent>(EventName.MessageReactionAdd);

    /// <summary>A reaction was removed. Same intents as <see cref="MessageReactionAdd" />.</summary>
    public static GatewayEvent<MessageReactionEvent> MessageReactionRemove { get; } = Model<MessageReactionEvent>(EventName.MessageReactionRemove);

    /// <summary>All reactions of a message were removed. Same intents as <see cref="MessageReactionAdd" />.</summary>
    public static GatewayEvent<MessageReactionRemoveAllEvent> MessageReactionRemoveAll { get; } = Model<MessageReactionRemoveAllEvent>(EventName.MessageReactionRemoveAll);

    /// <summary>All reactions of one emoji were removed. Same intents as <see cref="MessageReactionAdd" />.</summary>
    public static GatewayEvent<MessageReactionRemoveEmojiEvent> MessageReactionRemoveEmoji { get; } = Model<MessageReactionRemoveEmojiEvent>(EventName.MessageReactionRemoveEmoji);

    /// <summary>A vote was cast. Intent <see cref="GatewayIntents.GuildMessagePolls" /> or <see cref="GatewayIntents.DirectMessagePolls" />.</summary>
    public static GatewayEvent<MessagePollVoteEvent> MessagePollVoteAdd { get; } = Model<MessagePollVoteEvent>(EventName.MessagePollVoteAdd);

    /// <summary>A vote was taken back. Same intents as <see cref="MessagePollVoteAdd" />.</summary>
    public static GatewayEvent<MessagePollVoteEvent> MessagePollVoteRemove { get; } = Model<MessagePollVoteEvent>(EventName.MessagePollVoteRemove);

    /// <summary>A member's presence or user changed. Intent <see cref="GatewayIntents.GuildPresences" />.</summary>
    public static GatewayEvent<PresenceView> PresenceUpdate { get; } = new(EventName.PresenceUpdate, PresenceView.Read);

    /// <summary>A stage was opened. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<StageInstance> StageInstanceCreate { get; } = Model<StageInstance>(EventName.StageInstanceCreate);

    /// <summary>A stage changed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<StageInstance> StageInstanceUpdate { get; } = Model<StageInstance>(EventName.StageInstanceUpdate);

    /// <summary>A stage was closed. Intent <see cref="GatewayIntents.Guilds" />.</summary>
    public static GatewayEvent<StageInstance> StageInstanceDelete { get; } = Model<StageInstance>(EventName.StageInstanceDelete);

    /// <summary>A user began to type. Intent <see cref="GatewayIntents.GuildMessageTyping" /> or <see cref="GatewayIntents.DirectMessageTyping" />.</summary>
    public static GatewayEvent<TypingStartEvent> TypingStart { get; } = Model<TypingStartEvent>(EventName.TypingStart);

    /// <summary>The bot's own user changed.</summary>
    public static GatewayEvent<User> UserUpdate { get; } = Model<User>(EventName.UserUpdate);

    /// <summary>A member joined, left or changed voice. Intent <see cref="GatewayIntents.GuildVoiceStates" />.</summary>
    public static GatewayEvent<VoiceStateView> VoiceStateUpdate { get; } = new(EventName.VoiceStateUpdate, VoiceStateView.Read);

    /// <summary>The voice server for a connection of the bot changed.</summary>
    public static GatewayEvent<VoiceServerUpdateEvent> VoiceServerUpdate { get; } = Model<VoiceServerUpdateEvent>(EventName.VoiceServerUpdate);

    /// <summary>A webhook of a channel changed. Intent <see cref="GatewayIntents.GuildWebhooks" />.</summary>
    public static GatewayEvent<WebhooksUpdateEvent> WebhooksUpdate { get; } = Model<WebhooksUpdateEvent>(EventName.WebhooksUpdate);

    private static GatewayEvent<T> Model<T>(string name)
    {
        var type = new Lazy<JsonTypeInfo<T>>(static () => (JsonTypeInfo<T>)DiscordJson.Options.GetTypeInfo(typeof(T)));
        return new(name, frame => JsonSerializer.Deserialize(frame.Body, type.Value) ?? throw new JsonException($"{name} has no body."));
    }
}
