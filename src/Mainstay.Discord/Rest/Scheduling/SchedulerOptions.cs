namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>Bounds of the scheduler.</summary>
internal sealed record SchedulerOptions
{
    /// <summary>Attempts of one request, those answered 429 not counted.</summary>
    public int MostAttempts { get; init; } = 4;

    /// <summary>429s that one request takes before its caller hears of them.</summary>
    public int MostLimited { get; init; } = 5;

    /// <summary>Requests that may wait.</summary>
    public int LongestQueue { get; init; } = 100_000;

    /// <summary>A 429 that asks for more than this is told to the caller instead of waited for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a bucket is kept that nobody uses.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What the scheduler has seen since the start.</summary>
internal sealed class SchedulerCounts
{
    public long Answers { get; set; }

    public long Limited { get; set; }

    public long Invalid { get; set; }

    public long Lost { get; set; }

    public long Repeated { get; set; }
}

/// <summary>What is known of a bucket: its name, so many requests per period, and how many wait for it.</summary>
internal readonly record struct BucketMeasure(string Name, int Limit, TimeSpan Period, bool Leaks, int Queued)
{
    /// <summary>Whether a second request in a fresh bucket has told a window from a leak; until then <see cref="Period" /> may be a single request's share.</summary>
    public bool IsTold { get; init; } = true;
}
