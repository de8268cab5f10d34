using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>GUILD_CREATE: the guild as one who connects sees it.</summary>
internal sealed partial class WorldGuild
{
    private const int LargestWithPresences = 75_000;

    /// <summary>
    /// The whole guild for a viewer: channels that they may not view are obfuscated, threads those they may view, and at most
    /// <paramref name="largeThreshold" /> members unless the guild is larger, which then come by request.
    /// </summary>
    public GuildCreateEvent CreatePayload(Id<User> viewer, int largeThreshold = 50, bool withPresences = false)
    {
        var large = Members.Count > largeThreshold;
        var s = Settings;
        return new GuildCreateEvent
        {
            Id = Id,
            Name = s.Name,
            Icon = s.Icon,
            Splash = s.Splash,
            DiscoverySplash = s.DiscoverySplash,
            Banner = s.Banner,
            Description = s.Description,
            OwnerId = s.OwnerId,
            Region = s.Region,
            AfkChannelId = s.AfkChannelId,
            AfkTimeout = s.AfkTimeout,
            WidgetEnabled = s.WidgetEnabled,
            WidgetChannelId = s.WidgetChannelId,
            VerificationLevel = s.VerificationLevel,
            DefaultMessageNotifications = s.DefaultMessageNotifications,
            ExplicitContentFilter = s.ExplicitContentFilter,
            Roles = [.. RolesInOrder],
            Emojis = [.. Emojis.Values.OrderBy(e => e.Id)],
            Stickers = [.. Stickers.Values.OrderBy(e => e.Id)],
            Features = s.Features,
            MfaLevel = s.MfaLevel,
            ApplicationId = s.ApplicationId,
            SystemChannelId = s.SystemChannelId,
            SystemChannelFlags = s.SystemChannelFlags,
            RulesChannelId = s.RulesChannelId,
            PublicUpdatesChannelId = s.PublicUpdatesChannelId,
            SafetyAlertsChannelId = s.SafetyAlertsChannelId,
            MaxPresences = s.MaxPresences,
            MaxMembers = s.MaxMembers,
            VanityUrlCode = s.VanityUrlCode,
            PremiumTier = s.PremiumTier,
            PremiumSubscriptionCount = s.PremiumSubscriptionCount,
            PremiumProgressBarEnabled = s.PremiumProgressBarEnabled,
            PreferredLocale = s.PreferredLocale,
            MaxVideoChannelUsers = s.MaxVideoChannelUsers,
            MaxStageVideoChannelUsers = s.MaxStageVideoChannelUsers,
            NsfwLevel = s.NsfwLevel,
            HubType = new(null),
            IncidentsData = s.IncidentsData,
            JoinedAt = Member(viewer)?.JoinedAt ?? Id.CreatedAt,
            Large = large,
            Unavailable = false,
            MemberCount = Members.Count,
            VoiceStates = [.. VoiceStates.Values.Select(v => v with { GuildId = default, Member = null })],
            Members = [.. FirstMembers(viewer, withPresences, large).Select(m => m.ToModel())],
            Channels = [.. ChannelsInOrder.Select(c => ChannelFor(c, viewer) with { GuildId = null })],
            Threads = [.. ActiveThreadsFor(viewer).Select(t => ThreadFor(t, viewer))],
            Presences = withPresences ? [.. Presences.Values.Select(p => p with { GuildId = Id })] : [],
            StageInstances = [],
            GuildScheduledEvents = [.. ScheduledEvents.Values],
            SoundboardSounds = [],
        };
    }

    /// <summary>A channel as a viewer sees it: obfuscated when they may not view it.</summary>
    public Channel ChannelFor(WorldChannel channel, Id<User> viewer) => CanView(viewer, channel) ? channel.Model : Obfuscated(channel.Model);

    /// <summary>
    /// A channel without its texts, as the gateway shows it to who may not view it: place and kind stay, everything else is taken away, and the only
    /// overwrite is a made-up one that denies @everyone to view it.
    /// </summary>
    public Channel Obfuscated(Channel channel) => new()
    {
        Id = channel.Id,
        Type = channel.Type,
        GuildId = channel.GuildId,
        Name = HiddenName,
        Position = channel.Position,
        ParentId = channel.ParentId,
        Flags = ChannelFlags.ChannelObfuscated,
        Topic = channel.Topic.HasValue ? new(null) : default,
        LastMessageId = channel.LastMessageId.HasValue ? new(null) : default,
        RateLimitPerUser = channel.RateLimitPerUser is null ? null : 0,
        Nsfw = channel.Nsfw is null ? null : false,
        Bitrate = channel.Bitrate is null ? null : 64_000,
        UserLimit = channel.UserLimit is null ? null : 0,
        RtcRegion = channel.RtcRegion.HasValue ? new(null) : default,
        AvailableTags = channel.AvailableTags is null ? null : [],
        DefaultReactionEmoji = channel.DefaultReactionEmoji.HasValue ? new(null) : default,
        DefaultSortOrder = channel.DefaultSortOrder.HasValue ? new(null) : default,
        DefaultForumLayout = channel.DefaultForumLayout is null ? null : ForumLayout.NotSet,
        PermissionOverwrites =
            [new Overwrite { Id = Id.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.None, Deny = Permissions.ViewChannel }],
    };

    /// <summary>The name that hidden channels go by.</summary>
    public const string HiddenName = "___hidden___";

    // Small guilds list everyone to those who also receive presences; otherwise oneself and who is in voice.
    private IEnumerable<WorldMember> FirstMembers(Id<User> viewer, bool withPresences, bool large)
    {
        if (withPresences && !large)
        {
            return Members.All();
        }

        var some = withPresences && Members.Count <= LargestWithPresences ? VoiceStates.Keys.Concat(Presences.Keys) : VoiceStates.Keys;
        return some.Append(viewer).Distinct().Order().Select(Member).OfType<WorldMember>();
    }
}
