namespace Mainstay.Discord;

/// <summary>A guild's own emoji, or a Unicode one. See https://discord.com/developers/docs/resources/emoji#emoji-object.</summary>
public sealed record Emoji : WireModel
{
    /// <summary>The emoji's id; null for Unicode emojis.</summary>
    public required Id<Emoji>? Id { get; init; }

    /// <summary>2 to 32 characters, or the Unicode emoji itself; null in reactions to an emoji that is gone.</summary>
    public required string? Name { get; init; }

    /// <summary>The roles that may use it; empty means everyone.</summary>
    public IReadOnlyList<Id<Role>>? Roles { get; init; }

    /// <summary>Who uploaded it; only for those who may manage expressions.</summary>
    public User? User { get; init; }

    /// <summary>Whether it is written in colons.</summary>
    public bool? RequireColons { get; init; }

    /// <summary>Whether an integration owns it.</summary>
    public bool? Managed { get; init; }

    /// <summary>Whether it moves.</summary>
    public bool? Animated { get; init; }

    /// <summary>Whether it can be used; false after a loss of boosts.</summary>
    public bool? Available { get; init; }
}

/// <summary>An emoji as components, reactions, prompts and polls name it: an id, a Unicode character, or both.</summary>
public sealed record PartialEmoji : WireModel
{
    /// <summary>The emoji's id; null or absent for Unicode emojis.</summary>
    public Optional<Id<Emoji>?> Id { get; init; }

    /// <summary>The name, or the Unicode emoji itself.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>Whether it moves.</summary>
    public bool? Animated { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public static PartialEmoji Unicode(string character) => new() { Name = character };

    /// <summary>A guild's own emoji.</summary>
    public static PartialEmoji Custom(Id<Emoji> id, string? name = null, bool? animated = null) => new() { Id = id, Name = name is null ? default : (Optional<string?>)name, Animated = animated };
}
