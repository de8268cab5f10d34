namespace Mainstay.Sdk.Data;

/// <summary>
/// Where the two databases differ, and nowhere else. SQL is written once in what both understand (<c>ON CONFLICT</c>, <c>RETURNING</c>, CTEs; BIGINT, TEXT);
/// what is left has a word here.
/// </summary>
public abstract class Dialect
{
    /// <summary>The database's name as people write it: "SQLite" or "PostgreSQL".</summary>
    public abstract string Name { get; }

    /// <summary>The column type for bytes.</summary>
    public abstract string Bytes { get; }

    /// <summary>The type, with its key clause, of a column that numbers its rows from 1, never reusing a number.</summary>
    public abstract string Identity { get; }

    /// <summary>An expression that is true when <paramref name="column" /> is one of the values of the list parameter <paramref name="parameter" />.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>Replaces <c>{bytes}</c> and <c>{identity}</c> in the text of a migration.</summary>
    public string Expand(string sql) =>
        sql.Replace("{bytes}", Bytes, StringComparison.Ordinal).Replace("{identity}", Identity, StringComparison.Ordinal);
}
