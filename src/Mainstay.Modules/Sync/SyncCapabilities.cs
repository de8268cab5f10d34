using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

internal static class SyncCapabilities
{
    public static readonly Capability Run = new("sync.run", "read the whole member list again") { DefaultPermissions = Permissions.ManageGuild };

    public static readonly Capability View = new("sync.view", "see how good the mirror is") { DefaultPermissions = Permissions.ManageGuild };

    public static readonly IReadOnlyList<Capability> All = [Run, View];
}
