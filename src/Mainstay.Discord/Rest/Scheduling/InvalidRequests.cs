namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>
/// Counts answers 401, 403 and 429 over ten minutes. Discord bans an address at 10,000
/// (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). From half of that on requests are
/// spaced so that even if every one of them failed the ban would not come; a little before it nothing is sent at all.
/// </summary>
internal sealed class InvalidRequests
{
    public const int ThrottleFrom = 5_000;
    public const int StopAt = 9_500;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Queue<(long Step, int Count)> _steps = new();
    private long _openStep = -1;
    private int _open;
    private int _closed;

    public void Add(TimeSpan now)
    {
        Forget(now);
        _open++;
    }

    public int Count(TimeSpan now)
    {
        Forget(now);
        return _closed + _open;
    }

    public bool Throttles(TimeSpan now) => Count(now) >= ThrottleFrom;

    public bool NearBan(TimeSpan now) => Count(now) >= StopAt;

    /// <summary>When the next request may leave, given when the last one did.</summary>
    public TimeSpan EarliestAfter(TimeSpan lastSent, TimeSpan now)
    {
        var count = Count(now);
        return count < ThrottleFrom || lastSent == TimeSpan.MinValue ? TimeSpan.MinValue : lastSent + (Period / Math.Max(1, StopAt - count));
    }

    private void Forget(TimeSpan now)
    {
        var step = now.Ticks / Step.Ticks;
        if (step != _openStep)
        {
            if (_open > 0)
            {
                _steps.Enqueue((_openStep, _open));
                _closed += _open;
            }

            _open = 0;
            _openStep = step;
        }

        while (_steps.TryPeek(out var oldest) && (oldest.Step + 1) * Step.Ticks + Period.Ticks <= now.Ticks)
        {
            _closed -= _steps.Dequeue().Count;
        }
    }
}
