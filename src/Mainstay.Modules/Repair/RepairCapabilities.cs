using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

internal static class RepairCapabilities
{
    public static readonly Capability Apply = new("repair.apply", "look for drift and repair it");

    public static readonly IReadOnlyList<Capability> All = [Apply];
}
