namespace Mainstay.Modules.Tests.Hosted;

/// <summary>The system's clock, which a test may set ahead. Timers that are armed fire when they would have, so only what looks at the clock notices.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _ahead);

    public void Leap(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
