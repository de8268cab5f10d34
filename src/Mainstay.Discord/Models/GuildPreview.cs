namespace Mainstay.Discord;

/// <summary>A guild as it is shown to those who are not in it. See https://discord.com/developers/docs/resources/guild#guild-preview-object.</summary>
public sealed record GuildPreview : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>The invite page's picture, as a hash.</summary>
    public required string? Splash { get; init; }

    /// <summary>The discovery page's picture, as a hash.</summary>
    public required string? DiscoverySplash { get; init; }

    /// <summary>The picture of the home page, as a hash.</summary>
    public Optional<string?> HomeHeader { get; init; }

    /// <summary>The emojis.</summary>
    public required IReadOnlyList<Emoji> Emojis { get; init; }

    /// <summary>What is switched on.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>About how many members.</summary>
    public required int ApproximateMemberCount { get; init; }

    /// <summary>About how many of them are online.</summary>
    public required int ApproximatePresenceCount { get; init; }

    /// <summary>What it says of itself.</summary>
    public required string? Description { get; init; }

    /// <summary>The stickers.</summary>
    public required IReadOnlyList<Sticker> Stickers { get; init; }
}

/// <summary>A guild in the list of those that the current user is in. See https://discord.com/developers/docs/resources/user#get-current-user-guilds.</summary>
public sealed record UserGuild : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>The banner's hash.</summary>
    public required string? Banner { get; init; }

    /// <summary>Whether the current user owns it.</summary>
    public required bool Owner { get; init; }

    /// <summary>The current user's permissions, without overwrites.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>What is switched on.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>About how many members; only when asked for with counts.</summary>
    public Optional<int?> ApproximateMemberCount { get; init; }

    /// <summary>About how many of them are online; only when asked for with counts.</summary>
    public Optional<int?> ApproximatePresenceCount { get; init; }
}
