namespace Mainstay.Engine.Operations;

/// <summary>
/// How often the states of steps are committed while requests are under way, whose outcomes are about to be written too: <paramref name="Burst" /> times at once,
/// then every <paramref name="Every" />. At Discord's 50 requests a second that is one commit for some 25 steps; a small run never notices.
/// </summary>
internal sealed record CommitPace(int Burst, TimeSpan Every)
{
    public static CommitPace Default { get; } = new(8, TimeSpan.FromMilliseconds(500));

    /// <summary>Every commit at once, for tests whose clock stands still.</summary>
    public static CommitPace Unlimited { get; } = new(1, TimeSpan.Zero);
}

/// <summary>The pace as a machine: it is told the time and says how long the next commit has to wait.</summary>
internal sealed class CommitRation(CommitPace pace)
{
    private TimeSpan _full = TimeSpan.MinValue;

    /// <summary>Zero when a commit may go now, which is counted; otherwise how long it has to wait.</summary>
    public TimeSpan Take(TimeSpan now)
    {
        if (pace.Every == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var wait = _full == TimeSpan.MinValue ? TimeSpan.Zero : _full - (pace.Every * (pace.Burst - 1)) - now;
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        _full = (_full > now ? _full : now) + pace.Every;
        return TimeSpan.Zero;
    }
}
