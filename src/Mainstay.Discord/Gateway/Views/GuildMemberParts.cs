namespace Mainstay.Discord.Gateway;

/// <summary>Properties of a member that an event may leave out. In an update, what is left out has not changed.</summary>
[Flags]
public enum GuildMemberParts
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><see cref="GuildMemberView.Nick" />.</summary>
    Nick = 1 << 0,

    /// <summary><see cref="GuildMemberView.MemberAvatar" />.</summary>
    MemberAvatar = 1 << 1,

    /// <summary><see cref="GuildMemberView.JoinedAt" />.</summary>
    JoinedAt = 1 << 2,

    /// <summary><see cref="GuildMemberView.PremiumSince" />.</summary>
    PremiumSince = 1 << 3,

    /// <summary><see cref="GuildMemberView.TimeoutUntil" />.</summary>
    TimeoutUntil = 1 << 4,

    /// <summary><see cref="GuildMemberView.Flags" />.</summary>
    Flags = 1 << 5,

    /// <summary><see cref="GuildMemberView.IsPending" />.</summary>
    Pending = 1 << 6,

    /// <summary>All of them.</summary>
    All = (1 << 7) - 1,
}
