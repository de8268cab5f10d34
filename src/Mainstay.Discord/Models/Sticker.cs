namespace Mainstay.Discord;

/// <summary>A sticker of a guild or of Discord. See https://discord.com/developers/docs/resources/sticker#sticker-object.</summary>
public sealed record Sticker : WireModel
{
    /// <summary>The sticker's id.</summary>
    public required Id<Sticker> Id { get; init; }

    /// <summary>The pack, for Discord's own stickers.</summary>
    public Id<StickerPack>? PackId { get; init; }

    /// <summary>2 to 30 characters.</summary>
    public required string Name { get; init; }

    /// <summary>2 to 100 characters, or none.</summary>
    public required string? Description { get; init; }

    /// <summary>Words for completion, at most 200 characters; for guild stickers the name of a Unicode emoji.</summary>
    public required string Tags { get; init; }

    /// <summary>Whose it is.</summary>
    public required StickerType Type { get; init; }

    /// <summary>The file's format.</summary>
    public required StickerFormat? FormatType { get; init; }

    /// <summary>Whether it can be used; false after a loss of boosts.</summary>
    public bool? Available { get; init; }

    /// <summary>The guild, for guild stickers.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>Who uploaded it; only for those who may manage expressions.</summary>
    public User? User { get; init; }

    /// <summary>The order within its pack.</summary>
    public int? SortValue { get; init; }
}

/// <summary>The little of a sticker that a message carries. See https://discord.com/developers/docs/resources/sticker#sticker-item-object.</summary>
public sealed record StickerItem : WireModel
{
    /// <summary>The sticker's id.</summary>
    public required Id<Sticker> Id { get; init; }

    /// <summary>The sticker's name.</summary>
    public required string Name { get; init; }

    /// <summary>The file's format.</summary>
    public required StickerFormat FormatType { get; init; }
}

/// <summary>Whose a sticker is.</summary>
public enum StickerType
{
    /// <summary>Discord's own.</summary>
    Standard = 1,

    /// <summary>A guild's.</summary>
    Guild = 2,
}

/// <summary>The format of a sticker's file.</summary>
public enum StickerFormat
{
    /// <summary>PNG.</summary>
    Png = 1,

    /// <summary>Animated PNG.</summary>
    Apng = 2,

    /// <summary>Lottie, JSON.</summary>
    Lottie = 3,

    /// <summary>GIF.</summary>
    Gif = 4,
}
