using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>A page of the audit log with the objects that its entries name.</summary>
internal static class AuditLogPage
{
    public static AuditLog Of(WorldGuild guild, IReadOnlyList<AuditLogEntry> entries)
    {
        var targets = entries.Select(e => ulong.TryParse(e.TargetId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToHashSet();
        var users = entries.Select(e => e.UserId?.Value ?? 0).Concat(targets).Distinct();
        return new AuditLog
        {
            AuditLogEntries = entries,
            Users = [.. users.Select(id => guild.World.Users[id]).OfType<WorldUser>().Select(u => u.ToModel())],
            Integrations = [],
            Webhooks = [.. guild.Webhooks.Where(w => targets.Contains(w.Id.Value)).Select(w => w.WithoutToken)],
            GuildScheduledEvents = [.. guild.ScheduledEvents.Values.Where(e => targets.Contains(e.Id.Value))],
            Threads = [.. guild.Threads.Values.Where(t => targets.Contains(t.Id.Value)).Select(t => t.Model)],
            ApplicationCommands = [],
            AutoModerationRules = [.. guild.AutoModeration.Values.Where(r => targets.Contains(r.Id.Value))],
        };
    }
}
