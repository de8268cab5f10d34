using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Authority;

/// <summary>Who stands above whom, by Discord's rules: https://discord.com/developers/docs/topics/permissions#permission-hierarchy.</summary>
internal static class Hierarchy
{
    /// <summary>The highest role of a set: higher position first, among equals the lower id. Null when none of them exists.</summary>
    public static Role? Highest(GuildImage image, IEnumerable<Id<Role>> roles)
    {
        Role? highest = null;
        foreach (var id in roles)
        {
            if (image.Roles.Find(id) is { } role && (highest is null || IsAbove(role, highest)))
            {
                highest = role;
            }
        }

        return highest;
    }

    public static bool IsAbove(Role upper, Role lower) => RoleRank.Of(upper) > RoleRank.Of(lower);

    /// <summary>Whether a holder of the first roles stands strictly above a role. Without any role one stands on @everyone.</summary>
    public static bool IsAbove(GuildImage image, IEnumerable<Id<Role>> roles, Role role) => Highest(image, roles) is { } own && IsAbove(own, role);

    public static bool IsOwner(GuildImage image, Id<User> user) => image.Guild?.OwnerId == user && !user.IsNone;

    /// <summary>Permissions in the whole guild: @everyone and the roles, ADMINISTRATOR and ownership being all.</summary>
    public static Permissions PermissionsOf(GuildImage image, Id<User> user, IEnumerable<Id<Role>> roles)
    {
        var permissions = image.Roles.Find(image.Id.Cast<Role>())?.Permissions ?? Permissions.None;
        foreach (var role in roles)
        {
            permissions |= image.Roles.Find(role)?.Permissions ?? Permissions.None;
        }

        return PermissionMaths.Base(IsOwner(image, user), permissions);
    }
}
