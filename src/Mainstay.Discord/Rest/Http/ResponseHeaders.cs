using System.Globalization;
using System.Net;
using System.Text.Json;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest.Http;

/// <summary>Reads what an answer says about limits. See https://discord.com/developers/docs/topics/rate-limits#header-format.</summary>
internal static class ResponseHeaders
{
    private static readonly TimeSpan WithoutRetryAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestBelievable = TimeSpan.FromDays(30);

    public static string? RequestId(HttpResponseMessage response) => One(response, "cf-ray") ?? One(response, "x-request-id");

    /// <summary>For a 429 the body counts too: it has the exact time, and Cloudflare's has no JSON.</summary>
    public static RestAnswer Read(HttpResponseMessage response, string route, byte[]? body)
    {
        var facts = Facts(response, route);
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            return new RestAnswer((int)response.StatusCode, facts);
        }

        var header = Seconds(One(response, "Retry-After"));
        if (!TryRead(body, out var exact, out var global))
        {
            return new RestAnswer(429, null, header ?? WithoutRetryAfter, LimitScope.Address);
        }

        var scope = One(response, "X-RateLimit-Scope") switch
        {
            "shared" => LimitScope.Shared,
            "global" => LimitScope.Global,
            _ => global || One(response, "X-RateLimit-Global") == "true" ? LimitScope.Global : LimitScope.User,
        };
        return new RestAnswer(429, facts, exact ?? header ?? facts?.ResetAfter ?? WithoutRetryAfter, scope);
    }

    private static BucketFacts? Facts(HttpResponseMessage response, string route)
    {
        if (!int.TryParse(One(response, "X-RateLimit-Limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0
            || !int.TryParse(One(response, "X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
            || Seconds(One(response, "X-RateLimit-Reset-After")) is not { } resetAfter)
        {
            return null;
        }

        return new BucketFacts(One(response, "X-RateLimit-Bucket") ?? route, limit, Math.Min(remaining, limit), resetAfter);
    }

    private static bool TryRead(byte[]? body, out TimeSpan? retryAfter, out bool global)
    {
        (retryAfter, global) = (null, false);
        if (body is not { Length: > 0 })
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            global = json.RootElement.TryGetProperty("global", out var flag) && flag.ValueKind == JsonValueKind.True;
            retryAfter = json.RootElement.TryGetProperty("retry_after", out var wait) && wait.ValueKind == JsonValueKind.Number ? Bounded(wait.GetDouble()) : null;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Bounded(seconds) : null;

    private static TimeSpan? Bounded(double seconds) =>
        double.IsFinite(seconds) && seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestBelievable.TotalSeconds)) : null;

    private static string? One(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
