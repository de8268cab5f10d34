using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db rollback</c>: shows what would go, and does it when told to.</summary>
internal sealed class Rollback(DbSession session, DbOutput output)
{
    public async Task<int> RunAsync(string module, int target, bool confirmed, CancellationToken stop)
    {
        var set = session.Sets.FirstOrDefault(set => set.Module == module)
            ?? throw new CliException($"There is no module of that name with tables. There are: {string.Join(", ", session.Sets.Select(set => set.Module))}.", ExitCode.Usage);
        if (target < 0 || target > set.Migrations.Count)
        {
            throw new CliException($"The schema of {module} has the steps 1 to {set.Migrations.Count}: --to is a number from 0 to {set.Migrations.Count}.", ExitCode.Usage);
        }

        var preview = await session.Migrator.PreviewRollbackAsync(set, target, stop);
        var done = confirmed && preview.Steps.Count > 0;
        if (done)
        {
            await session.Migrator.RollbackAsync(set, target, stop);
        }

        output.Print(
            new
            {
                Done = done,
                Place = DatabasePlace.Shown(session.Place),
                Steps = preview.Steps.Select(step => new { step.Module, step.Number, step.Name, step.AppliedAt }),
                Lost = preview.Lost.Select(lost => new { lost.Table, lost.Rows, lost.Columns }),
            },
            () => Lines(module, target, preview, done));
        return preview.Steps.Count == 0 || done ? ExitCode.Ok : ExitCode.Failed;
    }

    private IEnumerable<string> Lines(string module, int target, RollbackPreview preview, bool done)
    {
        if (preview.Steps.Count == 0)
        {
            return [$"No step of {module} after {target} has run: there is nothing to take back."];
        }

        var lost = preview.Lost.Count == 0
            ? ["No table and no column went."]
            : DbOutput.Columns([.. preview.Lost.Select(lost => new[]
            {
                $"  {lost.Table}", lost.Columns.Count == 0 ? "the whole table" : $"the {(lost.Columns.Count == 1 ? "column" : "columns")} {string.Join(", ", lost.Columns)}", $"with {DbOutput.Count(lost.Rows, "row", "rows")}",
            })]);
        return
        [
            $"{DbOutput.Count(preview.Steps.Count, "step", "steps")} of {module} {(done ? (preview.Steps.Count == 1 ? "was" : "were") + " taken back" : "would be taken back")}, the newest first:",
            .. DbOutput.Columns([.. preview.Steps.Select(step => new[] { $"  {step.Number}", step.Name.Replace('_', ' ') })]),
            preview.Lost.Count == 0 ? "" : done ? "What went with them:" : "What would go with them, for good:",
            .. preview.Lost.Count == 0 && !done ? ["No table and no column would go."] : lost,
            .. done ? (string[])[] : ["", $"Nothing was done in {DatabasePlace.Shown(session.Place)}. Keep a backup, end Mainstay, and repeat the command with --yes."],
        ];
    }
}
