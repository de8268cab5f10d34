using System.Text.RegularExpressions;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>All kinds of change there are. What is not here cannot be done.</summary>
internal sealed partial class ChangeKinds
{
    private readonly Dictionary<string, ChangeKind> _kinds;

    public ChangeKinds(IEnumerable<ChangeKind> kinds) => _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>The kind of a change.</summary>
    public ChangeKind Of(Change change) =>
        _kinds.GetValueOrDefault(change.Kind) ?? throw new InvalidOperationException($"There is no kind of change named {change.Kind}.");

    /// <summary>The ids that a change names, its own among them.</summary>
    public IReadOnlySet<ulong> Names(Change change)
    {
        var ids = new NamedIds();
        Of(change).Resolve(change, ids);
        return ids.Seen;
    }

    /// <summary>The same change about the objects that its ids stand for by now.</summary>
    public Change Resolve(Change change, IdMap ids) => ids.IsEmpty ? change : Of(change).Resolve(change, ids);

    /// <summary>The same steps about the objects that they made, and about those that took the place of deleted ones.</summary>
    public IEnumerable<Step> Resolved(IReadOnlyList<Step> steps, IdMap ids)
    {
        foreach (var step in steps)
        {
            if (step.Made is { } made && PlanOrder.MadeBy(step.Change) is { } planned && planned != made)
            {
                ids.Set(planned, made);
            }
        }

        return ids.IsEmpty ? steps : steps.Select(s => s with { Change = Resolve(s.Change, ids) });
    }

    /// <summary>Requests that a change costs.</summary>
    public int Requests(Change change) => Of(change) is DiscordKind ? 1 : 0;

    /// <summary>Whether there is a change that takes this one back.</summary>
    public bool IsReversible(Change change) => Of(change).IsReversible(change);

    /// <summary>What a change destroys for ever, as a clause; null when nothing.</summary>
    public string? Lost(Change change) => Of(change).Lost(change);

    /// <summary>What stands in the way of a plan before the first of it is written, a sentence each.</summary>
    public IEnumerable<string> Obstacles(PlanChecks plan, IReadOnlyList<Change> changes)
    {
        string[] wanted = [.. changes.Where(c => c.ForcedBy is null).SelectMany(c => Of(c).Obstacles(plan, c))];
        var forced = changes.Where(c => c.ForcedBy is not null).SelectMany(c => Of(c).Obstacles(plan, c).Except(wanted).Select(o => $"{o} Nobody asked for this edit by itself: it {c.ForcedBy}."));
        return wanted.Concat(forced).Concat(PlanLimits.Obstacles(plan, changes));
    }

    /// <summary>
    /// The plan that takes changes back, given in the order in which they were applied and about the objects that their ids stand for by now. What was deleted since
    /// is left out. Without an image it is complete only as far as the changes themselves tell, and good for counting.
    /// </summary>
    public IReadOnlyList<Change> Undo(GuildImage? image, IEnumerable<Change> applied)
    {
        var undo = new UndoPlan(this, image);
        Change[] all = [.. applied];
        undo.Deleted(all);
        foreach (var change in all.Reverse())
        {
            Of(change).Invert(change, undo);
        }

        return PlanOrder.Complete(undo.Changes, this);
    }

    /// <summary>One line for previews and reports.</summary>
    public string Describe(Change change) => Of(change).Describe(change);

    /// <summary>A line each; objects that the plan itself makes go by their names, and so do those that <paramref name="done" /> has deleted: nobody can look at them any more.</summary>
    public IEnumerable<string> Describe(IReadOnlyList<Change> changes, IEnumerable<Change>? done = null)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in done ?? [])
        {
            switch (change)
            {
                case RoleChange { After: null, Before.Name: { } name } role:
                    names[Mention.Role(role.Role)] = $"@{Mention.Plain(name)}";
                    break;
                case ChannelChange { After: null, Before.Name: { } name } channel:
                    names[Mention.Channel(channel.Channel)] = $"#{Mention.Plain(name)}";
                    break;
            }
        }

        foreach (var change in changes)
        {
            switch (change)
            {
                case RoleChange { Before: null, After: { } made } role:
                    names[Mention.Role(role.Role)] = $"@{Mention.Plain(made.Name ?? "")}";
                    break;
                case ChannelChange { Before: null, After: { } made } channel:
                    names[Mention.Channel(channel.Channel)] = $"#{Mention.Plain(made.Name ?? "")}";
                    break;
            }
        }

        return changes.Select(c => names.Count == 0 ? Describe(c) : Mentions().Replace(Describe(c), m => names.GetValueOrDefault(m.Value, m.Value)));
    }

    /// <summary>What to call changes of one kind.</summary>
    public string Noun(string kind, int count) => _kinds[kind].Noun(count);

    [GeneratedRegex("<(@&|#)[0-9]{1,20}>")]
    private static partial Regex Mentions();
}
