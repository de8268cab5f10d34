using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Store.Schema;

/// <summary>What a database's catalogue says, row by row, and tables made of it.</summary>
internal static class LiveRows
{
    public static IReadOnlyList<LiveTable> Gather(
        IReadOnlyList<string> tables, IReadOnlyList<ColumnRow> columns, IReadOnlyList<IndexRow> indexes, IReadOnlyList<ReferenceRow> references)
    {
        var columnsOf = columns.ToLookup(row => row.TableName, StringComparer.Ordinal);
        var indexesOf = indexes.ToLookup(row => row.TableName, StringComparer.Ordinal);
        var referencesOf = references.ToLookup(row => row.TableName, StringComparer.Ordinal);
        return
        [
            .. tables.Order(StringComparer.Ordinal).Select(table => new LiveTable(
                table,
                [.. columnsOf[table].OrderBy(row => row.Place).Select(row => new LiveColumn(row.Name, row.Type.ToUpperInvariant(), row.Nullable && row.KeyPlace == 0))],
                [.. columnsOf[table].Where(row => row.KeyPlace > 0).OrderBy(row => row.KeyPlace).Select(row => row.Name)],
                [
                    .. indexesOf[table].GroupBy(row => row.Name, StringComparer.Ordinal).OrderBy(index => index.Key, StringComparer.Ordinal).Select(index =>
                        new TableIndex(index.Key, [.. index.OrderBy(row => row.Place).Select(row => row.ColumnName)], index.First().IsUnique) { Where = index.First().Condition }),
                ],
                [
                    .. referencesOf[table].GroupBy(row => row.Number).Select(key => new TableReference(
                        [.. key.OrderBy(row => row.Place).Select(row => row.ColumnName)],
                        key.First().ToTable,
                        [.. key.OrderBy(row => row.Place).Select(row => row.ToColumn)],
                        key.First().Cascades)),
                ])),
        ];
    }

    internal sealed class ColumnRow
    {
        public required string TableName { get; init; }

        public long Place { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public bool Nullable { get; init; }

        /// <summary>From 1 in the primary key, otherwise 0.</summary>
        public long KeyPlace { get; init; }
    }

    internal sealed class IndexRow
    {
        public required string TableName { get; init; }

        public required string Name { get; init; }

        public bool IsUnique { get; init; }

        public long Place { get; init; }

        public required string ColumnName { get; init; }

        public string? Condition { get; init; }
    }

    internal sealed class ReferenceRow
    {
        public required string TableName { get; init; }

        public long Number { get; init; }

        public long Place { get; init; }

        public required string ColumnName { get; init; }

        public required string ToTable { get; init; }

        public required string ToColumn { get; init; }

        public bool Cascades { get; init; }
    }
}
