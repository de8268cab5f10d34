using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Authority;

/// <summary>
/// Who may do what. In a guild: the owner, ADMINISTRATOR, whoever holds a role that the guild granted the capability to, whoever a module's records give it to
/// (staff ranks), and, unless the guild has said otherwise, its default holders. Everything else is denied.
/// </summary>
internal sealed class AuthorityService(IGuilds guilds, ISettings settings, Lazy<ModuleRegistry> modules) : IAuthority
{
    public async ValueTask<Verdict> CheckAsync(Actor actor, Capability capability, Target? target, Place place, CancellationToken cancellationToken)
    {
        if (capability == Capability.Everyone && target is null)
        {
            return new Verdict(true, "It is open to all.");
        }

        if (place.Guild is not { } guild)
        {
            return capability.HeldByEveryone ? new Verdict(true, "It is open to all.") : Denied("This works in a server only.");
        }

        if (actor.User.IsNone)
        {
            return Denied("Mainstay itself was not given this right.");
        }

        if (!guilds.TrySnapshot(guild, out var image))
        {
            return Denied("Discord has not shown me this server yet. Try again in a moment.");
        }

        var granted = (await settings.GetAsync<AuthoritySettings>(guild, cancellationToken).ConfigureAwait(false)).Value;
        var verdict = Holds(image, granted, actor, capability);
        for (var i = 0; !verdict.Allowed && i < modules.Value.Rights.Count; i++)
        {
            verdict = await modules.Value.Rights[i].WhyHeldAsync(actor, capability, guild, cancellationToken).ConfigureAwait(false) is { } why ? new Verdict(true, why) : verdict;
        }

        return verdict.Allowed && target is { } subject ? Reaches(image, actor, subject) : verdict;
    }

    private static Verdict Holds(GuildImage image, AuthoritySettings granted, Actor actor, Capability capability)
    {
        if (capability.HeldByEveryone)
        {
            return new Verdict(true, "It is open to all.");
        }

        if (Hierarchy.IsOwner(image, actor.User))
        {
            return new Verdict(true, "You own the server.");
        }

        var permissions = actor.Permissions | Hierarchy.PermissionsOf(image, actor.User, actor.Roles);
        if (permissions.HasFlag(Permissions.Administrator))
        {
            return new Verdict(true, "You are an administrator.");
        }

        if (granted.Grant(capability, actor.Roles))
        {
            return new Verdict(true, "One of your roles was given this right.");
        }

        if (!granted.Speaks(capability) && (permissions & capability.DefaultPermissions) != 0)
        {
            return new Verdict(true, "Your permissions in the server carry this right.");
        }

        return Denied($"You need the right to {capability.Description} (`{capability.Name}`). The owner and administrators have it and can give it to a role.");
    }

    private static Verdict Reaches(GuildImage image, Actor actor, Target target)
    {
        if (Hierarchy.IsOwner(image, actor.User))
        {
            return new Verdict(true, "You own the server.");
        }

        var below = target.Kind switch
        {
            TargetKind.Member => Reach(image, actor).ActorIsAbove(new Id<User>(target.Id)),
            TargetKind.Role => image.Roles.TryGet(new Id<Role>(target.Id), out var role) && Hierarchy.IsAbove(image, actor.Roles, role),
            _ => true,
        };
        return below ? new Verdict(true, "It stands below you.") : Denied($"{target.Mention()} does not stand below you in the server's role order.");
    }

    private static ImageReach Reach(GuildImage image, Actor actor) => new(image, actor);

    private static Verdict Denied(string reason) => new(false, reason);
}
