using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// The roles of one member. One request: PUT or DELETE when exactly one role changes, otherwise one PATCH with the whole list. The member is left alone
/// and reported when their roles are no longer <see cref="Before" />.
/// </summary>
public sealed record MemberRolesChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "member-roles/1";

    /// <summary>Whose roles.</summary>
    public required Id<User> Member { get; init; }

    /// <summary>All roles held before, ascending, without @everyone.</summary>
    public required IReadOnlyList<Id<Role>> Before { get; init; }

    /// <summary>All roles held after, ascending, without @everyone.</summary>
    public required IReadOnlyList<Id<Role>> After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "member-roles";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Member(Member);

    /// <summary>Roles that the change gives.</summary>
    [JsonIgnore]
    public IReadOnlyList<Id<Role>> Given => Without(After, Before);

    /// <summary>Roles that the change takes.</summary>
    [JsonIgnore]
    public IReadOnlyList<Id<Role>> Taken => Without(Before, After);

    // Lists of a few, of which a plan may hold many thousands: looking beats hashing.
    private static Id<Role>[] Without(IReadOnlyList<Id<Role>> roles, IReadOnlyList<Id<Role>> others)
    {
        if (roles is not Id<Role>[] all || others is not Id<Role>[] rest)
        {
            return [.. roles.Except(others)];
        }

        var count = 0;
        foreach (var role in all)
        {
            count += rest.AsSpan().Contains(role) ? 0 : 1;
        }

        var left = count == 0 ? [] : new Id<Role>[count];
        var at = 0;
        for (var i = 0; at < count; i++)
        {
            if (!rest.AsSpan().Contains(all[i]))
            {
                left[at++] = all[i];
            }
        }

        return left;
    }
}

/// <summary>
/// More than the roles of one member: nickname, time-out, or these and roles together, in one PATCH. For roles alone write a
/// <see cref="MemberRolesChange" />. Both sides name the same fields; what they do not name is left alone.
/// </summary>
public sealed record MemberChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "member/1";

    /// <summary>Who.</summary>
    public required Id<User> Member { get; init; }

    /// <summary>The named fields before.</summary>
    public required MemberState Before { get; init; }

    /// <summary>The named fields after.</summary>
    public required MemberState After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "member";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Member(Member);
}

/// <summary>Fields of a member; what is unset is not meant.</summary>
public sealed record MemberState
{
    /// <summary>All roles, ascending, without @everyone.</summary>
    public IReadOnlyList<Id<Role>>? Roles { get; init; }

    /// <summary>The nickname, at most 32 characters; empty for none.</summary>
    public string? Nick { get; init; }

    /// <summary>Until when the member may not speak, at most 28 days ahead; <see cref="DateTimeOffset.UnixEpoch" /> for no time-out.</summary>
    public DateTimeOffset? TimeoutUntil { get; init; }
}

/// <summary>Puts one member out of the server. Cannot be taken back: they come back only by themselves.</summary>
public sealed record KickChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "kick/1";

    /// <summary>Who.</summary>
    public required Id<User> Member { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "kick";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Member(Member);
}

/// <summary>
/// Bans up to 200 users, or lifts the ban of one. One request: PUT for one user, one bulk ban for more (which asks for Ban Members and Manage Server), DELETE to
/// lift. Bans are taken back one request each; membership and roles that a ban ended do not come back with it.
/// </summary>
public sealed record BansChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "bans/1";

    /// <summary>Most users of one change: Discord's limit of one bulk ban.</summary>
    public const int MostUsers = 200;

    /// <summary>Who, ascending; exactly one when a ban is lifted.</summary>
    public required IReadOnlyList<Id<User>> Users { get; init; }

    /// <summary>Whether they are banned after; before they are the opposite.</summary>
    public required bool Banned { get; init; }

    /// <summary>How much of what they wrote goes as well, in seconds: 0 to 604,800 (7 days). Cannot be taken back.</summary>
    public int DeleteMessageSeconds { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "bans";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Member(Users[0]);
}
