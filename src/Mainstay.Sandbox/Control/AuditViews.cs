using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>Entries of the audit log with the name of what they are about.</summary>
internal static class AuditViews
{
    public static JsonObject Of(WorldGuild guild, AuditLogEntry entry)
    {
        var shown = JsonSerializer.SerializeToNode(entry, SandboxJson.Options)!.AsObject();
        if (NameOf(guild, entry) is { } name)
        {
            shown["target_name"] = name;
        }

        return shown;
    }

    private static string? NameOf(WorldGuild guild, AuditLogEntry entry)
    {
        if (!ulong.TryParse(entry.TargetId, out var id))
        {
            return null;
        }

        var kind = (int)entry.ActionType;
        return kind switch
        {
            1 => guild.Settings.Name,
            >= 10 and <= 15 => guild.World.Channel(new(id)) is { } channel ? "#" + channel.Model.Name : Old(entry, "#"),
            >= 20 and <= 28 or >= 72 and <= 75 or >= 143 and <= 145 => guild.World.User(new(id)) is { } user ? guild.Member(user.Id)?.DisplayName ?? user.DisplayName : null,
            >= 30 and <= 32 => guild.Roles.TryGetValue(new(id), out var role) ? "@" + role.Name : Old(entry, "@"),
            _ => Old(entry, ""),
        };
    }

    // What is gone is called as the entry remembers it.
    private static string? Old(AuditLogEntry entry, string mark)
    {
        var change = entry.Changes?.FirstOrDefault(c => c.Key == "name");
        var value = change is null ? default : change.OldValue.HasValue ? change.OldValue.Value : change.NewValue.OrDefault();
        return value.ValueKind == JsonValueKind.String ? mark + value.GetString() : null;
    }
}
