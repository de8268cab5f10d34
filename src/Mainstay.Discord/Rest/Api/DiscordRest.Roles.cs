namespace Mainstay.Discord.Rest;

/// <content>Roles. See https://discord.com/developers/docs/topics/permissions#role-object.</content>
public sealed partial class DiscordRest
{
    /// <summary>A guild's roles, @everyone included.</summary>
    public Task<Role[]> ListRolesAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Role[]>(Routes.ListRoles, [guild.Value], options, cancellationToken);

    /// <summary>Makes a role at the bottom. Needs ManageRoles; only permissions that the bot has. At most 250 per guild, and about 250 in 48 h.</summary>
    public Task<Role> CreateRoleAsync(Id<Guild> guild, CreateRole role, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Role>(Routes.CreateRole, [guild.Value], options, cancellationToken, role);

    /// <summary>Changes a role below the bot's highest. Needs ManageRoles; only permissions that the bot has.</summary>
    public Task<Role> ModifyRoleAsync(
        Id<Guild> guild, Id<Role> role, ModifyRole change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Role>(Routes.ModifyRole, [guild.Value, role.Value], options, cancellationToken, change);

    /// <summary>Deletes a role below the bot's highest. Needs ManageRoles. Cannot be taken back.</summary>
    public Task DeleteRoleAsync(Id<Guild> guild, Id<Role> role, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteRole, [guild.Value, role.Value], options, cancellationToken);

    /// <summary>Moves roles, all in one request; returns all roles. Needs ManageRoles; only below the bot's highest.</summary>
    public Task<Role[]> ModifyRolePositionsAsync(
        Id<Guild> guild, IReadOnlyList<RolePosition> positions, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Role[]>(Routes.ModifyRolePositions, [guild.Value], options, cancellationToken, positions.ToArray());

    /// <summary>How many members each role has, @everyone left out.</summary>
    public Task<Dictionary<Id<Role>, int>> GetRoleMemberCountsAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Dictionary<Id<Role>, int>>(Routes.GetRoleMemberCounts, [guild.Value], options, cancellationToken);
}
