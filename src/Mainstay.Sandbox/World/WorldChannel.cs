using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>A channel, thread or direct-message channel with what lies in it.</summary>
internal sealed partial class WorldChannel(DiscordWorld world, WorldGuild? guild, Channel model)
{
    public DiscordWorld World { get; } = world;

    public Id<Channel> Id { get; } = model.Id;

    /// <summary>Null for direct messages.</summary>
    public WorldGuild? Guild { get; } = guild;

    /// <summary>As Discord would show it to someone who may view it; replaced as a whole.</summary>
    public Channel Model { get; set; } = model;

    public ChannelType Type => Model.Type;

    public Id<Channel>? ParentId => Model.ParentId.OrDefault();

    /// <summary>The channel that a thread is in; null for others.</summary>
    public WorldChannel? Parent => IsThread && ParentId is { } parent ? World.Channel(parent) : null;

    public bool IsForum => Type is ChannelType.GuildForum or ChannelType.GuildMedia;

    public bool IsDirect => Guild is null;

    /// <summary>Where messages can be: text, announcements, threads, the chat of voice channels, direct messages.</summary>
    public bool HoldsMessages => Type is not (ChannelType.GuildCategory or ChannelType.GuildDirectory or ChannelType.GuildForum or ChannelType.GuildMedia);

    public bool IsThread => Type is ChannelType.PublicThread or ChannelType.PrivateThread or ChannelType.AnnouncementThread;

    public IdBook<WorldMessage> Messages { get; } = new();

    /// <summary>Pinned messages, the newest pin last.</summary>
    public List<PinnedMessage> Pins { get; } = [];

    /// <summary>Who follows a thread.</summary>
    public Dictionary<Id<User>, ThreadMember> ThreadMembers { get; } = [];

    /// <summary>The two sides of a direct-message channel.</summary>
    public IReadOnlyList<WorldUser> Recipients { get; init; } = [];
}

/// <summary>One pin of a channel.</summary>
internal readonly record struct PinnedMessage(Id<Message> Message, DateTimeOffset At);
