using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>A channel that is to exist: because a module claims it, or because settings name it.</summary>
internal sealed record WantedChannel(string Source, string Key, Id<Channel> Channel, string Because)
{
    /// <summary>How it is to look; unset when settings name it, which ask nothing but that it exists.</summary>
    public ChannelState? Wanted { get; init; }

    public string? ParentKey { get; init; }

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
                ParentKey = c.ParentKey,
                Overwrites = c.Overwrites,
                Recorded = c.Recorded,
            }));
        }

        var known = wanted.Select(w => w.Channel).Where(c => !c.IsNone).ToHashSet();
        foreach (var record in input.Settings)
        {
            foreach (var id in record.Ids.Where(i => i.Object == DiscordObject.Channel && known.Add(new Id<Channel>(i.Id))))
            {
                wanted.Add(new WantedChannel("settings/" + record.Name, $"{id.Property}/{id.Index}", new Id<Channel>(id.Id), RepairTexts.Setting(record, id)) { Asked = id.Channel });
            }
        }

        return wanted;
    }
}
