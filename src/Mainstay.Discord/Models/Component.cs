using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Discord.Json;

namespace Mainstay.Discord;

/// <summary>
/// A part of a message or modal; the same types are sent and received. In answers Discord fills in what it defaults, which is why most
/// properties may be absent. See https://discord.com/developers/docs/components/reference.
/// </summary>
[JsonConverter(typeof(ComponentConverter))]
public abstract record Component : WireModel
{
    /// <summary>What the component is.</summary>
    public abstract ComponentType Type { get; }

    /// <summary>A number, unique in the message; Discord numbers what has none.</summary>
    public int? Id { get; init; }
}

/// <summary>A component of a type that this version does not know, kept as it came.</summary>
public sealed record UnknownComponent(JsonElement Raw) : Component
{
    /// <inheritdoc />
    public override ComponentType Type => (ComponentType)Raw.GetProperty("type").GetInt32();
}

/// <summary>A row of at most 5 buttons, or of one select menu; in old modals of one text input.</summary>
public sealed record ActionRow : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.ActionRow;

    /// <summary>What is in the row.</summary>
    public required IReadOnlyList<Component> Components { get; init; }
}

/// <summary>A button: with a custom id it makes an interaction, with a url it leads somewhere, with a SKU it sells.</summary>
public sealed record Button : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Button;

    /// <summary>The look, which also says what else must be set.</summary>
    public required ButtonStyle Style { get; init; }

    /// <summary>The text, at most 80 characters.</summary>
    public string? Label { get; init; }

    /// <summary>The emoji before the text.</summary>
    public PartialEmoji? Emoji { get; init; }

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public string? CustomId { get; init; }

    /// <summary>Where a link button leads, at most 512 characters.</summary>
    public string? Url { get; init; }

    /// <summary>What a premium button sells.</summary>
    public Id<Sku>? SkuId { get; init; }

    /// <summary>Whether it cannot be pressed; absent means it can.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>One to three texts with a picture or button beside them.</summary>
public sealed record Section : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Section;

    /// <summary>1 to 3 text displays.</summary>
    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>A thumbnail or a button.</summary>
    public required Component Accessory { get; init; }
}

/// <summary>Text with markdown.</summary>
public sealed record TextDisplay : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.TextDisplay;

    /// <summary>The text; all texts of a message share 4,000 characters.</summary>
    public required string Content { get; init; }
}

/// <summary>A small picture beside a section.</summary>
public sealed record Thumbnail : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Thumbnail;

    /// <summary>The picture.</summary>
    public required UnfurledMedia Media { get; init; }

    /// <summary>Text for screen readers, at most 1,024 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>Whether it is blurred until clicked.</summary>
    public bool? Spoiler { get; init; }
}

/// <summary>1 to 10 pictures or films.</summary>
public sealed record MediaGallery : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.MediaGallery;

    /// <summary>The pictures.</summary>
    public required IReadOnlyList<MediaGalleryItem> Items { get; init; }
}

/// <summary>One picture of a gallery.</summary>
public sealed record MediaGalleryItem : WireModel
{
    /// <summary>The picture.</summary>
    public required UnfurledMedia Media { get; init; }

    /// <summary>Text for screen readers, at most 1,024 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>Whether it is blurred until clicked.</summary>
    public bool? Spoiler { get; init; }
}

/// <summary>An uploaded file.</summary>
public sealed record FileDisplay : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.File;

    /// <summary>The file, as <c>attachment://name</c> when sent.</summary>
    public required UnfurledMedia File { get; init; }

    /// <summary>Whether it is blurred until clicked.</summary>
    public bool? Spoiler { get; init; }

    /// <summary>The file's name; only received.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>The file's size in bytes; only received.</summary>
    public Optional<int?> Size { get; init; }
}

/// <summary>A gap, with or without a line.</summary>
public sealed record Separator : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Separator;

    /// <summary>Whether there is a line; absent means yes.</summary>
    public bool? Divider { get; init; }

    /// <summary>How wide the gap is.</summary>
    public SeparatorSpacing? Spacing { get; init; }
}

/// <summary>A box around other components, with a coloured edge.</summary>
public sealed record Container : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Container;

    /// <summary>What is in the box.</summary>
    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>The edge's colour, 0xRRGGBB.</summary>
    public Optional<int?> AccentColor { get; init; }

    /// <summary>Whether it is blurred until clicked.</summary>
    public bool? Spoiler { get; init; }
}

/// <summary>A picture, film or file by address. See https://discord.com/developers/docs/components/reference#unfurled-media-item.</summary>
public sealed record UnfurledMedia : WireModel
{
    /// <summary>An address on the web, or <c>attachment://name</c> of an upload.</summary>
    public required string Url { get; init; }

    /// <summary>The item's id; only received.</summary>
    public Id<UnfurledMedia>? Id { get; init; }

    /// <summary>The address through Discord's proxy; only received.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>Pixels; only received.</summary>
    public Optional<int?> Width { get; init; }

    /// <summary>Pixels; only received.</summary>
    public Optional<int?> Height { get; init; }

    /// <summary>The media type; only received.</summary>
    public Optional<string?> ContentType { get; init; }

    /// <summary>A blurred preview, ThumbHash in base 64; only received.</summary>
    public Optional<string?> Placeholder { get; init; }

    /// <summary>The preview's format; only received.</summary>
    public Optional<int?> PlaceholderVersion { get; init; }

    /// <summary>0 unknown, 1 loading, 2 loaded, 3 not found; only received.</summary>
    public int? LoadingState { get; init; }

    /// <summary>1: it moves; only received.</summary>
    public int? Flags { get; init; }

    /// <summary>The upload; only received.</summary>
    public Id<Attachment>? AttachmentId { get; init; }
}

/// <summary>What a component is. See https://discord.com/developers/docs/components/reference#component-object-component-types.</summary>
public enum ComponentType
{
    /// <summary>A row.</summary>
    ActionRow = 1,

    /// <summary>A button.</summary>
    Button = 2,

    /// <summary>A choice of given texts.</summary>
    StringSelect = 3,

    /// <summary>A text field.</summary>
    TextInput = 4,

    /// <summary>A choice of users.</summary>
    UserSelect = 5,

    /// <summary>A choice of roles.</summary>
    RoleSelect = 6,

    /// <summary>A choice of users and roles.</summary>
    MentionableSelect = 7,

    /// <summary>A choice of channels.</summary>
    ChannelSelect = 8,

    /// <summary>Texts with something beside them.</summary>
    Section = 9,

    /// <summary>Text.</summary>
    TextDisplay = 10,

    /// <summary>A small picture.</summary>
    Thumbnail = 11,

    /// <summary>Pictures.</summary>
    MediaGallery = 12,

    /// <summary>A file.</summary>
    File = 13,

    /// <summary>A gap.</summary>
    Separator = 14,

    /// <summary>A box.</summary>
    Container = 17,

    /// <summary>A label around a field of a modal.</summary>
    Label = 18,

    /// <summary>A field that takes files.</summary>
    FileUpload = 19,

    /// <summary>A choice of one.</summary>
    RadioGroup = 21,

    /// <summary>A choice of several.</summary>
    CheckboxGroup = 22,

    /// <summary>Yes or no.</summary>
    Checkbox = 23,
}

/// <summary>The look of a button. See https://discord.com/developers/docs/components/reference#button-button-styles.</summary>
public enum ButtonStyle
{
    /// <summary>The one to press.</summary>
    Primary = 1,

    /// <summary>One among others.</summary>
    Secondary = 2,

    /// <summary>Green.</summary>
    Success = 3,

    /// <summary>Red.</summary>
    Danger = 4,

    /// <summary>Leads to a url.</summary>
    Link = 5,

    /// <summary>Sells a SKU.</summary>
    Premium = 6,
}

/// <summary>How wide a gap is.</summary>
public enum SeparatorSpacing
{
    /// <summary>Small.</summary>
    Small = 1,

    /// <summary>Large.</summary>
    Large = 2,
}
