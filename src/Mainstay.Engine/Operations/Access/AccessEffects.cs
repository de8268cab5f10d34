using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>Works out the effect of each change of a plan, from the guild as it is and as the plan leaves it.</summary>
internal sealed class AccessEffects
{
    /// <summary>Who is denied one of these is denied all that rests on it, so that lifting it may give anything.</summary>
    private const Permissions Gates = Permissions.ViewChannel | Permissions.SendMessages | Permissions.Connect;

    private readonly GuildImage _image;
    private readonly Id<Role> _everyone;

    private readonly Dictionary<Id<Role>, int> _places = [];

    /// <summary>The channels that the plan deletes.</summary>
    private readonly HashSet<Id<Channel>> _leaving;

    /// <summary>What holding a role may give anywhere, before or after the plan, and what it may take.</summary>
    private readonly Dictionary<Id<Role>, Rights> _rights = [];

    /// <summary>What a role's overwrites deny now that its deletion must not lift before something else is taken.</summary>
    private readonly Dictionary<Id<Role>, Permissions> _lifted = [];

    public AccessEffects(GuildImage image, IReadOnlyList<Change> changes)
    {
        _image = image;
        _everyone = image.Id.Cast<Role>();
        _leaving = [.. changes.OfType<ChannelChange>().Where(c => c.After is null).Select(c => c.Channel)];
        foreach (var role in image.Roles)
        {
            Note(role.Id, role.Permissions, 0);
        }

        foreach (var channel in image.Channels)
        {
            foreach (var overwrite in channel.PermissionOverwrites ?? [])
            {
                Note(overwrite.Id.Cast<Role>(), overwrite.Allow, overwrite.Deny);
            }
        }

        foreach (var change in changes)
        {
            switch (change)
            {
                case RoleChange { After.Permissions: { } permissions } role:
                    Note(role.Role, permissions, 0);
                    break;
                case ChannelChange { After.Overwrites: { } overwrites }:
                    foreach (var overwrite in overwrites)
                    {
                        Note(overwrite.Id.Cast<Role>(), overwrite.Allow, overwrite.Deny);
                    }

                    break;
            }
        }

        NoteStanding(changes);
    }

    /// <summary>
    /// What overwrites deny that go with their role, as far as anything else in the plan takes the same: otherwise whoever gains by it has it afterwards, too. Also
    /// where the plan takes an overwrite away by itself, because nobody knows which of the two comes first.
    /// </summary>
    private void NoteStanding(IReadOnlyList<Change> changes)
    {
        var (others, deletions, count) = (default(Permissions), default(Permissions), 0);
        foreach (var change in changes)
        {
            if (change is RoleChange { After: null })
            {
                deletions |= Of(change).Narrows;
                count++;
            }
            else
            {
                others |= Of(change).Narrows;
            }
        }

        if (count == 0)
        {
            return;
        }

        var narrowed = count > 1 ? others | deletions : others;
        narrowed = (narrowed & Permissions.ViewChannel) != 0 ? AccessEffect.Everything : narrowed;
        foreach (var overwrite in _image.Channels.Where(c => !_leaving.Contains(c.Id)).SelectMany(ObjectStates.OverwritesOf))
        {
            var role = overwrite.Id.Cast<Role>();
            _lifted[role] = _lifted.GetValueOrDefault(role) | (overwrite.Deny & (narrowed == 0 ? 0 : narrowed | Gates));
        }
    }

    public AccessEffect Of(Change change) => change switch
    {
        MemberRolesChange member => OfMember(member.Member, member.Before, member.After),
        MemberChange member => OfMember(member),
        RoleChange { Before: { } before, After: { } after } role => OfRole(role.Role, before.Permissions ?? 0, after.Permissions ?? 0),
        RoleChange { Before: { } before, After: null } role => OfDeletedRole(role.Role, before),
        ChannelChange { Before: null } channel => new AccessEffect { Widens = AccessEffect.Everything, Channel = channel.Channel, Everyone = true },
        ChannelChange { After: null } channel => new AccessEffect { Narrows = AccessEffect.Everything, Channel = channel.Channel, Everyone = true },
        ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } channel => OfOverwrites(channel.Channel, before, after),
        _ => AccessEffect.None,
    };

    private AccessEffect OfMember(MemberChange member)
    {
        var effect = member is { Before.Roles: { } before, After.Roles: { } after } ? OfMember(member.Member, before, after) : AccessEffect.None;
        if (member.Before.TimeoutUntil is not { } until || member.After.TimeoutUntil is not { } then || until == then)
        {
            return effect;
        }

        return effect with
        {
            Widens = effect.Widens | (then < until ? ~PermissionMaths.KeptInTimeout : 0),
            Narrows = effect.Narrows | (then > until ? ~PermissionMaths.KeptInTimeout : 0),
            Roles = !effect.Roles.IsEmpty ? effect.Roles : Bits([.. _image.Members.TryGet(member.Member, out var found) ? found.Roles.ToArray() : [], _everyone]),
            Members = new HashSet<Id<User>> { member.Member },
            IsOfOneMember = true,
        };
    }

    private AccessEffect OfMember(Id<User> member, IReadOnlyList<Id<Role>> before, IReadOnlyList<Id<Role>> after)
    {
        Permissions widens = 0;
        Permissions narrows = 0;
        foreach (var given in after.Except(before))
        {
            var rights = _rights.GetValueOrDefault(given);
            widens |= rights.Gives;
            narrows |= rights.Takes;
        }

        foreach (var taken in before.Except(after))
        {
            var rights = _rights.GetValueOrDefault(taken);
            narrows |= rights.Gives;
            widens |= rights.Takes;
        }

        return new AccessEffect
        {
            Widens = widens,
            Narrows = narrows,
            Roles = Bits(before.Concat(after).Append(_everyone)),
            Members = new HashSet<Id<User>> { member },
            IsOfOneMember = true,
        };
    }

    private AccessEffect OfRole(Id<Role> role, Permissions before, Permissions after) => new()
    {
        Widens = after & ~before,
        Narrows = before & ~after,
        Everyone = role == _everyone,
        Roles = Bits([role]),
    };

    private AccessEffect OfDeletedRole(Id<Role> role, RoleState before)
    {
        var known = _rights.GetValueOrDefault(role);
        var lifted = _lifted.GetValueOrDefault(role);
        return new AccessEffect
        {
            Widens = (before.Overwrites?.Where(o => !_leaving.Contains(o.Channel)).Aggregate(default(Permissions), (all, o) => all | o.Overwrite.Deny) ?? known.Takes) | lifted,
            Narrows = before.Permissions is { } permissions && before.Overwrites is { } overwrites
                ? overwrites.Aggregate(permissions, (all, o) => all | o.Overwrite.Allow)
                : known.Gives,
            Roles = Bits([role]),
            Awaits = (before.Overwrites ?? []).Where(o => o.Overwrite.Deny != 0).Select(o => o.Channel).Where(_leaving.Contains).ToHashSet(),
        };
    }

    private AccessEffect OfOverwrites(Id<Channel> channel, IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        Permissions widens = 0;
        Permissions narrows = 0;
        var roles = new List<Id<Role>>();
        var members = new HashSet<Id<User>>();
        var earlier = before.ToDictionary(o => o.Id);
        var later = after.ToDictionary(o => o.Id);
        foreach (var id in earlier.Keys.Union(later.Keys))
        {
            var (was, becomes) = (earlier.GetValueOrDefault(id), later.GetValueOrDefault(id));
            var (allowed, denied) = (was?.Allow ?? 0, was?.Deny ?? 0);
            var (allows, denies) = (becomes?.Allow ?? 0, becomes?.Deny ?? 0);
            if (allowed == allows && denied == denies)
            {
                continue;
            }

            widens |= (allows & ~allowed) | (denied & ~denies);
            narrows |= (allowed & ~allows) | (denies & ~denied);
            if ((becomes ?? was)!.Type == OverwriteType.Member)
            {
                members.Add(id.Cast<User>());
            }
            else
            {
                roles.Add(id.Cast<Role>());
            }
        }

        return new AccessEffect { Widens = widens, Narrows = narrows, Channel = channel, Everyone = roles.Contains(_everyone), Roles = Bits(roles), Members = members };
    }

    private RoleBits Bits(IEnumerable<Id<Role>> roles) => RoleBits.Of(roles, _places);

    private void Note(Id<Role> role, Permissions gives, Permissions takes)
    {
        var known = _rights.GetValueOrDefault(role);
        _rights[role] = new Rights(known.Gives | gives, known.Takes | takes);
    }

    private readonly record struct Rights(Permissions Gives, Permissions Takes);
}
