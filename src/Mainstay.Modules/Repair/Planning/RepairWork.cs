using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>One plan in the making: what routines before have decided is known to those after, so that each target is changed once.</summary>
internal sealed class RepairWork(Planning<RepairInput> planning)
{
    private readonly List<Change> _objects = [];
    private readonly List<Change> _members = [];
    private readonly SortedDictionary<string, RowDraft> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SettingsChange> _settings = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private int _provisional;

    public GuildImage Image => planning.Image;

    public RepairInput Input => planning.Input;

    public Actor Actor => planning.Actor;

    public Reach Reach { get; } = new RepairReach(planning.Reach, ProtectedObjects.Of(planning.Input.Settings));

    public Planning<RepairInput> Planning => planning;

    public Crowding Crowding { get; } = new(planning.Image);

    public Permits Permits { get; } = new(planning.Image, planning.Actor);

    /// <summary>Channels that are made again, by the id that is gone.</summary>
    public Dictionary<Id<Channel>, Id<Channel>> RemadeChannels { get; } = [];

    /// <summary>Roles that are made again, by the id that is gone.</summary>
    public Dictionary<Id<Role>, Id<Role>> RemadeRoles { get; } = [];

    public IReadOnlyList<Finding> Noticed => _findings;

    public Id<T> NewId<T>() => Provisional.Id<T>(++_provisional);

    public bool Does(Routine routine) => (Input.Routines & routine) != 0;

    /// <summary>What the settings of operations say that no plan touches.</summary>
    public ProtectedObjects Protected { get; } = ProtectedObjects.Of(planning.Input.Settings);

    /// <summary>Whether an object is made again by this very plan, so that what names it is right as it is.</summary>
    public bool IsRemade(DiscordObject kind, ulong id) => kind switch
    {
        DiscordObject.Channel => RemadeChannels.ContainsKey(new Id<Channel>(id)),
        DiscordObject.Role => RemadeRoles.ContainsKey(new Id<Role>(id)),
        _ => false,
    };

    public void Add(Change change) => _objects.Add(change);

    /// <summary>Channels that this plan moves into another category.</summary>
    public Dictionary<Id<Channel>, Id<Channel>> MovedChannels() => _objects.OfType<ChannelChange>()
        .Where(c => c is { Before: not null, After.Parent: not null })
        .ToDictionary(c => c.Channel, c => c.After!.Parent!.Value);

    /// <summary>Whether this plan edits a channel.</summary>
    public bool Edits(Id<Channel> channel) => _objects.OfType<ChannelChange>().Any(c => c.Channel == channel && c.Before is not null);

    public void AddMembers(IEnumerable<Change> changes) => _members.AddRange(changes);

    public void Add(SettingsChange change) => _settings.Add(change.Settings, change);

    /// <summary>Writes one column of a row; what else is written to the same row becomes the same change.</summary>
    public void Write(string table, Row key, string column, object? before, object? after, string summary, string reason, LedgerLine? line = null)
    {
        var name = $"{table}/{key}";
        if (!_rows.TryGetValue(name, out var row))
        {
            _rows[name] = row = new RowDraft(table, key);
        }

        row.Cells[column] = (before, after);
        row.Summaries.Add(summary);
        row.Reason = reason;
        row.Line ??= line;
    }

    public void Note(Finding finding) => _findings.Add(finding);

    public void Note(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    /// <summary>The plan: what exists before what refers to it. The gravest findings first, and of equal weight those that nothing mends.</summary>
    public Draft Finish(string nothing) => new()
    {
        Changes = [.. _objects, .. _settings.Values, .. _rows.Values.Select(r => r.Change()), .. _members],
        Findings = [.. _findings.OrderByDescending(f => f.Severity).ThenBy(f => f.IsMended)],
        NothingToDo = _findings.Any(f => f.Severity == Severity.Critical) ? "There is nothing that I can repair as things stand."
            : _findings.Any(f => f.Severity == Severity.Warning) ? "There is nothing that I can repair by myself. What is noted below waits for a decision."
            : nothing,
    };

    private sealed class RowDraft(string table, Row key)
    {
        public SortedDictionary<string, (object? Before, object? After)> Cells { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Summaries { get; } = new(StringComparer.Ordinal);

        public string Reason { get; set; } = "";

        public LedgerLine? Line { get; set; }

        public RowChange Change() => new()
        {
            Table = table,
            Key = key,
            Before = Row.From(Cells.Select(c => KeyValuePair.Create(c.Key, c.Value.Before))),
            After = Row.From(Cells.Select(c => KeyValuePair.Create(c.Key, c.Value.After))),
            Summary = string.Join(", ", Summaries),
            Reason = Reason,
            Line = Line,
        };
    }
}
