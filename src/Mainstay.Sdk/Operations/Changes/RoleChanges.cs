using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// One role of the guild: made (no before), edited, or deleted (no after). Its place in the order is a <see cref="RoleOrderChange" />, and who holds it a
/// <see cref="MemberRolesChange" />. An edit names the same fields on both sides; a deletion names all of them, with those who hold the role and
/// the channels that speak of it, so that taking it back brings all of it back under a new id.
/// </summary>
public sealed record RoleChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "role/1";

    /// <summary>Which; a <see cref="Provisional" /> id for one that is made.</summary>
    public required Id<Role> Role { get; init; }

    /// <summary>The fields before; unset when the role is made.</summary>
    public RoleState? Before { get; init; }

    /// <summary>The fields after; unset when the role is deleted.</summary>
    public RoleState? After { get; init; }

    /// <summary>The id that the role had before it was deleted, when making it takes a deletion back: what named the old one then names the new one.</summary>
    public Id<Role> Recreates { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "role";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Role(Role);
}

/// <summary>Fields of a role; what is unset is not meant.</summary>
public sealed record RoleState
{
    /// <summary>1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What it grants everywhere.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>The colour as 0xRRGGBB; 0 for none.</summary>
    public int? Color { get; init; }

    /// <summary>Whether its members are listed apart.</summary>
    public bool? Hoist { get; init; }

    /// <summary>Whether everybody may mention it.</summary>
    public bool? Mentionable { get; init; }

    /// <summary>A standard emoji as its icon; empty for none.</summary>
    public string? UnicodeEmoji { get; init; }

    /// <summary>Only of a role that is deleted: its place, so that taking it back can put it there again.</summary>
    public int? Position { get; init; }

    /// <summary>Only of a role that is deleted: who holds it, ascending.</summary>
    public IReadOnlyList<Id<User>>? Holders { get; init; }

    /// <summary>Only of a role that is deleted: the channels with an overwrite for it, and that overwrite.</summary>
    public IReadOnlyList<ChannelOverwrite>? Overwrites { get; init; }
}

/// <summary>An overwrite with the channel in which it stands.</summary>
/// <param name="Channel">Where.</param>
/// <param name="Overwrite">What.</param>
public sealed record ChannelOverwrite(Id<Channel> Channel, OverwriteState Overwrite);

/// <summary>
/// The order of roles, bottom to top, in one request whatever their number. Compared by relative order: numbers that Discord gives by itself are no drift.
/// </summary>
public sealed record RoleOrderChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "role-order/1";

    /// <summary>The guild.</summary>
    public required Id<Guild> Guild { get; init; }

    /// <summary>The roles before, bottom to top, without @everyone.</summary>
    public required IReadOnlyList<Id<Role>> Before { get; init; }

    /// <summary>The same roles after, bottom to top; roles that the plan itself makes may be among them.</summary>
    public required IReadOnlyList<Id<Role>> After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "role-order";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Guild(Guild);
}
