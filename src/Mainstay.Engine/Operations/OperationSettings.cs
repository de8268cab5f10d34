using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Bounds on what one plan may do, whom it never touches, how long it may be applied, and who has to agree.</summary>
internal sealed record OperationSettings
{
    [Setting("Most changes that one plan may hold", Min = 1, Max = 100_000)]
    public int MostChanges { get; init; } = 5_000;

    [Setting("Most people that one plan may affect", Min = 1, Max = 1_000_000)]
    public int MostPeople { get; init; } = 5_000;

    [Setting("Most people that one plan may affect, in percent of the members; 20 people are always allowed", Min = 1, Max = 100)]
    public int MostPeoplePercent { get; init; } = 100;

    [Setting("Most roles and channels that one plan may delete", Min = 0, Max = 750)]
    public int MostDeletions { get; init; } = 100;

    // All that a full server holds may go, and as much be made in its place.
    [Setting("Most roles and channels that one plan may touch", Min = 1, Max = 1_500)]
    public int MostRolesAndChannels { get; init; } = 500;

    [Setting("Deleting more than this percentage of roles and channels always asks for a typed phrase", Min = 0, Max = 100)]
    public int PhrasePercent { get; init; } = 10;

    [Setting("Minutes until a plan can no longer be applied", Min = 1, Max = 60)]
    public int PlanMinutes { get; init; } = 15;

    [Setting("How many other people have to agree to any plan", Min = 0, Max = 5)]
    public int Approvals { get; init; }

    [Setting("How many other people have to agree to a plan that destroys something", Min = 0, Max = 5)]
    public int DestructiveApprovals { get; init; }

    [Setting("Minutes until a plan that others have to agree to can no longer be applied", Min = 15, Max = 1_440)]
    public int ApprovalMinutes { get; init; } = 240;

    [Setting("Days for which snapshots are kept", Min = 1, Max = 365)]
    public int SnapshotDays { get; init; } = 30;

    [Setting("Roles that no plan gives, takes, edits, moves or deletes", Max = 250)]
    public IReadOnlyList<Id<Role>> ProtectedRoles { get; init; } = [];

    [Setting("Channels that no plan edits, moves, deletes or writes in", Max = 500)]
    public IReadOnlyList<Id<Channel>> ProtectedChannels { get; init; } = [];

    [Setting("Members that no plan changes, kicks or bans, and whose roles no plan deletes", Max = 500)]
    public IReadOnlyList<Id<User>> ProtectedMembers { get; init; } = [];
}
