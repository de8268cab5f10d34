using System.CommandLine;
using Mainstay.Host.Cli;
using Mainstay.Sandbox;
using Mainstay.Sandbox.RateLimits;
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
        var scenario = new Option<string>("--scenario") { Description = "What the world begins with: law-firm, empty, or large:N (members).", DefaultValueFactory = _ => "law-firm" };
        var template = new Option<string?>("--template") { Description = "A Discord guild template (the JSON of /guilds/templates/{code}) to make the world from." };
        var profile = new Option<string>("--profile") { Description = "Rate limits: discord, off, or storm.", DefaultValueFactory = _ => "discord" };
        var seed = new Option<int>("--seed") { Description = "Everything left to chance follows from it.", DefaultValueFactory = _ => 1 };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => DefaultPort };
        var token = new Option<string>("--token") { Description = "The token a bot logs in with.", DefaultValueFactory = _ => SandboxOptions.DefaultToken };
        var command = new Command("sandbox", "Serves a Discord server of your own on this machine, for any bot in any language.") { scenario, template, profile, seed, port, token };
        command.SetAction((parsed, stop) => ServeAsync(
            new SandboxOptions
            {
                Scenario = parsed.GetValue(scenario)!,
                TemplateFile = parsed.GetValue(template),
                RateLimits = ProfileOf(parsed.GetValue(profile)!),
                Seed = parsed.GetValue(seed),
                Port = parsed.GetValue(port),
                Token = parsed.GetValue(token)!,
                Time = time,
            },
            stop));
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
              mainstay sandbox exec --url {server.Origin.ToString().TrimEnd('/')} --as owner "/help"
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
            throw new CliException($"The template {options.TemplateFile} cannot be read. Is the path right, and may you read it?", ExitCode.Usage, failure);
        }
        catch (IOException failure)
        {
            throw new CliException($"Port {options.Port} is in use. Choose another with --port, or 0 for any free one.", ExitCode.CannotStart, failure);
        }
    }

    private static RateLimitProfile ProfileOf(string name)
    {
        try
        {
            return RateLimitProfile.Named(name);
        }
        catch (ArgumentException failure)
        {
            throw new CliException($"There is no rate-limit profile \"{name}\". Use discord, off or storm.", ExitCode.Usage, failure);
        }
    }
}
