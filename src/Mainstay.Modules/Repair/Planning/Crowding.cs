using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>How full categories and the server are, counting what the plan has decided so far.</summary>
internal sealed class Crowding
{
    private readonly Dictionary<Id<Channel>, int> _inside;
    private int _channels;

    public Crowding(GuildImage image)
    {
        _inside = image.Channels.Where(c => c.ParentId.OrDefault() is { IsNone: false }).CountBy(c => c.ParentId.OrDefault()!.Value).ToDictionary(c => c.Key, c => c.Value);
        _channels = image.Channels.Count;
    }

    /// <summary>Why no channel can be added to a category (none for the top level); null when one can.</summary>
    public string? ToPut(Id<Channel> category) => !category.IsNone && _inside.GetValueOrDefault(category) >= Limits.ChannelsPerCategory
        ? $"{(Provisional.Is(category) ? "The new category" : Mention.Channel(category))} would hold more than {Limits.ChannelsPerCategory} channels, which is all that Discord allows. Move one out first."
        : null;

    /// <summary>Why no channel can be made in a category; null when one can.</summary>
    public string? ToMake(Id<Channel> category) => _channels >= Limits.ChannelsPerGuild
        ? $"The server has {Limits.ChannelsPerGuild} channels, which is all that Discord allows. Delete one first."
        : ToPut(category);

    public void Made(Id<Channel> category)
    {
        _channels++;
        Move(default, category);
    }

    public void Move(Id<Channel> from, Id<Channel> to)
    {
        if (!from.IsNone)
        {
            _inside[from] = _inside.GetValueOrDefault(from) - 1;
        }

        if (!to.IsNone)
        {
            _inside[to] = _inside.GetValueOrDefault(to) + 1;
        }
    }
}
