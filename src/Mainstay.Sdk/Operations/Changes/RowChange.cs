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

    /// <summary>
    /// The columns that taking the change back writes, where that is not <see cref="Before" />: for a record that is never deleted, so that the undo of an
    /// insert is an update. Unset: what was before, and an insert is taken back by a delete.
    /// </summary>
    public Row? TakenBack { get; init; }

    /// <summary>A line of a ledger that tells of this change. It is written with the row or not at all; taking the change back adds another line.</summary>
    public LedgerLine? Line { get; init; }

    /// <summary>What the change does, for people: <c>hire &lt;@1&gt; as Partner</c>.</summary>
    public required string Summary { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "row";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Row(Table, Key.ToString());
}

/// <summary>
/// A line for a table to which lines are only ever added (<see cref="Sdk.Table.Ledger" />). Its number is given when it is written, so that it never collides with
/// a line that came in between.
/// </summary>
public sealed record LedgerLine
{
    /// <summary>The ledger.</summary>
    public required string Table { get; init; }

    /// <summary>Whose line it is: the columns of the key without the number.</summary>
    public required Row Key { get; init; }

    /// <summary>The other columns. Moment and author are filled in at writing where they are left out.</summary>
    public required Row Values { get; init; }

    /// <summary>The columns of the line that says that the change was taken back.</summary>
    public required Row TakenBack { get; init; }
}
