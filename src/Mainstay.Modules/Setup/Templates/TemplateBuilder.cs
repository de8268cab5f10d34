using Mainstay.Discord;

namespace Mainstay.Modules.Setup.Templates;

/// <summary>Writes a template down: roles from the top, categories with their channels.</summary>
internal sealed class TemplateBuilder
{
    public const Permissions Look = Permissions.ViewChannel;
    public const Permissions Write = Permissions.SendMessages | Permissions.SendMessagesInThreads | Permissions.AddReactions;
    public const Permissions Moderate = Permissions.ManageMessages | Permissions.ManageThreads;

    private readonly List<TemplateRole> _roles = [];
    private readonly List<TemplateChannel> _channels = [];
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    /// <summary>The number of a role or channel by its name.</summary>
    public long this[string name] => _ids[name];

    /// <summary>A role below all that were named before.</summary>
    public TemplateBuilder Role(string name, int color, Permissions permissions = Permissions.None, bool hoist = false, bool mentionable = false)
    {
        var id = 1 + _roles.Count;
        _ids.Add(name, id);
        _roles.Insert(0, new TemplateRole(id, name, permissions, color, hoist, mentionable));
        return this;
    }

    /// <summary>A category, and in it channels with the category's overwrites unless they have their own.</summary>
    public TemplateBuilder Category(string name, IReadOnlyList<TemplateOverwrite> overwrites, params ReadOnlySpan<Inside> inside)
    {
        var category = Next();
        _channels.Add(new TemplateChannel(category, ChannelType.GuildCategory, name, _channels.Count, null, null, false, 0, null, null, overwrites));
        foreach (var channel in inside)
        {
            var id = Next();
            _ids.Add(channel.Name, id);
            _channels.Add(new TemplateChannel(
                id, channel.Type, channel.Name, _channels.Count, category, channel.Topic, false, channel.SlowMode, null, channel.UserLimit == 0 ? null : channel.UserLimit, channel.Overwrites ?? overwrites));
        }

        return this;
    }

    /// <summary>Everybody but those named is kept out.</summary>
    public IReadOnlyList<TemplateOverwrite> Only(Permissions permissions, params ReadOnlySpan<string> roles) => Rules(0, Look, permissions | Look, roles);

    /// <summary>Everybody may look, and those named may do more.</summary>
    public IReadOnlyList<TemplateOverwrite> ReadOnly(params ReadOnlySpan<string> writers) => Rules(0, Write | Permissions.CreatePublicThreads, Write | Permissions.CreatePublicThreads, writers);

    /// <summary>Rules on top of others.</summary>
    public IReadOnlyList<TemplateOverwrite> And(IReadOnlyList<TemplateOverwrite> rules, string role, Permissions allow) =>
        [.. rules.Where(r => r.Role != _ids[role]), new TemplateOverwrite(_ids[role], allow | (rules.FirstOrDefault(r => r.Role == _ids[role])?.Allow ?? 0), Permissions.None)];

    public GuildTemplateFile Build(string name) => new() { Name = name, Roles = [.. _roles], Channels = [.. _channels] };

    private List<TemplateOverwrite> Rules(long denied, Permissions deny, Permissions allow, ReadOnlySpan<string> roles)
    {
        var rules = new List<TemplateOverwrite> { new(denied, Permissions.None, deny) };
        foreach (var role in roles)
        {
            rules.Add(new TemplateOverwrite(_ids[role], allow, Permissions.None));
        }

        return rules;
    }

    // Channels count from 1,000, so that no number names both a role and a channel.
    private long Next() => 1_000 + _channels.Count;

    /// <summary>A channel inside of a category.</summary>
    internal sealed record Inside(string Name, string? Topic = null, ChannelType Type = ChannelType.GuildText)
    {
        public IReadOnlyList<TemplateOverwrite>? Overwrites { get; init; }

        public int SlowMode { get; init; }

        public int UserLimit { get; init; }
    }
}
