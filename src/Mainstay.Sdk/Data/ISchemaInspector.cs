namespace Mainstay.Sdk.Data;

/// <summary>Reads what tables, columns and indexes the database really has, and compares them with what is declared.</summary>
public interface ISchemaInspector
{
    /// <summary>All tables of the database as they are, by name.</summary>
    Task<IReadOnlyList<LiveTable>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Where the database differs from <paramref name="declared" />, table by table. Nothing is changed.</summary>
    Task<IReadOnlyList<SchemaFinding>> CompareAsync(IReadOnlyList<Table> declared, CancellationToken cancellationToken);
}

/// <summary>A table as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, by place.</param>
/// <param name="Key">The columns of its primary key.</param>
/// <param name="Indexes">Its other indexes, by name; <see cref="TableIndex.Where" /> holds the condition as the database prints it.</param>
/// <param name="References">Its foreign keys.</param>
public sealed record LiveTable(
    string Name, IReadOnlyList<LiveColumn> Columns, IReadOnlyList<string> Key, IReadOnlyList<TableIndex> Indexes, IReadOnlyList<TableReference> References);

/// <summary>A column as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the database calls it, in upper case.</param>
/// <param name="Nullable">Whether it may be null.</param>
public sealed record LiveColumn(string Name, string Type, bool Nullable);

/// <summary>How the database differs from the declaration.</summary>
public enum SchemaDifference
{
    /// <summary>A declared table is not there.</summary>
    MissingTable,

    /// <summary>A table is there that nobody declares.</summary>
    ExtraTable,

    /// <summary>A declared column is not there.</summary>
    MissingColumn,

    /// <summary>A column is there that is not declared.</summary>
    ExtraColumn,

    /// <summary>A column has another type.</summary>
    ColumnType,

    /// <summary>A column may be null and should not, or the other way round.</summary>
    Nullability,

    /// <summary>The primary key has other columns.</summary>
    PrimaryKey,

    /// <summary>A declared index is not there.</summary>
    MissingIndex,

    /// <summary>An index of that name has other columns, is not unique or is, or covers other rows.</summary>
    DifferentIndex,

    /// <summary>An index is there that is not declared. It costs writes and does no harm.</summary>
    ExtraIndex,

    /// <summary>A declared foreign key is not there.</summary>
    MissingReference,

    /// <summary>A foreign key is there that is not declared.</summary>
    ExtraReference,
}

/// <summary>One difference.</summary>
/// <param name="Difference">Which.</param>
/// <param name="Table">In which table.</param>
/// <param name="Name">Of which column or index; the table's name where it is about the table.</param>
/// <param name="Expected">What is declared, in words.</param>
/// <param name="Actual">What is there, in words.</param>
public sealed record SchemaFinding(SchemaDifference Difference, string Table, string Name, string Expected, string Actual)
{
    /// <summary>The statements that mend it, in order and in one transaction; empty when no statement does, or when duplicates stand in the way.</summary>
    public IReadOnlyList<string> Repair { get; init; } = [];

    /// <summary>Rows that agree where a unique index allows none to; unset when there are none or it is no unique index.</summary>
    public Duplicates? Blocking { get; init; }
}

/// <summary>Rows that stand in the way of a unique index.</summary>
/// <param name="Groups">How many groups of rows agree in the index's columns.</param>
/// <param name="Rows">How many rows are in these groups.</param>
/// <param name="Samples">The first groups: the values of the index's columns, separated by commas, and how many rows have them. Secret values are not shown.</param>
public sealed record Duplicates(long Groups, long Rows, IReadOnlyList<DuplicateGroup> Samples);

/// <summary>One group of rows that agree.</summary>
/// <param name="Key">What they agree in.</param>
/// <param name="Rows">How many they are.</param>
public sealed record DuplicateGroup(string Key, long Rows);
