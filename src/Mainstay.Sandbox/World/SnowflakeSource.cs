using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Makes ids that rise strictly and carry the clock's time, also while the clock stands still.</summary>
internal sealed class SnowflakeSource(TimeProvider time)
{
    // Ids of the past set this bit, so that they never meet one made live in the same millisecond.
    private const ulong PastBit = 1UL << (Snowflake.TimeShift - 1);
    private ulong _last;
    private ulong _past;

    public ulong Next() => _last = Math.Max(Snowflake.At(time.GetUtcNow()), _last + 1);

    public Id<T> Next<T>() => new(Next());

    /// <summary>A fresh id that says it was made at a moment of the past.</summary>
    public Id<T> At<T>(DateTimeOffset moment) => new(Snowflake.At(moment, PastBit | (_past++ & (PastBit - 1))));
}
