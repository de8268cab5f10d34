using Mainstay.Discord;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>What the firm's own records say, beside what Discord shows. The difference between the two is the drift.</summary>
/// <param name="Guild">The guild the records are about.</param>
/// <param name="Ranks">The ranks, the highest first.</param>
/// <param name="Staff">Everyone who is or was on the staff.</param>
/// <param name="LogChannel">The channel that the records name as the log. It was deleted: no such channel exists.</param>
public sealed record ScenarioRoster(Id<Guild> Guild, IReadOnlyList<RosterRank> Ranks, IReadOnlyList<RosterEntry> Staff, Id<Channel> LogChannel);

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
