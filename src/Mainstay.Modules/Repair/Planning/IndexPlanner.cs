using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// The database beside what is declared. A missing index is made; rows that agree where a unique index allows none to are told with their keys, and
/// nothing is made until a person has settled them.
/// </summary>
internal sealed class IndexPlanner(RepairWork work)
{
    public void Run()
    {
        foreach (var difference in work.Input.Schema.OrderBy(d => d.Table, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal))
        {
            Look(difference);
        }
    }

    private void Look(SchemaFinding difference)
    {
        var table = difference.Table.Replace('_', ' ');
        var finding = new Finding(
            $"schema.{difference.Difference.ToString().ToLowerInvariant()}",
            difference.Difference switch
            {
                SchemaDifference.ExtraTable or SchemaDifference.ExtraColumn or SchemaDifference.ExtraIndex or SchemaDifference.ExtraReference => Severity.Info,
                SchemaDifference.MissingIndex or SchemaDifference.DifferentIndex => Severity.Warning,
                _ => Severity.Critical,
            },
            Target.Row(difference.Table, difference.Name),
            $"{Sentence(difference, table)}")
        {
            Expected = difference.Expected,
            Actual = difference.Actual,
        };
        if (difference.Blocking is { } blocking)
        {
            var samples = string.Join("; ", blocking.Samples.Select(s => $"`{RepairTexts.Plain(s.Key)}` ({s.Rows} rows)"));
            work.Note(finding with
            {
                Severity = Severity.Critical,
                Sentence = $"{finding.Sentence} It cannot be made, because {RepairTexts.Count((int)Math.Min(int.MaxValue, blocking.Rows), "row", "rows")} in {RepairTexts.Count((int)Math.Min(int.MaxValue, blocking.Groups), "group", "groups")} agree where each has to differ: {samples}. Keep one row of each group, then run this again.",
                Fix = "keep one row of each group",
            });
            return;
        }

        work.Note(difference.Difference is SchemaDifference.ExtraTable or SchemaDifference.ExtraColumn or SchemaDifference.ExtraIndex or SchemaDifference.ExtraReference
            ? finding with { Fix = "none" }
            : finding with { Sentence = $"{finding.Sentence} {Advice(difference)}", Fix = Advice(difference) });
    }

    private static string Sentence(SchemaFinding difference, string table) => difference.Difference switch
    {
        SchemaDifference.MissingTable => $"The table {table} is missing from the database.",
        SchemaDifference.ExtraTable => $"The table {table} is in the database, and no part of Mainstay declares it.",
        SchemaDifference.MissingColumn => $"The table {table} has no column `{difference.Name}`.",
        SchemaDifference.ExtraColumn => $"The table {table} has a column `{difference.Name}` that is not declared.",
        SchemaDifference.ColumnType => $"The column `{difference.Name}` of {table} is {difference.Actual} instead of {difference.Expected}.",
        SchemaDifference.Nullability => $"The column `{difference.Name}` of {table} is {difference.Actual}, but declared {difference.Expected}.",
        SchemaDifference.PrimaryKey => $"The table {table} has the key {difference.Actual} instead of {difference.Expected}.",
        SchemaDifference.MissingIndex => $"The index `{difference.Name}` of {table}, {difference.Expected}, is missing.",
        SchemaDifference.DifferentIndex => $"The index `{difference.Name}` of {table} is {difference.Actual} instead of {difference.Expected}.",
        SchemaDifference.ExtraIndex => $"The table {table} has an index `{difference.Name}` that is not declared. It costs writes and does no harm.",
        SchemaDifference.MissingReference => $"The table {table} lacks the reference {difference.Expected}.",
        _ => $"The table {table} has a reference that is not declared: {difference.Actual}.",
    };

    private static string Advice(SchemaFinding difference) => difference.Difference is SchemaDifference.MissingIndex or SchemaDifference.DifferentIndex
        ? "`mainstay db check` says how to make it."
        : "Run `mainstay db migrate`, or restore a backup.";
}
