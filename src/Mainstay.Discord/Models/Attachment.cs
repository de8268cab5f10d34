namespace Mainstay.Discord;

/// <summary>A file of a message. See https://discord.com/developers/docs/resources/message#attachment-object.</summary>
public sealed record Attachment : WireModel
{
    /// <summary>The attachment's id.</summary>
    public required Id<Attachment> Id { get; init; }

    /// <summary>The file's name.</summary>
    public required string Filename { get; init; }

    /// <summary>The name before Discord changed it.</summary>
    public Optional<string?> Title { get; init; }

    /// <summary>Text for screen readers, at most 1,024 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required int Size { get; init; }

    /// <summary>Where it lies; the address expires.</summary>
    public required string Url { get; init; }

    /// <summary>The same through Discord's proxy.</summary>
    public required string ProxyUrl { get; init; }

    /// <summary>Pixels, for pictures and films.</summary>
    public Optional<int?> Width { get; init; }

    /// <summary>Pixels, for pictures and films.</summary>
    public Optional<int?> Height { get; init; }

    /// <summary>Whether it goes when the ephemeral message goes.</summary>
    public bool? Ephemeral { get; init; }

    /// <summary>Seconds, for voice messages.</summary>
    public double? DurationSecs { get; init; }

    /// <summary>The shape of a voice message, base 64.</summary>
    public string? Waveform { get; init; }

    /// <summary>Flags.</summary>
    public AttachmentFlags? Flags { get; init; }

    /// <summary>A blurred preview, ThumbHash in base 64.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The preview's format.</summary>
    public int? PlaceholderVersion { get; init; }
}

/// <summary>Flags of an attachment. See https://discord.com/developers/docs/resources/message#attachment-object-attachment-flags.</summary>
[Flags]
public enum AttachmentFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Edited in the client.</summary>
    IsRemix = 1 << 2,

    /// <summary>Blurred until clicked.</summary>
    IsSpoiler = 1 << 3,

    /// <summary>It moves.</summary>
    IsAnimated = 1 << 5,
}
