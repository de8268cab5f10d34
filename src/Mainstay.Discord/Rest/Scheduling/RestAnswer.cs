namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>What X-RateLimit-* said: the bucket's name, how many requests it holds, how many are left, and when it is whole again.</summary>
internal readonly record struct BucketFacts(string Bucket, int Limit, int Remaining, TimeSpan ResetAfter);

/// <summary>Whom a 429 is about. See https://discord.com/developers/docs/topics/rate-limits.</summary>
internal enum LimitScope
{
    /// <summary>This bot on this bucket.</summary>
    User,

    /// <summary>This bot on every route.</summary>
    Global,

    /// <summary>A resource that others use as well; not counted as an invalid request.</summary>
    Shared,

    /// <summary>This address, by Cloudflare, before Discord saw the request: the 429 has no JSON body.</summary>
    Address,
}

/// <summary>The part of an HTTP response that the scheduler needs. <paramref name="RetryAfter" /> and <paramref name="Scope" /> matter for 429 only.</summary>
internal readonly record struct RestAnswer(int Status, BucketFacts? Facts = null, TimeSpan RetryAfter = default, LimitScope Scope = LimitScope.User);

/// <summary>What becomes of a request after an attempt.</summary>
internal enum RestVerdict
{
    /// <summary>The caller gets this answer, good or bad.</summary>
    Deliver,

    /// <summary>It is queued again; nothing is told to the caller.</summary>
    Again,
}

/// <summary>Why a request was not sent at all.</summary>
internal enum RestRefusal
{
    /// <summary>Discord refused the token before: sending on would only lead to a ban of the address.</summary>
    TokenRefused,

    /// <summary>So many recent answers were 401, 403 or 429 that Discord is about to ban the address.</summary>
    TooManyInvalidRequests,

    /// <summary>A 429 asks to stay away longer than this client is willing to wait.</summary>
    BlockedTooLong,

    /// <summary>The queue has reached its bound.</summary>
    QueueFull,
}
