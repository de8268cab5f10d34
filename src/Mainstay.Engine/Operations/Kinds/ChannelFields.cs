using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The fields of a channel one by one: compared, told apart, put together.</summary>
internal static class ChannelFields
{
    // Place and children are no fields of the channel itself: numbers shift by themselves, and children are moved by an order.
    private static readonly Field[] All =
    [
        new(s => s.Type, (s, from) => s with { Type = from.Type }),
        new(s => s.Name, (s, from) => s with { Name = from.Name }),
        new(s => s.Parent, (s, from) => s with { Parent = from.Parent }),
        new(s => s.Topic, (s, from) => s with { Topic = from.Topic }),
        new(s => s.Nsfw, (s, from) => s with { Nsfw = from.Nsfw }),
        new(s => s.SlowmodeSeconds, (s, from) => s with { SlowmodeSeconds = from.SlowmodeSeconds }),
        new(s => s.Bitrate, (s, from) => s with { Bitrate = from.Bitrate }),
        new(s => s.UserLimit, (s, from) => s with { UserLimit = from.UserLimit }),
        new(s => s.DefaultAutoArchiveMinutes, (s, from) => s with { DefaultAutoArchiveMinutes = from.DefaultAutoArchiveMinutes }),
        new(s => s.DefaultThreadSlowmodeSeconds, (s, from) => s with { DefaultThreadSlowmodeSeconds = from.DefaultThreadSlowmodeSeconds }),
        new(s => s.Tags, (s, from) => s with { Tags = from.Tags }) { Same = (a, b) => ((IReadOnlyList<ForumTagState>)a).SequenceEqual((IReadOnlyList<ForumTagState>)b) },
        new(s => s.SortOrder, (s, from) => s with { SortOrder = from.SortOrder }),
        new(s => s.Layout, (s, from) => s with { Layout = from.Layout }),
        new(s => s.Overwrites, (s, from) => s with { Overwrites = from.Overwrites }) { Same = (a, b) => SameOverwrites((IReadOnlyList<OverwriteState>)a, (IReadOnlyList<OverwriteState>)b) },
    ];

    /// <summary>Whether an actual channel is as wanted in every field that is meant. Discord writes names of text channels its own way.</summary>
    public static bool Agrees(ChannelState wanted, ChannelState actual)
    {
        var name = wanted.Name is { } asked && actual.Name is { } given && Plain(asked) == Plain(given) ? given : wanted.Name;
        var meant = wanted with { Name = name };
        return All.All(f => f.Get(meant) is not { } value || (f.Get(actual) is { } other && f.Same(value, other)));
    }

    /// <summary>The fields of the second that are not as in the first.</summary>
    public static ChannelState Differing(ChannelState before, ChannelState after) =>
        All.Where(f => f.Get(after) is { } value && !(f.Get(before) is { } old && f.Same(value, old))).Aggregate(new ChannelState(), (state, f) => f.Copy(state, after));

    public static bool Same(ChannelState before, ChannelState after) => All.All(f => f.Get(Differing(before, after)) is null);

    /// <summary>The fields of the second that the first does not name are added to the first.</summary>
    public static ChannelState Filled(ChannelState state, ChannelState from) =>
        All.Where(f => f.Get(state) is null).Aggregate(state, (filled, f) => f.Copy(filled, from));

    /// <summary>The fields of the second take the place of those of the first.</summary>
    public static ChannelState Over(ChannelState state, ChannelState with) =>
        All.Where(f => f.Get(with) is not null).Aggregate(state, (put, f) => f.Copy(put, with));

    /// <summary>Two edits, one after the other, as one.</summary>
    public static (ChannelState Before, ChannelState After) Merge(ChannelState before, ChannelState between, ChannelState again, ChannelState after) =>
        (Filled(before, Unnamed(again, between)), Over(between, after));

    /// <summary>The one overwrite that is different, when an edit is about nothing else; the later state null where it goes.</summary>
    public static (OverwriteState Overwrite, bool Goes)? SingleOverwrite(ChannelState before, ChannelState after)
    {
        var differing = Differing(before, after);
        if (differing.Overwrites is not { } wanted || before.Overwrites is not { } held || All.Any(f => f.Get(differing with { Overwrites = null }) is not null))
        {
            return null;
        }

        var set = wanted.Except(held).Take(2).ToArray();
        var gone = held.Where(h => wanted.All(w => w.Id != h.Id)).Take(2).ToArray();
        return (set, gone) switch
        {
            ([var one], []) => (one, false),
            ([], [var one]) => (one, true),
            _ => null,
        };
    }

    public static bool SameOverwrites(IReadOnlyList<OverwriteState> one, IReadOnlyList<OverwriteState> other) =>
        one.Count == other.Count && one.OrderBy(o => o.Id).SequenceEqual(other.OrderBy(o => o.Id));

    public static ChannelState Resolve(ChannelState state, IdMap ids) => state with
    {
        Parent = ids.Of(state.Parent),
        Overwrites = state.Overwrites is { } overwrites
            ? [.. overwrites.Select(o => o.Type == OverwriteType.Role ? o with { Id = ids.Of(o.Id) } : o).DistinctBy(o => o.Id).OrderBy(o => o.Id)]
            : null,
        Children = state.Children is { } children ? ids.Ascending(children) : null,
    };

    /// <summary>The state without the fields that another names.</summary>
    private static ChannelState Unnamed(ChannelState state, ChannelState by) =>
        All.Where(f => f.Get(by) is null).Aggregate(new ChannelState(), (left, f) => f.Copy(left, state));

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace(' ', '-');

    private sealed record Field(Func<ChannelState, object?> Get, Func<ChannelState, ChannelState, ChannelState> Copy)
    {
        public Func<object, object, bool> Same { get; init; } = Equals;
    }
}
