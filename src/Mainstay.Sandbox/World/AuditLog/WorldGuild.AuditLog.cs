using System.Globalization;
using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>The audit log: written with every act of administration, and told to those who may read it.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>Writes an entry. Acts that changed nothing are not logged; the caller asks that first.</summary>
    public AuditLogEntry Log(Act act, AuditLogEvent action, ulong? target, ChangeList? changes = null, AuditLogOptions? options = null)
    {
        var entry = new AuditLogEntry
        {
            Id = World.Ids.Next<AuditLogEntry>(),
            ActionType = action,
            UserId = act.By,
            TargetId = target?.ToString(CultureInfo.InvariantCulture),
            Changes = changes is { IsEmpty: false } ? changes.Changes : null,
            Options = options,
            Reason = string.IsNullOrEmpty(act.Reason) ? null : act.Reason,
        };
        AuditLog.Add(entry);
        World.Raise(new WorldEvent("GUILD_AUDIT_LOG_ENTRY_CREATE", Id, null, null, Payloads.AuditLogEntry(this, entry)));
        return entry;
    }

    /// <summary>Entries as GET lists them: the newest first, or the oldest first after an id; none older than 45 days.</summary>
    public IReadOnlyList<AuditLogEntry> EntriesOf(Id<User>? user, AuditLogEvent? action, ulong? before, ulong? after, int limit)
    {
        var oldest = World.Now - Limits.AuditLogAge;
        var entries = AuditLog.Where(e => e.Id.CreatedAt >= oldest && (user is null || e.UserId == user) && (action is null || e.ActionType == action)
            && (before is null || e.Id.Value < before) && (after is null || e.Id.Value > after));
        return [.. (after is null ? entries.Reverse() : entries).Take(limit)];
    }
}
