using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

internal static class SetupCapabilities
{
    public static readonly Capability Apply = new("setup.apply", "set the server up from a template");

    // Whoever may add is not for that reason one who may delete.
    public static readonly Capability Wipe = new("setup.wipe", "delete what a template does not have");

    public static readonly IReadOnlyList<Capability> All = [Apply, Wipe];
}
