namespace Mainstay.Discord;

/// <summary>GUILD_CREATE: a guild as the bot sees it at first. See https://discord.com/developers/docs/events/gateway-events#guild-create.</summary>
public sealed record GuildCreateEvent : Guild
{
    /// <summary>When the bot joined, UTC.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Whether offline members are left out below.</summary>
    public required bool Large { get; init; }

    /// <summary>Whether there is an outage; absent means no.</summary>
    public bool? Unavailable { get; init; }

    /// <summary>How many members.</summary>
    public required int MemberCount { get; init; }

    /// <summary>Who is in voice, without guild.</summary>
    public required IReadOnlyList<VoiceState> VoiceStates { get; init; }

    /// <summary>Members: all of small guilds with the intent, otherwise the bot itself and those in voice.</summary>
    public required IReadOnlyList<GuildMember> Members { get; init; }

    /// <summary>Channels, without guild and threads.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>Active threads that the bot may see.</summary>
    public required IReadOnlyList<Channel> Threads { get; init; }

    /// <summary>Presences, in part.</summary>
    public required IReadOnlyList<Presence> Presences { get; init; }

    /// <summary>Live stages.</summary>
    public required IReadOnlyList<StageInstance> StageInstances { get; init; }

    /// <summary>Scheduled events.</summary>
    public required IReadOnlyList<ScheduledEvent> GuildScheduledEvents { get; init; }

    /// <summary>Sounds.</summary>
    public IReadOnlyList<SoundboardSound>? SoundboardSounds { get; init; }
}

/// <summary>GUILD_BAN_ADD and GUILD_BAN_REMOVE. See https://discord.com/developers/docs/events/gateway-events#guild-ban-add.</summary>
public sealed record GuildBanEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>Who.</summary>
    public required User User { get; init; }
}

/// <summary>GUILD_EMOJIS_UPDATE: all emojis. See https://discord.com/developers/docs/events/gateway-events#guild-emojis-update.</summary>
public sealed record GuildEmojisUpdateEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The emojis.</summary>
    public required IReadOnlyList<Emoji> Emojis { get; init; }
}

/// <summary>GUILD_STICKERS_UPDATE: all stickers. See https://discord.com/developers/docs/events/gateway-events#guild-stickers-update.</summary>
public sealed record GuildStickersUpdateEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The stickers.</summary>
    public required IReadOnlyList<Sticker> Stickers { get; init; }
}

/// <summary>GUILD_INTEGRATIONS_UPDATE: some integration changed. See https://discord.com/developers/docs/events/gateway-events#guild-integrations-update.</summary>
public sealed record GuildIntegrationsUpdateEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }
}

/// <summary>WEBHOOKS_UPDATE: some webhook changed. See https://discord.com/developers/docs/events/gateway-events#webhooks-update.</summary>
public sealed record WebhooksUpdateEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }
}

/// <summary>GUILD_ROLE_CREATE and GUILD_ROLE_UPDATE. See https://discord.com/developers/docs/events/gateway-events#guild-role-create.</summary>
public sealed record GuildRoleEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }
}

/// <summary>GUILD_ROLE_DELETE. See https://discord.com/developers/docs/events/gateway-events#guild-role-delete.</summary>
public sealed record GuildRoleDeleteEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The role that is gone.</summary>
    public required Id<Role> RoleId { get; init; }
}

/// <summary>GUILD_AUDIT_LOG_ENTRY_CREATE. See https://discord.com/developers/docs/events/gateway-events#guild-audit-log-entry-create.</summary>
public sealed record GuildAuditLogEntryEvent : AuditLogEntry
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }
}

/// <summary>AUTO_MODERATION_ACTION_EXECUTION. See https://discord.com/developers/docs/events/gateway-events#auto-moderation-action-execution.</summary>
public sealed record AutoModerationActionEvent : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>What happened.</summary>
    public required AutoModerationAction Action { get; init; }

    /// <summary>The rule.</summary>
    public required Id<AutoModerationRule> RuleId { get; init; }

    /// <summary>What the rule looks for.</summary>
    public required AutoModerationTriggerType RuleTriggerType { get; init; }

    /// <summary>Whom it hit.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>Where.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>The message; absent when it was blocked.</summary>
    public Id<Message>? MessageId { get; init; }

    /// <summary>The alert.</summary>
    public Id<Message>? AlertSystemMessageId { get; init; }

    /// <summary>The text; empty without the message content intent.</summary>
    public required string Content { get; init; }

    /// <summary>The word that was looked for.</summary>
    public required string? MatchedKeyword { get; init; }

    /// <summary>The part of the text that was found; empty without the message content intent.</summary>
    public required string? MatchedContent { get; init; }
}

/// <summary>GUILD_SCHEDULED_EVENT_USER_ADD and _REMOVE. See https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-user-add.</summary>
public sealed record ScheduledEventUserEvent : WireModel
{
    /// <summary>The scheduled event.</summary>
    public required Id<ScheduledEvent> GuildScheduledEventId { get; init; }

    /// <summary>Who wants to come, or no longer.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }
}

/// <summary>INVITE_CREATE. See https://discord.com/developers/docs/events/gateway-events#invite-create.</summary>
public sealed record InviteCreateEvent : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>Who made it.</summary>
    public User? Inviter { get; init; }

    /// <summary>For how many seconds it is valid; 0 is for ever.</summary>
    public required int MaxAge { get; init; }

    /// <summary>How often it can be used; 0 is no limit.</summary>
    public required int MaxUses { get; init; }

    /// <summary>What of a voice channel it leads to: 1 a stream, 2 an activity.</summary>
    public int? TargetType { get; init; }

    /// <summary>Whose stream.</summary>
    public User? TargetUser { get; init; }

    /// <summary>Which activity.</summary>
    public PartialApplication? TargetApplication { get; init; }

    /// <summary>Whether those who get no role leave when they go offline.</summary>
    public required bool Temporary { get; init; }

    /// <summary>0.</summary>
    public required int Uses { get; init; }

    /// <summary>Until when it is valid, UTC; null is for ever.</summary>
    public Optional<DateTimeOffset?> ExpiresAt { get; init; }

    /// <summary>Roles that those who use it get.</summary>
    public IReadOnlyList<Id<Role>>? RoleIds { get; init; }
}

/// <summary>INVITE_DELETE. See https://discord.com/developers/docs/events/gateway-events#invite-delete.</summary>
public sealed record InviteDeleteEvent : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }
}

/// <summary>VOICE_SERVER_UPDATE. See https://discord.com/developers/docs/events/gateway-events#voice-server-update.</summary>
public sealed record VoiceServerUpdateEvent : WireModel
{
    /// <summary>A secret: the key to the voice server.</summary>
    public required string Token { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The voice server; null while it is being moved.</summary>
    public required string? Endpoint { get; init; }
}
