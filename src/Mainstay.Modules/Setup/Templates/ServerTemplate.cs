using Mainstay.Discord;

namespace Mainstay.Modules.Setup.Templates;

/// <summary>What a server is to look like: Discord's part, and the records that go with it. Roles and channels go by the template's own numbers.</summary>
internal sealed record ServerTemplate
{
    /// <summary>Stable, such as <c>law-firm</c>; <c>file</c> for one that somebody handed in.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    public required GuildTemplateFile Guild { get; init; }

    public IReadOnlyList<TemplateRank> Ranks { get; init; } = [];

    public IReadOnlyList<TemplateJob> Jobs { get; init; } = [];

    /// <summary>Channels that settings name: which settings, which property, which channel.</summary>
    public IReadOnlyList<TemplateSetting> Settings { get; init; } = [];
}

/// <summary>A role that is a staff rank.</summary>
internal sealed record TemplateRank(long Role, int Level, int Most);

/// <summary>A job that is open from the first day.</summary>
internal sealed record TemplateJob(string Title, string Description, long Role, int Most);

/// <summary>A setting that names a channel of the template.</summary>
internal sealed record TemplateSetting(string Settings, string Property, long Channel);
