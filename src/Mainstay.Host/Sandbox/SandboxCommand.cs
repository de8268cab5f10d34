using System.CommandLine;
using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.Server;

namespace Mainstay.Host.Sandbox;

/// <summary><c>mainstay sandbox</c>: Discord in a box, alone, for any bot in any language.</summary>
internal static class SandboxCommand
{
    /// <summary>Where a sandbox listens unless told otherwise, and where <c>sandbox exec</c> looks for one.</summary>
    public const int DefaultPort = 7470;

    public static Command Create(TimeProvider time)
    {
        var world = new SandboxArguments();
        var command = new Command("sandbox", "Serves a Discord server of your own on this machine, for any bot in any language.");
        world.AddTo(command);
        command.SetAction((parsed, stop) => ServeAsync(world.Read(parsed, time), stop));
        command.Subcommands.Add(ExecCommand.Create(time));
        return command;
    }

    private static async Task<int> ServeAsync(SandboxOptions options, CancellationToken stop)
    {
        await using var server = await StartAsync(options, stop);
        Console.WriteLine($"""
            A Discord server of your own ({server.ScenarioName}) is running.

              Console   {server.ConsoleUrl}
              REST      {server.RestBase}
              Gateway   {server.GatewayUrl}
              Token     {options.Token}

            Point a bot at it, then type commands in the console, or from a terminal:
              {Settings.Program} sandbox exec --url {server.Origin.ToString().TrimEnd('/')} --as owner "/help"
            Ctrl+C ends it. Nothing is kept.
            """);
        await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ExitCode.Ok;
    }

    /// <summary>Starts a sandbox; what keeps it from starting comes as one sentence.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken stop)
    {
        try
        {
            if (options.TemplateFile is null)
            {
                Scenario.Parse(options.Scenario);
            }

            return await SandboxServer.StartAsync(options, stop);
        }
        catch (FormatException failure)
        {
            throw new CliException(failure.Message, ExitCode.Usage, failure);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException && options.TemplateFile is not null)
        {
            throw new CliException($"The template {options.TemplateFile} cannot be read: check the path and its permissions.", ExitCode.Usage, failure);
        }
        catch (IOException failure)
        {
            throw new CliException($"Port {options.Port} is in use. Choose another with --port, or 0 for any free one.", ExitCode.CannotStart, failure);
        }
    }
}
