using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// What Mainstay may allow or deny in which channel while a plan is applied. What a category gives counts only as long as it does so before and after all that the
/// plan does to the category and to the channel's place, because the requests may come in either order.
/// </summary>
internal sealed class OverwriteReach(GuildImage image, ImageReach reach, IReadOnlyList<Change> changes)
{
    private readonly ILookup<Id<Channel>, ChannelState?> _edits = changes.OfType<ChannelChange>().Where(c => c.Before is not null).ToLookup(c => c.Channel, c => c.After);
    private readonly ILookup<Id<Channel>, Id<Channel>> _places = changes.OfType<ChannelOrderChange>().SelectMany(c => c.After).ToLookup(p => p.Channel, p => p.Parent);

    /// <summary>In a channel; in one that the plan makes when there is none.</summary>
    public Permissions In(Channel? channel) => channel is null
        ? PermissionMaths.Overwritable(reach.Mainstay, Permissions.None, image.BotId, [], null)
        : PermissionMaths.Overwritable(reach.Mainstay, InCategoryOf(channel), image.BotId, image.Me?.Roles.ToArray() ?? [], channel.PermissionOverwrites);

    private Permissions InCategoryOf(Channel channel)
    {
        var moves = _edits[channel.Id].Select(e => e?.Parent).OfType<Id<Channel>>().Concat(_places[channel.Id]);
        return moves.Append(channel.ParentId.OrDefault() ?? default(Id<Channel>)).Distinct().Aggregate(Permissions.All, (least, category) => least & InCategory(category));
    }

    private Permissions InCategory(Id<Channel> id) =>
        image.Channels.Find(id) is not { Type: ChannelType.GuildCategory } category || GuildImage.IsHidden(category)
            ? Permissions.None
            : _edits[id].Aggregate(reach.MainstayIn(category), (least, edit) => edit switch
            {
                null => Permissions.None,
                { Overwrites: { } overwrites } => least & reach.MainstayIn(category with { PermissionOverwrites = [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })] }),
                _ => least,
            });
}
