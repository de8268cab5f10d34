namespace Mainstay.Discord;

/// <summary>
/// Who stands above whom. Roles rank by position, and among equal positions the lower id ranks higher; members rank by their highest role; the owner
/// stands above all. See https://discord.com/developers/docs/topics/permissions#permission-hierarchy.
/// </summary>
/// <param name="Position">The role's position.</param>
/// <param name="Role">The role's id.</param>
public readonly record struct RoleRank(int Position, Id<Role> Role) : IComparable<RoleRank>
{
    /// <summary>The rank of a role.</summary>
    public static RoleRank Of(Role role) => new(role.Position, role.Id);

    /// <summary>The rank of a member: that of their highest role, at least @everyone's. Role ids that the guild does not have are passed over.</summary>
    public static RoleRank Of(Guild guild, ReadOnlySpan<Id<Role>> roles)
    {
        var highest = new RoleRank(0, guild.Id.Cast<Role>());
        var all = guild.Roles;
        for (var i = 0; i < all.Count; i++)
        {
            var role = all[i];
            if ((role.Id.Value == guild.Id.Value || roles.Contains(role.Id)) && Of(role) > highest)
            {
                highest = Of(role);
            }
        }

        return highest;
    }

    /// <inheritdoc cref="Of(Guild, ReadOnlySpan{Id{Role}})" />
    public static RoleRank Of(Guild guild, IReadOnlyList<Id<Role>> roles) => Of(guild, RoleIds.Of(roles, stackalloc Id<Role>[RoleIds.OnStack]));

    /// <inheritdoc />
    public int CompareTo(RoleRank other) => Position != other.Position ? Position.CompareTo(other.Position) : other.Role.CompareTo(Role);

    /// <summary>Whether the left ranks above the right.</summary>
    public static bool operator >(RoleRank left, RoleRank right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left ranks below the right.</summary>
    public static bool operator <(RoleRank left, RoleRank right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left ranks above the right or equally.</summary>
    public static bool operator >=(RoleRank left, RoleRank right) => left.CompareTo(right) >= 0;

    /// <summary>Whether the left ranks below the right or equally.</summary>
    public static bool operator <=(RoleRank left, RoleRank right) => left.CompareTo(right) <= 0;
}

/// <summary>Someone in the hierarchy: the highest role, and whether they own the guild.</summary>
/// <param name="User">Who.</param>
/// <param name="Rank">The rank of their highest role.</param>
/// <param name="IsOwner">Whether they own the guild.</param>
public readonly record struct Standing(Id<User> User, RoleRank Rank, bool IsOwner)
{
    /// <summary>The standing of a member.</summary>
    public static Standing Of(Guild guild, Id<User> user, ReadOnlySpan<Id<Role>> roles) => new(user, RoleRank.Of(guild, roles), guild.OwnerId == user);

    /// <inheritdoc cref="Of(Guild, Id{User}, ReadOnlySpan{Id{Role}})" />
    public static Standing Of(Guild guild, Id<User> user, IReadOnlyList<Id<Role>> roles) => new(user, RoleRank.Of(guild, roles), guild.OwnerId == user);

    /// <summary>Whether they stand above another: the owner above all, nobody above the owner, others only above those of a lower highest role.</summary>
    public bool IsAbove(Standing other) => User != other.User && !other.IsOwner && (IsOwner || Rank > other.Rank);

    /// <summary>Whether they stand above a role, which is what editing, deleting, moving and assigning it takes besides MANAGE_ROLES.</summary>
    public bool IsAbove(RoleRank role) => IsOwner || Rank > role;

    /// <summary>Whether a role may be given or taken by them, MANAGE_ROLES given: it is below them, not managed by an integration, and not @everyone.</summary>
    public bool MayAssign(Role role, Id<Guild> guild) => !role.Managed && role.Id.Value != guild.Value && IsAbove(RoleRank.Of(role));
}
