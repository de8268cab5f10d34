using Mainstay.Engine.Hosting;
using Mainstay.Host.Cli;
using Mainstay.Host.Sandbox;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Store;

namespace Mainstay.Host.Run;

/// <summary>Mainstay at work in a Discord of its own: what a newcomer sees first. The world lives in memory, so its database begins anew each time.</summary>
internal sealed class DemoRun(SandboxOptions options, string folder, TimeProvider time, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var data = DataFolder.Prepare(folder);
        var database = DatabasePlace.Demo(data);
        await using var sandbox = await SandboxCommand.StartAsync(options, stop);
        var masterKey = MasterKeyPlace.Demo(data);
        await BeginAnewAsync(database, masterKey.File!, time, stop);
        await using var run = new MainstayRun(
            new BotOptions { Token = options.Token, Api = sandbox.RestBase }, database, masterKey, Path.Combine(data, "logs", "demo-.log"), time);
        var roster = sandbox.Roster;
        await run.StartAsync(roster is null ? null : cancellation => DemoRecords.ImportAsync(run.Database, roster, time.GetUtcNow(), cancellation), stop);
        await output.WriteLineAsync($"""
            Mainstay is at work in a Discord server of its own ({sandbox.ScenarioName}). Nothing leaves this machine.

              Open      {sandbox.ConsoleUrl}
              Then      type {(roster is null ? "/help, then /staff rank add and /staff hire" : "/sync users, then /repair all, and press Apply")}
              Database  {DatabasePlace.Shown(database)} (begins anew at each start, as the server does)

            From a terminal:
              {Settings.Program} sandbox exec --url {sandbox.Origin.ToString().TrimEnd('/')} --as owner "/help"
            On Discord itself: set MAINSTAY_DISCORD__TOKEN and start again.

            Ready. Ctrl+C ends it.
            """);
        return await run.UntilStoppedAsync(stop);
    }

    private static async Task BeginAnewAsync(StoreOptions database, string masterKey, TimeProvider time, CancellationToken stop)
    {
        try
        {
            await MainstayRun.InSentencesAsync(() => StoreReset.BeginAnewAsync(database, time, stop));
            File.Delete(masterKey);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The demo's database {DatabasePlace.Shown(database)} cannot be begun anew: choose another folder with --data, or let this user write there.", ExitCode.CannotStart, failure);
        }
    }
}
