using System.Globalization;
using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sdk.Data;

namespace Mainstay.Host.Db;

/// <summary><c>mainstay db version</c>.</summary>
internal sealed class VersionReport(DbSession session, DbOutput output)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var status = await session.Status.ReadAsync(stop);
        output.Print(
            new
            {
                status.Database,
                Place = DatabasePlace.Shown(session.Place),
                ServerVersion = status.Version,
                status.Bytes,
                Modules = status.Modules.Select(module => new { module.Module, module.Standing, module.Shipped, module.State }),
            },
            () =>
            [
                $"{status.Database} {status.Version}, {DatabasePlace.Shown(session.Place)}, {(status.Bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB",
                "",
                .. DbOutput.Columns([.. status.Modules.Select(module => new[] { module.Module, Steps(module), Remark(module) })]),
            ]);
        return ExitCode.Ok;
    }

    internal static string Remark(SchemaVersion version) => version.State switch
    {
        SchemaState.Current => "up to date",
        SchemaState.Behind => $"{DbOutput.Count(version.Shipped - version.Standing, "step has", "steps have")} not run: '{Settings.Program} db migrate' runs what is missing",
        SchemaState.Newer => $"newer than this program, from step {version.Step!.Number} ({version.Step.Name}) on: run the version that wrote it",
        SchemaState.Changed => $"step {version.Step!.Number} ({version.Step.Name}) has run with another text than this program has: install an unchanged release",
        _ => "this program has no such module: its tables stay as they are",
    };

    private static string Steps(SchemaVersion version) => version.Shipped == 0 ? $"{version.Standing}" : $"{version.Standing} of {version.Shipped}";
}
