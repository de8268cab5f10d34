using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

internal static class StaffCapabilities
{
    public static readonly Capability View = new("staff.view", "see the staff records") { DefaultPermissions = Permissions.ManageRoles | Permissions.ManageGuild };

    public static readonly Capability Manage = new("staff.manage", "hire, fire, promote and demote staff");

    public static readonly Capability Ranks = new("staff.ranks", "say which roles are staff ranks");

    public static readonly IReadOnlyList<Capability> All = [View, Manage, Ranks];
}
