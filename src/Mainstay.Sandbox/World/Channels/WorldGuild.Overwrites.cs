using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Permission overwrites: who may set which, and what the audit log says of them.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>Sets one overwrite of a channel.</summary>
    public void SetOverwrite(Act act, WorldChannel channel, Overwrite overwrite)
    {
        var actor = Require(act, channel, Permissions.ManageRoles);
        var before = channel.Model.PermissionOverwrites ?? [];
        Overwrite[] after = [.. before.Where(o => o.Id != overwrite.Id), overwrite];
        RequireForOverwrites(actor, PermissionsIn(actor, channel), before, after, MayManageRolesIn(actor, channel));
        if (overwrite.Type == OverwriteType.Role ? !Roles.ContainsKey(overwrite.Id.Cast<Role>()) : World.User(overwrite.Id.Cast<User>()) is null)
        {
            throw overwrite.Type == OverwriteType.Role ? Refusals.UnknownRole : Refusals.UnknownUser;
        }

        Replace(act, channel, channel.Model with { PermissionOverwrites = after });
    }

    public void DeleteOverwrite(Act act, WorldChannel channel, Id<Overwrite> id)
    {
        var actor = Require(act, channel, Permissions.ManageRoles);
        var before = channel.Model.PermissionOverwrites ?? [];
        if (before.All(o => o.Id != id))
        {
            throw Refusals.UnknownOverwrite;
        }

        Overwrite[] after = [.. before.Where(o => o.Id != id)];
        RequireForOverwrites(actor, PermissionsIn(actor, channel), before, after, MayManageRolesIn(actor, channel));
        Replace(act, channel, channel.Model with { PermissionOverwrites = after });
    }

    /// <summary>
    /// Administrators, and those whom an overwrite of the channel itself allows to manage roles, set any bit there;
    /// others only the bits that they have.
    /// </summary>
    private bool MayManageRolesIn(WorldMember actor, WorldChannel channel) =>
        PermissionsOf(actor) == Permissions.All
        || (channel.Model.PermissionOverwrites ?? []).Any(o => o.Allow.HasFlag(Permissions.ManageRoles)
            && (o.Type == OverwriteType.Member ? o.Id.Value == actor.Id.Value : actor.Has(o.Id.Cast<Role>())));

    private static void RequireForOverwrites(WorldMember actor, Permissions permissions, IReadOnlyList<Overwrite> before, IReadOnlyList<Overwrite> after, bool mayManageHere)
    {
        if (after.Count > Limits.OverwritesPerChannel)
        {
            throw Refusals.TooManyOverwrites(Limits.OverwritesPerChannel);
        }

        var old = before.ToDictionary(o => o.Id);
        var now = after.DistinctBy(o => o.Id).ToDictionary(o => o.Id);
        foreach (var id in old.Keys.Union(now.Keys))
        {
            var (a, b) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            var touched = ((a?.Allow ?? 0) ^ (b?.Allow ?? 0)) | ((a?.Deny ?? 0) ^ (b?.Deny ?? 0));
            if (touched == 0 && a is null == b is null)
            {
                continue;
            }

            if (!permissions.HasFlag(Permissions.ManageRoles)
                || (!mayManageHere && (touched.HasFlag(Permissions.ManageRoles) || (touched & ~permissions) != 0)))
            {
                throw Refusal.MissingPermissions();
            }
        }
    }

    private void LogOverwrites(Act act, WorldChannel channel, IReadOnlyList<Overwrite> before, IReadOnlyList<Overwrite> after)
    {
        var old = before.ToDictionary(o => o.Id);
        var now = after.ToDictionary(o => o.Id);
        foreach (var id in old.Keys.Union(now.Keys))
        {
            var (a, b) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            if (a == b)
            {
                continue;
            }

            var kind = a is null ? AuditLogEvent.ChannelOverwriteCreate
                : b is null ? AuditLogEvent.ChannelOverwriteDelete : AuditLogEvent.ChannelOverwriteUpdate;
            var changes = kind == AuditLogEvent.ChannelOverwriteUpdate
                ? ChangeList.Between(a, b, "allow", "deny")
                : ChangeList.Between(a, b, "id", "type", "allow", "deny");
            var type = (b ?? a)!.Type;
            Log(act, kind, channel.Id.Value, changes, new AuditLogOptions
            {
                Id = id,
                Type = ((int)type).ToString(CultureInfo.InvariantCulture),
                RoleName = type == OverwriteType.Role ? Roles.GetValueOrDefault(id.Cast<Role>())?.Name : null,
            });
        }
    }
}
