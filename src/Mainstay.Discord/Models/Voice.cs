namespace Mainstay.Discord;

/// <summary>Where a user is in voice, and how. See https://discord.com/developers/docs/resources/voice#voice-state-object.</summary>
public sealed record VoiceState : WireModel
{
    /// <summary>The guild; absent in the list of a guild event.</summary>
    public Optional<Id<Guild>?> GuildId { get; init; }

    /// <summary>The channel; null: not in voice.</summary>
    public required Id<Channel>? ChannelId { get; init; }

    /// <summary>The user.</summary>
    public required Id<User> UserId { get; init; }

    /// <summary>The member.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>The voice session.</summary>
    public required string SessionId { get; init; }

    /// <summary>Whether the guild has deafened them.</summary>
    public required bool Deaf { get; init; }

    /// <summary>Whether the guild has muted them.</summary>
    public required bool Mute { get; init; }

    /// <summary>Whether they have deafened themselves.</summary>
    public required bool SelfDeaf { get; init; }

    /// <summary>Whether they have muted themselves.</summary>
    public required bool SelfMute { get; init; }

    /// <summary>Whether they share their screen.</summary>
    public Optional<bool?> SelfStream { get; init; }

    /// <summary>Whether their camera is on.</summary>
    public required bool SelfVideo { get; init; }

    /// <summary>Whether they may not speak.</summary>
    public required bool Suppress { get; init; }

    /// <summary>When they asked to speak on the stage, UTC.</summary>
    public required DateTimeOffset? RequestToSpeakTimestamp { get; init; }
}

/// <summary>A live stage. See https://discord.com/developers/docs/resources/stage-instance#stage-instance-object.</summary>
public sealed record StageInstance : WireModel
{
    /// <summary>The stage's id.</summary>
    public required Id<StageInstance> Id { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>The channel.</summary>
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>1 to 120 characters.</summary>
    public required string Topic { get; init; }

    /// <summary>2: members only.</summary>
    public required int PrivacyLevel { get; init; }

    /// <summary>Deprecated.</summary>
    public required bool DiscoverableDisabled { get; init; }

    /// <summary>The scheduled event.</summary>
    public Optional<Id<ScheduledEvent>?> GuildScheduledEventId { get; init; }
}

/// <summary>A sound that can be played in voice. See https://discord.com/developers/docs/resources/soundboard#soundboard-sound-object.</summary>
public sealed record SoundboardSound : WireModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The sound's id.</summary>
    public required Id<SoundboardSound> SoundId { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Volume { get; init; }

    /// <summary>A guild's own emoji.</summary>
    public required Id<Emoji>? EmojiId { get; init; }

    /// <summary>A Unicode emoji.</summary>
    public required string? EmojiName { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>Whether it can be used.</summary>
    public required bool Available { get; init; }

    /// <summary>Who made it.</summary>
    public User? User { get; init; }
}
