using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Time;

namespace Mainstay.Engine.Tests.Image;

/// <summary>Guilds and members as Discord would tell of them.</summary>
internal static class Told
{
    public static readonly Id<Guild> Guild = new(900);
    public static readonly Id<User> Bot = new(7);

    public static LiveGuild Live(TimeProvider? time = null) => new(new GuildImageWriter(Guild, Bot), time ?? new ManualTime());

    public static Id<User> User(int id) => new((ulong)id);

    public static MemberData Member(int id, string nick = "", params ulong[] roles) => new()
    {
        Id = (ulong)id,
        Username = Encoding.UTF8.GetBytes($"user_{id}"),
        Nick = Encoding.UTF8.GetBytes(nick),
        Roles = roles,
        JoinedAt = 1_600_000_000_000,
    };

    public static GuildMember Model(int id, string? nick = null) => new()
    {
        User = new User { Id = User(id), Username = $"user_{id}", Discriminator = "0", GlobalName = null, Avatar = null },
        Nick = nick,
        Roles = [],
        JoinedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_600_000_000_000),
    };

    public static GuildCreateEvent Create(int members, Role[] roles, Channel[] channels, params GuildMember[] listed) => new()
    {
        Id = Guild,
        Name = "Firm",
        Icon = null,
        Splash = null,
        DiscoverySplash = null,
        Banner = null,
        Description = null,
        OwnerId = User(1),
        AfkChannelId = null,
        AfkTimeout = 300,
        VerificationLevel = VerificationLevel.None,
        DefaultMessageNotifications = DefaultMessageNotifications.OnlyMentions,
        ExplicitContentFilter = ExplicitContentFilter.Disabled,
        Roles = roles,
        Emojis = [],
        Features = [],
        MfaLevel = MfaLevel.None,
        ApplicationId = null,
        SystemChannelId = null,
        SystemChannelFlags = SystemChannelFlags.None,
        RulesChannelId = null,
        PublicUpdatesChannelId = null,
        SafetyAlertsChannelId = null,
        VanityUrlCode = null,
        PremiumTier = PremiumTier.None,
        PremiumProgressBarEnabled = false,
        PreferredLocale = "en-US",
        NsfwLevel = NsfwLevel.Default,
        JoinedAt = DateTimeOffset.UnixEpoch,
        Large = true,
        MemberCount = members,
        VoiceStates = [],
        Members = listed,
        Channels = channels,
        Threads = [],
        Presences = [],
        StageInstances = [],
        GuildScheduledEvents = [],
    };

    public static Role Role(int id, string name) => new()
    {
        Id = new((ulong)id),
        Name = name,
        Color = 0,
        Hoist = false,
        Position = id,
        Permissions = Permissions.ViewChannel,
        Managed = false,
        Mentionable = false,
    };

    public static Channel Channel(int id, string name) => new() { Id = new((ulong)id), GuildId = Guild, Type = ChannelType.GuildText, Name = name };

    public static string[] Lines(this LiveGuild live) =>
        [.. live.Snapshot().Members.AsEnumerable().Select(m => $"{m.Id} {m.Nick} {string.Join(',', m.Roles.ToArray())}".Trim())];
}
