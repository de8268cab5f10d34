using System.CommandLine;
using System.CommandLine.Parsing;
using Mainstay.Host.Sandbox;

namespace Mainstay.Host.Cli;

/// <summary>The commands of <c>mainstay</c>, and the one boundary where an exception becomes a sentence.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Create();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && !AsksForHelp(args))
        {
            return Fail(Sentence(parsed.Errors[0].Message), ExitCode.Usage);
        }

        using var stop = new StopSignals();
        try
        {
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

    private static RootCommand Create() => new("Mainstay keeps a Discord server the way its owners declared it.")
    {
        SandboxCommand.Create(TimeProvider.System),
    };

    private static bool AsksForHelp(string[] args) => args.Any(argument => argument is "--help" or "-h" or "-?");

    private static int Fail(string sentence, int code)
    {
        Console.Error.WriteLine($"mainstay: {sentence}");
        return code;
    }

    // The parser's sentences stand alone; ours say where to look next.
    private static string Sentence(string message) => $"{message.TrimEnd('.')}. See 'mainstay --help'.";
}
