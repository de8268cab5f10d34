using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Which channels each connected bot sees, so that a change of roles or overwrites shows as CHANNEL_UPDATE. Used under the world's lock.</summary>
internal sealed class SightBook
{
    private readonly Dictionary<(Id<User> Bot, Id<Guild> Guild), HashSet<Id<Channel>>> _seen = [];

    /// <summary>Begins, or begins again, from how things are.</summary>
    public void Begin(Id<User> bot, WorldGuild guild) => _seen[(bot, guild.Id)] = [.. guild.Channels.Values.Where(channel => guild.CanView(bot, channel)).Select(channel => channel.Id)];

    public void End(Id<User> bot, Id<Guild> guild) => _seen.Remove((bot, guild));

    /// <summary>Whether the bot was last known to see the channel; for channels that are gone.</summary>
    public bool Saw(Id<User> bot, Id<Guild> guild, Id<Channel> channel) => _seen.TryGetValue((bot, guild), out var seen) && seen.Contains(channel);

    /// <summary>Notes what an event about the channel itself has just told the bot.</summary>
    public void Note(Id<User> bot, Id<Guild> guild, Id<Channel> channel, bool sees)
    {
        if (!_seen.TryGetValue((bot, guild), out var seen))
        {
            return;
        }

        if (sees)
        {
            seen.Add(channel);
        }
        else
        {
            seen.Remove(channel);
        }
    }

    /// <summary>The channels that came into sight or went out of it, and notes them.</summary>
    public IReadOnlyList<WorldChannel> Changed(Id<User> bot, WorldGuild guild)
    {
        if (!_seen.TryGetValue((bot, guild.Id), out var seen))
        {
            return [];
        }

        var changed = new List<WorldChannel>();
        foreach (var channel in guild.Channels.Values)
        {
            var sees = guild.CanView(bot, channel);
            if (sees != seen.Contains(channel.Id))
            {
                changed.Add(channel);
                Note(bot, guild.Id, channel.Id, sees);
            }
        }

        return changed;
    }
}
