namespace Mainstay.Sdk;

/// <summary>An index besides the primary key's.</summary>
/// <param name="Name">As in SQL; unique in the whole database.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Unique">Whether no two rows may agree in all of them (rows with a null among them never do).</param>
public sealed record TableIndex(string Name, IReadOnlyList<string> Columns, bool Unique = false)
{
    /// <summary>SQL that says which rows are in the index; unset for all.</summary>
    public string? Where { get; init; }
}

/// <summary>A foreign key.</summary>
/// <param name="Columns">The columns that refer.</param>
/// <param name="To">The table that they refer to.</param>
/// <param name="ToColumns">Its columns, in the same order.</param>
/// <param name="Cascades">Whether rows go with the one that they refer to (ON DELETE CASCADE).</param>
public sealed record TableReference(IReadOnlyList<string> Columns, string To, IReadOnlyList<string> ToColumns, bool Cascades = true)
{
    /// <summary>The reference of a guild's records: they go when the guild is erased.</summary>
    public static TableReference ToGuild { get; } = new(["guild_id"], "guild", ["guild_id"]);
}

/// <summary>Rows of another table that stand on a row of this one: while there is one, the row stays, also where the run that made it is taken back.</summary>
/// <param name="Table">The other table.</param>
/// <param name="Where">SQL that says which of the guild's rows there stand on it. The columns of this table's key are parameters: <c>rank_role_id = @role_id</c>.</param>
/// <param name="Sentence">For people: who stands on it, and what to do about them first.</param>
public sealed record TableUse(string Table, string Where, string Sentence);
