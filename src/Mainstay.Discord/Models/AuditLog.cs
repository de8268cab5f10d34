using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>A page of the audit log and the objects that it names; kept for 45 days. See https://discord.com/developers/docs/resources/audit-log#audit-log-object.</summary>
public sealed record AuditLog : WireModel
{
    /// <summary>What was done, newest first unless asked otherwise.</summary>
    public required IReadOnlyList<AuditLogEntry> AuditLogEntries { get; init; }

    /// <summary>Who did it, and to whom.</summary>
    public required IReadOnlyList<User> Users { get; init; }

    /// <summary>Integrations.</summary>
    public required IReadOnlyList<JsonElement> Integrations { get; init; }

    /// <summary>Webhooks.</summary>
    public required IReadOnlyList<Webhook> Webhooks { get; init; }

    /// <summary>Scheduled events.</summary>
    public required IReadOnlyList<ScheduledEvent> GuildScheduledEvents { get; init; }

    /// <summary>Threads.</summary>
    public required IReadOnlyList<Channel> Threads { get; init; }

    /// <summary>Commands.</summary>
    public required IReadOnlyList<ApplicationCommand> ApplicationCommands { get; init; }

    /// <summary>Rules of auto-moderation.</summary>
    public required IReadOnlyList<AutoModerationRule> AutoModerationRules { get; init; }
}

/// <summary>Something that was done. See https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object.</summary>
public record AuditLogEntry : WireModel
{
    /// <summary>The entry's id.</summary>
    public required Id<AuditLogEntry> Id { get; init; }

    /// <summary>What was done.</summary>
    public required AuditLogEvent ActionType { get; init; }

    /// <summary>Who did it.</summary>
    public required Id<User>? UserId { get; init; }

    /// <summary>To what, usually an id.</summary>
    public required string? TargetId { get; init; }

    /// <summary>What changed.</summary>
    public IReadOnlyList<AuditLogChange>? Changes { get; init; }

    /// <summary>More, for some kinds.</summary>
    public AuditLogOptions? Options { get; init; }

    /// <summary>Why, at most 512 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>One changed property. See https://discord.com/developers/docs/resources/audit-log#audit-log-change-object.</summary>
public sealed record AuditLogChange : WireModel
{
    /// <summary>Its name; <c>$add</c> and <c>$remove</c> for a member's roles.</summary>
    public required string? Key { get; init; }

    /// <summary>The value after; absent when it is gone.</summary>
    public Optional<JsonElement> NewValue { get; init; }

    /// <summary>The value before; absent when there was none.</summary>
    public Optional<JsonElement> OldValue { get; init; }
}

/// <summary>More about an entry; numbers are texts here. See https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-optional-audit-entry-info.</summary>
public sealed record AuditLogOptions : WireModel
{
    /// <summary>The application whose permissions were changed.</summary>
    public Id<Application>? ApplicationId { get; init; }

    /// <summary>The rule's name.</summary>
    public string? AutoModerationRuleName { get; init; }

    /// <summary>The rule's trigger type.</summary>
    public string? AutoModerationRuleTriggerType { get; init; }

    /// <summary>The channel.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>How many.</summary>
    public string? Count { get; init; }

    /// <summary>After how many days a prune removes members.</summary>
    public string? DeleteMemberDays { get; init; }

    /// <summary>The overwrite.</summary>
    public Id<Overwrite>? Id { get; init; }

    /// <summary>How many a prune removed.</summary>
    public string? MembersRemoved { get; init; }

    /// <summary>The message.</summary>
    public Id<Message>? MessageId { get; init; }

    /// <summary>The name of the overwrite's role.</summary>
    public string? RoleName { get; init; }

    /// <summary><c>0</c> a role's overwrite, <c>1</c> a member's.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of integration that did it.</summary>
    public string? IntegrationType { get; init; }

    /// <summary>The new status of a voice channel.</summary>
    public string? Status { get; init; }
}
