namespace Mainstay.Discord.Tests;

/// <summary>Models with every required property filled in, for tests that care about one or two of them.</summary>
internal static class Some
{
    public static Role Role(Id<Role> id, int position = 1, Permissions permissions = Permissions.None, bool managed = false) => new()
    {
        Id = id,
        Name = $"role {id}",
        Color = 0,
        Hoist = false,
        Position = position,
        Permissions = permissions,
        Managed = managed,
        Mentionable = false,
    };

    public static Guild Guild(Id<Guild> id, Id<User> owner, IReadOnlyList<Role> roles) => new()
    {
        Id = id,
        Name = "guild",
        Icon = null,
        Splash = null,
        DiscoverySplash = null,
        Banner = null,
        Description = null,
        OwnerId = owner,
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
    };

    public static Overwrite Overwrite(Id<Role> role, Permissions allow = Permissions.None, Permissions deny = Permissions.None) =>
        new() { Id = role.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = allow, Deny = deny };

    public static Overwrite Overwrite(Id<User> user, Permissions allow = Permissions.None, Permissions deny = Permissions.None) =>
        new() { Id = user.Cast<Overwrite>(), Type = OverwriteType.Member, Allow = allow, Deny = deny };
}
