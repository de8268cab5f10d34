using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Setup;

/// <summary>The categories and channels of a plan: made with their overwrites, brought into line, put in order.</summary>
internal static class SetupChannels
{
    public static IEnumerable<Change> Plan(Planning<SetupInput> planning, SetupWork work)
    {
        var changes = new List<Change>();
        foreach (var channel in planning.Input.Template.Guild.Channels.OrderBy(c => c.Type != ChannelType.GuildCategory).ThenBy(c => c.Position).ThenBy(c => c.Id))
        {
            var wanted = work.Shape.Wanted(channel);
            if (!work.Match.Channels.TryGetValue(channel.Id, out var there))
            {
                changes.Add(new ChannelChange { Channel = work.Channel(channel.Id), After = wanted, Recreates = work.LostChannel(channel.Id), Reason = work.Reason });
            }
            else if (Edit(ObjectStates.Of(there), wanted) is { } edit)
            {
                if (work.Protected.Has(there.Id))
                {
                    work.NoteProtected(there.Id);
                    continue;
                }

                changes.Add(new ChannelChange { Channel = there.Id, Before = edit.Before, After = edit.After, Reason = work.Reason });
            }

            if (ChannelKinds.On(channel.Type, work.Shape.IsCommunity) != channel.Type && !work.Match.Channels.ContainsKey(channel.Id))
            {
                work.Note(new Finding(
                    "setup.community", Severity.Info, Target.Guild(planning.Image.Id),
                    $"{Mention.Plain(channel.Name)} becomes an ordinary {(ChannelKinds.Sort(channel.Type) == ChannelType.GuildVoice ? "voice" : "text")} channel, because only community servers have its kind."));
            }
        }

        if (Order(planning, work) is { } order)
        {
            changes.Add(order);
        }

        return changes;
    }

    /// <summary>The fields that differ. Overwrites that the template does not speak of stay, and so do topics where it has none.</summary>
    private static (ChannelState Before, ChannelState After)? Edit(ChannelState there, ChannelState wanted)
    {
        var standing = there.Overwrites ?? [];
        IReadOnlyList<OverwriteState> overwrites =
        [
            .. standing.Where(s => (wanted.Overwrites ?? []).All(w => w.Id != s.Id)).Concat(wanted.Overwrites ?? []).OrderBy(o => o.Id),
        ];
        var rules = !overwrites.SequenceEqual(standing);
        var topic = wanted.Topic is { Length: > 0 } && wanted.Topic != there.Topic;
        var parent = wanted.Parent is { } into && into != there.Parent;
        var slow = wanted.SlowmodeSeconds is not null && wanted.SlowmodeSeconds != there.SlowmodeSeconds;
        var adult = wanted.Nsfw is not null && wanted.Nsfw != there.Nsfw;
        var limit = wanted.UserLimit is not null && wanted.UserLimit != there.UserLimit;
        var bitrate = wanted.Bitrate is not null && there.Bitrate is { } standingRate && wanted.Bitrate != Math.Min(standingRate, SetupShape.MostBitrate);
        return !rules && !topic && !parent && !slow && !adult && !limit && !bitrate ? null : (Only(there, standing), Only(wanted, overwrites));

        ChannelState Only(ChannelState state, IReadOnlyList<OverwriteState> all) => new()
        {
            Overwrites = rules ? all : null,
            Topic = topic ? state.Topic : null,
            Parent = parent ? state.Parent : null,
            SlowmodeSeconds = slow ? state.SlowmodeSeconds : null,
            Nsfw = adult ? state.Nsfw : null,
            UserLimit = limit ? state.UserLimit : null,
            Bitrate = bitrate ? state.Bitrate : null,
        };
    }

    /// <summary>Where something new stands: each category, and the categories themselves, in the template's order among what is there.</summary>
    private static ChannelOrderChange? Order(Planning<SetupInput> planning, SetupWork work)
    {
        var image = planning.Image;
        var before = new List<ChannelPlace>();
        var after = new List<ChannelPlace>();
        foreach (var group in planning.Input.Template.Guild.Channels.GroupBy(c => (c.Parent, Sort: ChannelKinds.Sort(c.Type))).OrderBy(g => g.Key.Parent is not null).ThenBy(g => g.Min(c => c.Position)).ThenBy(g => g.Key.Sort))
        {
            var parent = group.Key.Parent is { } number ? work.Channel(number) : default;
            var there = image.Channels
                .Where(c => !GuildImage.IsHidden(c) && !work.Wiped.Contains(c.Id.Value) && ChannelKinds.Sort(c.Type) == group.Key.Sort && (c.ParentId.OrDefault() ?? default) == parent)
                .OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => c.Id).ToArray();
            Id<Channel>[] wanted = [.. group.OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => work.Channel(c.Id)).Where(c => Provisional.Is(c) || there.Contains(c))];
            if (!wanted.Any(Provisional.Is) || there.Length + wanted.Length < 2)
            {
                continue;
            }

            before.AddRange(there.Select(c => new ChannelPlace(c, parent)));
            after.AddRange(Places.Arrange(there, wanted).Select(c => new ChannelPlace(c, parent)));
        }

        return after.Count == 0 ? null : new ChannelOrderChange { Guild = image.Id, Before = before, After = after, Reason = work.Reason };
    }
}
