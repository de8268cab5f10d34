using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>How the guild looks from outside.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>With roles, emojis and stickers, as GET and GUILD_UPDATE show it.</summary>
    public Guild ToModel() => Settings with
    {
        Roles = [.. RolesInOrder],
        Emojis = [.. Emojis.Values.OrderBy(e => e.Id)],
        Stickers = [.. Stickers.Values.OrderBy(s => s.Id)],
    };

    public bool HasFeature(string feature) => Settings.Features.Contains(feature);

    public bool IsCommunity => HasFeature(GuildFeature.Community);

    /// <summary>The channels in the order of a client's list: without category first, then category by category.</summary>
    public IEnumerable<WorldChannel> ChannelsInOrder => Channels.Values.OrderBy(c => c.Model.Position).ThenBy(c => c.Id);

    /// <summary>Where a new channel of a type goes: below those that are sorted with it.</summary>
    public int NextPosition(ChannelType type) =>
        Channels.Values.Where(c => SortsWith(c.Type, type)).Select(c => c.Model.Position + 1 ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>Categories are sorted among themselves, voice below text.</summary>
    public static bool SortsWith(ChannelType one, ChannelType other) => Group(one) == Group(other);

    private static int Group(ChannelType type) => type == ChannelType.GuildCategory ? 2 : IsVocal(type) ? 1 : 0;
}
