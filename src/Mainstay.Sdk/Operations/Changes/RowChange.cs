using System.Text.Json.Serialization;

namespace Mainstay.Sdk;

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
