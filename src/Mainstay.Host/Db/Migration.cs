using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db migrate</c>.</summary>
internal sealed class Migration(DbSession session, DbOutput output)
{
    public async Task<int> RunAsync(bool dryRun, CancellationToken stop)
    {
        var ran = dryRun ? await MissingAsync(stop) : await MigrateAsync(stop);
        output.Print(
            new { DryRun = dryRun, Place = DatabasePlace.Shown(session.Place), Steps = ran.Select(step => new { step.Module, step.Number, step.Name }) },
            () => ran.Count == 0
                ? ["Everything is up to date."]
                : [$"{DbOutput.Count(ran.Count, "step", "steps")} {(dryRun ? "would run" : "ran")}:", .. DbOutput.Columns([.. ran.Select(step => new[] { $"  {step.Module}", $"{step.Number}", step.Name.Replace('_', ' ') })])]);
        return ExitCode.Ok;
    }

    private async Task<IReadOnlyList<Step>> MigrateAsync(CancellationToken stop)
    {
        if (session.Place.Server is null && Path.GetDirectoryName(session.Place.File) is { } folder)
        {
            DataFolder.Prepare(folder);
        }

        return [.. (await session.Migrator.MigrateAsync(session.Sets, stop)).Select(row => new Step(row.Module, row.Number, row.Name))];
    }

    // A database that is not there yet is not made by looking.
    private async Task<IReadOnlyList<Step>> MissingAsync(CancellationToken stop)
    {
        var standing = session.Place.Server is null && !File.Exists(session.Place.File) ? [] : await session.Migrator.ListAsync(stop);
        var versions = SchemaVersion.Compare(session.Sets, standing);
        return versions.FirstOrDefault(version => version.State is SchemaState.Newer or SchemaState.Changed) is { } wrong
            ? throw new CliException($"The schema of {wrong.Module} cannot be brought up to date: {VersionReport.Remark(wrong)}.")
            : [.. session.Sets.SelectMany(set => set.Migrations.Skip(versions.First(version => version.Module == set.Module).Standing).Select(step => new Step(set.Module, step.Number, step.Name)))];
    }

    private sealed record Step(string Module, int Number, string Name);
}
