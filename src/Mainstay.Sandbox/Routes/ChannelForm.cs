using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>The body of creating and modifying channels and threads.</summary>
internal static class ChannelForm
{
    private static readonly int[] ArchiveDurations = [60, 1_440, 4_320, 10_080];

    private static readonly ChannelType[] Makeable =
    [
        ChannelType.GuildText, ChannelType.GuildVoice, ChannelType.GuildCategory, ChannelType.GuildAnnouncement, ChannelType.GuildStageVoice,
        ChannelType.GuildForum, ChannelType.GuildMedia,
    ];

    public static ChannelDraft Create(BodyReader body)
    {
        var type = body.Choice<ChannelType>("type", allowed: Makeable);
        body.Text("name", max: Limits.ChannelName, min: 1, required: true, nullable: false, trim: true);
        return Read(body, type.OrDefault() ?? ChannelType.GuildText) with { Type = type };
    }

    public static ChannelDraft Modify(BodyReader body, ChannelType now)
    {
        var type = body.Choice<ChannelType>("type", allowed: Makeable);
        return Read(body, type.OrDefault() ?? now) with { Type = type };
    }

    public static ChannelDraft Thread(BodyReader body)
    {
        var draft = new ChannelDraft
        {
            Name = body.Text("name", max: Limits.ChannelName, min: 1, nullable: false, trim: true),
            Archived = body.Flag("archived"),
            Locked = body.Flag("locked"),
            Invitable = body.Flag("invitable"),
            AutoArchive = Archive(body, "auto_archive_duration"),
            RateLimitPerUser = body.Int("rate_limit_per_user", 0, Limits.Slowmode),
            Flags = Flags(body),
            AppliedTags = body.Ids<ForumTag>("applied_tags", max: Limits.AppliedTags),
        };
        body.ThrowIfWrong();
        return draft;
    }

    /// <summary>Overwrites as a list; an absent allow or deny is nothing.</summary>
    public static Optional<IReadOnlyList<Overwrite>?> Overwrites(BodyReader body, string name = "permission_overwrites")
    {
        var list = body.Objects(name);
        return list.HasValue ? new(list.Value?.Select(o => ReadOverwrite(o, o.Id<Overwrite>("id", required: true).OrDefault() ?? default)).ToArray()) : default;
    }

    /// <summary>One overwrite; the type may also come by name.</summary>
    public static Overwrite ReadOverwrite(BodyReader body, Id<Overwrite> id)
    {
        var type = body.Raw("type") switch
        {
            { ValueKind: System.Text.Json.JsonValueKind.String } text when text.GetString() is "role" or "member" =>
                text.GetString() == "role" ? OverwriteType.Role : OverwriteType.Member,
            _ => body.Choice<OverwriteType>("type", required: true).OrDefault() ?? OverwriteType.Role,
        };
        return new Overwrite
        {
            Id = id,
            Type = type,
            Allow = (body.Permissions("allow").OrDefault() ?? 0) & Permissions.All,
            Deny = (body.Permissions("deny").OrDefault() ?? 0) & Permissions.All,
        };
    }

    public static Optional<int?> Archive(BodyReader body, string name)
    {
        var minutes = body.Int(name);
        if (minutes.HasValue && minutes.Value is { } given && !ArchiveDurations.Contains(given))
        {
            body.Wrong(name, "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.");
            return default;
        }

        return minutes;
    }

    private static ChannelDraft Read(BodyReader body, ChannelType type)
    {
        var isForum = type is ChannelType.GuildForum or ChannelType.GuildMedia;
        var draft = new ChannelDraft
        {
            Name = body.Text("name", max: Limits.ChannelName, min: 1, trim: true),
            Position = body.Int("position", min: 0),
            Topic = body.Text("topic", max: isForum ? Limits.ForumTopic : Limits.ChannelTopic),
            Nsfw = body.Flag("nsfw"),
            RateLimitPerUser = body.Int("rate_limit_per_user", 0, Limits.Slowmode),
            Bitrate = body.Int("bitrate", Limits.BitrateMin, 384_000),
            UserLimit = body.Int("user_limit", 0, type == ChannelType.GuildStageVoice ? Limits.StageUsers : Limits.VoiceUsers),
            Overwrites = Overwrites(body),
            Parent = body.Id<Channel>("parent_id"),
            RtcRegion = body.Text("rtc_region", max: 50),
            VideoQuality = body.Choice<VideoQualityMode>("video_quality_mode"),
            DefaultAutoArchive = Archive(body, "default_auto_archive_duration"),
            DefaultThreadRateLimit = body.Int("default_thread_rate_limit_per_user", 0, Limits.Slowmode),
            Tags = isForum ? Tags(body) : default,
            DefaultReaction = Reaction(body),
            SortOrder = body.Choice<ForumSortOrder>("default_sort_order"),
            Layout = body.Choice<ForumLayout>("default_forum_layout"),
            Flags = Flags(body),
        };
        body.ThrowIfWrong();
        return draft;
    }

    private static Optional<ChannelFlags?> Flags(BodyReader body)
    {
        const ChannelFlags settable = ChannelFlags.Pinned | ChannelFlags.RequireTag | ChannelFlags.HideMediaDownloadOptions;
        var flags = body.Int("flags");
        return flags.HasValue ? new((ChannelFlags?)flags.Value & settable) : default;
    }

    private static Optional<IReadOnlyList<ForumTag>?> Tags(BodyReader body)
    {
        var tags = body.Objects("available_tags", max: Limits.ForumTags);
        return tags.HasValue
            ? new(tags.Value?.Select(t => new ForumTag
            {
                Id = t.Id<ForumTag>("id").OrDefault() ?? default,
                Name = t.Text("name", max: Limits.ForumTagName, required: true).OrDefault() ?? "",
                Moderated = t.Flag("moderated").OrDefault() ?? false,
                EmojiId = t.Id<Emoji>("emoji_id").OrDefault(),
                EmojiName = t.Text("emoji_name", max: 100).OrDefault(),
            }).ToArray())
            : default;
    }

    private static Optional<DefaultReaction?> Reaction(BodyReader body)
    {
        var reaction = body.Object("default_reaction_emoji");
        return reaction.HasValue
            ? new(reaction.Value is { } given
                ? new DefaultReaction { EmojiId = given.Id<Emoji>("emoji_id").OrDefault(), EmojiName = given.Text("emoji_name", max: 100).OrDefault() }
                : null)
            : default;
    }
}
