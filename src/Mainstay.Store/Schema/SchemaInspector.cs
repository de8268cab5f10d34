using System.Text.RegularExpressions;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Store.Schema;

internal sealed class SchemaInspector(IDatabase database, ISchemaSource source) : ISchemaInspector
{
    /// <summary>How many groups of duplicates a finding shows.</summary>
    internal const int Samples = 5;

    public Task<IReadOnlyList<LiveTable>> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(source.ReadAsync, cancellationToken);

    public Task<IReadOnlyList<SchemaFinding>> CompareAsync(IReadOnlyList<Table> declared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return database.ReadAsync(
            async unit =>
            {
                var live = await source.ReadAsync(unit).ConfigureAwait(false);
                var findings = SchemaComparison.Compare(declared, live, unit.Dialect);
                for (var i = 0; i < findings.Count; i++)
                {
                    findings[i] = await WithDuplicatesAsync(unit, declared, live, findings[i]).ConfigureAwait(false);
                }

                return (IReadOnlyList<SchemaFinding>)findings;
            },
            cancellationToken);
    }

    // A unique index can only be made when no rows stand in its way.
    private static async Task<SchemaFinding> WithDuplicatesAsync(IUnit unit, IReadOnlyList<Table> declared, IReadOnlyList<LiveTable> live, SchemaFinding finding)
    {
        if (finding.Difference is not (SchemaDifference.MissingIndex or SchemaDifference.DifferentIndex))
        {
            return finding;
        }

        var table = declared.First(table => table.Name == finding.Table);
        var index = table.Indexes.First(index => index.Name == finding.Name);
        var there = live.First(table => table.Name == finding.Table).Columns.Select(column => column.Name);
        var used = index.Columns.Concat(table.Columns.Select(column => column.Name).Where(name => index.Where is { } where && Regex.IsMatch(where, $@"\b{Regex.Escape(name)}\b")));
        if (used.Except(there, StringComparer.Ordinal).Any())
        {
            // The columns come first; then the index can be made.
            return finding with { Repair = [] };
        }

        if (!index.Unique)
        {
            return finding;
        }

        var key = string.Join(" || ', ' || ", index.Columns.Select(name => table.Columns.First(column => column.Name == name).Secret ? "'(secret)'" : $"CAST({name} AS TEXT)"));
        var rows = string.Join(" AND ", index.Columns.Select(name => $"{name} IS NOT NULL").Concat(index.Where is null ? [] : [$"({index.Where})"]));
        var groups = $"SELECT {key} AS key, COUNT(*) AS rows FROM {table.Name} WHERE {rows} GROUP BY {string.Join(", ", index.Columns)} HAVING COUNT(*) > 1";
        var sums = await unit.FirstAsync<Sums>($"SELECT COUNT(*) AS groups, CAST(COALESCE(SUM(g.rows), 0) AS BIGINT) AS rows FROM ({groups}) g").ConfigureAwait(false);
        if (sums is not { Groups: > 0 })
        {
            return finding;
        }

        var samples = await unit.QueryAsync<DuplicateGroup>($"{groups} ORDER BY {string.Join(", ", index.Columns)} LIMIT {Samples}").ConfigureAwait(false);
        return finding with { Repair = [], Blocking = new Duplicates(sums.Groups, sums.Rows, samples) };
    }

    private sealed class Sums
    {
        public long Groups { get; init; }

        public long Rows { get; init; }
    }
}
