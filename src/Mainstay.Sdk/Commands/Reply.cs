namespace Mainstay.Sdk;

/// <summary>The mood of a reply, which becomes the colour of its edge.</summary>
public enum Tone
{
    /// <summary>Plain information.</summary>
    Neutral,

    /// <summary>Something is under way.</summary>
    Busy,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>Worth a second look.</summary>
    Warning,

    /// <summary>It did not work, or cannot be taken back.</summary>
    Bad,
}

/// <summary>
/// What a person gets to see: one embed, with buttons and files beneath. Texts are Discord's markdown and may mention people and roles; nobody is
/// pinged. Everything is clipped to Discord's limits by the engine. Write people and roles with <see cref="Mention" />.
/// </summary>
public sealed record Reply
{
    /// <summary>A few words; at most 256 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The message itself.</summary>
    public string Text { get; init; } = "";

    /// <summary>The mood.</summary>
    public Tone Tone { get; init; }

    /// <summary>Named values; at most 25.</summary>
    public IReadOnlyList<ReplyField> Fields { get; init; } = [];

    /// <summary>A small line at the end.</summary>
    public string? Footer { get; init; }

    /// <summary>Buttons; at most 25, five a row.</summary>
    public IReadOnlyList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>Files; at most 10.</summary>
    public IReadOnlyList<ReplyFile> Files { get; init; } = [];

    /// <summary>Called once the person has it on the screen; what fails there is logged and goes no further.</summary>
    internal Func<Task>? WhenShown { get; init; }
}

/// <summary>A named value in a reply.</summary>
/// <param name="Name">At most 256 characters.</param>
/// <param name="Value">At most 1,024 characters.</param>
/// <param name="Inline">Whether it may stand beside others.</param>
public sealed record ReplyField(string Name, string Value, bool Inline = true);

/// <summary>How a button looks.</summary>
public enum ButtonLook
{
    /// <summary>The thing to do.</summary>
    Primary,

    /// <summary>Another thing one may do.</summary>
    Secondary,

    /// <summary>A thing that went well, or confirms.</summary>
    Success,

    /// <summary>Destroys something.</summary>
    Danger,
}

/// <summary>A button.</summary>
/// <param name="Label">1–80 characters.</param>
/// <param name="Action">The name of a <see cref="ComponentAction" /> of the same module.</param>
/// <param name="State">Handed to the action when pressed; at most 40 characters.</param>
public sealed record ReplyButton(string Label, string Action, string State = "")
{
    /// <summary>How it looks.</summary>
    public ButtonLook Look { get; init; } = ButtonLook.Secondary;

    /// <summary>Whether it is greyed out.</summary>
    public bool Disabled { get; init; }

    /// <summary>The module whose action it is; unset for the module that made the reply.</summary>
    public string? Module { get; init; }
}

/// <summary>A file beneath a reply.</summary>
/// <param name="Name">With its extension, such as <c>report.txt</c>.</param>
/// <param name="Content">UTF-8 text.</param>
public sealed record ReplyFile(string Name, string Content);
