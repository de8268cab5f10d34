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
        RequireForOverwrites(before, after, SettableIn(actor, channel));
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
        RequireForOverwrites(before, after, SettableIn(actor, channel));
        Replace(act, channel, channel.Model with { PermissionOverwrites = after });
    }

    /// <summary>Administrators, and those whom an overwrite of the channel itself allows to manage roles.</summary>
    private bool MayManageRolesIn(WorldMember actor, WorldChannel channel) =>
        PermissionsOf(actor) == Permissions.All
        || (channel.Model.PermissionOverwrites ?? []).Any(o => o.Allow.HasFlag(Permissions.ManageRoles)
            && (o.Type == OverwriteType.Member ? o.Id.Value == actor.Id.Value : actor.Has(o.Id.Cast<Role>())));

    /// <summary>
    /// The bits that somebody may allow or deny in a channel: any, for those who may manage roles by that very channel; for others with MANAGE_ROLES what they have in the
    /// guild or the category, but not MANAGE_ROLES itself. Null for who may touch no overwrite there. What the channel gives or denies counts for nothing.
    /// </summary>
    private Permissions? SettableIn(WorldMember actor, WorldChannel channel)
    {
        if (!PermissionsIn(actor, channel).HasFlag(Permissions.ManageRoles))
        {
            return null;
        }

        var category = channel.ParentId is { } parent ? PermissionsIn(actor, Channels[parent]) : Permissions.None;
        return MayManageRolesIn(actor, channel) ? ~Permissions.None : (PermissionsOf(actor) | category) & ~Permissions.ManageRoles;
    }

    /// <summary>The same in a channel that is being made: what the actor has in the guild, and MANAGE_ROLES for administrators alone.</summary>
    private Permissions? SettableInNew(WorldMember actor) => PermissionsOf(actor) switch
    {
        Permissions.All => ~Permissions.None,
        var inGuild when inGuild.HasFlag(Permissions.ManageRoles) => inGuild & ~Permissions.ManageRoles,
        _ => null,
    };

    private static void RequireForOverwrites(IReadOnlyList<Overwrite> before, IReadOnlyList<Overwrite> after, Permissions? settable)
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

            if (settable is not { } bits || (touched & ~bits) != 0)
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
