namespace Mainstay.Discord.Gateway;

/// <summary>Where a shard stands on its way to a working session.</summary>
public enum ShardState
{
    /// <summary>Not started.</summary>
    Idle,

    /// <summary>No connection; the next attempt waits for its back-off.</summary>
    Waiting,

    /// <summary>A new session is needed and the identify budget has not granted it yet.</summary>
    Queued,

    /// <summary>The socket is being opened, or Discord's hello is awaited.</summary>
    Connecting,

    /// <summary>Identify was sent; READY is awaited.</summary>
    Identifying,

    /// <summary>Resume was sent; Discord replays what was missed.</summary>
    Resuming,

    /// <summary>The session works.</summary>
    Ready,

    /// <summary>Stopped by request. The session may still be resumed later.</summary>
    Stopped,

    /// <summary>Discord refused for a reason that another attempt will not mend.</summary>
    Failed,
}

/// <summary>A shard went from one state to another.</summary>
/// <param name="Shard">The shard's id.</param>
/// <param name="Before">The state it left.</param>
/// <param name="Now">The state it is in.</param>
/// <param name="Why">One sentence, where there is something to say.</param>
public sealed record ShardStateChange(int Shard, ShardState Before, ShardState Now, string? Why);

/// <summary>What a later process needs to take up a session where this one left it.</summary>
/// <param name="SessionId">From READY.</param>
/// <param name="ResumeUrl">From READY (<c>resume_gateway_url</c>).</param>
/// <param name="Sequence">Of the last event whose handlers all ran to their end.</param>
public sealed record StoredSession(string SessionId, Uri ResumeUrl, long Sequence);

/// <summary>What a shard has done since it was made.</summary>
/// <param name="Received">Dispatched events read from the socket.</param>
/// <param name="Handled">Events whose handlers ran to their end, or that nobody listened to.</param>
/// <param name="Duplicates">Events dropped because they had been accepted before.</param>
/// <param name="Malformed">Frames and bodies that were not what Discord documents.</param>
/// <param name="Connects">Sockets opened.</param>
/// <param name="Identifies">Sessions asked for.</param>
/// <param name="Resumes">Sessions taken up again.</param>
/// <param name="Zombies">Connections given up because Discord no longer answered heartbeats.</param>
public sealed record ShardCounters(
    long Received, long Handled, long Duplicates, long Malformed, long Connects, long Identifies, long Resumes, long Zombies);
