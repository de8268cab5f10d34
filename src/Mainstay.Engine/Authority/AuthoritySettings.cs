using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Authority;

/// <summary>Which roles of a guild hold which capabilities.</summary>
internal sealed record AuthoritySettings
{
    [Setting("Capabilities granted to roles, written as capability=role id", Max = 500, Names = DiscordObject.Role, KeepsLast = true)]
    public IReadOnlyList<string> Grants { get; init; } = [];

    /// <summary>Whether one of the roles was granted the capability.</summary>
    public bool Grant(Capability capability, IReadOnlyList<Id<Role>> roles) => roles.Any(role => Grants.Contains(Entry(capability.Name, role), StringComparer.Ordinal));

    /// <summary>Whether the guild has granted the capability to anybody, which replaces its default holders.</summary>
    public bool Speaks(Capability capability) => Grants.Any(g => g.StartsWith(capability.Name + "=", StringComparison.Ordinal));

    public static string Entry(string capability, Id<Role> role) => $"{capability}={role}";
}
