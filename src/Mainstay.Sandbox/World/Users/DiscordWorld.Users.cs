using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Users, and the direct messages between two of them.</summary>
internal sealed partial class DiscordWorld
{
    private readonly Dictionary<(Id<User>, Id<User>), WorldChannel> _direct = [];

    public WorldUser RequireUser(Id<User> id) => User(id) ?? throw Refusals.UnknownUser;

    /// <summary>The application that a bot user belongs to.</summary>
    public WorldApplication ApplicationOf(Id<User> bot) => User(bot)?.Application ?? throw Refusals.UnknownApplication;

    /// <summary>The direct-message channel of two users; made when first asked for.</summary>
    public WorldChannel DirectChannel(Id<User> one, Id<User> other)
    {
        if (one == other || User(other) is not { } recipient || (recipient.IsBot && RequireUser(one).IsBot))
        {
            throw Refusals.InvalidRecipients;
        }

        var key = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        if (!_direct.TryGetValue(key, out var channel))
        {
            var model = new Channel { Id = Ids.Next<Channel>(), Type = ChannelType.Dm, LastMessageId = new(null), Flags = ChannelFlags.None };
            channel = new WorldChannel(this, null, model) { Recipients = [RequireUser(key.Item1), RequireUser(key.Item2)] };
            _direct.Add(key, channel);
            Channels.Add(channel.Id, channel);
        }

        return channel;
    }

    /// <summary>A direct-message channel as one of its two sides sees it.</summary>
    public static Channel DirectFor(WorldChannel channel, Id<User> viewer) =>
        channel.Model with { Recipients = [.. channel.Recipients.Where(r => r.Id != viewer).Select(r => r.ToModel())] };

    /// <summary>Changes one's own account; members of its guilds are told anew.</summary>
    public void ModifyUser(WorldUser user, string? username, Optional<string?> avatar)
    {
        var changed = (username is not null && username != user.Username) || avatar.HasValue;
        if (!changed)
        {
            return;
        }

        user.Username = username ?? user.Username;
        user.Avatar = avatar.HasValue ? avatar.Value is null ? null : Hash() : user.Avatar;
        Raise(new WorldEvent("USER_UPDATE", null, null, user.Id, user.ToModel()));
        foreach (var guild in GuildsOf(user.Id))
        {
            guild.RaiseMemberUpdate(guild.Member(user.Id)!);
        }
    }
}
