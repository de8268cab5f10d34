using System.CommandLine;
using System.Globalization;
using Mainstay.Host.Cli;
using Mainstay.Host.Run;
using Mainstay.Sandbox;
using Mainstay.Sandbox.RateLimits;

namespace Mainstay.Host.Sandbox;

/// <summary>The options that describe a sandbox: the same for <c>mainstay</c> without a token and for <c>mainstay sandbox</c>.</summary>
internal sealed class SandboxArguments
{
    private readonly Option<string> _scenario = new("--scenario") { Description = "What the world begins with: law-firm, empty, or large:N (members).", DefaultValueFactory = _ => "law-firm" };
    private readonly Option<string?> _template = new("--template") { Description = "A Discord guild template (the JSON of /guilds/templates/{code}) to make the world from." };
    private readonly Option<string> _profile = new("--profile") { Description = "Rate limits: discord, off, or storm.", DefaultValueFactory = _ => "discord" };
    private readonly Option<int> _seed = new("--seed") { Description = "Everything left to chance follows from it.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _port = new("--port") { Description = "The port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => PortSet };
    private readonly Option<string> _token = new("--token") { Description = "The token a bot logs in with.", DefaultValueFactory = _ => SandboxOptions.DefaultToken };

    /// <summary>The port that <c>MAINSTAY_SANDBOX__PORT</c> names, for the sandbox and for who types into it.</summary>
    public static int PortSet => Settings.Text("SANDBOX__PORT") is not { } text ? SandboxCommand.DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new CliException("MAINSTAY_SANDBOX__PORT is a number from 0 to 65535.", ExitCode.Usage);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_scenario, _template, _profile, _seed, _port, _token])
        {
            command.Options.Add(option);
        }
    }

    public SandboxOptions Read(ParseResult parsed, TimeProvider time) => new()
    {
        Scenario = parsed.GetValue(_scenario)!,
        TemplateFile = parsed.GetValue(_template),
        RateLimits = ProfileOf(parsed.GetValue(_profile)!),
        Seed = parsed.GetValue(_seed),
        Port = parsed.GetValue(_port) is >= 0 and <= 65535 and var port ? port : throw new CliException("A port is a number from 0 to 65535.", ExitCode.Usage),
        Token = parsed.GetValue(_token)!,
        Time = time,
    };

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
