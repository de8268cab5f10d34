namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>
/// What is learned about one of Discord's buckets, shared by all its channels or guilds: how many requests, per what period, and whether
/// they come back all at once (a window) or one by one (Discord's "sliding window", a leaking bucket). Headers don't say which: with
/// the first request of a fresh bucket, Reset-After is the whole period of a window, but only one request's share of a leaking
/// bucket, where it grows with every further request.
/// </summary>
internal sealed class BucketShape(string name)
{
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(10);
    private int _doubts;

    public string Name { get; } = name;

    /// <summary>Requests that fit in; 0 while unknown.</summary>
    public int Limit { get; private set; }

    /// <summary>The longest Reset-After seen with one request in the bucket: a window's period. Zero while unknown.</summary>
    public TimeSpan Period { get; private set; }

    /// <summary>The longest Reset-After seen at all: all that is known of the period before a fresh bucket was seen.</summary>
    public TimeSpan LongestReset { get; private set; }

    /// <summary>Whether there has been an answer that tells a window from a leak: one with a second request in the bucket.</summary>
    public bool IsTold { get; private set; }

    /// <summary>Whether requests come back one by one.</summary>
    public bool Leaks { get; private set; }

    /// <summary>Whether a window's end has been seen to move before all was used again: each request comes back on its own.</summary>
    public bool Slides { get; private set; }

    /// <summary>In a leaking bucket, the time after which one request comes back; never longer than in truth.</summary>
    public TimeSpan Share { get; private set; }

    /// <summary>The time in which <see cref="Limit" /> requests come back, as far as it is known.</summary>
    public TimeSpan FullPeriod => Leaks ? Share * Limit : Period;

    public void Learn(in BucketFacts facts)
    {
        if (facts.Limit != Limit)
        {
            Limit = facts.Limit;
            Forget();
        }

        LongestReset = TimeSpan.FromTicks(Math.Max(LongestReset.Ticks, facts.ResetAfter.Ticks));
        var used = facts.Limit - facts.Remaining;
        if (used == 1)
        {
            Period = TimeSpan.FromTicks(Math.Max(Period.Ticks, facts.ResetAfter.Ticks));
            Share = Share == TimeSpan.Zero ? facts.ResetAfter : TimeSpan.FromTicks(Math.Min(Share.Ticks, facts.ResetAfter.Ticks));
        }
        else if (used > 1 && Share > TimeSpan.Zero)
        {
            JudgeKind(used, facts.ResetAfter);
        }
    }

    public void SeeEndMove() => Slides = true;

    /// <summary>A 429 where none should have been: what was learned was wrong, and no risk is taken any more.</summary>
    public void Doubt()
    {
        _doubts++;
        Forget();
    }

    /// <summary>How much earlier than the heard end of a window the next request may leave.</summary>
    public TimeSpan Lead(TimeSpan trip)
    {
        if (_doubts > 0 || trip == TimeSpan.Zero || Period == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        // A server that works on the request before it writes the header makes the period look shorter by that work, and the trip
        // longer. Periods are whole seconds as far as anyone has seen; what lacks to a whole second is taken as such work.
        var whole = TimeSpan.FromSeconds(Math.Ceiling(Period.TotalSeconds - 0.0005));
        var work = whole - Period;
        return work > trip ? TimeSpan.Zero : ShortestTrip.LeadOf(trip - work, Period);
    }

    private void JudgeKind(int used, TimeSpan resetAfter)
    {
        IsTold = true;
        if (!Leaks)
        {
            Leaks = _doubts < 3 && resetAfter > (Period * 1.1) + Noise;
        }
        else if (resetAfter / Share < used - 1.25)
        {
            // So many requests and yet so soon whole again: that is no leak.
            Leaks = false;
            _doubts++;
        }
    }

    private void Forget()
    {
        Period = TimeSpan.Zero;
        LongestReset = TimeSpan.Zero;
        Share = TimeSpan.Zero;
        Leaks = false;
        IsTold = false;
    }
}
