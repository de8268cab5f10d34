namespace Mainstay.Bench.Apply;

/// <summary>A clock that knows how many requests are on their way: those whose delay has begun and not ended.</summary>
internal sealed class WayClock(TimeProvider time, TimeSpan way) : TimeProvider
{
    private long _onTheirWay;

    public long OnTheirWay => Interlocked.Read(ref _onTheirWay);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != way)
        {
            return time.CreateTimer(callback, state, dueTime, period);
        }

        var ended = 0;
        Interlocked.Increment(ref _onTheirWay);
        return new WayTimer(
            time.CreateTimer(
                given =>
                {
                    End();
                    callback(given);
                },
                state,
                dueTime,
                period),
            End);

        void End()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Interlocked.Decrement(ref _onTheirWay);
            }
        }
    }

    private sealed class WayTimer(ITimer timer, Action end) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            end();
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            end();
            return timer.DisposeAsync();
        }
    }
}
