namespace Mainstay.Host.Cli;

/// <summary>An expected failure on the command line. The message is one sentence: what is wrong and what to do.</summary>
internal sealed class CliException(string message, int exitCode = ExitCode.Failed, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
