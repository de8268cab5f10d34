using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// The order of claimed channels: those of one source that stand in one category and are of one sort come in the order in which they are claimed, and
/// whatever stands between them stays where it is. Only relative order counts, so numbers that Discord gives are no drift.
/// </summary>
internal sealed class ChannelOrder(RepairWork work, IReadOnlyList<(Id<Channel> Channel, ChannelState State)> made)
{
    private readonly record struct Group(Id<Channel> Parent, int Sort);

    public void Run(IReadOnlyList<WantedChannel> wanted, IReadOnlyDictionary<(string Source, string Key), Id<Channel>> ids)
    {
        var groups = Groups();
        var placeOf = groups.SelectMany(g => g.Value.Select(c => (Channel: c, g.Key))).ToDictionary(p => p.Channel, p => p.Key);
        var before = new List<ChannelPlace>();
        var after = new List<ChannelPlace>();
        foreach (var (group, standing) in groups)
        {
            var ordered = standing.ToArray();
            foreach (var source in wanted.Where(w => w.Wanted is not null).GroupBy(w => w.Source, StringComparer.Ordinal))
            {
                Order(ordered, [.. source.Select(w => ids.GetValueOrDefault((w.Source, w.Key))).Where(c => placeOf.TryGetValue(c, out var place) && place == group)]);
            }

            if (!ordered.SequenceEqual(standing) && Permitted(group))
            {
                before.AddRange(standing.Select(c => new ChannelPlace(c, group.Parent)));
                after.AddRange(ordered.Select(c => new ChannelPlace(c, group.Parent)));
            }
        }

        if (after.Count > 0)
        {
            work.Add(new ChannelOrderChange { Guild = work.Image.Id, Before = before, After = after, Reason = "the order of configured channels" });
        }
    }

    /// <summary>Channels by category and sort as they will stand when all other changes of the plan are made; new ones come last.</summary>
    private SortedDictionary<Group, List<Id<Channel>>> Groups()
    {
        var groups = new SortedDictionary<Group, List<Id<Channel>>>(Comparer<Group>.Create(static (a, b) => a.Parent != b.Parent ? a.Parent.CompareTo(b.Parent) : a.Sort.CompareTo(b.Sort)));
        var moved = work.MovedChannels();
        foreach (var channel in work.Image.Channels.Where(c => !GuildImage.IsHidden(c)).OrderBy(c => c.Position ?? 0).ThenBy(c => c.Id))
        {
            Add(channel.Id, moved.TryGetValue(channel.Id, out var parent) ? parent : channel.ParentId.OrDefault() ?? default(Id<Channel>), channel.Type);
        }

        foreach (var (channel, state) in made)
        {
            Add(channel, state.Parent ?? default, state.Type ?? ChannelType.GuildText);
        }

        return groups;

        void Add(Id<Channel> channel, Id<Channel> parent, ChannelType type)
        {
            var group = new Group(parent, ChannelStates.Sort(type));
            if (!groups.TryGetValue(group, out var list))
            {
                groups[group] = list = [];
            }

            list.Add(channel);
        }
    }

    /// <summary>Puts the claimed ones, in their order, into the places that they hold among them.</summary>
    private static void Order(Id<Channel>[] standing, IReadOnlyList<Id<Channel>> claimed)
    {
        var each = claimed.Distinct().ToArray();
        var places = each.Select(c => Array.IndexOf(standing, c)).Order().ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            standing[places[i]] = each[i];
        }
    }

    private bool Permitted(Group group)
    {
        var where = group.Parent.IsNone ? "at the top level" : $"in {RepairTexts.Category(work.Image, group.Parent)}";
        var finding = new Finding("channels.order", Severity.Warning, group.Parent.IsNone || Provisional.Is(group.Parent) ? Target.Guild(work.Image.Id) : Target.Channel(group.Parent), $"The channels {where} stand in another order than configured.");
        var obstacle = work.Permits.ToMake(null, []);
        switch (work.Input.WinnerOf(Entity.Positions))
        {
            case Winner.Discord:
                return false;
            case Winner.Ask:
                work.Note(finding with { Sentence = $"{finding.Sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" });
                return false;
            case Winner.Database when obstacle is not null:
                work.Note(finding with { Severity = Severity.Critical, Sentence = $"{finding.Sentence} {obstacle}", Fix = obstacle });
                return false;
            default:
                work.Note(finding with { IsMended = true, Fix = "put them in order" });
                return true;
        }
    }
}
