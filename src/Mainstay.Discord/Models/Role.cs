namespace Mainstay.Discord;

/// <summary>A role of a guild; @everyone is the one that has the guild's id. See https://discord.com/developers/docs/topics/permissions#role-object.</summary>
public sealed record Role : WireModel
{
    /// <summary>The role's id.</summary>
    public required Id<Role> Id { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The primary colour, 0xRRGGBB; 0 is no colour.</summary>
    public required int Color { get; init; }

    /// <summary>All colours; null only in data older than gradients.</summary>
    public RoleColors? Colors { get; init; }

    /// <summary>Whether members are listed apart.</summary>
    public required bool Hoist { get; init; }

    /// <summary>The icon's hash.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>The icon, if it is an emoji.</summary>
    public Optional<string?> UnicodeEmoji { get; init; }

    /// <summary>Rank, from the bottom; among equals the lower id ranks higher.</summary>
    public required int Position { get; init; }

    /// <summary>What its members may do, before overwrites.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>Whether an integration owns it, so that nobody can assign it by hand.</summary>
    public required bool Managed { get; init; }

    /// <summary>Whether everyone may ping it.</summary>
    public required bool Mentionable { get; init; }

    /// <summary>Whose role it is, when managed.</summary>
    public RoleTags? Tags { get; init; }

    /// <summary>Flags; absent in data older than 2023.</summary>
    public RoleFlags? Flags { get; init; }
}

/// <summary>The colours of a role. See https://discord.com/developers/docs/topics/permissions#role-object-role-colors-object.</summary>
public sealed record RoleColors : WireModel
{
    /// <summary>0xRRGGBB; 0 is no colour.</summary>
    public required int PrimaryColor { get; init; }

    /// <summary>0xRRGGBB, for a gradient.</summary>
    public required int? SecondaryColor { get; init; }

    /// <summary>0xRRGGBB, for the holographic style.</summary>
    public required int? TertiaryColor { get; init; }
}

/// <summary>Whose role it is, when managed. See https://discord.com/developers/docs/topics/permissions#role-object-role-tags-structure.</summary>
public sealed record RoleTags : WireModel
{
    /// <summary>The bot that it belongs to.</summary>
    public Id<User>? BotId { get; init; }

    /// <summary>The integration that it belongs to.</summary>
    public Id<Integration>? IntegrationId { get; init; }

    /// <summary>Whether it is the role of those who boost the guild.</summary>
    public Mark PremiumSubscriber { get; init; }

    /// <summary>The listing that sells it.</summary>
    public Id<SubscriptionListing>? SubscriptionListingId { get; init; }

    /// <summary>Whether it can be bought.</summary>
    public Mark AvailableForPurchase { get; init; }

    /// <summary>Whether it is a linked role.</summary>
    public Mark GuildConnections { get; init; }
}

/// <summary>Flags of a role. See https://discord.com/developers/docs/topics/permissions#role-object-role-flags.</summary>
[Flags]
public enum RoleFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Members can choose it in an onboarding prompt.</summary>
    InPrompt = 1 << 0,
}
