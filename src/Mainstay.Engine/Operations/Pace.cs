using System.Collections.Concurrent;
using Mainstay.Engine.Operations.Kinds;

namespace Mainstay.Engine.Operations;

/// <summary>How long requests take: typical until a lane has shown how fast it really is, measured from then on.</summary>
internal sealed class Pace
{
    private readonly ConcurrentDictionary<string, double> _measured = new(StringComparer.Ordinal);

    /// <summary>Notes how long a number of requests of one lane took. Too few of them say nothing, because the first ones go at once.</summary>
    public void Measured(Lane lane, int requests, TimeSpan took)
    {
        if (requests > 2 * lane.Burst && took > TimeSpan.Zero)
        {
            _measured[lane.Name] = (requests - lane.Burst) / took.TotalSeconds;
        }
    }

    /// <summary>How long requests in several lanes take side by side.</summary>
    public Estimate Estimate(IReadOnlyCollection<KeyValuePair<Lane, int>> requests)
    {
        var longest = TimeSpan.Zero;
        var measured = requests.Count > 0;
        foreach (var (lane, count) in requests)
        {
            var known = _measured.TryGetValue(lane.Name, out var perSecond);
            measured &= known;
            var seconds = Math.Max(0, count - lane.Burst) / (known ? perSecond : lane.PerSecond);
            longest = TimeSpan.FromSeconds(Math.Max(longest.TotalSeconds, seconds));
        }

        return new Estimate(longest, measured);
    }
}

/// <summary>How long something takes.</summary>
/// <param name="Time">Time under Discord's limits, answers not counted.</param>
/// <param name="IsMeasured">Whether it rests on what was measured rather than on what is typical.</param>
internal readonly record struct Estimate(TimeSpan Time, bool IsMeasured);
