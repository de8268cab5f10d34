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

    /// <summary>What ends the declaration of a table whose rows lie in the order of their primary key; may be empty.</summary>
    public abstract string Clustered { get; }

    /// <summary>SQL for one row of two columns: <c>version</c> of the library or server, and <c>bytes</c> that the database takes.</summary>
    public abstract string About { get; }

    /// <summary>Replaces <c>{bytes}</c>, <c>{identity}</c> and <c>{clustered}</c> in the text of a migration.</summary>
    public string Expand(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return sql.Replace("{bytes}", Bytes, StringComparison.Ordinal)
            .Replace("{identity}", Identity, StringComparison.Ordinal)
            .Replace("{clustered}", Clustered, StringComparison.Ordinal);
    }
}
