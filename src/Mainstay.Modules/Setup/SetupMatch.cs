using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Setup;

/// <summary>
/// Which roles and channels of the server stand for which of the template: those that stood for them before, then those of the same name. Where several have one
/// name, they are taken in their order, so that the same template on the same server always finds the same ones.
/// </summary>
internal sealed class SetupMatch
{
    private SetupMatch(Dictionary<long, Role> roles, Dictionary<long, Channel> channels) => (Roles, Channels) = (roles, channels);

    public IReadOnlyDictionary<long, Role> Roles { get; }

    public IReadOnlyDictionary<long, Channel> Channels { get; }

    public static SetupMatch Of(GuildImage image, GuildTemplateFile template, SetupBook book)
    {
        var roles = Pair(
            template.Roles.Where(r => r.Id != 0),
            image.Roles.Where(r => !r.Managed && r.Id.Value != image.Id.Value).OrderBy(r => r.Position).ThenByDescending(r => r.Id),
            r => r.Id,
            id => book.Roles.TryGetValue(id, out var role) ? image.Roles.Find(role) : null,
            [r => Fold(r.Name)],
            [r => Fold(r.Name)]);

        var names = template.Channels.ToDictionary(c => c.Id, c => c.Name);
        var channels = Pair(
            template.Channels.OrderBy(c => c.Type != ChannelType.GuildCategory).ThenBy(c => c.Position),
            image.Channels.Where(c => !GuildImage.IsHidden(c)).OrderBy(c => c.Position).ThenBy(c => c.Id),
            c => c.Id,
            id => book.Channels.TryGetValue(id, out var channel) && image.Channels.Find(channel) is { } found && !GuildImage.IsHidden(found) ? found : null,
            [
                c => $"{ChannelKinds.Sort(c.Type)}/{Fold(c.Parent is { } parent ? names[parent] : "")}/{ChannelKinds.Fold(c.Type, c.Name)}",
                c => $"{ChannelKinds.Sort(c.Type)}/{ChannelKinds.Fold(c.Type, c.Name)}",
            ],
            [
                c => $"{ChannelKinds.Sort(c.Type)}/{Fold(c.ParentId.OrDefault() is { } parent ? image.Channels.Find(parent)?.Name ?? "" : "")}/{ChannelKinds.Fold(c.Type, c.Name ?? "")}",
                c => $"{ChannelKinds.Sort(c.Type)}/{ChannelKinds.Fold(c.Type, c.Name ?? "")}",
            ]);
        return new SetupMatch(roles, channels);
    }

    /// <summary>First what is recorded, then by each sort of name in turn, the closest first.</summary>
    private static Dictionary<long, TThere> Pair<TWanted, TThere>(
        IEnumerable<TWanted> wanted, IEnumerable<TThere> there, Func<TWanted, long> number, Func<long, TThere?> recorded, Func<TWanted, string>[] wantedNames, Func<TThere, string>[] names)
        where TThere : class
    {
        var pairs = new Dictionary<long, TThere>();
        var free = there.ToList();
        var open = new List<TWanted>();
        foreach (var one in wanted)
        {
            if (recorded(number(one)) is { } found && free.Remove(found))
            {
                pairs[number(one)] = found;
            }
            else
            {
                open.Add(one);
            }
        }

        foreach (var (wantedName, name) in wantedNames.Zip(names))
        {
            var byName = free.GroupBy(name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<TThere>(g), StringComparer.Ordinal);
            foreach (var one in open.ToArray())
            {
                if (byName.TryGetValue(wantedName(one), out var queue) && queue.TryDequeue(out var found))
                {
                    pairs[number(one)] = found;
                    free.Remove(found);
                    open.Remove(one);
                }
            }
        }

        return pairs;
    }

    private static string Fold(string name) => name.Trim().ToUpperInvariant();
}

/// <summary>Kinds of channel as far as templates tell them apart.</summary>
internal static class ChannelKinds
{
    /// <summary>The kind that a server can have: announcements, forums, media and stages need the community features.</summary>
    public static ChannelType On(ChannelType type, bool community) => community ? type : type switch
    {
        ChannelType.GuildAnnouncement or ChannelType.GuildForum or ChannelType.GuildMedia => ChannelType.GuildText,
        ChannelType.GuildStageVoice => ChannelType.GuildVoice,
        _ => type,
    };

    /// <summary>Text, voice or category.</summary>
    public static ChannelType Sort(ChannelType type) => On(type, community: false);

    /// <summary>A name as it is compared.</summary>
    public static string Fold(ChannelType type, string name) => ChannelNames.AsWritten(type, name).ToUpperInvariant();
}
