namespace Mainstay.Discord;

/// <summary>What all select menus share. See https://discord.com/developers/docs/components/reference#string-select.</summary>
public abstract record SelectMenu : Component
{
    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>What stands there before a choice, at most 150 characters.</summary>
    public string? Placeholder { get; init; }

    /// <summary>0 to 25; absent means 1.</summary>
    public int? MinValues { get; init; }

    /// <summary>1 to 25; absent means 1.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether nothing can be chosen; only in messages.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Whether a choice is needed; only in modals, absent means yes.</summary>
    public bool? Required { get; init; }
}

/// <summary>A choice of 1 to 25 given texts.</summary>
public sealed record StringSelect : SelectMenu
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.StringSelect;

    /// <summary>The choices.</summary>
    public required IReadOnlyList<SelectOption> Options { get; init; }
}

/// <summary>One choice of a string select.</summary>
public sealed record SelectOption : WireModel
{
    /// <summary>What a person reads, 1 to 100 characters.</summary>
    public required string Label { get; init; }

    /// <summary>What comes back, 1 to 100 characters.</summary>
    public required string Value { get; init; }

    /// <summary>A second line, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The emoji before the text.</summary>
    public PartialEmoji? Emoji { get; init; }

    /// <summary>Whether it is chosen at first.</summary>
    public bool? Default { get; init; }
}

/// <summary>A choice of users.</summary>
public sealed record UserSelect : SelectMenu
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.UserSelect;

    /// <summary>Who is chosen at first.</summary>
    public IReadOnlyList<SelectDefault>? DefaultValues { get; init; }
}

/// <summary>A choice of roles.</summary>
public sealed record RoleSelect : SelectMenu
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.RoleSelect;

    /// <summary>What is chosen at first.</summary>
    public IReadOnlyList<SelectDefault>? DefaultValues { get; init; }
}

/// <summary>A choice of users and roles.</summary>
public sealed record MentionableSelect : SelectMenu
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.MentionableSelect;

    /// <summary>What is chosen at first.</summary>
    public IReadOnlyList<SelectDefault>? DefaultValues { get; init; }
}

/// <summary>A choice of channels.</summary>
public sealed record ChannelSelect : SelectMenu
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.ChannelSelect;

    /// <summary>Which kinds of channel are offered; absent means all.</summary>
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }

    /// <summary>What is chosen at first.</summary>
    public IReadOnlyList<SelectDefault>? DefaultValues { get; init; }
}

/// <summary>A user, role or channel that is chosen at first.</summary>
public sealed record SelectDefault : WireModel
{
    /// <summary>The object's id: <c>Cast</c> it by <see cref="Type" />.</summary>
    public required Id<SelectDefault> Id { get; init; }

    /// <summary><c>user</c>, <c>role</c> or <c>channel</c>.</summary>
    public required string Type { get; init; }
}

/// <summary>A text field of a modal.</summary>
public sealed record TextInput : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.TextInput;

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>One line or several.</summary>
    public required TextInputStyle Style { get; init; }

    /// <summary>What stands above it, at most 45 characters; inside a <see cref="Mainstay.Discord.Label" /> absent.</summary>
    public Optional<string?> Label { get; init; }

    /// <summary>At least so many characters, 0 to 4,000.</summary>
    public Optional<int?> MinLength { get; init; }

    /// <summary>At most so many characters, 1 to 4,000.</summary>
    public Optional<int?> MaxLength { get; init; }

    /// <summary>Whether it must be filled in; absent means yes.</summary>
    public bool? Required { get; init; }

    /// <summary>What stands in it at first, at most 4,000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>What stands there while it is empty, at most 100 characters.</summary>
    public string? Placeholder { get; init; }
}

/// <summary>A label around a field of a modal.</summary>
public sealed record Label : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Label;

    /// <summary>The label, at most 45 characters.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("label")]
    public required string Text { get; init; }

    /// <summary>A second line, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The field.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("component")]
    public required Component Field { get; init; }
}

/// <summary>A field of a modal that takes files.</summary>
public sealed record FileUpload : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.FileUpload;

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>0 to 10; absent means 1.</summary>
    public int? MinValues { get; init; }

    /// <summary>1 to 10; absent means 1.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether a file is needed; absent means yes.</summary>
    public bool? Required { get; init; }
}

/// <summary>A choice of one, in a modal.</summary>
public sealed record RadioGroup : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.RadioGroup;

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>2 to 10 choices.</summary>
    public required IReadOnlyList<GroupOption> Options { get; init; }

    /// <summary>Whether a choice is needed; absent means yes.</summary>
    public bool? Required { get; init; }
}

/// <summary>A choice of several, in a modal.</summary>
public sealed record CheckboxGroup : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.CheckboxGroup;

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>1 to 10 choices.</summary>
    public required IReadOnlyList<GroupOption> Options { get; init; }

    /// <summary>0 to 10; absent means 1.</summary>
    public int? MinValues { get; init; }

    /// <summary>1 to 10; absent means the number of choices.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether a choice is needed; absent means yes.</summary>
    public bool? Required { get; init; }
}

/// <summary>One choice of a radio or checkbox group.</summary>
public sealed record GroupOption : WireModel
{
    /// <summary>What a person reads, at most 100 characters.</summary>
    public required string Label { get; init; }

    /// <summary>What comes back, at most 100 characters.</summary>
    public required string Value { get; init; }

    /// <summary>A second line, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is chosen at first.</summary>
    public bool? Default { get; init; }
}

/// <summary>Yes or no, in a modal.</summary>
public sealed record Checkbox : Component
{
    /// <inheritdoc />
    public override ComponentType Type => ComponentType.Checkbox;

    /// <summary>What comes back in the interaction, 1 to 100 characters.</summary>
    public required string CustomId { get; init; }

    /// <summary>Whether it is ticked at first.</summary>
    public bool? Default { get; init; }
}

/// <summary>One line or several.</summary>
public enum TextInputStyle
{
    /// <summary>One line.</summary>
    Short = 1,

    /// <summary>Several lines.</summary>
    Paragraph = 2,
}
