using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>Why nobody knows who changed a member's roles.</summary>
public enum AuthorUnknown
{
    /// <summary>Discord wrote no entry in the audit log within 10 s: so it is with what Discord or an integration does by itself.</summary>
    NoEntry,

    /// <summary>Mainstay may not see the audit log: it lacks VIEW_AUDIT_LOG, or the intent for moderation events.</summary>
    NotAllowed,
}

/// <summary>
/// Somebody's roles were changed on Discord, and not by Mainstay. Told when the audit log has named the author, at the latest 10 s after the change was seen:
/// the author is then unknown, never guessed. Changes that one entry tells of together may come in several parts.
/// See https://discord.com/developers/docs/resources/audit-log.
/// </summary>
public sealed record RoleChangeSeen
{
    /// <summary>Where.</summary>
    public required Id<Guild> Guild { get; init; }

    /// <summary>Whose roles.</summary>
    public required Id<User> Member { get; init; }

    /// <summary>Roles they got, ascending.</summary>
    public required IReadOnlyList<Id<Role>> Added { get; init; }

    /// <summary>Roles they lost, ascending.</summary>
    public required IReadOnlyList<Id<Role>> Removed { get; init; }

    /// <summary>When the gateway showed it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; unset when that is unknown.</summary>
    public Id<User>? Author { get; init; }

    /// <summary>Why the author is unknown; unset when the audit log had an entry.</summary>
    public AuthorUnknown? Unknown { get; init; }

    /// <summary>The entry of the audit log, where there was one.</summary>
    public Id<AuditLogEntry>? Entry { get; init; }

    /// <summary>The reason that the author gave.</summary>
    public string? Reason { get; init; }
}
