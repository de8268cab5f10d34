using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Sandbox.RateLimits;

/// <summary>
/// The rate limits of a sandbox: which rules, what applies to routes without one, the global limit, the guard against invalid requests.
/// Discord publishes no bucket sizes, so all of it is data; <see cref="Discord" /> marks where each number comes from.
/// See https://discord.com/developers/docs/topics/rate-limits.
/// </summary>
public sealed record RateLimitProfile
{
    /// <summary>The profile's name: <c>discord</c>, <c>off</c>, <c>storm</c> or <c>custom</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The rules, first match wins; hidden ones apply in addition.</summary>
    public IReadOnlyList<BucketRule> Rules { get; init; } = [];

    /// <summary>Requests per window for a route that no rule names; 0 for no limit.</summary>
    public int OtherLimit { get; init; }

    /// <summary>The window of <see cref="OtherLimit" />, in seconds.</summary>
    public double OtherSeconds { get; init; } = 1;

    /// <summary>Requests per second and token over all routes but interactions (documented: 50); 0 for no limit.</summary>
    public int GlobalPerSecond { get; init; }

    /// <summary>Answers 401, 403 and 429 per address and ten minutes before the address is shut out (documented: 10,000); 0 for no limit.</summary>
    public int InvalidPerTenMinutes { get; init; }

    /// <summary>The share of requests, by seed and ordinal, that get a 429 for no reason the client could foresee. 0 to 1.</summary>
    public double RandomRefusals { get; init; }

    /// <summary>No limits at all.</summary>
    public static RateLimitProfile Off { get; } = new() { Name = "off" };

    /// <summary>Documented limits, and buckets as people observed them.</summary>
    public static RateLimitProfile Discord { get; } = new()
    {
        Name = "discord",
        Rules = DiscordBuckets.All,
        OtherLimit = 10,
        OtherSeconds = 1,
        GlobalPerSecond = 50,
        InvalidPerTenMinutes = 10_000,
    };

    /// <summary>Tight buckets of short windows, a low global limit, and one request in twelve refused at random.</summary>
    public static RateLimitProfile Storm { get; } = new()
    {
        Name = "storm",
        Rules = [.. DiscordBuckets.All.Where(rule => rule.OnlyWithFields is null && rule.Seconds < 3_600).Select(Tighten)],
        OtherLimit = 2,
        OtherSeconds = 0.25,
        GlobalPerSecond = 25,
        InvalidPerTenMinutes = 10_000,
        RandomRefusals = 1 / 12.0,
    };

    /// <summary>The profile of that name; throws <see cref="ArgumentException" /> with the names there are.</summary>
    public static RateLimitProfile Named(string name) => name switch
    {
        "discord" => Discord,
        "off" => Off,
        "storm" => Storm,
        _ => throw new ArgumentException($"There is no rate-limit profile '{name}'. Use discord, off or storm.", nameof(name)),
    };

    /// <summary>
    /// Reads a profile from JSON, its properties in snake case; what is left out is unlimited. Throws <see cref="JsonException" /> on anything that does not fit.
    /// </summary>
    public static RateLimitProfile Parse(string json) =>
        JsonSerializer.Deserialize(json, RateLimitJson.Default.RateLimitProfile) ?? throw new JsonException("A rate-limit profile is a JSON object.");

    private static BucketRule Tighten(BucketRule rule) => new(
        rule.Name, rule.Routes, Math.Max(1, rule.Limit / 5), Math.Min(0.5, rule.Seconds / 4), rule.Kind, rule.Hidden, rule.OnlyWithFields, BucketSource.Assumed);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RateLimitProfile))]
internal sealed partial class RateLimitJson : JsonSerializerContext;
