namespace Mainstay.Discord;

/// <summary>A user in a guild. See https://discord.com/developers/docs/resources/guild#guild-member-object.</summary>
public record GuildMember : WireModel
{
    /// <summary>The account; absent where the surrounding object carries it (message author, interaction data).</summary>
    public User? User { get; init; }

    /// <summary>The nickname, 1 to 32 characters.</summary>
    public Optional<string?> Nick { get; init; }

    /// <summary>The hash of the avatar in this guild.</summary>
    public Optional<string?> Avatar { get; init; }

    /// <summary>The hash of the banner in this guild.</summary>
    public Optional<string?> Banner { get; init; }

    /// <summary>The roles, without @everyone, in no order.</summary>
    public required IReadOnlyList<Id<Role>> Roles { get; init; }

    /// <summary>When they joined, UTC; null for guests invited to a voice channel.</summary>
    public required DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Since when they boost the guild, UTC.</summary>
    public Optional<DateTimeOffset?> PremiumSince { get; init; }

    /// <summary>Whether the guild has deafened them in voice channels; absent in partial members.</summary>
    public bool? Deaf { get; init; }

    /// <summary>Whether the guild has muted them in voice channels; absent in partial members.</summary>
    public bool? Mute { get; init; }

    /// <summary>Flags; absent in some partial members.</summary>
    public GuildMemberFlags? Flags { get; init; }

    /// <summary>Whether they have not yet passed the membership screening; absent means no.</summary>
    public bool? Pending { get; init; }

    /// <summary>Permissions in the channel, overwrites included; only in interactions.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>Until when they are timed out, UTC; a time in the past means that they are not.</summary>
    public Optional<DateTimeOffset?> CommunicationDisabledUntil { get; init; }

    /// <summary>The frame around the avatar in this guild.</summary>
    public Optional<AvatarDecoration?> AvatarDecorationData { get; init; }

    /// <summary>What they wear in this guild besides the decoration.</summary>
    public Optional<Collectibles?> Collectibles { get; init; }

    /// <summary>Whether a timeout holds at <paramref name="now" />.</summary>
    public bool IsTimedOut(DateTimeOffset now) => CommunicationDisabledUntil.OrDefault() is { } until && until > now;
}

/// <summary>Flags of a member. See https://discord.com/developers/docs/resources/guild#guild-member-object-guild-member-flags.</summary>
[Flags]
public enum GuildMemberFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Has left and joined again.</summary>
    DidRejoin = 1 << 0,

    /// <summary>Has completed onboarding.</summary>
    CompletedOnboarding = 1 << 1,

    /// <summary>Is exempt from verification; the one flag that can be set by moderators.</summary>
    BypassesVerification = 1 << 2,

    /// <summary>Has started onboarding.</summary>
    StartedOnboarding = 1 << 3,

    /// <summary>Is a guest of a voice channel.</summary>
    IsGuest = 1 << 4,

    /// <summary>Has started the server guide.</summary>
    StartedHomeActions = 1 << 5,

    /// <summary>Has completed the server guide.</summary>
    CompletedHomeActions = 1 << 6,

    /// <summary>Auto-moderation has quarantined the name.</summary>
    AutomodQuarantinedUsername = 1 << 7,

    /// <summary>Has dismissed a hint about direct messages.</summary>
    DmSettingsUpsellAcknowledged = 1 << 9,

    /// <summary>Auto-moderation has quarantined the guild tag.</summary>
    AutomodQuarantinedGuildTag = 1 << 10,
}
