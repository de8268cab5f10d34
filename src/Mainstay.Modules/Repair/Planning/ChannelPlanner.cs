using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// Channels that somebody's records or settings speak of: what is gone is made again with its permissions, category and topic, and where its id is written it is
/// written anew; what looks different is put right as the guild's policies say. A hidden channel is never judged.
/// </summary>
internal sealed class ChannelPlanner
{
    private readonly RepairWork _work;
    private readonly GuildImage _image;
    private readonly List<WantedChannel> _wanted;
    private readonly Dictionary<(string Source, string Key), Id<Channel>> _byKey = [];
    private readonly ChannelMaker _maker;

    public ChannelPlanner(RepairWork work)
    {
        (_work, _image) = (work, work.Image);
        _wanted = WantedChannel.Of(work.Input);
        _maker = new ChannelMaker(work);
    }

    public void Run()
    {
        // Categories first, because others go into them.
        foreach (var wanted in WantedChannel.United(_wanted, _work.Note).OrderBy(w => w.TypeOf(_work.Input.LastSeen) == ChannelType.GuildCategory ? 0 : 1))
        {
            var id = Place(wanted);
            foreach (var key in wanted.Keys)
            {
                _byKey[key] = id;
            }
        }

        new ChannelOrder(_work, _maker.Made).Run(_wanted, _byKey);
    }

    /// <summary>Looks after one channel and returns the id that it has, or will have; none when it is not there and is not made.</summary>
    private Id<Channel> Place(WantedChannel wanted)
    {
        var parent = wanted.ParentKey is { } key ? _byKey.GetValueOrDefault(key) : (Id<Channel>?)null;
        if (wanted.Channel.IsNone)
        {
            return _maker.Make(wanted, parent);
        }

        if (_image.Channels.TryGet(wanted.Channel, out var channel))
        {
            if (GuildImage.IsHidden(channel))
            {
                Hidden(wanted);
            }
            else if (wanted.Wanted is { } state)
            {
                Compare(wanted, channel, parent is { IsNone: false } category ? state with { Parent = category } : state);
            }

            return wanted.Channel;
        }

        if (_work.RemadeChannels.TryGetValue(wanted.Channel, out var made))
        {
            return made;
        }

        if (Proof.IsGone(_image, wanted.Channel))
        {
            return _maker.MakeAgain(wanted, parent);
        }

        _work.Note(new Finding("channels.unseen", Severity.Info, Target.Channel(wanted.Channel), $"Whether the channel of {wanted.Because} still exists is not known right now. It was left alone."));
        return default;
    }

    private void Compare(WantedChannel wanted, Channel channel, ChannelState state)
    {
        var now = ObjectStates.Of(channel);
        if (state.Type is { } type && !ChannelStates.IsSameSort(type, channel.Type))
        {
            _work.Note(new Finding("channels.type", Severity.Critical, Target.Channel(channel.Id), $"{Mention.Channel(channel.Id)} is {RepairTexts.Of(channel.Type)}, but {wanted.Because} needs {RepairTexts.Of(type)}. Discord cannot change that: name another channel, or make a new one.")
            {
                Expected = RepairTexts.Of(type),
                Actual = RepairTexts.Of(channel.Type),
                Fix = "name another channel",
            });
            return;
        }

        var edit = new ChannelEdit(_work, wanted, channel, now);
        if (state.Name is { } name && ChannelNames.AsWritten(channel.Type, name) is var written && written != now.Name)
        {
            edit.Field(Entity.ChannelNames, "channels.name", "name", now.Name ?? "", written, (s, v) => s with { Name = v ? written : now.Name });
        }

        if (state.Topic is { } topic && now.Topic is { } standing && topic != standing)
        {
            edit.Field(Entity.ChannelNames, "channels.topic", "topic", standing, topic, (s, v) => s with { Topic = v ? topic : standing });
        }

        if (state.Nsfw is { } nsfw && now.Nsfw is { } adult && nsfw != adult)
        {
            edit.Field(Entity.ChannelNames, "channels.nsfw", "age limit", adult ? "on" : "off", nsfw ? "on" : "off", (s, v) => s with { Nsfw = v ? nsfw : adult });
        }

        if (state.SlowmodeSeconds is { } slow && now.SlowmodeSeconds is { } pace && slow != pace)
        {
            edit.Field(Entity.ChannelNames, "channels.slowmode", "slow mode", $"{pace} s", $"{slow} s", (s, v) => s with { SlowmodeSeconds = v ? slow : pace });
        }

        if (state.Parent is { } parent && _maker.CategoryOf(parent) is { } category && category != now.Parent)
        {
            edit.Field(Entity.Positions, "channels.category", "category", RepairTexts.Category(_image, now.Parent ?? default), RepairTexts.Category(_image, category), (s, v) => s with { Parent = v ? category : now.Parent });
        }

        if (state.Overwrites is { } overwrites)
        {
            CompareOverwrites(edit, wanted, now.Overwrites ?? [], overwrites);
        }

        edit.Finish();
    }

    private void CompareOverwrites(ChannelEdit edit, WantedChannel wanted, IReadOnlyList<OverwriteState> now, IReadOnlyList<OverwriteState> named)
    {
        var meant = _maker.Living(named, Target.Channel(wanted.Channel), wanted.Because);
        var after = wanted.Overwrites == ClaimMode.Exclusive
            ? meant
            : [.. now.Where(o => !meant.Any(m => m.Id == o.Id)).Concat(meant).OrderBy(o => o.Id.Value)];
        if (!now.SequenceEqual(after))
        {
            edit.Field(Entity.Overwrites, "channels.overwrites", "permissions", RepairTexts.Overwrites(now.Except(after), "incomplete"), RepairTexts.Overwrites(after.Except(now), "none of these"), (s, v) => s with { Overwrites = v ? after : now });
        }
    }

    private void Hidden(WantedChannel wanted) => _work.Note(new Finding(
        "channels.hidden",
        Severity.Warning,
        Target.Channel(wanted.Channel),
        $"Mainstay may not view the channel of {wanted.Because}, so nothing about it can be judged. Give Mainstay **View Channel** in {Mention.Channel(wanted.Channel)}.")
    {
        Expected = "visible to Mainstay",
        Actual = "hidden",
        Fix = "give Mainstay View Channel",
    });
}
