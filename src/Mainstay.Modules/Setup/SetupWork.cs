using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>What the parts of one plan share: what stands for what, numbers for what is made, and what was noticed.</summary>
internal sealed class SetupWork
{
    private const int Named = 5;

    private readonly Dictionary<long, Id<Role>> _roles = [];
    private readonly Dictionary<long, Id<Channel>> _channels = [];
    private readonly Dictionary<long, Id<Role>> _lostRoles;
    private readonly Dictionary<long, Id<Channel>> _lostChannels;
    private readonly List<Finding> _findings = [];

    private readonly Reach _reach;

    public SetupWork(Planning<SetupInput> planning)
    {
        _reach = planning.Reach;
        Protected = ProtectedObjects.Of(planning.Input.Settings);
        var (image, template) = (planning.Image, planning.Input.Template.Guild);
        Guild = image.Id;
        Match = SetupMatch.Of(image, template, planning.Input.Known);
        Reason = $"set up as {planning.Input.Template.Title}";
        Everyone = SetupEveryone.Wanted(image, template, this);
        Shape = new SetupShape(image, SetupShape.GrantedIn(image, Everyone?.Permissions), Role, Channel);
        var made = 0;
        foreach (var role in template.Roles.Where(r => r.Id != 0))
        {
            _roles[role.Id] = Match.Roles.TryGetValue(role.Id, out var found) ? found.Id : Provisional.Id<Role>(++made);
        }

        foreach (var channel in template.Channels)
        {
            _channels[channel.Id] = Match.Channels.TryGetValue(channel.Id, out var found) ? found.Id : Provisional.Id<Channel>(++made);
        }

        var known = planning.Input.Known;
        _lostRoles = known.Roles.Where(r => _roles.TryGetValue(r.Key, out var id) && Provisional.Is(id) && image.Roles.IsGone(r.Value)).DistinctBy(r => r.Value).ToDictionary();
        _lostChannels = known.Channels.Where(c => _channels.TryGetValue(c.Key, out var id) && Provisional.Is(id) && image.Channels.IsGone(c.Value)).DistinctBy(c => c.Value).ToDictionary();
    }

    public Id<Guild> Guild { get; }

    public SetupMatch Match { get; }

    public SetupShape Shape { get; }

    /// <summary>The template's role of everybody, where it has one that the server can have as well.</summary>
    public TemplateRole? Everyone { get; }

    /// <summary>What the settings of operations say that no plan touches.</summary>
    public ProtectedObjects Protected { get; }

    /// <summary>What the plan deletes.</summary>
    public HashSet<ulong> Wiped { get; } = [];

    /// <summary>For the audit log.</summary>
    public string Reason { get; }

    public IEnumerable<KeyValuePair<long, Id<Role>>> Roles => _roles;

    public IEnumerable<KeyValuePair<long, Id<Channel>>> Channels => _channels;

    public IReadOnlyList<Finding> Findings => Shape.HeldBack.Count == 0 ? _findings : [.. _findings, Withheld()];

    /// <summary>The role that stands for one of the template; everybody's has the number 0.</summary>
    public Id<Role> Role(long number) => number == 0 ? Guild.Cast<Role>() : _roles[number];

    public Id<Channel> Channel(long number) => _channels[number];

    /// <summary>The role that stood for one of the template until somebody deleted it: made again, everything that names it follows. None for any other.</summary>
    public Id<Role> LostRole(long number) => _lostRoles.GetValueOrDefault(number);

    /// <summary>The same of a channel.</summary>
    public Id<Channel> LostChannel(long number) => _lostChannels.GetValueOrDefault(number);

    /// <summary>What records call the role that stands for one of the template: its id, or the one of the role that is made again.</summary>
    public Id<Role> RecordedRole(long number) => LostRole(number) is { IsNone: false } lost ? lost : Role(number);

    /// <summary>Whether a role of the server can be touched.</summary>
    public RoleReach ReachOf(Id<Role> role) => Protected.Within(_reach, role);

    public void NoteProtected(Id<Channel> channel) => Note(new Finding(
        "setup.protected", Severity.Warning, Target.Channel(channel), $"{Mention.Channel(channel)} is protected by the settings of operations, so no plan touches it. It stays as it is."));

    public void Note(Finding finding) => _findings.Add(finding);

    private Finding Withheld()
    {
        var more = Shape.HeldBack.Count - Named;
        var names = string.Join(", ", Shape.HeldBack.Take(Named)) + (more > 0 ? $" and {more.ToString(CultureInfo.InvariantCulture)} more" : "");
        return new Finding(
            "setup.permissions",
            Severity.Warning,
            Target.Guild(Guild),
            $"The template gives rights that Mainstay does not hold and so cannot give: {names}. They are set up without these rights.");
    }
}
