using System.Globalization;
using Mainstay.Sandbox.RateLimits;
using Microsoft.AspNetCore.Http;

namespace Mainstay.Sandbox.Server;

/// <summary>The rate-limit headers. See https://discord.com/developers/docs/topics/rate-limits#header-format.</summary>
internal static class RestAnswers
{
    public static void WriteLimits(IHeaderDictionary headers, in LimitAnswer answer, DateTimeOffset now)
    {
        if (answer.BucketHash is null)
        {
            return;
        }

        headers["X-RateLimit-Limit"] = answer.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = answer.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = Text(RoundUp((now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) + answer.ResetAfter));
        headers["X-RateLimit-Reset-After"] = Text(RoundUp(answer.ResetAfter));
        headers["X-RateLimit-Bucket"] = answer.BucketHash;
    }

    /// <summary>The headers of a 429; tells the seconds to wait, as the body repeats them.</summary>
    public static double WriteRefusal(IHeaderDictionary headers, long retryAfter, LimitScope scope)
    {
        headers["X-RateLimit-Scope"] = scope switch
        {
            LimitScope.Global => "global",
            LimitScope.Shared => "shared",
            _ => "user",
        };
        if (scope == LimitScope.Global)
        {
            headers["X-RateLimit-Global"] = "true";
        }

        // The header has whole seconds, the body tells more.
        headers.RetryAfter = Math.Ceiling(retryAfter / (double)TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);
        return RoundUp(retryAfter);
    }

    /// <summary>What Cloudflare answers to an address that sent too many invalid requests: no JSON.</summary>
    public static Task ShutOut(HttpResponse response, long wait)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.ContentType = "text/plain; charset=UTF-8";
        response.Headers.RetryAfter = Math.Ceiling(wait / (double)TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsync("error code: 1015");
    }

    /// <summary>Seconds with three digits, never less than the ticks say: a client that waits exactly so long is not refused.</summary>
    private static double RoundUp(long ticks) => Math.Ceiling(ticks / (double)TimeSpan.TicksPerMillisecond) / 1_000;

    private static string Text(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
