using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>Whom changes affect: those that they are about, and those who hold a role that goes or that grants something else from then on.</summary>
internal static class AffectedPeople
{
    /// <summary>Each once. Without a picture of the guild, holders are those that the changes themselves name.</summary>
    public static IReadOnlySet<Id<User>> PeopleOf(IReadOnlyList<Change> changes, GuildImage? image)
    {
        var people = new HashSet<Id<User>>(changes.Count);
        var held = new HashSet<Id<Role>>();
        foreach (var change in changes)
        {
            if (change is MemberRolesChange one)
            {
                // Of these there may be fifty thousand.
                people.Add(one.Member);
                continue;
            }

            people.UnionWith(Named(change));
            if (change is RoleChange role && (GrantsSomethingElse(role) || role is { Before: { Holders: null }, After: null }))
            {
                held.Add(role.Role);
            }
        }

        if (image is not null && held.Count > 0)
        {
            var all = held.Contains(image.Id.Cast<Role>());
            foreach (var member in image.Members)
            {
                if (all || Holds(member, held))
                {
                    people.Add(member.Id);
                }
            }
        }

        return people;
    }

    /// <summary>Those whom a change itself names.</summary>
    public static IEnumerable<Id<User>> Named(Change change) => change switch
    {
        MemberRolesChange roles => [roles.Member],
        MemberChange member => [member.Member],
        KickChange kick => [kick.Member],
        BansChange bans => bans.Users,
        RoleChange { After: null, Before.Holders: { } holders } => holders,
        _ => [],
    };

    /// <summary>Whether who holds a role may do something else once it is edited.</summary>
    public static bool GrantsSomethingElse(RoleChange role) => role is { Before: { } before, After: { } after } && after.Permissions != before.Permissions;

    private static bool Holds(MemberView member, HashSet<Id<Role>> roles)
    {
        foreach (var role in roles)
        {
            if (member.Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }
}
