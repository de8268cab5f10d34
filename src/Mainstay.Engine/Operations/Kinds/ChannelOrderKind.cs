using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>channel-order</c>: one PATCH for all channels that change places or categories.</summary>
internal sealed class ChannelOrderKind(DiscordRest rest) : DiscordKind
{
    public override string Name => "channel-order";

    public override string Noun(int count) => count == 1 ? "order of channels" : "orders of channels";

    public override string Describe(Change change)
    {
        var order = (ChannelOrderChange)change;
        var before = order.Before.ToDictionary(p => p.Channel, p => p.Parent);
        var moved = order.After.Where(p => before.TryGetValue(p.Channel, out var old) && old != p.Parent).Select(p => Mention.Channel(p.Channel)).ToArray();
        return moved.Length == 0
            ? $"order the channels: {string.Join(" ", order.After.Take(10).Select(p => Mention.Channel(p.Channel)))}{(order.After.Count > 10 ? " …" : "")}"
            : $"order the channels; into another category: {string.Join(" ", moved.Take(10))}{(moved.Length > 10 ? " …" : "")}";
    }

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var order = (ChannelOrderChange)change;
        foreach (var obstacle in plan.Needs(Permissions.ManageChannels))
        {
            yield return obstacle;
        }

        foreach (var place in order.After)
        {
            if (plan.Image.Channels.TryGet(place.Channel, out var channel) && GuildImage.IsHidden(channel))
            {
                yield return "A channel that Mainstay may not view is left alone: nothing is known of it.";
                yield break;
            }

            if (!plan.Makes(place.Channel) && plan.Image.Channels.IsGone(place.Channel))
            {
                yield return "One of the channels to be ordered is gone from the server.";
                yield break;
            }
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var order = (ChannelOrderChange)change;
        return order with { Before = Resolve(order.Before, ids), After = Resolve(order.After, ids) };
    }

    public override RestRoute RouteOf(Change change) => Routes.ModifyChannelPositions;

    public override TargetState Observe(GuildImage image, Change change)
    {
        var order = (ChannelOrderChange)change;
        return order.After.Any(p => image.Channels.Find(p.Channel) is var found && (found is null ? !image.Channels.Completeness.IsComplete : GuildImage.IsHidden(found)))
            ? TargetState.Unknown
            : Compare(order, image.Channels);
    }

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.SendAsync(() =>
        rest.ModifyChannelPositionsAsync(errand.Guild, Moves(errand.Image!, (ChannelOrderChange)change), Requests.Bulk(errand.Reason), cancellationToken));

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        try
        {
            return Compare((ChannelOrderChange)change, await rest.ListGuildChannelsAsync(errand.Guild, Requests.Bulk(null), cancellationToken).ConfigureAwait(false));
        }
        catch (DiscordRestException)
        {
            return TargetState.Unknown;
        }
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var order = (ChannelOrderChange)change;
        undo.Add(order with { Before = order.After, After = order.Before, Reason = UndoPlan.Reason(order) });
    }

    /// <summary>New numbers and categories for the channels that change theirs, each category and sort of channel for itself.</summary>
    internal static IReadOnlyList<ChannelPosition> Moves(GuildImage image, ChannelOrderChange order)
    {
        var parents = order.After.ToDictionary(p => p.Channel, p => p.Parent);
        var moves = new List<ChannelPosition>();
        foreach (var group in image.Channels.Where(c => !PermissionMaths.IsThread(c.Type)).GroupBy(c => (Parent: ParentOf(c), Sort: SortOf(c.Type))))
        {
            var standing = group.OrderBy(c => c.Position ?? 0).ThenBy(c => c.Id).ToArray();
            Id<Channel>[] wanted = [.. order.After.Select(p => p.Channel).Where(id => standing.Any(c => c.Id == id))];
            if (wanted.Length == 0)
            {
                continue;
            }

            var numbers = Orders.Numbers([.. standing.Select(c => c.Position ?? 0)], first: 0);
            foreach (var (id, number) in Orders.Rearranged([.. standing.Select(c => c.Id)], wanted).Zip(numbers))
            {
                var now = image.Channels.Find(id)!;
                var parent = now.ParentId.OrDefault() ?? default(Id<Channel>);
                if (now.Position != number || parent != group.Key.Parent)
                {
                    moves.Add(new ChannelPosition { Id = id, Position = number, ParentId = parent != group.Key.Parent ? new(group.Key.Parent.IsNone ? null : group.Key.Parent) : default });
                }
            }
        }

        return [.. moves.OrderBy(m => m.Id)];

        Id<Channel> ParentOf(Channel channel) => parents.TryGetValue(channel.Id, out var parent) ? parent : channel.ParentId.OrDefault() ?? default(Id<Channel>);
    }

    private static TargetState Compare(ChannelOrderChange order, IEnumerable<Channel> channels)
    {
        var all = channels.ToDictionary(c => c.Id);
        return Stands(order.After) ? TargetState.After : Stands(order.Before) ? TargetState.Before : TargetState.Different;

        bool Stands(IReadOnlyList<ChannelPlace> places) =>
            places.All(p => all.TryGetValue(p.Channel, out var channel) && (channel.ParentId.OrDefault() ?? default(Id<Channel>)) == p.Parent)
            && places.GroupBy(p => (p.Parent, SortOf(all[p.Channel].Type))).All(group =>
                group.Select(p => all[p.Channel]).OrderBy(c => c.Position ?? 0).ThenBy(c => c.Id).Select(c => c.Id).SequenceEqual(group.Select(p => p.Channel)));
    }

    /// <summary>Discord lists categories, then what is written, then what is spoken.</summary>
    internal static int SortOf(ChannelType type) => type == ChannelType.GuildCategory ? 0 : PermissionMaths.IsVoice(type) ? 2 : 1;

    private static ChannelPlace[] Resolve(IReadOnlyList<ChannelPlace> places, IdMap ids) => [.. places.Select(p => new ChannelPlace(ids.Of(p.Channel), ids.Of(p.Parent)))];
}
