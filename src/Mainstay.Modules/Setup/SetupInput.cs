using Mainstay.Discord;
using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>What the planner reads besides the guild.</summary>
/// <param name="Template">What the server is to look like.</param>
/// <param name="Body">The file it came from; none for a built-in one.</param>
/// <param name="Book">What was set up before.</param>
/// <param name="Named">Objects that records name.</param>
/// <param name="Settings">The guild's settings.</param>
/// <param name="Wipes">Whether what the template does not have goes.</param>
/// <param name="Here">The channel of the command, which stays.</param>
internal sealed record SetupInput(
    ServerTemplate Template,
    string? Body,
    SetupBook Book,
    IReadOnlyList<NamedObject> Named,
    IReadOnlyList<SettingsRecord> Settings,
    bool Wipes,
    Id<Channel> Here)
{
    private static readonly SetupBook Nothing = new(null, new Dictionary<long, Id<Role>>(), new Dictionary<long, Id<Channel>>());

    /// <summary>The highest number that a job of the server ever had.</summary>
    public long LastJob { get; init; }

    /// <summary>What was set up before from the same template: the numbers of another one mean other things.</summary>
    public SetupBook Known => IsRecorded ? Book : Nothing;

    /// <summary>Whether this very template is the one that is recorded.</summary>
    public bool IsRecorded => Book.Template is { } before && before.Name == Template.Name && before.Body == Body;
}
