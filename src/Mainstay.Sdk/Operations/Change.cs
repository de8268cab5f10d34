using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>How much care a change asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
public enum Risk
{
    /// <summary>Ordinary.</summary>
    Low,

    /// <summary>Gives or takes rights that matter: roles with moderation or management permissions.</summary>
    Elevated,

    /// <summary>Destroys something, or cannot be taken back.</summary>
    Destructive,
}

/// <summary>
/// One write to Discord or to a record, as data: kind, target, before, after, reason, risk. What it costs and how it is taken back follows from the
/// kind. The kinds are closed; planners compose them and never add one. In JSON each is named with its version, and older versions load.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MemberRolesChange), MemberRolesChange.Name)]
[JsonDerivedType(typeof(RowChange), RowChange.Name)]
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The kind's name without its version, such as <c>member-roles</c>.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>What it is about.</summary>
    [JsonIgnore]
    public abstract Target Target { get; }

    /// <summary>Why, in a few words: goes into the preview, the journal, and Discord's audit log.</summary>
    public required string Reason { get; init; }

    /// <summary>How much care it asks for.</summary>
    public Risk Risk { get; init; }

    /// <summary>Places, in the plan's list of changes, of earlier changes without which this one must not happen.</summary>
    public IReadOnlyList<int> DependsOn { get; init; } = [];
}

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
    public IEnumerable<Id<Role>> Given => After.Except(Before);

    /// <summary>Roles that the change takes.</summary>
    [JsonIgnore]
    public IEnumerable<Id<Role>> Taken => Before.Except(After);
}

/// <summary>
/// One row of a catalogued table: insert (no before), update, or delete (no after). It is written in the same transaction as its step and journal row,
/// so it happens exactly once. The row is left alone and reported when it is no longer what <see cref="Before" /> says.
/// </summary>
public sealed record RowChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "row/1";

    /// <summary>The catalogued table.</summary>
    public required string Table { get; init; }

    /// <summary>The columns of the table's key with their values.</summary>
    public required Row Key { get; init; }

    /// <summary>The columns that matter as they are before; unset for an insert.</summary>
    public Row? Before { get; init; }

    /// <summary>The columns that are written; unset for a delete.</summary>
    public Row? After { get; init; }

    /// <summary>What the change does, for people: <c>hire &lt;@1&gt; as Partner</c>.</summary>
    public required string Summary { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "row";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Row(Table, Key.ToString());
}
