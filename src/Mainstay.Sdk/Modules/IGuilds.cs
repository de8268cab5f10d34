using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk;

/// <summary>The guilds that Mainstay is in, as it sees them right now.</summary>
public interface IGuilds
{
    /// <summary>The guilds there are.</summary>
    IReadOnlyCollection<Id<Guild>> All { get; }

    /// <summary>A guild standing still: a snapshot that later events do not touch. False while the guild is unknown or not loaded yet.</summary>
    bool TrySnapshot(Id<Guild> guild, [NotNullWhen(true)] out GuildImage? image);

    /// <summary>Whether a role is gone from a guild. What is not known is not gone: false while the guild is not loaded.</summary>
    bool IsGone(Id<Guild> guild, Id<Role> role) => TrySnapshot(guild, out var image) && image.Roles.IsGone(role);
}
