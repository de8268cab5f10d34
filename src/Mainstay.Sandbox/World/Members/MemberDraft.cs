using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a member; what is absent stays as it is.</summary>
internal sealed record MemberDraft
{
    public Optional<string?> Nick { get; init; }

    public Optional<IReadOnlyList<Id<Role>>?> Roles { get; init; }

    public Optional<bool?> Mute { get; init; }

    public Optional<bool?> Deaf { get; init; }

    /// <summary>The voice channel to move to; null disconnects.</summary>
    public Optional<Id<Channel>?> VoiceChannel { get; init; }

    public Optional<DateTimeOffset?> TimedOutUntil { get; init; }

    public Optional<GuildMemberFlags?> Flags { get; init; }
}
