using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>What happens when somebody gives or takes a rank role by hand on Discord.</summary>
internal enum ByHand
{
    /// <summary>Nothing is changed: the log channel says so, and `/staff settle` decides.</summary>
    Ask,

    /// <summary>The record follows the roles, within the rules of authority.</summary>
    Adopt,

    /// <summary>The roles follow the record.</summary>
    Revert,
}

internal sealed record StaffSettings
{
    public const string Name = "staff";

    [Setting("What happens when somebody changes rank roles by hand on Discord: ask, adopt (the record follows), or revert (the roles follow the record)")]
    public ByHand RolesByHand { get; init; } = ByHand.Ask;

    [Setting("Seconds to wait after such a change, so that taking one role and giving another is one change", Min = 0, Max = 600)]
    public int ByHandSeconds { get; init; } = 5;
}
