using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest;

/// <summary>Calls that are to be made: so many on one route for one channel, guild or webhook.</summary>
/// <param name="Route">The route.</param>
/// <param name="Major">The id that its limits are counted by; 0 when the route has none.</param>
/// <param name="Calls">How many.</param>
public readonly record struct PlannedCalls(RestRoute Route, ulong Major, int Calls);

/// <summary>What calls would take, by what limits them most.</summary>
/// <param name="Time">How long, from now to the last answer, with what waits already.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="Measured">True when each bucket has answered before and its limits are known; false when typical limits stand in for some.</param>
public readonly record struct RestEstimate(TimeSpan Time, int Calls, bool Measured)
{
    // Discord does not document limits of routes and wants none built in: these are for estimates only, never for sending. One change per
    // second, five or (for members) ten at a time, is what has been observed for years; see the fidelity notes.
    private const int TypicalLimit = 5;
    private const int TypicalMemberLimit = 10;

    internal static RestEstimate Of(IEnumerable<PlannedCalls> planned, int perSecond, Func<string, string, BucketMeasure?> measure)
    {
        var (total, measured) = (0, true);
        var shared = new Dictionary<(string Bucket, string Major), (BucketMeasure Bucket, int Calls)>();
        foreach (var (route, major, calls) in planned)
        {
            var counted = route.MajorParameters == 0 ? "" : major.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var known = measure(route.Name, counted);
            var bucket = known is { } heard ? Likely(heard, Typical(route)) : Typical(route);
            var before = shared.GetValueOrDefault((bucket.Name, counted)).Calls;
            shared[(bucket.Name, counted)] = (bucket, before + calls);
            total += calls;
            measured &= known is not null;
        }

        var slowest = shared.Values.Select(s => TimeFor(s.Bucket, s.Calls + s.Bucket.Queued)).DefaultIfEmpty().Max();
        var global = TimeSpan.FromSeconds((double)Math.Max(0, total - perSecond) / perSecond);
        return new RestEstimate(slowest > global ? slowest : global, total, measured);
    }

    private static TimeSpan TimeFor(in BucketMeasure bucket, int calls)
    {
        if (calls <= bucket.Limit)
        {
            return TimeSpan.Zero;
        }

        return bucket.Leaks ? bucket.Period / bucket.Limit * (calls - bucket.Limit) : bucket.Period * ((calls - 1) / bucket.Limit);
    }

    // A first answer alone gives the whole period of a window, or one request's share of a leak: taken is what is closer to the typical pace.
    private static BucketMeasure Likely(in BucketMeasure heard, in BucketMeasure typical)
    {
        return heard.IsTold || Far(heard.Period / heard.Limit, typical) <= Far(heard.Period, typical) ? heard : heard with { Period = heard.Period * heard.Limit, Leaks = true };

        static double Far(TimeSpan perRequest, in BucketMeasure typical) => Math.Abs(Math.Log(perRequest / (typical.Period / typical.Limit)));
    }

    // Giving and taking the same thing has always counted together, so routes that differ in the method only are taken as one bucket.
    private static BucketMeasure Typical(RestRoute route)
    {
        var limit = route.Template.Contains("/members/", StringComparison.Ordinal) ? TypicalMemberLimit : TypicalLimit;
        return new BucketMeasure(route.Template, limit, TimeSpan.FromSeconds(limit), Leaks: false, Queued: 0);
    }
}

/// <summary>What a client has seen since its start.</summary>
/// <param name="Answers">Answers of any kind.</param>
/// <param name="RateLimited">Of those, 429s.</param>
/// <param name="Invalid">Of those, what Discord counts towards a ban: 401, 403 and 429 unless shared.</param>
/// <param name="Lost">Attempts without an answer.</param>
/// <param name="Repeated">Attempts beyond the first.</param>
/// <param name="Waiting">Requests that wait for their turn now.</param>
/// <param name="Buckets">Buckets remembered now.</param>
public readonly record struct RestStatistics(long Answers, long RateLimited, long Invalid, long Lost, long Repeated, int Waiting, int Buckets);
