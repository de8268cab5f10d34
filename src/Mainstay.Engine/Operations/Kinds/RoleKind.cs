using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>role</c>: POST, PATCH or DELETE of one role.</summary>
internal sealed class RoleKind(DiscordRest rest, AuditTrail trail) : DiscordKind
{
    public override string Name => "role";

    public override string Noun(int count) => count == 1 ? "role" : "roles";

    public override string Describe(Change change) => (RoleChange)change switch
    {
        { Before: null, After: { } made } => $"create the role {Mention.Plain(made.Name ?? "new role")}",
        { After: null, Before: { } gone } role => $"delete the role {Mention.Role(role.Role)}{(gone.Holders is { Count: > 0 } holders ? $", which {holders.Count} hold" : "")}",
        var role => $"{Mention.Role(role.Role)}: {string.Join(", ", Parts(role.Before!, role.After!))}",
    };

    public override string? Lost(Change change) => change is RoleChange { After: null, Before: not null } ? "the ids of the roles that go: taken back, they are new roles that mentions in old messages do not name" : null;

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var role = (RoleChange)change;
        var everyone = role.Role.Value == plan.Image.Id.Value;
        foreach (var obstacle in role.Before is null ? plan.Needs(Permissions.ManageRoles)
            : everyone && role.After is not null ? plan.Needs(Permissions.ManageRoles)
            : plan.ForRoles([role.Role]))
        {
            yield return obstacle;
        }

        if (role.After?.Name is { } name && (name.Length is 0 or > Limits.RoleName))
        {
            yield return $"A role's name has 1 to {Limits.RoleName} characters: {Mention.Plain(name)} has {name.Length}.";
        }

        if (role.After?.Permissions is { } granted)
        {
            var held = role.Before?.Permissions ?? Permissions.None;
            var to = role.Before is null ? $"the new role {Mention.Plain(role.After.Name ?? "")}" : everyone ? "@everyone" : Mention.Role(role.Role);
            foreach (var obstacle in plan.Grants(granted & ~held, to))
            {
                yield return obstacle;
            }
        }

        if (role.After?.UnicodeEmoji is { Length: > 0 } && role.After.UnicodeEmoji != role.Before?.UnicodeEmoji && plan.Image.Guild?.Features.Contains(GuildFeature.RoleIcons) == false)
        {
            yield return "This server has no role icons: they come with server boosts.";
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var role = (RoleChange)change;
        return role with { Role = ids.Of(role.Role), Before = Resolve(role.Before, ids), After = Resolve(role.After, ids) };
    }

    public override RestRoute RouteOf(Change change) => (RoleChange)change switch
    {
        { Before: null } => Routes.CreateRole,
        { After: null } => Routes.DeleteRole,
        _ => Routes.ModifyRole,
    };

    public override TargetState Observe(GuildImage image, Change change)
    {
        var role = (RoleChange)change;
        return role.Before is null ? image.Roles.Find(role.Role) is null ? TargetState.Before : TargetState.After
            : image.Roles.TryGet(role.Role, out var found) ? Compare(role, found)
            : !image.Roles.IsGone(role.Role) ? TargetState.Unknown
            : role.After is null ? TargetState.After : TargetState.Gone;
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var role = (RoleChange)change;
        var options = Requests.Bulk(errand.Reason);
        return (role.Before, role.After) switch
        {
            (null, { } after) => Requests.SendAsync(async () =>
            {
                var answer = await rest.CreateRoleAsync(errand.Guild, Body(after), options, cancellationToken).ConfigureAwait(false);
                return new Sending.Verified { Made = answer.Id.Value };
            }),
            (_, null) => Requests.DeleteAsync(DiscordErrorCode.UnknownRole, () => rest.DeleteRoleAsync(errand.Guild, role.Role, options, cancellationToken)),
            ({ } before, { } after) => Requests.SendAsync(async () =>
            {
                var answer = await rest.ModifyRoleAsync(errand.Guild, role.Role, Body(before, after), options, cancellationToken).ConfigureAwait(false);
                return RoleFields.Agrees(after, ObjectStates.Of(answer)) ? new Sending.Verified() : new Sending.Accepted();
            }),
        };
    }

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        var role = (RoleChange)change;
        Role[] all;
        try
        {
            all = await rest.ListRolesAsync(errand.Guild, Requests.Bulk(null), cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordRestException)
        {
            return TargetState.Unknown;
        }

        if (role.Before is null)
        {
            Role[] younger = [.. all.Where(r => r.Id.CreatedAt > errand.Since - AuditTrail.Skew)];
            ulong[] alike = [.. younger.Where(r => RoleFields.Agrees(role.After!, ObjectStates.Of(r))).Select(r => r.Id.Value)];
            var seen = await trail.MadeAsync(errand, AuditLogEvent.RoleCreate, alike, younger.Length, cancellationToken).ConfigureAwait(false);
            return seen.Made is { } made && all.All(r => r.Id.Value != made) ? TargetState.Gone : seen;
        }

        // The list is whole: who is not in it is not there.
        return all.FirstOrDefault(r => r.Id == role.Role) is { } found ? Compare(role, found) : role.After is null ? TargetState.After : TargetState.Gone;
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var role = (RoleChange)change;
        var reason = UndoPlan.Reason(role);
        if (role is { Before: null, After: { } made })
        {
            var whole = undo.Image is { } image && image.Roles.TryGet(role.Role, out var found) ? ObjectStates.Whole(image, found) : new RoleState();
            undo.Add(new RoleChange { Role = role.Role, Before = RoleFields.Over(whole, made), Reason = reason, Risk = Risk.Destructive });
        }
        else if (role is { After: null, Before: { } gone })
        {
            Recreate(role.Role, gone, reason, undo);
        }
        else
        {
            undo.Add(role with { Before = role.After, After = role.Before, Reason = reason });
        }
    }

    /// <summary>The role anew, then its place, its overwrites, and its holders. When it is there again, only what of these it lacks.</summary>
    private static void Recreate(Id<Role> old, RoleState gone, string reason, UndoPlan undo)
    {
        var id = undo.Anew(old);
        var isThere = undo.IsThere(id);
        if (!isThere)
        {
            undo.Add(new RoleChange { Role = id, After = RoleFields.Own(gone), Recreates = old, Reason = reason, Risk = Risk.Elevated });
        }

        if (gone.Position is { } position)
        {
            undo.PutBack(id, position, reason);
        }

        foreach (var (channel, overwrite) in (gone.Overwrites ?? []).Select(o => (o.Channel, o.Overwrite)))
        {
            if (undo.OverwritesOf(channel) is { } standing && !(isThere && standing.Any(o => o.Id.Value == id.Value)))
            {
                OverwriteState[] wanted = [.. standing.Where(o => o.Id.Value != id.Value).Append(overwrite with { Id = id.Cast<Overwrite>() }).OrderBy(o => o.Id)];
                undo.Add(new ChannelChange { Channel = channel, Before = new ChannelState { Overwrites = standing }, After = new ChannelState { Overwrites = wanted }, Reason = reason });
            }
        }

        foreach (var holder in gone.Holders ?? [])
        {
            if (undo.RolesOf(holder) is { } held && !held.Contains(id))
            {
                undo.Add(new MemberRolesChange { Member = holder, Before = held, After = [.. held.Append(id).Order()], Reason = reason, Risk = Risk.Elevated });
            }
        }
    }

    private static TargetState Compare(RoleChange change, Role role)
    {
        var actual = ObjectStates.Of(role);
        return change.After is not null && RoleFields.Agrees(change.After, actual) ? TargetState.After
            : RoleFields.Agrees(change.Before!, actual) ? TargetState.Before
            : TargetState.Different;
    }

    private static CreateRole Body(RoleState state) => new()
    {
        Name = state.Name,
        Permissions = state.Permissions,
        Color = state.Color,
        Hoist = state.Hoist,
        Mentionable = state.Mentionable,
        UnicodeEmoji = state.UnicodeEmoji is { Length: > 0 } emoji ? emoji : null,
    };

    private static ModifyRole Body(RoleState before, RoleState after) => new()
    {
        Name = after.Name != before.Name ? after.Name : null,
        Permissions = after.Permissions != before.Permissions ? after.Permissions : null,
        Color = after.Color != before.Color ? after.Color : null,
        Hoist = after.Hoist != before.Hoist ? after.Hoist : null,
        Mentionable = after.Mentionable != before.Mentionable ? after.Mentionable : null,
        UnicodeEmoji = after.UnicodeEmoji is { } emoji && emoji != before.UnicodeEmoji ? new(emoji.Length == 0 ? null : emoji) : default,
    };

    private static IEnumerable<string> Parts(RoleState before, RoleState after)
    {
        if (after.Name is { } name && name != before.Name)
        {
            yield return $"renamed to {Mention.Plain(name)}";
        }

        if (after.Permissions is { } permissions && before.Permissions is { } held && permissions != held)
        {
            if ((permissions & ~held) is var more and not Permissions.None)
            {
                yield return $"gains {Mention.Permissions(more)}";
            }

            if ((held & ~permissions) is var less and not Permissions.None)
            {
                yield return $"loses {Mention.Permissions(less)}";
            }
        }

        if (after.Color is { } color && color != before.Color)
        {
            yield return color == 0 ? "no colour" : $"colour #{color:X6}";
        }

        if (after.Hoist is { } hoist && hoist != before.Hoist)
        {
            yield return hoist ? "listed apart" : "not listed apart";
        }

        if (after.Mentionable is { } mentionable && mentionable != before.Mentionable)
        {
            yield return mentionable ? "may be mentioned by all" : "may not be mentioned by all";
        }

        if (after.UnicodeEmoji is { } emoji && emoji != before.UnicodeEmoji)
        {
            yield return emoji.Length == 0 ? "no icon" : $"icon {emoji}";
        }
    }

    private static RoleState? Resolve(RoleState? state, IdMap ids) => state?.Overwrites is not { } overwrites ? state : state with
    {
        Overwrites = [.. overwrites.Select(o => new ChannelOverwrite(ids.Of(o.Channel), o.Overwrite with { Id = ids.Of(o.Overwrite.Id) }))],
    };
}
