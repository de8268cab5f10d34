namespace Mainstay.Sandbox.RateLimits;

/// <summary>What a bucket says to one request. Times are ticks from now.</summary>
/// <param name="Allowed">Whether the request may pass; if so it was counted.</param>
/// <param name="Remaining">Requests that could pass at this moment.</param>
/// <param name="ResetAfter">Until the bucket is whole again.</param>
/// <param name="RetryAfter">Until one request can pass; zero when one could now.</param>
internal readonly record struct BucketAnswer(bool Allowed, int Remaining, long ResetAfter, long RetryAfter);

/// <summary>One bucket as a machine: time comes in as ticks, nothing is awaited.</summary>
internal abstract class Bucket
{
    /// <summary>Counts a request if it may pass.</summary>
    public abstract BucketAnswer Take(long now);

    /// <summary>Whether nothing taken is still held against anyone, so that the bucket can be forgotten.</summary>
    public abstract bool IsWhole(long now);

    public static Bucket Of(WindowKind kind, int limit, long window) =>
        kind == WindowKind.Fixed ? new FixedWindow(limit, window) : new SlidingWindow(limit, window);
}

/// <summary>The window opens with the first request and closes at once for all.</summary>
internal sealed class FixedWindow(int limit, long window) : Bucket
{
    private long _end = long.MinValue;
    private int _taken;

    public override BucketAnswer Take(long now)
    {
        if (now >= _end)
        {
            _end = now + window;
            _taken = 0;
        }

        var left = _end - now;
        if (_taken >= limit)
        {
            return new BucketAnswer(false, 0, left, left);
        }

        _taken++;
        return new BucketAnswer(true, limit - _taken, left, _taken < limit ? 0 : left);
    }

    public override bool IsWhole(long now) => now >= _end;
}

/// <summary>A leaky bucket: it holds <c>limit</c> requests and forgets one every <c>window / limit</c>.</summary>
internal sealed class SlidingWindow(int limit, long window) : Bucket
{
    private readonly long _perRequest = Math.Max(1, window / limit);
    private long _wholeAt = long.MinValue;

    public override BucketAnswer Take(long now)
    {
        var capacity = _perRequest * limit;
        var held = _wholeAt > now ? _wholeAt - now : 0;
        var over = held + _perRequest - capacity;
        if (over > 0)
        {
            return new BucketAnswer(false, 0, held, over);
        }

        held += _perRequest;
        _wholeAt = now + held;
        var remaining = (int)((capacity - held) / _perRequest);
        return new BucketAnswer(true, remaining, held, remaining > 0 ? 0 : held + _perRequest - capacity);
    }

    public override bool IsWhole(long now) => now >= _wholeAt;
}
