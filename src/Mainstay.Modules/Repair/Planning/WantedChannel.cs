using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>A channel that is to exist: because a module claims it, or because settings name it.</summary>
internal sealed record WantedChannel(string Source, string Key, Id<Channel> Channel, string Because)
{
    /// <summary>How it is to look; unset when settings name it, which ask nothing but that it exists.</summary>
    public ChannelState? Wanted { get; init; }

    /// <summary>The claim, of the source that says so, whose channel it belongs into.</summary>
    public (string Source, string Key)? ParentKey { get; init; }

    /// <summary>All claims that speak of this channel, its own among them.</summary>
    public IReadOnlyList<(string Source, string Key)> Keys { get; init; } = [(Source, Key)];

    public ClaimMode Overwrites { get; init; }

    public Recorded? Recorded { get; init; }

    /// <summary>What settings ask of it.</summary>
    public SettingChannelAttribute? Asked { get; init; }

    public ChannelType? TypeOf(LastSeen seen) =>
        Wanted?.Type ?? (seen.Channels.TryGetValue(Channel, out var known) ? known.Type : Asked is { Types: [var type, ..] } ? type : null);

    /// <summary>All of them, claims first: what a claim speaks of, settings need not describe.</summary>
    public static List<WantedChannel> Of(RepairInput input)
    {
        var wanted = new List<WantedChannel>();
        foreach (var set in input.Claims)
        {
            wanted.AddRange(set.Channels.Select(c => new WantedChannel(set.Source, c.Key, c.Channel, c.Because)
            {
                Wanted = c.Wanted,
                ParentKey = c.ParentKey is { } parent ? (set.Source, parent) : null,
                Overwrites = c.Overwrites,
                Recorded = c.Recorded,
            }));
        }

        var known = wanted.Select(w => w.Channel).Where(c => !c.IsNone).ToHashSet();
        foreach (var record in input.Settings)
        {
            foreach (var id in record.Ids.Where(i => IsMeantToBe(i) && known.Add(new Id<Channel>(i.Id))))
            {
                wanted.Add(new WantedChannel("settings/" + record.Name, $"{id.Property}/{id.Index}", new Id<Channel>(id.Id), RepairTexts.Setting(record, id)) { Asked = id.Channel });
            }
        }

        return wanted;
    }

    /// <summary>A channel that something is asked of, or that a setting of its own names. A list (of what is protected, say) wants nobody to exist.</summary>
    private static bool IsMeantToBe(SettingId id) => id.Object == DiscordObject.Channel && (id.Channel is not null || id.Index is null);

    /// <summary>One for each channel: where several claims speak of one, they add up, and in what they disagree the first counts and says so.</summary>
    public static List<WantedChannel> United(IReadOnlyList<WantedChannel> all, Action<Finding> note) =>
    [
        .. all.Where(w => w.Channel.IsNone),
        .. all.Where(w => !w.Channel.IsNone).GroupBy(w => w.Channel).Select(g => g.Aggregate((one, other) => one.With(other, note))),
    ];

    private WantedChannel With(WantedChannel other, Action<Finding> note)
    {
        var disagreed = new List<string>();
        var (mine, theirs) = (Wanted ?? new ChannelState(), other.Wanted ?? new ChannelState());
        T? First<T>(T? one, T? two, string what)
        {
            if (one is not null && two is not null && !EqualityComparer<T>.Default.Equals(one, two))
            {
                disagreed.Add(what);
            }

            return one is null ? two : one;
        }

        var overwrites = Both(mine.Overwrites, theirs.Overwrites, disagreed);
        var united = this with
        {
            Keys = [.. Keys, .. other.Keys],
            ParentKey = ParentKey ?? (mine.Parent is null ? other.ParentKey : null),
            Overwrites = Overwrites == ClaimMode.Exclusive || other.Overwrites == ClaimMode.Exclusive ? ClaimMode.Exclusive : ClaimMode.Additive,
            Wanted = mine with
            {
                Type = First(mine.Type, theirs.Type, "type"),
                Name = First(mine.Name, theirs.Name, "name"),
                Parent = First(mine.Parent, theirs.Parent, "category"),
                Topic = First(mine.Topic, theirs.Topic, "topic"),
                Nsfw = First(mine.Nsfw, theirs.Nsfw, "age limit"),
                SlowmodeSeconds = First(mine.SlowmodeSeconds, theirs.SlowmodeSeconds, "slow mode"),
                Overwrites = overwrites,
            },
        };
        if (disagreed.Count > 0)
        {
            note(new Finding(
                "channels.disagree",
                Severity.Warning,
                Target.Channel(Channel),
                $"{RepairTexts.Joined([Because, other.Because])} want something different of {Mention.Channel(Channel)}: its {RepairTexts.Joined(disagreed)}. {char.ToUpperInvariant(Because[0])}{Because[1..]} counts."));
        }

        return united;
    }

    private static IReadOnlyList<OverwriteState>? Both(IReadOnlyList<OverwriteState>? mine, IReadOnlyList<OverwriteState>? theirs, List<string> disagreed)
    {
        if (mine is null || theirs is null)
        {
            return mine ?? theirs;
        }

        var named = mine.ToDictionary(o => o.Id);
        if (theirs.Any(o => named.TryGetValue(o.Id, out var own) && own != o))
        {
            disagreed.Add("permissions");
        }

        return [.. mine.Concat(theirs.Where(o => !named.ContainsKey(o.Id))).OrderBy(o => o.Id.Value)];
    }
}
