using Mainstay.Discord;
using Mainstay.Engine.Operations.Kinds;

namespace Mainstay.Engine.Attribution;

/// <summary>The requests of the kind <c>member-roles</c>, announced so that what they do is not taken for somebody's doing.</summary>
internal sealed class AttributedMemberRoles(IMemberRoles wire, RoleAttribution attribution) : IMemberRoles
{
    public async Task<Sending> AddAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken)
    {
        using var own = attribution.Expect(guild, member, [role], []);
        return await wire.AddAsync(guild, member, role, reason, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Sending> RemoveAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken)
    {
        using var own = attribution.Expect(guild, member, [], [role]);
        return await wire.RemoveAsync(guild, member, role, reason, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Sending> SetAsync(Id<Guild> guild, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken)
    {
        var held = attribution.RolesOf(guild, member);
        using var own = attribution.Expect(guild, member, roles.Except(held), held.Except(roles));
        return await wire.SetAsync(guild, member, roles, reason, cancellationToken).ConfigureAwait(false);
    }

    public Task<SeenMember> LookAsync(Id<Guild> guild, Id<User> member, CancellationToken cancellationToken) => wire.LookAsync(guild, member, cancellationToken);
}
