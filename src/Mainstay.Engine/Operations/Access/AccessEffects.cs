using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

/// <summary>Works out the effect of each change of a plan, from the guild as it is and as the plan leaves it.</summary>
internal sealed class AccessEffects
{
    private readonly GuildImage _image;
    private readonly Id<Role> _everyone;

    /// <summary>What holding a role may give anywhere, before or after the plan, and what it may take.</summary>
    private readonly Dictionary<Id<Role>, Rights> _rights = [];

    /// <summary>What a role's overwrites give and take as the guild is now.</summary>
    private readonly Dictionary<Id<Role>, Rights> _overwrites = [];

    public AccessEffects(GuildImage image, IReadOnlyList<Change> changes)
    {
        _image = image;
        _everyone = image.Id.Cast<Role>();
        foreach (var role in image.Roles)
        {
            Note(role.Id, role.Permissions, 0);
        }

        foreach (var channel in image.Channels)
        {
            foreach (var overwrite in channel.PermissionOverwrites ?? [])
            {
                var role = overwrite.Id.Cast<Role>();
                Note(role, overwrite.Allow, overwrite.Deny);
                var stands = _overwrites.GetValueOrDefault(role);
                _overwrites[role] = new Rights(stands.Gives | overwrite.Allow, stands.Takes | overwrite.Deny);
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
    }

    public AccessEffect Of(Change change) => change switch
    {
        MemberRolesChange member => OfMember(member.Member, member.Before, member.After),
        MemberChange { Before.Roles: { } before, After.Roles: { } after } member => OfMember(member.Member, before, after),
        RoleChange { Before: { } before, After: { } after } role => OfRole(role.Role, before.Permissions ?? 0, after.Permissions ?? 0),
        RoleChange { Before: { } before, After: null } role => OfDeletedRole(role.Role, before),
        ChannelChange { Before: null } channel => new AccessEffect { Widens = (Permissions)ulong.MaxValue, Channel = channel.Channel, Everyone = true },
        ChannelChange { After: null } channel => new AccessEffect { Narrows = (Permissions)ulong.MaxValue, Channel = channel.Channel, Everyone = true },
        ChannelChange { Before.Overwrites: { } before, After.Overwrites: { } after } channel => OfOverwrites(channel.Channel, before, after),
        _ => AccessEffect.None,
    };

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
            Roles = before.Concat(after).Append(_everyone).ToHashSet(),
            Members = new HashSet<Id<User>> { member },
            IsOfOneMember = true,
        };
    }

    private AccessEffect OfRole(Id<Role> role, Permissions before, Permissions after) => new()
    {
        Widens = after & ~before,
        Narrows = before & ~after,
        Everyone = role == _everyone,
        Roles = new HashSet<Id<Role>> { role },
    };

    private AccessEffect OfDeletedRole(Id<Role> role, RoleState before)
    {
        // All overwrites that stand go with it, also those that are younger than what the change remembers.
        var known = _rights.GetValueOrDefault(role);
        var standing = _overwrites.GetValueOrDefault(role);
        return new AccessEffect
        {
            Widens = before.Overwrites is { } denied ? denied.Aggregate(standing.Takes, (all, o) => all | o.Overwrite.Deny) : known.Takes,
            Narrows = before.Permissions is { } permissions && before.Overwrites is { } overwrites
                ? overwrites.Aggregate(permissions | standing.Gives, (all, o) => all | o.Overwrite.Allow)
                : known.Gives,
            Roles = new HashSet<Id<Role>> { role },
        };
    }

    private AccessEffect OfOverwrites(Id<Channel> channel, IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        Permissions widens = 0;
        Permissions narrows = 0;
        var roles = new HashSet<Id<Role>>();
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

        return new AccessEffect { Widens = widens, Narrows = narrows, Channel = channel, Everyone = roles.Contains(_everyone), Roles = roles, Members = members };
    }

    private void Note(Id<Role> role, Permissions gives, Permissions takes)
    {
        var known = _rights.GetValueOrDefault(role);
        _rights[role] = new Rights(known.Gives | gives, known.Takes | takes);
    }

    private readonly record struct Rights(Permissions Gives, Permissions Takes);
}
