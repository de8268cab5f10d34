namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>
/// How many requests one bucket of one channel, guild or webhook takes now, and when it takes the next. The server counts a request at
/// some moment between our sending it and our hearing the answer, and a request in flight may or may not be counted yet: everything here
/// assumes the worse of the two, so that no order of arrival leads to a 429.
/// </summary>
internal sealed class RateWindow
{
    /// <summary>Header times have three decimals, the last of them rounded either way.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);
    private const int LongestLog = 256;

    /// <summary>When the latest answers were heard, kept a while longer than they count.</summary>
    private readonly List<TimeSpan> _log = [];

    /// <summary>Those of them that said nothing about limits.</summary>
    private readonly List<TimeSpan> _unseen = [];
    private bool _told;
    private int _remaining;
    private TimeSpan _toldAt;
    private TimeSpan _endEarliest;
    private TimeSpan _endLatest;
    /// <summary>Null while the bucket's name is unknown.</summary>
    public BucketShape? Shape { get; set; }

    /// <summary>Answers on this route carry no limits at all.</summary>
    public bool Unlimited { get; set; }

    public int InFlight { get; private set; }

    /// <summary>Until when a 429 keeps everything back; in the past when none does.</summary>
    public TimeSpan HeldUntil { get; private set; }

    /// <summary>From when on the bucket is as good as new, as far as we know.</summary>
    public TimeSpan WholeAt => Max(HeldUntil, Max(_endLatest, _toldAt + (Shape?.FullPeriod ?? TimeSpan.Zero)));

    public void Sent() => InFlight++;

    /// <summary>A 429: nothing until then, and then one request to hear how things stand.</summary>
    public void Hold(TimeSpan until)
    {
        HeldUntil = Max(HeldUntil, until);
        _told = false;
    }

    /// <summary>Whether a limit was known, so that a 429 is a surprise.</summary>
    public bool Knows => _told && Shape is { Limit: > 0 };

    public int Available(TimeSpan now, TimeSpan trip)
    {
        if (now < HeldUntil)
        {
            return 0;
        }

        if (Unlimited)
        {
            return int.MaxValue;
        }

        if (Shape is not { Limit: > 0 } shape || !_told)
        {
            return InFlight == 0 ? 1 : 0;
        }

        if (shape.Leaks)
        {
            return Math.Max(0, (int)Math.Floor(shape.Limit - Level(shape, now)) - InFlight);
        }

        var told = now < Turn(shape, trip) ? _remaining - InFlight : InFlight == 0 ? Math.Max(1, _remaining) : _remaining - InFlight;
        return Math.Max(Math.Max(0, told), FreeByLog(shape, now, trip));
    }

    /// <summary>When to look again; null when only an answer can change anything.</summary>
    public TimeSpan? NextAt(TimeSpan now, TimeSpan trip)
    {
        if (now < HeldUntil)
        {
            return HeldUntil;
        }

        if (Shape is not { Limit: > 0 } shape || !_told)
        {
            return null;
        }

        if (shape.Leaks)
        {
            var fits = shape.Limit - 1 - InFlight;
            return fits < 0 ? null : _endLatest - (shape.Share * fits);
        }

        TimeSpan? next = InFlight == 0 ? Turn(shape, trip) : null;
        return NextByLog(shape, now, trip) is { } byLog && (next is null || byLog < next) ? byLog : next;
    }

    public void Answered(TimeSpan sent, TimeSpan received, BucketFacts? facts)
    {
        InFlight--;
        if (_log.Count >= LongestLog)
        {
            _log.RemoveRange(0, LongestLog / 2);
        }

        _log.Add(received);
        if (facts is not { } told || Shape is not { } shape)
        {
            CountUnseen(received);
            return;
        }

        shape.Learn(told);
        Hear(shape, sent, received, told);
        var others = told.Limit - told.Remaining - Live(sent, shape.Period + Rounding) - InFlight;
        for (var i = 0; i < others && !shape.Leaks && _log.Count < LongestLog; i++)
        {
            // Somebody else spends from this bucket: another process with the same token.
            _log.Add(received);
        }
    }

    private void Hear(BucketShape shape, TimeSpan sent, TimeSpan received, in BucketFacts told)
    {
        // Those that vanished while this one was under way may have been counted after it.
        var unseen = _unseen.Count(heard => heard > sent);
        var earliest = sent + told.ResetAfter - Rounding;
        var latest = received + told.ResetAfter + Rounding + (shape.Leaks ? shape.Share * unseen : TimeSpan.Zero);
        var sameEnd = _told && earliest <= _endLatest && latest >= _endEarliest;
        if (!_told || sent >= _toldAt || (!sameEnd && earliest > _endLatest))
        {
            // The request left after all that we knew was said, or it speaks of a later window: what it says stands, except that
            // those answered while it was under way may have been counted after it.
            var meanwhile = Live(sent, TimeSpan.Zero) - 1;
            if (_told && earliest > _endLatest && told.Limit - told.Remaining > 1 && meanwhile + InFlight == 0)
            {
                shape.SeeEndMove();
            }

            var narrow = sameEnd && shape is { Leaks: false, Slides: false } && told.Remaining < _remaining;
            _remaining = told.Remaining - meanwhile;
            _endEarliest = narrow ? Max(_endEarliest, earliest) : earliest;
            _endLatest = narrow ? Min(_endLatest, latest) : latest;
        }
        else if (shape.Leaks)
        {
            _remaining = Math.Min(_remaining, told.Remaining);
            _endLatest = Max(_endLatest, latest);
        }
        else if (sameEnd)
        {
            _remaining = Math.Min(_remaining, told.Remaining - unseen);
            _endEarliest = Max(_endEarliest, earliest);
            _endLatest = shape.Slides ? Max(_endLatest, latest) : Min(_endLatest, latest);
        }

        _told = true;
        _toldAt = received;
    }

    /// <summary>An answer without limits, or none at all: the server may have counted the request.</summary>
    private void CountUnseen(TimeSpan received)
    {
        if (_unseen.Count >= LongestLog)
        {
            _unseen.RemoveRange(0, LongestLog / 2);
        }

        _unseen.Add(received);
        _remaining = Math.Max(0, _remaining - 1);
        if (Shape is { Leaks: true } leaking)
        {
            _endLatest = Max(_endLatest, received) + leaking.Share;
        }
        else if (Shape is { } shape && received + Rounding >= _endLatest)
        {
            // It was to tell how the next window stands, and did not. A period later all is well in any case.
            _endEarliest = _endLatest = received + shape.LongestReset;
            _remaining = 0;
        }
    }

    private TimeSpan Turn(BucketShape shape, TimeSpan trip) => Max(HeldUntil, _endLatest - shape.Lead(trip));

    private double Level(BucketShape shape, TimeSpan now) => Math.Max(0, (_endLatest - now) / shape.Share);

    // Never more than the limit in any period is allowed by windows of every kind, wherever they start.
    private int FreeByLog(BucketShape shape, TimeSpan now, TimeSpan trip) =>
        HasLog(shape) ? shape.Limit - Live(now, Life(shape, trip)) - InFlight : 0;

    private TimeSpan? NextByLog(BucketShape shape, TimeSpan now, TimeSpan trip)
    {
        if (!HasLog(shape))
        {
            return null;
        }

        var live = Live(now, Life(shape, trip));
        var mustLeave = live + InFlight - shape.Limit;
        return mustLeave < 0 || mustLeave >= live ? null : _log[_log.Count - live + mustLeave] + Life(shape, trip);
    }

    private static bool HasLog(BucketShape shape) => shape.Period > TimeSpan.Zero && shape.Limit <= LongestLog / 2;

    private static TimeSpan Life(BucketShape shape, TimeSpan trip) => shape.Period + Rounding - shape.Lead(trip);

    /// <summary>Answers of the log that count at <paramref name="now" />: the last ones, since they are in order.</summary>
    private int Live(TimeSpan now, TimeSpan life)
    {
        var live = 0;
        while (live < _log.Count && _log[_log.Count - 1 - live] + life > now)
        {
            live++;
        }

        return live;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
