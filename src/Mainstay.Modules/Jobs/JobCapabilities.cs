using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

internal static class JobCapabilities
{
    // What a server offers is meant to be read.
    public static readonly Capability View = Capability.Everyone;

    public static readonly Capability Manage = new("jobs.manage", "add, close and remove jobs, and say who holds them");

    public static readonly IReadOnlyList<Capability> All = [Manage];
}
