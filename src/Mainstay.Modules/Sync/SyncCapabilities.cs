using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

internal static class SyncCapabilities
{
    public static readonly Capability Run = new("sync.run", "bring the mirror up to date") { DefaultPermissions = Permissions.ManageGuild };

    public static readonly Capability View = new("sync.view", "see how good the mirror is") { DefaultPermissions = Permissions.ManageGuild };

    public static readonly Capability Schedule = new("sync.schedule", "set when the mirror is brought up to date by itself") { DefaultPermissions = Permissions.ManageGuild };

    public static readonly IReadOnlyList<Capability> All = [Run, View, Schedule];
}
