using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>
/// Who may do what to whom. The owner may always. Everybody else works below themselves in the server's role order, before and after. And who is no administrator
/// needs a rank of their own that may manage staff, and stays below it, before and after.
/// </summary>
internal static class StaffRules
{
    /// <param name="planning">Who asks, and the records.</param>
    /// <param name="user">Whose record changes.</param>
    /// <param name="ranks">The rank they have and the one they are to have; null where there is none.</param>
    public static Failure? Forbidden(Planning<StaffBook> planning, Id<User> user, params ReadOnlySpan<Rank?> ranks)
    {
        var actor = planning.Actor;
        if (actor.User.IsNone || planning.Image.Guild?.OwnerId == actor.User)
        {
            return null;
        }

        if (user == actor.User)
        {
            return new Failure("authority.self", "You cannot do this to yourself.");
        }

        if (!planning.Reach.ActorIsAbove(user))
        {
            return new Failure("authority.above", $"{Mention.User(user)} does not stand below you in the server's role order.");
        }

        return ForbiddenRank(planning, ranks);
    }

    /// <summary>The part of the rule that is about ranks alone: for what changes a rank and nobody's record.</summary>
    public static Failure? ForbiddenRank(Planning<StaffBook> planning, params ReadOnlySpan<Rank?> ranks)
    {
        if (planning.Actor.User.IsNone || planning.Image.Guild?.OwnerId == planning.Actor.User)
        {
            return null;
        }

        foreach (var rank in ranks)
        {
            if (rank is not null && planning.Reach.Of(rank.Role) == RoleReach.AboveActor)
            {
                return new Failure("authority.above", Reach.Sentence(rank.Role, RoleReach.AboveActor));
            }
        }

        if (IsAdministrator(planning))
        {
            return null;
        }

        if (planning.Input.ActiveRankOf(planning.Actor.User) is not { MayManage: true } own)
        {
            return new Failure("staff.may-not", $"Only the owner, administrators and {Managers(planning.Input)} may do this.");
        }

        foreach (var rank in ranks)
        {
            if (rank is not null && rank.Level >= own.Level)
            {
                return new Failure("authority.above", $"Your own rank, {Mention.Role(own.Role)}, does not stand above {Mention.Role(rank.Role)}.");
            }
        }

        return null;
    }

    private static bool IsAdministrator(Planning<StaffBook> planning) =>
        planning.Actor.Permissions.HasFlag(Permissions.Administrator)
        || planning.Actor.Roles.Any(r => planning.Image.Roles.Find(r)?.Permissions.HasFlag(Permissions.Administrator) == true);

    private static string Managers(StaffBook book)
    {
        string[] ranks = [.. book.Ranks.Where(r => r.MayManage).Select(r => Mention.Role(r.Role))];
        return ranks.Length == 0 ? "staff of a rank that may manage staff (there is none yet)" : $"staff of the rank {string.Join(" or ", ranks)}";
    }
}

/// <summary>What ranks hold: who may manage staff by rank may see the records and change them, within <see cref="StaffRules" />.</summary>
internal sealed class StaffRights(StaffStore store) : IRightSource
{
    public async ValueTask<string?> WhyHeldAsync(Actor actor, Capability capability, Id<Guild> guild, CancellationToken cancellationToken)
    {
        if (capability != StaffCapabilities.Manage && capability != StaffCapabilities.View)
        {
            return null;
        }

        return await store.ActiveRankAsync(guild, actor.User, cancellationToken).ConfigureAwait(false) is { } rank && (rank.MayManage || capability == StaffCapabilities.View)
            ? $"Your rank, {Mention.Role(rank.Role)}, carries this right."
            : null;
    }
}
