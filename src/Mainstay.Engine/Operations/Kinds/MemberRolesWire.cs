using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The requests of the kind <c>member-roles</c>, and what their answers mean for a step.</summary>
internal sealed class MemberRolesWire(DiscordRest rest) : IMemberRoles
{
    public Task<Sending> AddAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        SendAsync(() => rest.AddMemberRoleAsync(guild, member, role, Options(reason), cancellationToken));

    public Task<Sending> RemoveAsync(Id<Guild> guild, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        SendAsync(() => rest.RemoveMemberRoleAsync(guild, member, role, Options(reason), cancellationToken));

    public async Task<Sending> SetAsync(Id<Guild> guild, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken)
    {
        GuildMember? answer = null;
        var sending = await SendAsync(async () =>
            answer = await rest.ModifyMemberAsync(guild, member, new ModifyMember { Roles = roles }, Options(reason), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return sending is Sending.Accepted && answer is not null && answer.Roles.Order().SequenceEqual(roles) ? new Sending.Verified() : sending;
    }

    public async Task<SeenMember> LookAsync(Id<Guild> guild, Id<User> member, CancellationToken cancellationToken)
    {
        try
        {
            return new SeenMember((await rest.GetMemberAsync(guild, member, null, cancellationToken).ConfigureAwait(false)).Roles, false);
        }
        catch (DiscordRestException exception)
        {
            // Only a 404 that names the member proves that they are gone.
            return new SeenMember(null, exception.Code == DiscordErrorCode.UnknownMember);
        }
    }

    private static async Task<Sending> SendAsync(Func<Task> send)
    {
        try
        {
            await send().ConfigureAwait(false);
            return new Sending.Accepted();
        }
        catch (DiscordRestException exception)
        {
            return exception switch
            {
                { Code: DiscordErrorCode.UnknownMember } => Refused("target.gone", "They are no longer in the server."),
                { Code: DiscordErrorCode.UnknownRole } => Refused("role.gone", "The role is no longer there."),
                { Kind: RestErrorKind.Forbidden } => Refused("discord.forbidden", "Discord does not let Mainstay do this: a permission is missing, or Mainstay's role stands too low."),
                { NeverLeft: true } or { Kind: RestErrorKind.Invalid or RestErrorKind.NotFound or RestErrorKind.Refused or RestErrorKind.RateLimited or RestErrorKind.NearBan or RestErrorKind.QueueFull or RestErrorKind.InvalidToken } =>
                    Refused("discord.refused", exception.Message),
                _ => new Sending.Unknown(exception.Message.TrimEnd('.')),
            };
        }
    }

    private static Sending.Refused Refused(string code, string sentence) => new(new Sdk.Failure(code, sentence));

    private static RestCallOptions Options(string reason) => new(reason, RestLane.Bulk);
}
