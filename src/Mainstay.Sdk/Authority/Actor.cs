using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>Who does something: a person as they stand in a guild right now, or Mainstay itself.</summary>
public sealed record Actor
{
    /// <summary>The person; none for Mainstay itself.</summary>
    public required Id<User> User { get; init; }

    /// <summary>Their roles in the guild, without @everyone.</summary>
    public IReadOnlyList<Id<Role>> Roles { get; init; } = [];

    /// <summary>Their permissions in the place, as Discord computed them for the interaction.</summary>
    public Permissions Permissions { get; init; }

    /// <summary>Mainstay itself, for what no person asked for. It holds no capability by itself.</summary>
    public static Actor Mainstay { get; } = new() { User = default };
}

/// <summary>Where something is asked for.</summary>
/// <param name="Guild">The guild; none in a direct message.</param>
/// <param name="Channel">The channel, if known.</param>
public readonly record struct Place(Id<Guild>? Guild, Id<Channel>? Channel = null);

/// <summary>The answer to a question of authority.</summary>
/// <param name="Allowed">Whether the actor may.</param>
/// <param name="Reason">Why, or why not: a sentence for the person.</param>
public readonly record struct Verdict(bool Allowed, string Reason);

/// <summary>The one question of authority.</summary>
public interface IAuthority
{
    /// <summary>
    /// Whether somebody may do something. The guild's owner and ADMINISTRATOR hold every capability; others hold what the guild granted to one of
    /// their roles, or the capability's default. With a target it is also asked whether the target stands strictly below the actor in the
    /// role hierarchy: a right never reaches above its holder.
    /// </summary>
    ValueTask<Verdict> CheckAsync(Actor actor, Capability capability, Target? target, Place place, CancellationToken cancellationToken);
}
