using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A named right, such as <c>repair.apply</c>. A guild may give it to roles; until it does, its default holders have it.</summary>
/// <param name="Name">Lower case with dots and hyphens, unique, stable: guilds grant it by this name.</param>
/// <param name="Description">What its holder may do, as the rest of a sentence that begins with "may": <c>hire and fire staff</c>.</param>
public sealed record Capability(string Name, string Description)
{
    /// <summary>
    /// Discord permissions of which each alone makes a default holder. None (the default): only the owner and ADMINISTRATOR. The owner and
    /// ADMINISTRATOR always hold every capability.
    /// </summary>
    public Permissions DefaultPermissions { get; init; }

    /// <summary>Whether everybody holds it.</summary>
    public bool HeldByEveryone { get; private init; }

    /// <summary>For what needs no right: help, and what a person may know about themselves.</summary>
    public static Capability Everyone { get; } = new("everyone", "use what is open to all") { HeldByEveryone = true };
}
