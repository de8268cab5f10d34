using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a role; what is absent stays as it is, or as new roles are.</summary>
internal sealed record RoleDraft
{
    public Optional<string?> Name { get; init; }

    public Optional<Permissions?> Permissions { get; init; }

    public Optional<RoleColors?> Colors { get; init; }

    public Optional<bool?> Hoist { get; init; }

    public Optional<bool?> Mentionable { get; init; }

    /// <summary>Image data; null takes the icon away.</summary>
    public Optional<string?> Icon { get; init; }

    public Optional<string?> UnicodeEmoji { get; init; }
}
