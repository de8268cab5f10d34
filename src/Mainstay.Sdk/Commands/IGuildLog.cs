using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A guild's log channel: where Mainstay says what no command asked for.</summary>
public interface IGuildLog
{
    /// <summary>
    /// Says something there, without buttons and without pinging anybody. False when the guild has no log channel, or Discord does not take it: what matters has to
    /// be found elsewhere as well.
    /// </summary>
    Task<bool> TellAsync(Id<Guild> guild, Reply reply, CancellationToken cancellationToken);
}
