using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>What the requests of the kind <c>channel</c> carry.</summary>
internal static class ChannelBodies
{
    public static CreateChannel Create(ChannelState state) => new()
    {
        Name = state.Name ?? "",
        Type = state.Type,
        Position = state.Position,
        Topic = Text(state.Topic),
        Bitrate = state.Bitrate,
        UserLimit = state.UserLimit,
        Nsfw = state.Nsfw,
        RateLimitPerUser = state.SlowmodeSeconds,
        ParentId = state.Parent is { IsNone: false } parent ? parent : null,
        PermissionOverwrites = state.Overwrites is { } overwrites ? Overwrites(overwrites) : null,
        DefaultAutoArchiveDuration = state.DefaultAutoArchiveMinutes,
        DefaultThreadRateLimitPerUser = state.DefaultThreadSlowmodeSeconds,
        DefaultSortOrder = state.SortOrder,
        DefaultForumLayout = state.Layout,
        AvailableTags = state.Tags is { } tags ? Tags(tags) : null,
    };

    /// <summary>Only what is different.</summary>
    public static ModifyChannel Modify(ChannelState before, ChannelState after)
    {
        var state = ChannelFields.Differing(before, after);
        return new ModifyChannel
        {
            Name = state.Name,
            Type = state.Type,
            Topic = state.Topic is { } topic ? new(Text(topic)) : default,
            Nsfw = state.Nsfw is { } nsfw ? new(nsfw) : default,
            RateLimitPerUser = state.SlowmodeSeconds is { } slow ? new(slow) : default,
            Bitrate = state.Bitrate is { } bitrate ? new(bitrate) : default,
            UserLimit = state.UserLimit is { } most ? new(most) : default,
            PermissionOverwrites = state.Overwrites is { } overwrites ? new(Overwrites(overwrites)) : default,
            ParentId = state.Parent is { } parent ? new(parent.IsNone ? null : parent) : default,
            DefaultAutoArchiveDuration = state.DefaultAutoArchiveMinutes is { } minutes ? new(minutes) : default,
            DefaultThreadRateLimitPerUser = state.DefaultThreadSlowmodeSeconds,
            DefaultSortOrder = state.SortOrder is { } sort ? new(sort) : default,
            DefaultForumLayout = state.Layout,
            AvailableTags = state.Tags is { } tags ? Tags(tags) : null,
        };
    }

    private static IReadOnlyList<Overwrite> Overwrites(IReadOnlyList<OverwriteState> overwrites) =>
        [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];

    private static IReadOnlyList<ForumTagRequest> Tags(IReadOnlyList<ForumTagState> tags) =>
        [.. tags.Select(t => new ForumTagRequest { Name = t.Name, Moderated = t.Moderated, EmojiName = Text(t.Emoji) })];

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
