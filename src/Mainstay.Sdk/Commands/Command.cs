namespace Mainstay.Sdk;

/// <summary>Where a command may be used.</summary>
public enum CommandPlace
{
    /// <summary>In servers only: the default of most commands, and the only place where a guild exists.</summary>
    Server,

    /// <summary>In direct messages with Mainstay only.</summary>
    DirectMessage,

    /// <summary>In both.</summary>
    Anywhere,
}

/// <summary>Who sees the reply.</summary>
public enum ReplyVisibility
{
    /// <summary>Only the person who asked. What began so is never shown in the open later.</summary>
    OnlyToAsker,

    /// <summary>Everybody in the channel.</summary>
    Open,
}

/// <summary>
/// A slash command, declared once: the same declaration registers it with Discord, guards it, routes it, and writes <c>/help</c>.
/// Whatever is not allowed is denied; the place and the visibility must be stated.
/// </summary>
public sealed record Command
{
    /// <summary>One to three words: <c>help</c>, <c>sync users</c>, <c>staff rank add</c>. Each 1–32 characters, lower case.</summary>
    public required string Path { get; init; }

    /// <summary>What it does, 1–100 characters, beginning with a verb.</summary>
    public required string Description { get; init; }

    /// <summary>The right it asks for, of <see cref="IModule.Capabilities" />, or <see cref="Capability.Everyone" />.</summary>
    public required Capability Capability { get; init; }

    /// <summary>Server, direct message, or both.</summary>
    public required CommandPlace Place { get; init; }

    /// <summary>Who sees the reply.</summary>
    public required ReplyVisibility Visibility { get; init; }

    /// <summary>At most 25; required ones first.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>How people would type it, such as <c>/staff hire member:@Ada rank:Partner</c>. Shown by <c>/help</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>
    /// Does the work. It may take as long as it needs: the interaction is acknowledged within Discord's 3 s by the engine, and
    /// past 15 minutes the reply goes on elsewhere (see <see cref="HandlerContext.ShowAsync" />).
    /// </summary>
    public required Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> Run { get; init; }
}

/// <summary>Words for the first word, or the first two, of a command's path. Discord shows them nowhere but asks for them.</summary>
/// <param name="Path">Such as <c>staff</c> or <c>staff rank</c>.</param>
/// <param name="Description">1–100 characters.</param>
public sealed record CommandGroup(string Path, string Description);
