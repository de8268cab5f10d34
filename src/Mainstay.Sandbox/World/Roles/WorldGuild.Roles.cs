using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Roles: made at the bottom, moved and changed only below one's own highest, never given what one has not.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfRoles = ["name", "permissions", "color", "hoist", "mentionable", "icon"];

    public Role Role(Id<Role> id) => Roles.GetValueOrDefault(id) ?? throw Refusals.UnknownRole;

    public Role CreateRole(Act act, RoleDraft draft)
    {
        var actor = Require(act, Permissions.ManageRoles);
        if (Roles.Count >= Limits.RolesPerGuild)
        {
            throw Refusals.TooManyRoles(Limits.RolesPerGuild);
        }

        var made = Apply(draft, Defaults.Role(World.Ids.Next<Role>(), "new role") with { Permissions = Everyone.Permissions, Position = 1 });
        if (draft.Permissions.OrDefault() is { } wished)
        {
            RequireToHave(actor, wished);
        }

        // Everything above @everyone moves up, and Discord tells so role by role.
        foreach (var role in RolesInOrder.Where(r => r.Position >= 1).ToArray())
        {
            Roles[role.Id] = role with { Position = role.Position + 1 };
        }

        Roles.Add(made.Id, made);
        World.Raise(new WorldEvent("GUILD_ROLE_CREATE", Id, null, null, new GuildRoleEvent { GuildId = Id, Role = made }));
        RaiseMoved(r => r.Position > 1);
        Log(act, AuditLogEvent.RoleCreate, made.Id.Value, ChangeList.Between(null, made, LoggedOfRoles));
        return made;
    }

    public Role ModifyRole(Act act, Id<Role> id, RoleDraft draft)
    {
        var actor = Require(act, Permissions.ManageRoles);
        var before = Role(id);
        if (!Outranks(actor, before))
        {
            throw Refusal.MissingPermissions();
        }

        if (id == EveryoneId)
        {
            // Only its permissions can be changed.
            draft = new RoleDraft { Permissions = draft.Permissions };
        }

        var after = Apply(draft, before);
        RequireToHave(actor, after.Permissions ^ before.Permissions);
        if (after == before)
        {
            return before;
        }

        Roles[id] = after;
        World.Raise(new WorldEvent("GUILD_ROLE_UPDATE", Id, null, null, new GuildRoleEvent { GuildId = Id, Role = after }));
        Log(act, AuditLogEvent.RoleUpdate, id.Value, ChangeList.Between(before, after, LoggedOfRoles));
        return after;
    }

    /// <summary>Puts roles to new places; the others close up around them.</summary>
    public IEnumerable<Role> MoveRoles(Act act, IReadOnlyList<(Id<Role> Id, int? Position)> moves)
    {
        var actor = Require(act, Permissions.ManageRoles);
        var wished = new Dictionary<Id<Role>, int>();
        foreach (var (id, position) in moves)
        {
            var role = Role(id);
            if (position is not { } to || to == role.Position)
            {
                continue;
            }

            // Neither from nor to a place at or above one's own highest, and @everyone stays at the bottom.
            if (id == EveryoneId || to < 1 || !Outranks(actor, role) || (actor.Id != OwnerId && to >= HighestOf(actor).Position))
            {
                throw Refusal.MissingPermissions();
            }

            wished[id] = to;
        }

        if (wished.Count > 0)
        {
            Reorder(act, wished);
        }

        return RolesInOrder;
    }

    public void DeleteRole(Act act, Id<Role> id)
    {
        var actor = Require(act, Permissions.ManageRoles);
        var role = Role(id);
        if (id == EveryoneId || role.Managed)
        {
            throw Refusals.InvalidRole;
        }

        if (!Outranks(actor, role))
        {
            throw Refusal.MissingPermissions();
        }

        RemoveRole(act, role);
    }

    /// <summary>Takes a role out of members, overwrites and emojis, as it goes.</summary>
    private void RemoveRole(Act act, Role role)
    {
        Roles.Remove(role.Id);
        foreach (var above in Roles.Values.Where(r => r.Position > role.Position).ToArray())
        {
            Roles[above.Id] = above with { Position = above.Position - 1 };
        }

        // Members lose it without an event of their own.
        foreach (var member in Members.All())
        {
            if (member.Has(role.Id))
            {
                member.Roles = [.. member.Roles.Where(r => r != role.Id)];
            }
        }

        World.Raise(new WorldEvent("GUILD_ROLE_DELETE", Id, null, null, new GuildRoleDeleteEvent { GuildId = Id, RoleId = role.Id }));
        RaiseMoved(r => r.Position >= role.Position);
        foreach (var channel in Channels.Values)
        {
            var overwrites = channel.Model.PermissionOverwrites ?? [];
            if (overwrites.Any(o => o.Id.Value == role.Id.Value))
            {
                channel.Model = channel.Model with { PermissionOverwrites = [.. overwrites.Where(o => o.Id.Value != role.Id.Value)] };
                RaiseChannel("CHANNEL_UPDATE", channel);
            }
        }

        Log(act, AuditLogEvent.RoleDelete, role.Id.Value, ChangeList.Between(role, null, LoggedOfRoles));
    }

    private void Reorder(Act act, Dictionary<Id<Role>, int> wished)
    {
        var before = Roles.Values.ToDictionary(r => r.Id, r => r.Position);
        var rest = new Queue<Role>(RolesInOrder.Where(r => !wished.ContainsKey(r.Id)));
        var moved = new Queue<(Id<Role> Id, int To)>(wished.Select(w => (w.Key, w.Value)).OrderBy(w => w.Value).ThenByDescending(w => w.Key));
        for (var place = 0; rest.Count + moved.Count > 0; place++)
        {
            var id = moved.Count > 0 && (moved.Peek().To <= place || rest.Count == 0) ? moved.Dequeue().Id : rest.Dequeue().Id;
            if (before[id] != place)
            {
                Roles[id] = Roles[id] with { Position = place };
            }
        }

        RaiseMoved(r => before[r.Id] != r.Position);
        foreach (var id in wished.Keys.Where(id => before[id] != Roles[id].Position))
        {
            Log(act, AuditLogEvent.RoleUpdate, id.Value, new ChangeList().Add("position", before[id], Roles[id].Position));
        }
    }

    private void RaiseMoved(Func<Role, bool> which)
    {
        foreach (var role in RolesInOrder.Where(which))
        {
            World.Raise(new WorldEvent("GUILD_ROLE_UPDATE", Id, null, null, new GuildRoleEvent { GuildId = Id, Role = role }));
        }
    }

    private Role Apply(RoleDraft draft, Role role)
    {
        var colors = draft.Colors.HasValue ? draft.Colors.Value ?? Defaults.Colors(0) : role.Colors ?? Defaults.Colors(role.Color);
        if ((draft.Icon.OrDefault() ?? draft.UnicodeEmoji.OrDefault()) is not null && !HasFeature(GuildFeature.RoleIcons))
        {
            throw new Refusal(403, 50101, "This server needs more boosts to perform this action");
        }

        return role with
        {
            Name = draft.Name.HasValue ? string.IsNullOrEmpty(draft.Name.Value) ? "new role" : draft.Name.Value : role.Name,
            Permissions = draft.Permissions.HasValue ? (draft.Permissions.Value ?? Everyone.Permissions) & Permissions.All : role.Permissions,
            Colors = colors,
            Color = colors.PrimaryColor,
            Hoist = draft.Hoist.HasValue ? draft.Hoist.Value ?? false : role.Hoist,
            Mentionable = draft.Mentionable.HasValue ? draft.Mentionable.Value ?? false : role.Mentionable,
            Icon = draft.Icon.HasValue ? new(draft.Icon.Value is null ? null : World.Hash()) : role.Icon,
            UnicodeEmoji = draft.UnicodeEmoji.HasValue ? draft.UnicodeEmoji : role.UnicodeEmoji,
        };
    }
}
