using Mainstay.Discord;
using Mainstay.Discord.Rest;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The requests of the kind <c>member-roles</c>.</summary>
internal sealed class MemberRolesWire(DiscordRest rest) : IMemberRoles
{
    public Task<Sending> AddAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        Requests.SendAsync(() => rest.AddMemberRoleAsync(guild, member, role, Requests.Bulk(reason), cancellationToken));

    public Task<Sending> RemoveAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        Requests.SendAsync(() => rest.RemoveMemberRoleAsync(guild, member, role, Requests.Bulk(reason), cancellationToken));

    public Task<Sending> SetAsync(Id<Guild> guild, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken) =>
        Requests.SendAsync(async () =>
        {
            var answer = await rest.ModifyMemberAsync(guild, member, new ModifyMember { Roles = roles }, Requests.Bulk(reason), cancellationToken).ConfigureAwait(false);
            return answer.Roles.Order().SequenceEqual(roles) ? new Sending.Verified() : new Sending.Accepted();
        });

    public async Task<SeenMember> LookAsync(Id<Guild> guild, Id<User> member, CancellationToken cancellationToken)
    {
        try
        {
            return new SeenMember((await rest.GetMemberAsync(guild, member, Requests.Bulk(null), cancellationToken).ConfigureAwait(false)).Roles, false);
        }
        catch (DiscordRestException exception)
        {
            // Only a 404 that names the member proves that they are gone.
            return new SeenMember(null, exception.Code == DiscordErrorCode.UnknownMember);
        }
    }
}
