using System.Runtime.InteropServices;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>How a claim treats what nobody claims.</summary>
public enum ClaimMode
{
    /// <summary>The member has the role. What else they hold is none of the claim's business.</summary>
    Additive,

    /// <summary>Of the roles that the source governs, the member has those it claims for them and no other.</summary>
    Exclusive,
}

/// <summary>A member has a role because of a row. Desired state, as data: repair unites the claims of all modules on a member and compares once.</summary>
/// <param name="Member">Who.</param>
/// <param name="Role">The role; unset in an exclusive claim that says "none of them" (a person who left).</param>
/// <param name="Mode">Whether other governed roles are to go.</param>
/// <param name="Because">Why, for people: <c>hired as Partner</c>. Shared texts are best: there may be a million claims.</param>
public readonly record struct RoleClaim(Id<User> Member, Id<Role> Role, ClaimMode Mode, string Because);

/// <summary>A role that a source's records speak of.</summary>
/// <param name="Role">The role.</param>
/// <param name="Label">What the records call it, such as <c>rank Partner</c>.</param>
public sealed record GovernedRole(Id<Role> Role, string Label);

/// <summary>All that one source claims in one guild.</summary>
public sealed record ClaimSet
{
    /// <summary>The source's name, such as <c>staff</c>.</summary>
    public required string Source { get; init; }

    /// <summary>For people, as the subject of a sentence: <c>the staff records</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The roles the source speaks of. A member who holds one without a claim is reported.</summary>
    public required IReadOnlyList<GovernedRole> Roles { get; init; }

    /// <summary>The claims, in any order.</summary>
    public required IReadOnlyList<RoleClaim> Claims { get; init; }

    /// <summary>The claims side by side, for those who go through a million: without a copy where they are an array or a list.</summary>
    public ReadOnlySpan<RoleClaim> ClaimSpan() => Claims switch
    {
        RoleClaim[] array => array,
        List<RoleClaim> list => CollectionsMarshal.AsSpan(list),
        _ => Claims.ToArray(),
    };

    /// <summary>Roles that are to exist, and how.</summary>
    public IReadOnlyList<RoleObjectClaim> RoleObjects { get; init; } = [];

    /// <summary>Channels that are to exist, and how.</summary>
    public IReadOnlyList<ChannelClaim> Channels { get; init; } = [];
}

/// <summary>A module's records, turned into claims.</summary>
public interface IClaimSource
{
    /// <summary>Unique and stable, such as <c>staff</c>.</summary>
    string Name { get; }

    /// <summary>Reads all claims on one guild, in one consistent look at the records.</summary>
    Task<ClaimSet> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken);
}
