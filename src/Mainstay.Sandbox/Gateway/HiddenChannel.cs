using Mainstay.Discord;

namespace Mainstay.Sandbox.Gateway;

/// <summary>
/// A channel as a bot without VIEW_CHANNEL gets it over the gateway: id, type and position are real, the rest is hidden.
/// See https://discord.com/developers/docs/resources/channel#channel-object-obfuscated-channels.
/// </summary>
internal static class HiddenChannel
{
    public const string Name = "___hidden___";

    public static Channel Of(Channel channel, Id<Guild> guild) => new()
    {
        Id = channel.Id,
        Type = channel.Type,
        GuildId = channel.GuildId,
        Position = channel.Position,
        ParentId = channel.ParentId,
        Name = Name,
        Flags = ChannelFlags.ChannelObfuscated,
        Nsfw = channel.Nsfw is null ? null : false,
        Topic = channel.Topic.HasValue ? new(null) : default,
        LastMessageId = channel.LastMessageId.HasValue ? new(null) : default,
        RateLimitPerUser = channel.RateLimitPerUser is null ? null : 0,
        Bitrate = channel.Bitrate,
        UserLimit = channel.UserLimit is null ? null : 0,
        RtcRegion = channel.RtcRegion.HasValue ? new(null) : default,
        AvailableTags = channel.AvailableTags is null ? null : [],
        DefaultReactionEmoji = channel.DefaultReactionEmoji.HasValue ? new(null) : default,
        DefaultSortOrder = channel.DefaultSortOrder.HasValue ? new(null) : default,
        DefaultForumLayout = channel.DefaultForumLayout is null ? null : ForumLayout.NotSet,
        PermissionOverwrites = [new Overwrite { Id = guild.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.None, Deny = Permissions.ViewChannel }],
    };
}
