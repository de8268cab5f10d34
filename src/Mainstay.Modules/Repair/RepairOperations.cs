using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal static class RepairOperations
{
    public const string StaffRoles = "repair.staff-roles";

    /// <summary>The claim source whose roles this operation repairs; the claims of all sources count.</summary>
    private const string Staff = "staff";

    public static readonly IReadOnlyList<Operation> All =
    [
        new Operation<IReadOnlyList<ClaimSet>>
        {
            Name = StaffRoles,
            Title = "Repair staff roles",
            Capability = RepairCapabilities.Apply,
            Read = async (reading, cancellationToken) => Outcome.Of(await reading.ClaimsAsync(cancellationToken).ConfigureAwait(false)),
            Plan = planning => RolePlanner.Plan(planning, Staff),
        },
    ];
}
