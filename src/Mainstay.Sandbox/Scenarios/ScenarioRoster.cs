using Mainstay.Discord;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>What the firm's own records say, beside what Discord shows. The difference between the two is the drift.</summary>
/// <param name="Guild">The guild the records are about.</param>
/// <param name="Ranks">The ranks, the highest first.</param>
/// <param name="Staff">Everyone who is or was on the staff.</param>
/// <param name="LogChannel">The channel that the records name as the log. It was deleted: no such channel exists.</param>
public sealed record ScenarioRoster(Id<Guild> Guild, IReadOnlyList<RosterRank> Ranks, IReadOnlyList<RosterEntry> Staff, Id<Channel> LogChannel)
{
    /// <summary>The jobs that the records know.</summary>
    public IReadOnlyList<RosterJob> Jobs { get; init; } = [];

    /// <summary>Which roles may do what, as the records have it.</summary>
    public IReadOnlyList<RosterGrant> Grants { get; init; } = [];

    /// <summary>Channels that the records want left alone. The bot may not view all of them.</summary>
    public IReadOnlyList<Id<Channel>> Protected { get; init; } = [];
}

/// <summary>A job: a role that people hold for doing something.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Role">Its role; may have been deleted on Discord.</param>
/// <param name="Seats">How many may hold it at most.</param>
/// <param name="Holders">Who holds it by the records.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record RosterJob(string Title, Id<Role> Role, int Seats, IReadOnlyList<Id<User>> Holders, DateTimeOffset PostedAt);

/// <summary>A right given to a role.</summary>
/// <param name="Right">The right's name in the records.</param>
/// <param name="Role">The role; may have been deleted on Discord.</param>
public sealed record RosterGrant(string Right, Id<Role> Role);

/// <summary>A rank, bound to its role by id: the role's name on Discord may have changed.</summary>
/// <param name="Name">The rank's name in the records.</param>
/// <param name="Level">1 is the lowest.</param>
/// <param name="Limit">How many may hold it at most.</param>
/// <param name="Role">The role that shows it on Discord.</param>
public sealed record RosterRank(string Name, int Level, int Limit, Id<Role> Role);

/// <summary>One person's record.</summary>
/// <param name="User">The person; may have left the guild.</param>
/// <param name="Name">The name as the records have it.</param>
/// <param name="Rank">A name of <see cref="ScenarioRoster.Ranks" />.</param>
/// <param name="HiredAt">When the person was hired.</param>
/// <param name="HiredBy">Who hired them; null for the founder.</param>
public sealed record RosterEntry(Id<User> User, string Name, string Rank, DateTimeOffset HiredAt, Id<User>? HiredBy);
