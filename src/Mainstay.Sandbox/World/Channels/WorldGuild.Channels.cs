using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Channels: made, changed, moved and deleted.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfChannels =
    [
        "name", "type", "topic", "nsfw", "rate_limit_per_user", "bitrate", "user_limit", "rtc_region", "video_quality_mode", "default_auto_archive_duration",
        "default_thread_rate_limit_per_user", "available_tags", "default_reaction_emoji", "flags",
    ];

    /// <summary>Those that a user may view, as GET guild channels lists them.</summary>
    public IEnumerable<WorldChannel> VisibleTo(Id<User> user) => ChannelsInOrder.Where(c => CanView(user, c));

    public WorldChannel CreateChannel(Act act, ChannelDraft draft)
    {
        var type = draft.Type.OrDefault() ?? ChannelType.GuildText;
        var parent = draft.Parent.OrDefault() is { } parentId ? RequireCategory(parentId) : null;
        var actor = Require(act, Permissions.ManageChannels);
        if (parent is not null)
        {
            RequireRoomIn(parent, null);
        }

        if (Channels.Count >= Limits.ChannelsPerGuild)
        {
            throw Refusals.TooManyChannels(Limits.ChannelsPerGuild);
        }

        if (type == ChannelType.GuildAnnouncement && !HasFeature(GuildFeature.News) && !IsCommunity)
        {
            throw Refusal.Form(new FieldError("type", "BASE_TYPE_CHOICES", "Announcement channels need a Community server."));
        }

        if (draft.Overwrites.OrDefault() is { } wished)
        {
            RequireForOverwrites([], wished, SettableInNew(actor));
        }

        var made = Defaults.Channel(Id, World.Ids.Next<Channel>(), type, "") with
        {
            Position = draft.Position.OrDefault() ?? NextPosition(type),
            ParentId = new(parent?.Id),
            PermissionOverwrites = draft.Overwrites.OrDefault() ?? parent?.Model.PermissionOverwrites ?? [],
        };
        var channel = new WorldChannel(World, this, Apply(draft, made));
        Channels.Add(channel.Id, channel);
        World.Channels.Add(channel.Id, channel);
        RaiseChannel("CHANNEL_CREATE", channel);
        Log(act, AuditLogEvent.ChannelCreate, channel.Id.Value, ChangeList.Between(null, channel.Model, [.. LoggedOfChannels, "permission_overwrites"]));
        return channel;
    }

    public WorldChannel ModifyChannel(Act act, WorldChannel channel, ChannelDraft draft)
    {
        var actor = Require(act, channel, Permissions.ManageChannels);
        var before = channel.Model;
        RequireForType(channel, draft.Type.OrDefault() ?? before.Type);
        if (draft.Parent is { HasValue: true } wishedParent && wishedParent.Value != channel.ParentId)
        {
            if (wishedParent.Value is { } parentId)
            {
                RequireRoomIn(RequireCategory(parentId), channel);
            }
        }

        var overwrites = before.PermissionOverwrites ?? [];
        if (draft.Overwrites.HasValue)
        {
            var wished = draft.Overwrites.Value ?? [];
            RequireForOverwrites(overwrites, wished, SettableIn(actor, channel));
            overwrites = wished;
        }

        var after = Apply(draft, before) with { ParentId = draft.Parent.HasValue ? draft.Parent : before.ParentId };
        Replace(act, channel, after with { PermissionOverwrites = overwrites });
        return channel;
    }

    /// <summary>Moves channels in the list, and from category to category; with <c>Lock</c> they take on the category's overwrites.</summary>
    public void MoveChannels(Act act, IReadOnlyList<ChannelMove> moves)
    {
        var actor = Require(act, Permissions.ManageChannels);
        var planned = new List<(WorldChannel Channel, Channel After)>();
        foreach (var move in moves)
        {
            var channel = Channels.GetValueOrDefault(move.Id) ?? throw Refusals.UnknownChannel;
            var after = channel.Model with { Position = move.Position ?? channel.Model.Position };
            if (move.Parent.HasValue)
            {
                var parent = move.Parent.Value is { } id ? RequireCategory(id) : null;
                if (parent is not null && parent.Id != channel.ParentId)
                {
                    RequireRoomIn(parent, channel);
                }

                after = after with { ParentId = new(parent?.Id) };
                if (move.Lock && parent is not null)
                {
                    if (!MayManageRolesIn(actor, channel))
                    {
                        throw Refusal.MissingPermissions();
                    }

                    after = after with { PermissionOverwrites = parent.Model.PermissionOverwrites };
                }
            }

            planned.Add((channel, after));
        }

        foreach (var (channel, after) in planned)
        {
            Replace(act, channel, after);
        }
    }

    public WorldChannel DeleteChannel(Act act, WorldChannel channel)
    {
        Require(act, channel, Permissions.ManageChannels);
        if (IsCommunity && (channel.Id == Settings.RulesChannelId || channel.Id == Settings.PublicUpdatesChannelId))
        {
            throw Refusals.CommunityChannel;
        }

        // Told while it is still there, so that who could view it can be worked out.
        RaiseChannel("CHANNEL_DELETE", channel);
        Forget(channel);
        Log(act, AuditLogEvent.ChannelDelete, channel.Id.Value, ChangeList.Between(channel.Model, null, [.. LoggedOfChannels, "permission_overwrites"]));
        foreach (var child in Channels.Values.Where(c => c.ParentId == channel.Id).ToArray())
        {
            child.Model = child.Model with { ParentId = new(null) };
            RaiseChannel("CHANNEL_UPDATE", child);
        }

        ForgetInSettings(channel.Id);
        return channel;
    }

    /// <summary>Puts a new state in place, tells and logs what differs; nothing if nothing does.</summary>
    private void Replace(Act act, WorldChannel channel, Channel after)
    {
        var before = channel.Model;
        var changes = ChangeList.Between(before, after, LoggedOfChannels);
        var oldOverwrites = before.PermissionOverwrites ?? [];
        var newOverwrites = after.PermissionOverwrites ?? [];
        var sameOverwrites = oldOverwrites.Count == newOverwrites.Count && oldOverwrites.All(newOverwrites.Contains);
        if (changes.IsEmpty && sameOverwrites && before.ParentId == after.ParentId && before.Position == after.Position
            && before.DefaultSortOrder == after.DefaultSortOrder && before.DefaultForumLayout == after.DefaultForumLayout)
        {
            return;
        }

        channel.Model = after;
        RaiseChannel("CHANNEL_UPDATE", channel);
        if (!changes.IsEmpty)
        {
            Log(act, AuditLogEvent.ChannelUpdate, channel.Id.Value, changes);
        }

        LogOverwrites(act, channel, oldOverwrites, newOverwrites);
    }

    private void Forget(WorldChannel channel)
    {
        Channels.Remove(channel.Id);
        World.Channels.Remove(channel.Id);
        foreach (var thread in Threads.Values.Where(t => t.ParentId == channel.Id).ToArray())
        {
            Threads.Remove(thread.Id);
            World.Channels.Remove(thread.Id);
        }

        foreach (var webhook in World.Webhooks.Values.Where(w => w.Model.ChannelId == channel.Id).ToArray())
        {
            World.Webhooks.Remove(webhook.Id);
        }

        foreach (var invite in World.Invites.Values.Where(i => i.Channel.Id == channel.Id).ToArray())
        {
            World.Invites.Remove(invite.Code);
        }

        foreach (var user in VoiceStates.Values.Where(v => v.ChannelId == channel.Id).Select(v => v.UserId).ToArray())
        {
            Disconnect(user);
        }
    }

    private WorldChannel RequireCategory(Id<Channel> id) => Channels.GetValueOrDefault(id) switch
    {
        null => throw Refusal.Form(new FieldError("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")),
        { Type: not ChannelType.GuildCategory } => throw Refusal.Form(new FieldError("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")),
        var category => category,
    };

    private void RequireRoomIn(WorldChannel category, WorldChannel? moving)
    {
        if (moving?.Type == ChannelType.GuildCategory)
        {
            throw Refusal.Form(new FieldError("parent_id", "CHANNEL_PARENT_INVALID_PARENT", "Categories cannot have subcategories"));
        }

        if (Channels.Values.Count(c => c.ParentId == category.Id && c != moving) >= Limits.ChannelsPerCategory)
        {
            throw Refusal.Form(new FieldError("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", $"Maximum number of channels in category reached ({Limits.ChannelsPerCategory})"));
        }
    }

    private void RequireForType(WorldChannel channel, ChannelType wished)
    {
        if (wished == channel.Type)
        {
            return;
        }

        // Only text and announcement turn into each other, and announcements need the feature.
        if (channel.Type is not (ChannelType.GuildText or ChannelType.GuildAnnouncement) || wished is not (ChannelType.GuildText or ChannelType.GuildAnnouncement)
            || (!HasFeature(GuildFeature.News) && !IsCommunity))
        {
            throw Refusals.WrongChannelType;
        }

        if (IsCommunity && (channel.Id == Settings.RulesChannelId || channel.Id == Settings.PublicUpdatesChannelId))
        {
            throw Refusals.CommunityChannelsAreText;
        }
    }

    private Channel Apply(ChannelDraft draft, Channel channel)
    {
        var type = draft.Type.OrDefault() ?? channel.Type;
        var changed = channel with
        {
            Type = type,
            Name = draft.Name.OrDefault() is { } name ? ChannelNames.For(type, name) : channel.Name,
            Position = draft.Position.OrDefault() ?? channel.Position,
            Flags = draft.Flags.OrDefault() ?? channel.Flags,
        };
        if (type == ChannelType.GuildCategory)
        {
            return changed;
        }

        changed = changed with
        {
            Nsfw = draft.Nsfw.OrDefault() ?? channel.Nsfw,
            RateLimitPerUser = draft.RateLimitPerUser.OrDefault() ?? channel.RateLimitPerUser,
        };
        if (IsVocal(type))
        {
            return changed with
            {
                Bitrate = Math.Min(draft.Bitrate.OrDefault() ?? channel.Bitrate ?? 0, MaxBitrate(type)),
                UserLimit = draft.UserLimit.OrDefault() ?? channel.UserLimit,
                RtcRegion = draft.RtcRegion.HasValue ? draft.RtcRegion : channel.RtcRegion,
                VideoQualityMode = draft.VideoQuality.OrDefault() ?? channel.VideoQualityMode,
            };
        }

        changed = changed with
        {
            Topic = draft.Topic.HasValue ? new(NullIfEmpty(draft.Topic.Value)) : channel.Topic,
            DefaultAutoArchiveDuration = draft.DefaultAutoArchive.HasValue ? draft.DefaultAutoArchive.Value : channel.DefaultAutoArchiveDuration,
            DefaultThreadRateLimitPerUser = draft.DefaultThreadRateLimit.HasValue ? draft.DefaultThreadRateLimit.Value : channel.DefaultThreadRateLimitPerUser,
        };
        return type is not (ChannelType.GuildForum or ChannelType.GuildMedia) ? changed : changed with
        {
            AvailableTags = draft.Tags.OrDefault() is { } tags ? WithIds(tags) : channel.AvailableTags,
            DefaultReactionEmoji = draft.DefaultReaction.HasValue ? draft.DefaultReaction : channel.DefaultReactionEmoji,
            DefaultSortOrder = draft.SortOrder.HasValue ? draft.SortOrder : channel.DefaultSortOrder,
            DefaultForumLayout = type == ChannelType.GuildForum ? draft.Layout.OrDefault() ?? channel.DefaultForumLayout : null,
        };
    }

    private IReadOnlyList<ForumTag> WithIds(IReadOnlyList<ForumTag> tags)
    {
        if (tags.DistinctBy(t => t.Name).Count() < tags.Count)
        {
            throw Refusals.TagNamesNotUnique;
        }

        return [.. tags.Select(t => t.Id.IsNone ? t with { Id = World.Ids.Next<ForumTag>() } : t)];
    }

    private int MaxBitrate(ChannelType type) => type == ChannelType.GuildStageVoice ? 64_000 : Settings.PremiumTier switch
    {
        PremiumTier.Tier1 => 128_000,
        PremiumTier.Tier2 => 256_000,
        PremiumTier.Tier3 => 384_000,
        _ => HasFeature(GuildFeature.VipRegions) ? 384_000 : 96_000,
    };

    private void RaiseChannel(string name, WorldChannel channel) => World.Raise(new WorldEvent(name, Id, channel.Id, null, channel.Model));
}

/// <summary>One channel of a bulk move.</summary>
internal readonly record struct ChannelMove(Id<Channel> Id, int? Position, Optional<Id<Channel>?> Parent, bool Lock);
