using System.CommandLine;
using System.CommandLine.Parsing;
using Mainstay.Host.Db;
using Mainstay.Host.Journal;
using Mainstay.Host.Run;
using Mainstay.Host.Sandbox;

namespace Mainstay.Host.Cli;

/// <summary>The commands of <c>mainstay</c>, and the one boundary where an exception becomes a sentence.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new StopSignals();
        try
        {
            var parsed = Create().Parse(args, AsTyped);
            if (parsed.Errors.Count > 0 && !AsksForHelp(args))
            {
                // What was typed and is not known says more than what is missing because of it.
                var error = parsed.Errors.FirstOrDefault(error => parsed.UnmatchedTokens.Any(token => error.Message.Contains(token, StringComparison.Ordinal))) ?? parsed.Errors[0];
                return Fail(Sentence(error.Message, parsed.CommandResult), ExitCode.Usage);
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (CliException failure)
        {
            return Fail(failure.Message, failure.ExitCode);
        }
    }

    // "@everyone" is a name here, not a file of further arguments.
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    private static RootCommand Create()
    {
        var time = TimeProvider.System;
        var root = new RootCommand("Mainstay keeps a Discord server the way its owners declared it. Without a command it runs: on Discord when MAINSTAY_DISCORD__TOKEN is set, otherwise in a Discord server of its own.");
        RunCommand.AddTo(root, time);
        root.Subcommands.Add(SandboxCommand.Create(time));
        root.Subcommands.Add(DbCommand.Create(time));
        root.Subcommands.Add(JournalCommand.Create(time));
        return root;
    }

    private static bool AsksForHelp(string[] args) => args.Any(argument => argument is "--help" or "-h" or "-?");

    private static int Fail(string sentence, int code)
    {
        Console.Error.WriteLine($"mainstay: {sentence}");
        return code;
    }

    // The parser's sentences stand alone; ours say where to look next.
    private static string Sentence(string message, CommandResult at) => $"{message.TrimEnd('.')}. See 'mainstay {Path(at)}--help'.";

    private static string Path(CommandResult at) => at.Parent is CommandResult above ? $"{Path(above)}{at.Command.Name} " : "";
}
