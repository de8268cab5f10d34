using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db check</c>: what is there beside what is declared.</summary>
internal sealed class SchemaCheck(DbSession session, DbOutput output)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var versions = (await session.Status.ReadAsync(stop)).Modules;
        var steps = versions.Where(version => version.State != SchemaState.Current).ToList();
        // Before its steps have run a schema is rightly another one.
        var compared = steps.All(version => version.State is SchemaState.Unknown);
        var findings = compared ? await session.Inspector.CompareAsync([.. session.Modules.SelectMany(module => module.Tables)], stop) : [];
        var wrong = steps.Count(version => version.State != SchemaState.Unknown) + findings.Count(finding => !IsHarmless(finding));
        output.Print(
            new
            {
                Place = DatabasePlace.Shown(session.Place),
                Ok = wrong == 0,
                Compared = compared,
                Modules = steps.Select(version => new { version.Module, version.Standing, version.Shipped, version.State, Step = version.Step?.Number }),
                Findings = findings.Select(finding => new
                {
                    finding.Difference,
                    finding.Table,
                    finding.Name,
                    finding.Expected,
                    finding.Actual,
                    Harmless = IsHarmless(finding),
                    finding.Repair,
                    finding.Blocking,
                }),
            },
            () => Lines(steps, findings, compared, wrong));
        return wrong == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    // What is there besides costs a little and breaks nothing. Perhaps somebody else put it there on purpose.
    private static bool IsHarmless(SchemaFinding finding) => finding.Difference is SchemaDifference.ExtraTable or SchemaDifference.ExtraIndex;

    private static IEnumerable<string> Lines(List<SchemaVersion> steps, IReadOnlyList<SchemaFinding> findings, bool compared, int wrong) =>
    [
        .. steps.Select(version => $"{(version.State == SchemaState.Unknown ? "note " : "wrong")}  schema of {version.Module}: {VersionReport.Remark(version)}"),
        .. findings.OrderBy(IsHarmless).SelectMany(Lines),
        .. compared ? (string[])[] : ["Tables were not compared, because the schema is not at the state that this program knows."],
        wrong == 0 ? "The schema is as it is declared." : $"{DbOutput.Count(wrong, "thing is", "things are")} wrong.",
    ];

    private static IEnumerable<string> Lines(SchemaFinding finding)
    {
        yield return $"{(IsHarmless(finding) ? "note " : "wrong")}  {Sentence(finding)}";
        foreach (var statement in finding.Repair)
        {
            yield return $"         mended by: {statement};";
        }

        if (finding.Blocking is { } blocking)
        {
            yield return $"         {DbOutput.Count(blocking.Rows, "row stands", "rows stand")} in the way, in {DbOutput.Count(blocking.Groups, "group", "groups")} that agree where none may:";
            foreach (var group in blocking.Samples)
            {
                yield return $"           ({group.Key}) {DbOutput.Count(group.Rows, "time", "times")}";
            }
        }
    }

    private static string Sentence(SchemaFinding finding) => finding.Difference switch
    {
        SchemaDifference.MissingTable => $"the table {finding.Table} is missing",
        SchemaDifference.ExtraTable => $"the table {finding.Table} is declared by no module",
        SchemaDifference.MissingColumn => $"{finding.Table} has no column {finding.Name}, declared as {finding.Expected}",
        SchemaDifference.ExtraColumn => $"{finding.Table} has a column {finding.Name} ({finding.Actual}) that is not declared",
        SchemaDifference.ColumnType => $"{finding.Table}.{finding.Name} is {finding.Actual}, declared as {finding.Expected}",
        SchemaDifference.Nullability => $"{finding.Table}.{finding.Name} is {finding.Actual}, declared as {finding.Expected}",
        SchemaDifference.PrimaryKey => $"the primary key of {finding.Table} is ({finding.Actual}), declared as ({finding.Expected})",
        SchemaDifference.MissingIndex => $"the index {finding.Name} of {finding.Table} is missing: {finding.Expected}",
        SchemaDifference.DifferentIndex => $"the index {finding.Name} of {finding.Table} is {finding.Actual}, declared as {finding.Expected}",
        SchemaDifference.ExtraIndex => $"the index {finding.Name} of {finding.Table} is not declared: {finding.Actual}",
        SchemaDifference.MissingReference => $"{finding.Table} lacks the foreign key {finding.Expected}",
        _ => $"{finding.Table} has a foreign key that is not declared: {finding.Actual}",
    };
}
