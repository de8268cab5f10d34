namespace Mainstay.Bench.Rest;

/// <summary>So many messages into so many channels, all asked for at once.</summary>
internal sealed record RestScenario(string Name, string Title, int Channels, int Each)
{
    public const int BucketLimit = 5;
    public const double BucketSeconds = 1;
    public const int GlobalLimit = 50;

    public static IReadOnlyList<RestScenario> All { get; } =
    [
        new("A", "1 channel × 60, 5 per second", 1, 60),
        new("B", "20 channels × 30, 50 per second over all", 20, 30),
    ];

    /// <summary>Seconds that the limits leave no way around: the bucket's first <see cref="BucketLimit" /> and the second's first <see cref="GlobalLimit" /> are free. The same for both kinds of window.</summary>
    public double Allowed => Math.Max(
        ((double)Each / BucketLimit * BucketSeconds) - BucketSeconds,
        ((double)Channels * Each / GlobalLimit) - 1);
}
