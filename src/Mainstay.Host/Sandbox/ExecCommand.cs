using System.CommandLine;
using Mainstay.Host.Cli;

namespace Mainstay.Host.Sandbox;

/// <summary><c>mainstay sandbox exec</c>: a person at a keyboard, for scripts and tests.</summary>
internal static class ExecCommand
{
    public static Command Create(TimeProvider time)
    {
        var text = new Argument<string>("command") { Description = "What to type: \"/repair staff-roles\", with options as name:value. Without a slash it is sent as a message." };
        var who = new Option<string>("--as") { Description = "Who types: owner, admin, member, a name or an id.", DefaultValueFactory = _ => "owner" };
        var press = new Option<string[]>("--press") { Description = "Then press the button of this label (its beginning is enough) or custom id, or choose in a select: \"label=value\". Several, in order." };
        var fill = new Option<string[]>("--fill") { Description = "Fill in a field of the form that opens: \"field=value\", by label or custom id." };
        var file = new Option<string[]>("--file") { Description = "Hand over a file with the command: \"option=path\"." };
        var channel = new Option<string?>("--channel") { Description = "The channel to type in, by name or id. Default: the server's own." };
        var guild = new Option<string?>("--guild") { Description = "The server, by name or id. Default: the first." };
        var url = new Option<string>("--url") { Description = "The running sandbox.", DefaultValueFactory = _ => $"http://127.0.0.1:{SandboxArguments.PortSet}" };
        var json = new Option<bool>("--json") { Description = "Print the last interaction and its messages as JSON." };
        var timeout = new Option<double>("--timeout") { Description = "Seconds to wait for each step to come to its end.", DefaultValueFactory = _ => 120 };
        var command = new Command("exec", "Types a command into a running sandbox as one of its people, waits for the final reply, and prints it.")
        {
            text, who, press, fill, file, channel, guild, url, json, timeout,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new ExecRequest(
                parsed.GetValue(text)!,
                parsed.GetValue(who)!,
                parsed.GetValue(press) ?? [],
                FieldsOf(parsed.GetValue(fill) ?? []),
                FilesOf(parsed.GetValue(file) ?? []),
                parsed.GetValue(channel),
                parsed.GetValue(guild),
                UrlOf(parsed.GetValue(url)!),
                parsed.GetValue(json),
                TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(timeout), 0.1, 86_400))),
            time,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(ExecRequest request, TimeProvider time, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = request.Url, Timeout = TimeSpan.FromSeconds(30) };
        var client = new ControlClient(http, request.As);
        return await new ExecSession(client, request, time, Console.Out).RunAsync(stop);
    }

    private static Dictionary<string, string> FieldsOf(string[] fills)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var fill in fills)
        {
            var at = fill.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new CliException($"\"{fill}\" does not name a field. Write --fill field=value.", ExitCode.Usage);
            }

            fields[fill[..at]] = fill[(at + 1)..];
        }

        return fields;
    }

    private static Dictionary<string, FileInfo> FilesOf(string[] files)
    {
        var found = new Dictionary<string, FileInfo>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var at = file.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new CliException($"\"{file}\" does not name an option. Write --file option=path.", ExitCode.Usage);
            }

            var info = new FileInfo(file[(at + 1)..]);
            found[file[..at]] = info.Exists ? info : throw new CliException($"There is no file \"{info.FullName}\".", ExitCode.Usage);
        }

        return found;
    }

    private static Uri UrlOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? new Uri(url!.GetLeftPart(UriPartial.Authority))
        : throw new CliException($"\"{text}\" is not the address of a sandbox, such as http://127.0.0.1:{SandboxCommand.DefaultPort}.", ExitCode.Usage);
}

/// <summary>What <c>exec</c> was asked to do.</summary>
internal sealed record ExecRequest(
    string Text, string As, IReadOnlyList<string> Presses, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, FileInfo> Files, string? Channel, string? Guild, Uri Url, bool Json, TimeSpan Timeout);
