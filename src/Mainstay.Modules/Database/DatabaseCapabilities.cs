using Mainstay.Sdk;

namespace Mainstay.Modules.Database;

internal static class DatabaseCapabilities
{
    public static readonly Capability View = new("db.view", "see which database Mainstay uses and how busy it is");

    public static readonly IReadOnlyList<Capability> All = [View];
}
