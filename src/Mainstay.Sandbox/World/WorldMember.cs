using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>A user in a guild. Small, because a guild may hold a million.</summary>
internal sealed class WorldMember(WorldUser user)
{
    private long _timedOutUntil;
    private long _premiumSince;
    private long _joinedAt;

    public WorldUser User { get; } = user;

    public Id<User> Id => User.Id;

    /// <summary>In rising order, without @everyone. Replaced as a whole, never changed in place: members may share one.</summary>
    public Id<Role>[] Roles { get; set; } = [];

    public string? Nick { get; set; }

    public GuildMemberFlags Flags { get; set; }

    /// <summary>Has not passed membership screening yet.</summary>
    public bool IsPending { get; set; }

    public bool IsDeaf { get; set; }

    public bool IsMute { get; set; }

    /// <summary>Guild avatar hash.</summary>
    public string? Avatar { get; set; }

    public DateTimeOffset JoinedAt
    {
        get => DateTimeOffset.FromUnixTimeMilliseconds(_joinedAt);
        set => _joinedAt = value.ToUnixTimeMilliseconds();
    }

    public DateTimeOffset? TimedOutUntil
    {
        get => Moment(_timedOutUntil);
        set => _timedOutUntil = value?.ToUnixTimeMilliseconds() ?? 0;
    }

    public DateTimeOffset? PremiumSince
    {
        get => Moment(_premiumSince);
        set => _premiumSince = value?.ToUnixTimeMilliseconds() ?? 0;
    }

    public string DisplayName => Nick ?? User.DisplayName;

    public bool Has(Id<Role> role) => Array.BinarySearch(Roles, role) >= 0;

    public bool IsTimedOut(DateTimeOffset now) => TimedOutUntil > now;

    /// <summary>As others see it, with the user.</summary>
    public GuildMember ToModel() => ToPartial() with { User = User.ToModel() };

    /// <summary>Without the user, as beside a message's author.</summary>
    public GuildMember ToPartial() => new()
    {
        Nick = new(Nick),
        Avatar = new(Avatar),
        Banner = new(null),
        Roles = Roles,
        JoinedAt = JoinedAt,
        PremiumSince = new(PremiumSince),
        Deaf = IsDeaf,
        Mute = IsMute,
        Flags = Flags,
        Pending = IsPending,
        CommunicationDisabledUntil = new(TimedOutUntil),
    };

    private static DateTimeOffset? Moment(long milliseconds) => milliseconds == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
