namespace Mainstay.Discord;

/// <summary>An account: a person, a bot, or a webhook in the place of an author. See https://discord.com/developers/docs/resources/user#user-object.</summary>
public sealed record User : WireModel
{
    /// <summary>The account's id.</summary>
    public required Id<User> Id { get; init; }

    /// <summary>The unique name; for bots and webhooks any name, followed by <see cref="Discriminator" />.</summary>
    public required string Username { get; init; }

    /// <summary>Four digits for bots, <c>"0"</c> for everyone with a unique name.</summary>
    public required string Discriminator { get; init; }

    /// <summary>The display name, if set.</summary>
    public required string? GlobalName { get; init; }

    /// <summary>The avatar's hash.</summary>
    public required string? Avatar { get; init; }

    /// <summary>Whether this is a bot; absent means no.</summary>
    public bool? Bot { get; init; }

    /// <summary>Whether this is Discord itself; absent means no.</summary>
    public bool? System { get; init; }

    /// <summary>Whether two-factor authentication is on; only of the account itself.</summary>
    public bool? MfaEnabled { get; init; }

    /// <summary>The banner's hash.</summary>
    public Optional<string?> Banner { get; init; }

    /// <summary>The banner's colour, 0xRRGGBB.</summary>
    public Optional<int?> AccentColor { get; init; }

    /// <summary>The chosen language; only of the account itself.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether the mail address is verified; only of the account itself.</summary>
    public bool? Verified { get; init; }

    /// <summary>The mail address; only of the account itself, and never of a bot.</summary>
    public Optional<string?> Email { get; init; }

    /// <summary>All flags.</summary>
    public UserFlags? Flags { get; init; }

    /// <summary>The Nitro subscription; only of the account itself.</summary>
    public PremiumType? PremiumType { get; init; }

    /// <summary>The flags that everyone may see.</summary>
    public UserFlags? PublicFlags { get; init; }

    /// <summary>The frame around the avatar.</summary>
    public Optional<AvatarDecoration?> AvatarDecorationData { get; init; }

    /// <summary>What the account wears besides the decoration.</summary>
    public Optional<Collectibles?> Collectibles { get; init; }

    /// <summary>The guild whose tag the account wears.</summary>
    public Optional<PrimaryGuild?> PrimaryGuild { get; init; }

    /// <summary>The member, without the user; only of users whom a message event mentions.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>The name that Discord shows where no nickname is set.</summary>
    public string DisplayName() => GlobalName ?? Username;
}

/// <summary>A user of which only the id is sure, as presence updates carry it.</summary>
public sealed record PartialUser : WireModel
{
    /// <summary>The account's id.</summary>
    public required Id<User> Id { get; init; }

    /// <summary>The unique name, if sent.</summary>
    public string? Username { get; init; }

    /// <summary>The digits after the name, if sent.</summary>
    public string? Discriminator { get; init; }

    /// <summary>The display name, if sent.</summary>
    public Optional<string?> GlobalName { get; init; }

    /// <summary>The avatar's hash, if sent.</summary>
    public Optional<string?> Avatar { get; init; }

    /// <summary>Whether this is a bot.</summary>
    public bool? Bot { get; init; }

    /// <summary>The flags that everyone may see.</summary>
    public UserFlags? PublicFlags { get; init; }

    /// <summary>The frame around the avatar.</summary>
    public Optional<AvatarDecoration?> AvatarDecorationData { get; init; }

    /// <summary>What the account wears besides the decoration.</summary>
    public Optional<Collectibles?> Collectibles { get; init; }

    /// <summary>The guild whose tag the account wears.</summary>
    public Optional<PrimaryGuild?> PrimaryGuild { get; init; }
}

/// <summary>The frame around an avatar. See https://discord.com/developers/docs/resources/user#avatar-decoration-data-object.</summary>
public sealed record AvatarDecoration : WireModel
{
    /// <summary>The picture's hash.</summary>
    public required string Asset { get; init; }

    /// <summary>The article in Discord's shop.</summary>
    public required Id<Sku>? SkuId { get; init; }
}

/// <summary>What an account wears. See https://discord.com/developers/docs/resources/user#collectibles.</summary>
public sealed record Collectibles : WireModel
{
    /// <summary>The plate behind the name.</summary>
    public Optional<Nameplate?> Nameplate { get; init; }
}

/// <summary>The plate behind a name. See https://discord.com/developers/docs/resources/user#nameplate.</summary>
public sealed record Nameplate : WireModel
{
    /// <summary>The article in Discord's shop.</summary>
    public required Id<Sku>? SkuId { get; init; }

    /// <summary>The picture's path.</summary>
    public required string Asset { get; init; }

    /// <summary>A description for screen readers.</summary>
    public required string Label { get; init; }

    /// <summary>The background, by name: <c>crimson</c>, <c>sky</c>, ...</summary>
    public required string Palette { get; init; }
}

/// <summary>The guild whose tag an account wears. See https://discord.com/developers/docs/resources/user#user-object-user-primary-guild.</summary>
public sealed record PrimaryGuild : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild>? IdentityGuildId { get; init; }

    /// <summary>Whether the tag is shown.</summary>
    public required bool? IdentityEnabled { get; init; }

    /// <summary>The tag, at most 4 characters.</summary>
    public required string? Tag { get; init; }

    /// <summary>The badge's hash.</summary>
    public required string? Badge { get; init; }
}

/// <summary>What an account is known for. See https://discord.com/developers/docs/resources/user#user-object-user-flags.</summary>
[Flags]
public enum UserFlags : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Works at Discord.</summary>
    Staff = 1L << 0,

    /// <summary>Owns a partnered guild.</summary>
    Partner = 1L << 1,

    /// <summary>HypeSquad events.</summary>
    Hypesquad = 1L << 2,

    /// <summary>Bug hunter, first level.</summary>
    BugHunterLevel1 = 1L << 3,

    /// <summary>House of Bravery.</summary>
    HypesquadOnlineHouse1 = 1L << 6,

    /// <summary>House of Brilliance.</summary>
    HypesquadOnlineHouse2 = 1L << 7,

    /// <summary>House of Balance.</summary>
    HypesquadOnlineHouse3 = 1L << 8,

    /// <summary>Early Nitro supporter.</summary>
    PremiumEarlySupporter = 1L << 9,

    /// <summary>A team, not a person.</summary>
    TeamPseudoUser = 1L << 10,

    /// <summary>Bug hunter, second level.</summary>
    BugHunterLevel2 = 1L << 14,

    /// <summary>A verified bot.</summary>
    VerifiedBot = 1L << 16,

    /// <summary>Early developer of a verified bot.</summary>
    VerifiedDeveloper = 1L << 17,

    /// <summary>Alumnus of the moderator programmes.</summary>
    CertifiedModerator = 1L << 18,

    /// <summary>A bot that takes interactions over HTTP only.</summary>
    BotHttpInteractions = 1L << 19,

    /// <summary>Marked as a spammer.</summary>
    Spammer = 1L << 20,

    /// <summary>Active developer.</summary>
    ActiveDeveloper = 1L << 22,
}

/// <summary>A Nitro subscription. See https://discord.com/developers/docs/resources/user#user-object-premium-types.</summary>
public enum PremiumType
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Nitro Classic.</summary>
    NitroClassic = 1,

    /// <summary>Nitro.</summary>
    Nitro = 2,

    /// <summary>Nitro Basic.</summary>
    NitroBasic = 3,
}
