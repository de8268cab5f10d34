using Mainstay.Sdk;

namespace Mainstay.Modules.Debug;

internal static class DebugCapabilities
{
    public static readonly Capability Look = new("debug.look", "see what Mainstay has on record, without names");

    public static readonly Capability Wipe = new("debug.wipe", "delete the server's records");

    public static readonly IReadOnlyList<Capability> All = [Look, Wipe];
}
