using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>Discord's objects as the states that changes speak of.</summary>
public static class ObjectStates
{
    /// <summary>An overwrite.</summary>
    public static OverwriteState Of(Overwrite overwrite)
    {
        ArgumentNullException.ThrowIfNull(overwrite);
        return new OverwriteState(overwrite.Id, overwrite.Type, overwrite.Allow, overwrite.Deny);
    }

    /// <summary>All overwrites of a channel, ascending.</summary>
    public static IReadOnlyList<OverwriteState> OverwritesOf(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return [.. (channel.PermissionOverwrites ?? []).Select(Of).OrderBy(o => o.Id)];
    }

    /// <summary>All fields of a role that can be written, without its place, holders and overwrites.</summary>
    public static RoleState Of(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return new RoleState
        {
            Name = role.Name,
            Permissions = role.Permissions,
            Color = role.Color,
            Hoist = role.Hoist,
            Mentionable = role.Mentionable,
            UnicodeEmoji = role.UnicodeEmoji.OrDefault() ?? "",
        };
    }

    /// <summary>A role with everything that goes with it when it is deleted: its place, who holds it, and the channels that speak of it.</summary>
    public static RoleState Whole(GuildImage image, Role role)
    {
        ArgumentNullException.ThrowIfNull(image);
        var holders = new List<Id<User>>();
        foreach (var member in image.Members)
        {
            if (member.Roles.Contains(role.Id))
            {
                holders.Add(member.Id);
            }
        }

        return Of(role) with
        {
            Position = role.Position,
            Holders = holders,
            Overwrites =
            [
                .. image.Channels.SelectMany(c => (c.PermissionOverwrites ?? []).Where(o => o.Id.Value == role.Id.Value).Select(o => new ChannelOverwrite(c.Id, Of(o)))),
            ],
        };
    }

    /// <summary>All fields of a channel that can be written and that its type has, overwrites included. Not for hidden channels: nothing is known of them.</summary>
    public static ChannelState Of(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var voice = channel.Type is ChannelType.GuildVoice or ChannelType.GuildStageVoice;
        var category = channel.Type == ChannelType.GuildCategory;
        var forum = channel.Type is ChannelType.GuildForum or ChannelType.GuildMedia;
        return new ChannelState
        {
            Type = channel.Type,
            Name = channel.Name,
            Parent = category ? null : channel.ParentId.OrDefault() ?? default,
            Topic = category || voice ? null : channel.Topic.OrDefault() ?? "",
            Nsfw = category ? null : channel.Nsfw ?? false,
            SlowmodeSeconds = category ? null : channel.RateLimitPerUser ?? 0,
            Bitrate = voice ? channel.Bitrate : null,
            UserLimit = voice ? channel.UserLimit ?? 0 : null,
            DefaultAutoArchiveMinutes = channel.DefaultAutoArchiveDuration,
            DefaultThreadSlowmodeSeconds = forum ? channel.DefaultThreadRateLimitPerUser : null,
            Tags = forum ? [.. (channel.AvailableTags ?? []).Select(t => new ForumTagState(t.Name, t.Moderated, t.EmojiName ?? ""))] : null,
            SortOrder = forum ? channel.DefaultSortOrder.OrDefault() : null,
            Layout = forum ? channel.DefaultForumLayout : null,
            Overwrites = OverwritesOf(channel),
        };
    }

    /// <summary>A channel with everything that goes with it when it is deleted: its place, and for a category the channels in it.</summary>
    public static ChannelState Whole(GuildImage image, Channel channel)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Of(channel) with
        {
            Position = channel.Position,
            Children = channel.Type == ChannelType.GuildCategory ? [.. image.Channels.Where(c => c.ParentId.OrDefault() == channel.Id).Select(c => c.Id)] : null,
        };
    }
}
