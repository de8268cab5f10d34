using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// What a module does by itself in each guild: once soon after Mainstay has started, then when its own answer says, and sooner when it is woken. Never twice at once
/// in one guild. What has to survive a restart (when it ran last) is the module's to keep, in a table of its own.
/// </summary>
/// <param name="Name">Unique and stable, such as <c>repair-watch</c>.</param>
/// <param name="RunAsync">
/// Does it, and says how long until the next turn; null: not before it is woken. A turn that throws is logged and comes again a minute later.
/// </param>
public sealed record GuildJob(string Name, Func<Id<Guild>, CancellationToken, Task<TimeSpan?>> RunAsync);

/// <summary>Wakes jobs.</summary>
public interface IJobs
{
    /// <summary>
    /// Gives a job its turn once <paramref name="quiet" /> has passed without another call, at the latest after twenty times as long: many events become one turn.
    /// Costs next to nothing; forgotten at a stop.
    /// </summary>
    /// <param name="guild">Where.</param>
    /// <param name="job">The name of a declared <see cref="IModule.Jobs" />.</param>
    /// <param name="quiet">How long to wait for more.</param>
    void Wake(Id<Guild> guild, string job, TimeSpan quiet);
}
