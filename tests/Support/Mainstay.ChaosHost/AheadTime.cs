namespace Mainstay.ChaosHost;

/// <summary>
/// The system's clock, moved ahead. Whoever is killed keeps what it held until its lease ends; test and program move ahead together instead of waiting for that.
/// </summary>
public sealed class AheadTime : TimeProvider
{
    private long _ahead;

    /// <summary>How far.</summary>
    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref _ahead));
        set => Interlocked.Exchange(ref _ahead, value.Ticks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
