using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>What a user shows of themselves. See https://discord.com/developers/docs/events/gateway-events#presence-update.</summary>
public sealed record Presence : WireModel
{
    /// <summary>The user; only the id is sure.</summary>
    public required PartialUser User { get; init; }

    /// <summary>The guild; absent in member chunks.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>A value of <see cref="PresenceStatus" />.</summary>
    public string? Status { get; init; }

    /// <summary>What they do.</summary>
    public IReadOnlyList<Activity>? Activities { get; init; }

    /// <summary>The status by device.</summary>
    public ClientStatus? ClientStatus { get; init; }
}

/// <summary>The status by device; a device that is offline is absent.</summary>
public sealed record ClientStatus : WireModel
{
    /// <summary>The desktop's.</summary>
    public string? Desktop { get; init; }

    /// <summary>The telephone's.</summary>
    public string? Mobile { get; init; }

    /// <summary>The browser's.</summary>
    public string? Web { get; init; }

    /// <summary>The headset's.</summary>
    public string? Vr { get; init; }
}

/// <summary>What a user does. See https://discord.com/developers/docs/events/gateway-events#activity-object.</summary>
public sealed record Activity : WireModel
{
    /// <summary>The activity's id.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of activity it is.</summary>
    public required ActivityType Type { get; init; }

    /// <summary>The stream.</summary>
    public Optional<string?> Url { get; init; }

    /// <summary>When it was added, unix milliseconds; absent when sent.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>When it began and ends.</summary>
    public JsonElement? Timestamps { get; init; }

    /// <summary>The application.</summary>
    public Id<Application>? ApplicationId { get; init; }

    /// <summary>What exactly they do.</summary>
    public Optional<string?> Details { get; init; }

    /// <summary>The text of a custom status, or the party.</summary>
    public Optional<string?> State { get; init; }

    /// <summary>The emoji of a custom status.</summary>
    public PartialEmoji? Emoji { get; init; }

    /// <summary>The party.</summary>
    public JsonElement? Party { get; init; }

    /// <summary>Pictures.</summary>
    public JsonElement? Assets { get; init; }

    /// <summary>Buttons: when received only their texts.</summary>
    public JsonElement? Buttons { get; init; }

    /// <summary>Flags.</summary>
    public int? Flags { get; init; }
}

/// <summary>What kind of activity it is.</summary>
public enum ActivityType
{
    /// <summary>Playing something.</summary>
    Playing = 0,

    /// <summary>Streaming.</summary>
    Streaming = 1,

    /// <summary>Listening to something.</summary>
    Listening = 2,

    /// <summary>Watching something.</summary>
    Watching = 3,

    /// <summary>A text of their own.</summary>
    Custom = 4,

    /// <summary>Competing in something.</summary>
    Competing = 5,
}

/// <summary>The values of a status.</summary>
public static class PresenceStatus
{
    /// <summary>Online.</summary>
    public const string Online = "online";

    /// <summary>Do not disturb.</summary>
    public const string DoNotDisturb = "dnd";

    /// <summary>Idle.</summary>
    public const string Idle = "idle";

    /// <summary>Shown as offline; only sent.</summary>
    public const string Invisible = "invisible";

    /// <summary>Offline.</summary>
    public const string Offline = "offline";
}
