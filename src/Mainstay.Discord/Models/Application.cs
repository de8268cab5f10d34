namespace Mainstay.Discord;

/// <summary>An application, usually a bot's. See https://discord.com/developers/docs/resources/application#application-object.</summary>
public sealed record Application : WireModel
{
    /// <summary>The application's id.</summary>
    public required Id<Application> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>What it says of itself, at most 400 characters.</summary>
    public required string Description { get; init; }

    /// <summary>What kind of application it is; null for most.</summary>
    public Optional<int?> Type { get; init; }

    /// <summary>The bot's account.</summary>
    public User? Bot { get; init; }

    /// <summary>Whether others can invite the bot.</summary>
    public bool? BotPublic { get; init; }

    /// <summary>Whether inviting the bot takes the full grant.</summary>
    public bool? BotRequireCodeGrant { get; init; }

    /// <summary>The terms of service.</summary>
    public string? TermsOfServiceUrl { get; init; }

    /// <summary>The privacy policy.</summary>
    public string? PrivacyPolicyUrl { get; init; }

    /// <summary>Who owns it; for teams a pseudo user.</summary>
    public User? Owner { get; init; }

    /// <summary>The key that interactions over HTTP are signed with, hexadecimal.</summary>
    public required string VerifyKey { get; init; }

    /// <summary>The team that owns it.</summary>
    public Optional<Team?> Team { get; init; }

    /// <summary>The guild that supports it.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The cover's hash.</summary>
    public string? CoverImage { get; init; }

    /// <summary>The SKU that it is sold as.</summary>
    public Id<Sku>? PrimarySkuId { get; init; }

    /// <summary>The name in its shop address.</summary>
    public string? Slug { get; init; }

    /// <summary>Where it may be used over RPC.</summary>
    public IReadOnlyList<string>? RpcOrigins { get; init; }

    /// <summary>Flags; they tell which privileged intents are granted.</summary>
    public required ApplicationFlags Flags { get; init; }

    /// <summary>Flags beyond 32 bits, as a decimal text.</summary>
    public string? FlagsNew { get; init; }

    /// <summary>About how many guilds it is in.</summary>
    public int? ApproximateGuildCount { get; init; }

    /// <summary>About how many people installed it.</summary>
    public int? ApproximateUserInstallCount { get; init; }

    /// <summary>About how many people authorized it.</summary>
    public int? ApproximateUserAuthorizationCount { get; init; }

    /// <summary>Where people may be sent after authorization.</summary>
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Where interactions go over HTTP; null means the gateway.</summary>
    public Optional<string?> InteractionsEndpointUrl { get; init; }

    /// <summary>Where linked roles are verified.</summary>
    public Optional<string?> RoleConnectionsVerificationUrl { get; init; }

    /// <summary>Where webhook events go.</summary>
    public Optional<string?> EventWebhooksUrl { get; init; }

    /// <summary>1 off, 2 on, 3 switched off by Discord.</summary>
    public int? EventWebhooksStatus { get; init; }

    /// <summary>Which webhook events are sent.</summary>
    public IReadOnlyList<string>? EventWebhooksTypes { get; init; }

    /// <summary>At most 5 words.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What an invitation asks for.</summary>
    public InstallParams? InstallParams { get; init; }

    /// <summary>How it is installed, by integration type: <c>0</c> guild, <c>1</c> user.</summary>
    public IReadOnlyDictionary<string, IntegrationTypeConfig>? IntegrationTypesConfig { get; init; }

    /// <summary>The address that installs it.</summary>
    public string? CustomInstallUrl { get; init; }

    /// <summary>Whose pictures are scanned in direct messages.</summary>
    public int? ExplicitContentFilter { get; init; }

    /// <summary>People in an activity; null is no limit.</summary>
    public Optional<int?> MaxParticipants { get; init; }

    /// <summary>Scopes that it may ask for.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("eligible_oauth2_scopes")]
    public IReadOnlyList<string>? EligibleOAuth2Scopes { get; init; }
}

/// <summary>The little of an application that messages, invites and READY carry.</summary>
public sealed record PartialApplication : WireModel
{
    /// <summary>The application's id.</summary>
    public required Id<Application> Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public Optional<string?> Icon { get; init; }

    /// <summary>What it says of itself.</summary>
    public string? Description { get; init; }

    /// <summary>What kind of application it is; null for most.</summary>
    public Optional<int?> Type { get; init; }

    /// <summary>The cover's hash.</summary>
    public string? CoverImage { get; init; }

    /// <summary>The bot's account.</summary>
    public User? Bot { get; init; }

    /// <summary>Flags; only in READY.</summary>
    public ApplicationFlags? Flags { get; init; }

    /// <summary>Flags beyond 32 bits, as a decimal text; only in READY.</summary>
    public string? FlagsNew { get; init; }
}

/// <summary>What an invitation of an application asks for.</summary>
public sealed record InstallParams : WireModel
{
    /// <summary>OAuth2 scopes.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Permissions of the bot's role.</summary>
    public required Permissions Permissions { get; init; }
}

/// <summary>How an application is installed.</summary>
public sealed record IntegrationTypeConfig : WireModel
{
    /// <summary>What it asks for.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("oauth2_install_params")]
    public InstallParams? OAuth2InstallParams { get; init; }
}

/// <summary>A team of developers. See https://discord.com/developers/docs/topics/teams.</summary>
public sealed record Team : WireModel
{
    /// <summary>The team's id.</summary>
    public required Id<Team> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>Who owns it.</summary>
    public required Id<User> OwnerUserId { get; init; }

    /// <summary>Who is in it.</summary>
    public required IReadOnlyList<TeamMember> Members { get; init; }
}

/// <summary>A member of a team.</summary>
public sealed record TeamMember : WireModel
{
    /// <summary>1 invited, 2 accepted.</summary>
    public required int MembershipState { get; init; }

    /// <summary>The team.</summary>
    public required Id<Team> TeamId { get; init; }

    /// <summary>The account.</summary>
    public required User User { get; init; }

    /// <summary><c>admin</c>, <c>developer</c> or <c>read_only</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Always <c>*</c>.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>Flags of an application. See https://discord.com/developers/docs/resources/application#application-object-application-flags.</summary>
[Flags]
public enum ApplicationFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Has an auto-moderation rule in 100 guilds.</summary>
    ApplicationAutoModerationRuleCreateBadge = 1 << 6,

    /// <summary>May receive presences.</summary>
    GatewayPresence = 1 << 12,

    /// <summary>May receive presences while small.</summary>
    GatewayPresenceLimited = 1 << 13,

    /// <summary>May receive members.</summary>
    GatewayGuildMembers = 1 << 14,

    /// <summary>May receive members while small.</summary>
    GatewayGuildMembersLimited = 1 << 15,

    /// <summary>Grows suspiciously.</summary>
    VerificationPendingGuildLimit = 1 << 16,

    /// <summary>An activity.</summary>
    Embedded = 1 << 17,

    /// <summary>May receive message content.</summary>
    GatewayMessageContent = 1 << 18,

    /// <summary>May receive message content while small.</summary>
    GatewayMessageContentLimited = 1 << 19,

    /// <summary>Has commands.</summary>
    ApplicationCommandBadge = 1 << 23,
}
