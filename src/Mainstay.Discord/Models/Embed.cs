namespace Mainstay.Discord;

/// <summary>
/// A box in a message; the same type is sent and received. All texts of a message's embeds share 6,000 characters.
/// See https://discord.com/developers/docs/resources/message#embed-object.
/// </summary>
public sealed record Embed : WireModel
{
    /// <summary><c>rich</c> for embeds that bots send; others come from links.</summary>
    public string? Type { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 4,096 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Where the title leads.</summary>
    public string? Url { get; init; }

    /// <summary>A time shown at the foot, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The edge's colour, 0xRRGGBB.</summary>
    public int? Color { get; init; }

    /// <summary>The foot.</summary>
    public EmbedFooter? Footer { get; init; }

    /// <summary>The large picture.</summary>
    public EmbedMedia? Image { get; init; }

    /// <summary>The small picture.</summary>
    public EmbedMedia? Thumbnail { get; init; }

    /// <summary>A film; only received.</summary>
    public EmbedMedia? Video { get; init; }

    /// <summary>Where a link's content comes from; only received.</summary>
    public EmbedProvider? Provider { get; init; }

    /// <summary>The line above the title.</summary>
    public EmbedAuthor? Author { get; init; }

    /// <summary>At most 25 fields.</summary>
    public IReadOnlyList<EmbedField>? Fields { get; init; }

    /// <summary>Flags; only received.</summary>
    public Optional<int?> Flags { get; init; }

    /// <summary>Layout instead of the texts above; only received.</summary>
    public IReadOnlyList<Component>? Components { get; init; }
}

/// <summary>The foot of an embed.</summary>
public sealed record EmbedFooter : WireModel
{
    /// <summary>At most 2,048 characters.</summary>
    public required string Text { get; init; }

    /// <summary>A small picture, by address or <c>attachment://name</c>.</summary>
    public string? IconUrl { get; init; }

    /// <summary>The picture through Discord's proxy; only received.</summary>
    public string? ProxyIconUrl { get; init; }
}

/// <summary>A picture or film of an embed.</summary>
public sealed record EmbedMedia : WireModel
{
    /// <summary>An address, or <c>attachment://name</c>.</summary>
    public string? Url { get; init; }

    /// <summary>The address through Discord's proxy; only received.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>Pixels; only received.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels; only received.</summary>
    public int? Height { get; init; }

    /// <summary>The media type; only received.</summary>
    public string? ContentType { get; init; }

    /// <summary>A blurred preview, ThumbHash in base 64; only received.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The preview's format; only received.</summary>
    public int? PlaceholderVersion { get; init; }

    /// <summary>Flags; only received.</summary>
    public int? Flags { get; init; }

    /// <summary>Text for screen readers.</summary>
    public string? Description { get; init; }
}

/// <summary>Where a link's content comes from.</summary>
public sealed record EmbedProvider : WireModel
{
    /// <summary>The site's name.</summary>
    public string? Name { get; init; }

    /// <summary>The site's address.</summary>
    public string? Url { get; init; }
}

/// <summary>The line above an embed's title.</summary>
public sealed record EmbedAuthor : WireModel
{
    /// <summary>At most 256 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name leads.</summary>
    public string? Url { get; init; }

    /// <summary>A small picture, by address or <c>attachment://name</c>.</summary>
    public string? IconUrl { get; init; }

    /// <summary>The picture through Discord's proxy; only received.</summary>
    public string? ProxyIconUrl { get; init; }
}

/// <summary>A field of an embed.</summary>
public sealed record EmbedField : WireModel
{
    /// <summary>At most 256 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At most 1,024 characters.</summary>
    public required string Value { get; init; }

    /// <summary>Whether it may stand beside others; Discord always says so.</summary>
    public bool? Inline { get; init; }
}
