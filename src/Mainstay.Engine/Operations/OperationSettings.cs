using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>Bounds on what one plan may do, and for how long it may be applied.</summary>
internal sealed record OperationSettings
{
    [Setting("Most changes that one plan may hold", Min = 1, Max = 100_000)]
    public int MostChanges { get; init; } = 5_000;

    [Setting("Minutes until a plan can no longer be applied", Min = 1, Max = 60)]
    public int PlanMinutes { get; init; } = 15;

    [Setting("Roles that no plan gives or takes", Max = 250)]
    public IReadOnlyList<Mainstay.Discord.Id<Mainstay.Discord.Role>> ProtectedRoles { get; init; } = [];
}
