namespace Mainstay.Sandbox.RateLimits;

/// <summary>How a bucket gives back what was taken.</summary>
public enum WindowKind
{
    /// <summary>Everything at once, one window after the first request.</summary>
    Fixed,

    /// <summary>Steadily: one request every window / limit. Most of Discord's routes since 2022.</summary>
    Sliding,
}

/// <summary>Where a number comes from.</summary>
public enum BucketSource
{
    /// <summary>Nobody has measured it: chosen to be sensible.</summary>
    Assumed,

    /// <summary>Measured by people, in public threads.</summary>
    Observed,

    /// <summary>Written in Discord's documentation.</summary>
    Documented,
}

/// <summary>One rate limit and the routes that share it. Per top-level id (channel, guild, webhook) and per token.</summary>
/// <param name="Name">A short name; its hash is what <c>X-RateLimit-Bucket</c> carries.</param>
/// <param name="Routes">Method and template, such as <c>PATCH /guilds/{guild_id}/members/{user_id}</c>. The first rule that names a route wins.</param>
/// <param name="Limit">Requests per window.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="Kind">Fixed or sliding.</param>
/// <param name="Hidden">Not shown in the headers: a client learns of it from the 429 only. A hidden rule applies in addition to the visible one.</param>
/// <param name="OnlyWithFields">Counts only requests whose JSON body has one of these properties (channel name and topic).</param>
/// <param name="Source">Where the number comes from.</param>
public sealed record BucketRule(
    string Name,
    IReadOnlyList<string> Routes,
    int Limit,
    double Seconds,
    WindowKind Kind = WindowKind.Sliding,
    bool Hidden = false,
    IReadOnlyList<string>? OnlyWithFields = null,
    BucketSource Source = BucketSource.Assumed)
{
    internal long WindowTicks { get; } = (long)(Seconds * TimeSpan.TicksPerSecond);
}
