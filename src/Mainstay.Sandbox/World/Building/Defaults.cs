using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Objects as Discord makes them when nothing is said about them: complete, so that every answer has each property Discord sends.</summary>
internal static class Defaults
{
    /// <summary>What @everyone may do in a new guild.</summary>
    public const Permissions EveryonePermissions =
        Permissions.CreateInstantInvite | Permissions.AddReactions | Permissions.Stream | Permissions.ViewChannel | Permissions.SendMessages | Permissions.SendTtsMessages
        | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory | Permissions.MentionEveryone | Permissions.UseExternalEmojis
        | Permissions.Connect | Permissions.Speak | Permissions.UseVad | Permissions.ChangeNickname | Permissions.UseApplicationCommands | Permissions.RequestToSpeak
        | Permissions.CreatePublicThreads | Permissions.CreatePrivateThreads | Permissions.UseExternalStickers | Permissions.SendMessagesInThreads
        | Permissions.UseEmbeddedActivities | Permissions.UseSoundboard | Permissions.UseExternalSounds | Permissions.SendVoiceMessages | Permissions.SendPolls
        | Permissions.UseExternalApps;

    public static Guild Guild(Id<Guild> id, string name, Id<User> owner) => new()
    {
        Id = id,
        Name = name,
        Icon = null,
        Splash = null,
        DiscoverySplash = null,
        Banner = null,
        HomeHeader = new(null),
        Description = null,
        OwnerId = owner,
        Region = new("rotterdam"),
        AfkChannelId = null,
        AfkTimeout = 300,
        WidgetEnabled = false,
        WidgetChannelId = new(null),
        VerificationLevel = VerificationLevel.None,
        DefaultMessageNotifications = DefaultMessageNotifications.AllMessages,
        ExplicitContentFilter = ExplicitContentFilter.Disabled,
        Roles = [],
        Emojis = [],
        Stickers = [],
        Features = [],
        MfaLevel = MfaLevel.None,
        ApplicationId = null,
        SystemChannelId = null,
        SystemChannelFlags = SystemChannelFlags.None,
        RulesChannelId = null,
        PublicUpdatesChannelId = null,
        SafetyAlertsChannelId = null,
        MaxPresences = new(null),
        MaxMembers = 25_000_000,
        VanityUrlCode = null,
        PremiumTier = PremiumTier.None,
        PremiumSubscriptionCount = 0,
        PremiumProgressBarEnabled = false,
        PreferredLocale = "en-US",
        MaxVideoChannelUsers = 25,
        MaxStageVideoChannelUsers = 50,
        Nsfw = false,
        NsfwLevel = NsfwLevel.Default,
        IncidentsData = new(null),
    };

    public static Role Role(Id<Role> id, string name) => new()
    {
        Id = id,
        Name = name,
        Color = 0,
        Colors = Colors(0),
        Hoist = false,
        Icon = new(null),
        UnicodeEmoji = new(null),
        Position = 0,
        Permissions = Permissions.None,
        Managed = false,
        Mentionable = false,
        Flags = RoleFlags.None,
    };

    public static RoleColors Colors(int primary) => new() { PrimaryColor = primary, SecondaryColor = null, TertiaryColor = null };

    /// <summary>A channel of a guild with the properties that its type has.</summary>
    public static Channel Channel(Id<Guild> guild, Id<Channel> id, ChannelType type, string name)
    {
        var channel = new Channel
        {
            Id = id,
            Type = type,
            GuildId = guild,
            Name = name,
            Position = 0,
            PermissionOverwrites = [],
            ParentId = new(null),
            Flags = ChannelFlags.None,
        };
        return type switch
        {
            ChannelType.GuildText => channel with { Topic = new(null), Nsfw = false, LastMessageId = new(null), RateLimitPerUser = 0 },
            ChannelType.GuildAnnouncement => channel with { Topic = new(null), Nsfw = false, LastMessageId = new(null), RateLimitPerUser = 0 },
            ChannelType.GuildVoice or ChannelType.GuildStageVoice => channel with
            {
                Nsfw = false,
                LastMessageId = new(null),
                RateLimitPerUser = 0,
                Bitrate = 64_000,
                UserLimit = 0,
                RtcRegion = new(null),
            },
            ChannelType.GuildForum or ChannelType.GuildMedia => channel with
            {
                Topic = new(null),
                Nsfw = false,
                LastMessageId = new(null),
                RateLimitPerUser = 0,
                AvailableTags = [],
                DefaultReactionEmoji = new(null),
                DefaultSortOrder = new(null),
                DefaultForumLayout = type == ChannelType.GuildForum ? ForumLayout.NotSet : null,
            },
            _ => channel,
        };
    }
}
