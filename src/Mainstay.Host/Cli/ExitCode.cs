namespace Mainstay.Host.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The thing asked for failed: a command's reply was a failure, a check found something.</summary>
    public const int Failed = 1;

    /// <summary>The arguments make no sense.</summary>
    public const int Usage = 2;

    /// <summary>Nothing was begun, because something it needs is missing or wrong: token, network, port, database.</summary>
    public const int CannotStart = 3;

    /// <summary>Ended by a signal, as shells count it for Ctrl+C.</summary>
    public const int Interrupted = 130;
}
