namespace Mainstay.Engine.Keys;

/// <summary>Where the master key is: 32 bytes under which every other key is kept.</summary>
public sealed record MasterKeyOptions
{
    /// <summary>The file. Unset: a key that lives in memory and ends with the program, for tests whose database ends with it too.</summary>
    public string? File { get; init; }

    /// <summary>
    /// Whether the file was handed over by the service manager (a systemd credential): then it is never made here, and who may read it is the manager's business.
    /// </summary>
    public bool IsCredential { get; init; }
}

/// <summary>The master key is missing, wrong, or open to others. The message is one sentence for the operator: what is wrong and what to do.</summary>
public sealed class MasterKeyException(string message, Exception? inner = null) : Exception(message, inner);
