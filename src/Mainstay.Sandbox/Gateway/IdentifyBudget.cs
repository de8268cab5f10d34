namespace Mainstay.Sandbox.Gateway;

/// <summary>What GET /gateway/bot says of session starts.</summary>
internal readonly record struct SessionStarts(int Total, int Remaining, long ResetAfter, int MaxConcurrency);

/// <summary>What an identify comes to before its token is looked at.</summary>
internal enum IdentifyVerdict
{
    Allowed,

    /// <summary>Another one of the same key was less than five seconds ago: op 9.</summary>
    TooSoon,

    /// <summary>The day's starts are used up.</summary>
    Exhausted,
}

/// <summary>Session starts per day and identifies per key, of one application. Times are ticks.</summary>
internal sealed class IdentifyBudget(GatewayOptions options)
{
    private const long Day = TimeSpan.TicksPerDay;

    private readonly Dictionary<int, long> _windows = [];
    private long _dayEnd = long.MinValue;
    private int _used;

    public IdentifyVerdict Take(int shard, long now)
    {
        if (now >= _dayEnd)
        {
            _dayEnd = now + Day;
            _used = 0;
        }

        if (_used >= options.SessionStarts)
        {
            return IdentifyVerdict.Exhausted;
        }

        var key = shard % options.MaxConcurrency;
        var end = _windows.GetValueOrDefault(key, long.MinValue);
        if (now < end)
        {
            return IdentifyVerdict.TooSoon;
        }

        _windows[key] = now + options.IdentifyWindow.Ticks;
        _used++;
        return IdentifyVerdict.Allowed;
    }

    public SessionStarts Look(long now) => now >= _dayEnd
        ? new SessionStarts(options.SessionStarts, options.SessionStarts, 0, options.MaxConcurrency)
        : new SessionStarts(options.SessionStarts, options.SessionStarts - _used, _dayEnd - now, options.MaxConcurrency);
}
