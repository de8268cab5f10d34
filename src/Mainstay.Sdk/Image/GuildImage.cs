using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>
/// A still picture of a guild: what planners read. It never changes; the live one, from which the engine takes pictures, goes on. Taking one costs a few
/// pages, not a copy, so take one per operation and throw it away. Absence is only what is proven: ask <see cref="MemberTable.Look" /> and
/// <see cref="GuildObjects{T}.IsGone" />.
/// </summary>
public sealed class GuildImage
{
    internal GuildImage(
        Id<Guild> id,
        Id<User> botId,
        Guild? guild,
        GuildObjects<Role> roles,
        GuildObjects<Channel> channels,
        MemberTable members,
        bool isAvailable,
        string? stale,
        long version)
    {
        Id = id;
        BotId = botId;
        Guild = guild;
        Roles = roles;
        Channels = channels;
        Members = members;
        IsAvailable = isAvailable;
        Stale = stale;
        Version = version;
    }

    /// <summary>The guild's id.</summary>
    public Id<Guild> Id { get; }

    /// <summary>Counts the changes of the live image, so that two pictures of the same process with the same version are the same.</summary>
    public long Version { get; }

    /// <summary>The bot's own user id.</summary>
    public Id<User> BotId { get; }

    /// <summary>The guild's own fields, its list of roles left empty (see <see cref="Roles" />); null until Discord or the mirror has told of them.</summary>
    public Guild? Guild { get; }

    /// <summary>The guild's name, or its id where the name is not known.</summary>
    public string Name => Guild?.Name ?? Id.ToString();

    /// <summary>False while Discord has an outage that takes this guild away: nothing of the picture may then be trusted to be current.</summary>
    public bool IsAvailable { get; }

    /// <summary>Why the picture may lag behind Discord (an overflowing lane, a lost session), as one clause for people; null when it is current.</summary>
    public string? Stale { get; }

    /// <summary>The roles, @everyone among them.</summary>
    public GuildObjects<Role> Roles { get; }

    /// <summary>The channels with their overwrites; threads are not among them. Hidden ones are, without name and overwrites: see <see cref="IsHidden" />.</summary>
    public GuildObjects<Channel> Channels { get; }

    /// <summary>The members.</summary>
    public MemberTable Members { get; }

    /// <summary>The bot's own member; null when it is not known.</summary>
    public MemberView? Me => Members.TryGet(BotId, out var me) ? me : null;

    /// <summary>Whether the bot may not view the channel, so that its name and overwrites are unknown.</summary>
    public static bool IsHidden(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return ((channel.Flags ?? ChannelFlags.None) & ChannelFlags.ChannelObfuscated) != 0;
    }
}
