namespace Mainstay.Sdk;

/// <summary>
/// What happens when a button is pressed or a form is sent in. A button belongs to the person whose command made it: anybody else is
/// told so and nothing runs. The capability is asked for again at every press.
/// </summary>
public sealed record ComponentAction
{
    /// <summary>Unique within the module: lower case letters and hyphens, at most 20 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The right it asks for.</summary>
    public required Capability Capability { get; init; }

    /// <summary>
    /// If set, pressing opens this form, without any I/O before it (Discord allows 3 s and no delay), and <see cref="Run" /> gets the fields.
    /// </summary>
    public Form? Form { get; init; }

    /// <summary>Does the work. The reply replaces the message the button sits on.</summary>
    public required Func<ActionContext, CancellationToken, Task<Outcome<Reply>>> Run { get; init; }
}

/// <summary>A form that pops up.</summary>
/// <param name="Title">1–45 characters.</param>
/// <param name="Fields">One to five.</param>
public sealed record Form(string Title, IReadOnlyList<FormField> Fields);

/// <summary>A line or box of text in a form.</summary>
/// <param name="Name">The key of its value.</param>
/// <param name="Label">1–45 characters.</param>
public sealed record FormField(string Name, string Label)
{
    /// <summary>Whether several lines fit.</summary>
    public bool Paragraph { get; init; }

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Greatest length in characters, at most 4,000.</summary>
    public int Max { get; init; } = 400;

    /// <summary>What stands there in grey; at most 100 characters.</summary>
    public string? Placeholder { get; init; }
}
