using System.Text.RegularExpressions;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Store.Schema;

/// <summary>Declared tables beside live ones; knows no database.</summary>
internal static partial class SchemaComparison
{
    public static List<SchemaFinding> Compare(IReadOnlyList<Table> declared, IReadOnlyList<LiveTable> live, Dialect dialect)
    {
        var findings = new List<SchemaFinding>();
        var there = live.ToDictionary(table => table.Name, StringComparer.Ordinal);
        foreach (var table in declared)
        {
            if (!there.Remove(table.Name, out var actual))
            {
                findings.Add(new(SchemaDifference.MissingTable, table.Name, table.Name, "a table", "nothing"));
                continue;
            }

            findings.AddRange(Columns(table, actual, dialect));
            findings.AddRange(Key(table, actual));
            findings.AddRange(Indexes(table, actual));
            findings.AddRange(References(table, actual));
        }

        findings.AddRange(there.Values.OrderBy(table => table.Name, StringComparer.Ordinal)
            .Select(table => new SchemaFinding(SchemaDifference.ExtraTable, table.Name, table.Name, "nothing", "a table")));
        return findings;
    }

    private static IEnumerable<SchemaFinding> Columns(Table table, LiveTable live, Dialect dialect)
    {
        var there = live.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            var type = TypeOf(column.Type, dialect);
            if (!there.Remove(column.Name, out var actual))
            {
                yield return new(SchemaDifference.MissingColumn, table.Name, column.Name, type, "nothing");
                continue;
            }

            // SQLite numbers rows with a column that has to be declared INTEGER.
            if (actual.Type != type && !(type == "BIGINT" && actual.Type == "INTEGER"))
            {
                yield return new(SchemaDifference.ColumnType, table.Name, column.Name, type, actual.Type);
            }

            if (actual.Nullable != column.Nullable)
            {
                yield return new(SchemaDifference.Nullability, table.Name, column.Name, NullWord(column.Nullable), NullWord(actual.Nullable));
            }
        }

        foreach (var extra in there.Values)
        {
            yield return new(SchemaDifference.ExtraColumn, table.Name, extra.Name, "nothing", extra.Type);
        }
    }

    private static IEnumerable<SchemaFinding> Key(Table table, LiveTable live) =>
        table.Key.SequenceEqual(live.Key, StringComparer.Ordinal) ? [] : [new(SchemaDifference.PrimaryKey, table.Name, table.Name, List(table.Key), List(live.Key))];

    private static IEnumerable<SchemaFinding> Indexes(Table table, LiveTable live)
    {
        var there = live.Indexes.ToDictionary(index => index.Name, StringComparer.Ordinal);
        foreach (var index in table.Indexes)
        {
            var create = $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX IF NOT EXISTS {index.Name} ON {table.Name} ({List(index.Columns)}){(index.Where is null ? "" : $" WHERE {index.Where}")}";
            if (!there.Remove(index.Name, out var actual))
            {
                yield return new(SchemaDifference.MissingIndex, table.Name, index.Name, Words(index), "nothing") { Repair = [create] };
            }
            else if (actual.Unique != index.Unique || !SameCondition(actual.Where, index.Where) || !actual.Columns.SequenceEqual(index.Columns, StringComparer.Ordinal))
            {
                yield return new(SchemaDifference.DifferentIndex, table.Name, index.Name, Words(index), Words(actual)) { Repair = [$"DROP INDEX IF EXISTS {index.Name}", create] };
            }
        }

        foreach (var extra in there.Values)
        {
            yield return new(SchemaDifference.ExtraIndex, table.Name, extra.Name, "nothing", Words(extra));
        }
    }

    // SQLite keeps a condition as it was written; PostgreSQL prints it anew, with casts, brackets and lists of its own.
    private static bool SameCondition(string? one, string? other) => one is null || other is null ? one is null && other is null : Bare(one) == Bare(other);

    private static string Bare(string condition) => Noise().Replace(AnyOf().Replace(condition, "IN ($1)"), "").Replace("!=", "<>", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex(@"=\s*ANY\s*\(+\s*ARRAY\s*\[([^\]]*)\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyOf();

    [GeneratedRegex(@"::\w+(\[\])?|[\s()""]", RegexOptions.CultureInvariant)]
    private static partial Regex Noise();

    private static IEnumerable<SchemaFinding> References(Table table, LiveTable live)
    {
        var expected = table.References.Select(Words).ToList();
        var actual = live.References.Select(Words).ToList();
        foreach (var missing in expected.Except(actual, StringComparer.Ordinal))
        {
            yield return new(SchemaDifference.MissingReference, table.Name, table.Name, missing, "nothing");
        }

        foreach (var extra in actual.Except(expected, StringComparer.Ordinal))
        {
            yield return new(SchemaDifference.ExtraReference, table.Name, table.Name, "nothing", extra);
        }
    }

    private static string TypeOf(ColumnType type, Dialect dialect) => type switch
    {
        ColumnType.Integer or ColumnType.Time => "BIGINT",
        ColumnType.Text => "TEXT",
        _ => dialect.Bytes,
    };

    private static string NullWord(bool nullable) => nullable ? "may be null" : "never null";

    private static string List(IEnumerable<string> columns) => string.Join(", ", columns);

    private static string Words(TableIndex index) => $"{(index.Unique ? "unique " : "")}({List(index.Columns)}){(index.Where is null ? "" : $" where {index.Where}")}";

    private static string Words(TableReference reference) =>
        $"({List(reference.Columns)}) → {reference.To} ({List(reference.ToColumns)}){(reference.Cascades ? ", removed with it" : "")}";
}
