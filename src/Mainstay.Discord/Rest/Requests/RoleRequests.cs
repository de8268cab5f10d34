namespace Mainstay.Discord.Rest;

/// <summary>A new role. See https://discord.com/developers/docs/resources/guild#create-guild-role.</summary>
public sealed record CreateRole
{
    /// <summary>At most 100 characters; "new role" when absent.</summary>
    public string? Name { get; init; }

    /// <summary>What its members may do; those of @everyone when absent.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>0xRRGGBB; 0 is no colour.</summary>
    public int? Color { get; init; }

    /// <summary>All colours; more than one needs the guild feature ENHANCED_ROLE_COLORS.</summary>
    public RoleColors? Colors { get; init; }

    /// <summary>Whether members are listed apart.</summary>
    public bool? Hoist { get; init; }

    /// <summary>A picture as a data URI; needs the guild feature ROLE_ICONS.</summary>
    public string? Icon { get; init; }

    /// <summary>An emoji as icon; needs the guild feature ROLE_ICONS.</summary>
    public string? UnicodeEmoji { get; init; }

    /// <summary>Whether everyone may ping it.</summary>
    public bool? Mentionable { get; init; }
}

/// <summary>Changes to a role; what is absent stays. See https://discord.com/developers/docs/resources/guild#modify-guild-role.</summary>
public sealed record ModifyRole
{
    /// <summary>At most 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What its members may do.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>0xRRGGBB; 0 is no colour.</summary>
    public int? Color { get; init; }

    /// <summary>All colours; more than one needs the guild feature ENHANCED_ROLE_COLORS.</summary>
    public RoleColors? Colors { get; init; }

    /// <summary>Whether members are listed apart.</summary>
    public bool? Hoist { get; init; }

    /// <summary>A picture as a data URI; needs the guild feature ROLE_ICONS.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>An emoji as icon; needs the guild feature ROLE_ICONS.</summary>
    public Optional<string?> UnicodeEmoji { get; init; }

    /// <summary>Whether everyone may ping it.</summary>
    public bool? Mentionable { get; init; }
}

/// <summary>A role's new place. See https://discord.com/developers/docs/resources/guild#modify-guild-role-positions.</summary>
public sealed record RolePosition
{
    /// <summary>The role.</summary>
    public required Id<Role> Id { get; init; }

    /// <summary>Rank, from the bottom.</summary>
    public required int Position { get; init; }
}
