using System.Text.Json.Serialization;
using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>The guild's own settings, in one PATCH. Both sides name the same fields; what they do not name is left alone.</summary>
public sealed record GuildChange : Change
{
    /// <summary>The kind and version in JSON.</summary>
    public const string Name = "guild/1";

    /// <summary>The guild.</summary>
    public required Id<Guild> Guild { get; init; }

    /// <summary>The named fields before.</summary>
    public required GuildState Before { get; init; }

    /// <summary>The named fields after.</summary>
    public required GuildState After { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public override string Kind => "guild";

    /// <inheritdoc />
    [JsonIgnore]
    public override Target Target => Target.Guild(Guild);
}

/// <summary>Fields of a guild; what is unset is not meant. A channel of none (0) means no channel.</summary>
public sealed record GuildState
{
    /// <summary>2 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>How members prove themselves before they may write.</summary>
    public VerificationLevel? VerificationLevel { get; init; }

    /// <summary>What notifies members by default.</summary>
    public DefaultMessageNotifications? DefaultMessageNotifications { get; init; }

    /// <summary>Whose media is scanned.</summary>
    public ExplicitContentFilter? ExplicitContentFilter { get; init; }

    /// <summary>Where the idle are moved to.</summary>
    public Id<Channel>? AfkChannel { get; init; }

    /// <summary>Seconds until somebody is idle: 60, 300, 900, 1,800 or 3,600.</summary>
    public int? AfkTimeoutSeconds { get; init; }

    /// <summary>Where Discord welcomes people.</summary>
    public Id<Channel>? SystemChannel { get; init; }

    /// <summary>Where the rules stand.</summary>
    public Id<Channel>? RulesChannel { get; init; }

    /// <summary>Where Discord's notices to moderators go.</summary>
    public Id<Channel>? PublicUpdatesChannel { get; init; }

    /// <summary>The language as Discord writes it, such as <c>en-US</c>.</summary>
    public string? PreferredLocale { get; init; }
}
