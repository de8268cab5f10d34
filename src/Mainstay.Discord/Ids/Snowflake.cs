namespace Mainstay.Discord;

/// <summary>How Discord packs time into ids. See https://discord.com/developers/docs/reference#snowflakes.</summary>
public static class Snowflake
{
    /// <summary>The first millisecond of 2015, UTC, in unix milliseconds: the zero of every snowflake.</summary>
    public const long EpochMilliseconds = 1_420_070_400_000;

    /// <summary>Bits below the time stamp: 5 worker, 5 process, 12 increment.</summary>
    public const int TimeShift = 22;

    /// <summary>When an id was made, to the millisecond, UTC.</summary>
    public static DateTimeOffset TimeOf(ulong id) => DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> TimeShift) + EpochMilliseconds);

    /// <summary>The smallest id of a moment: useful for <c>before</c> and <c>after</c> in list requests.</summary>
    public static ulong At(DateTimeOffset time, ulong increment = 0) =>
        ((ulong)Math.Max(0, time.ToUnixTimeMilliseconds() - EpochMilliseconds) << TimeShift) | (increment & 0x3F_FFFF);
}
