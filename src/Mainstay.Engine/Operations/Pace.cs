using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>How long the requests of changes take, as the wire knows its limits: typical until a bucket has answered, measured from then on.</summary>
internal sealed class Pace(DiscordRest rest)
{
    public Estimate Of(Id<Guild> guild, IEnumerable<Change> changes, ChangeKinds kinds)
    {
        PlannedCalls[] calls =
        [
            .. changes.Select(c => (Change: c, Kind: kinds.Of(c) as DiscordKind)).Where(c => c.Kind is not null)
                .CountBy(c => (Route: c.Kind!.RouteOf(c.Change), Major: c.Kind.MajorOf(c.Change)))
                .Select(c => new PlannedCalls(c.Key.Route, c.Key.Major == 0 ? guild.Value : c.Key.Major, c.Value)),
        ];
        if (calls.Length == 0)
        {
            return default;
        }

        var estimate = rest.Estimate(calls);
        return new Estimate(estimate.Time, estimate.Measured);
    }
}

/// <summary>How long something takes.</summary>
/// <param name="Time">Time under Discord's limits.</param>
/// <param name="IsMeasured">Whether it rests on what was measured rather than on what is typical.</param>
internal readonly record struct Estimate(TimeSpan Time, bool IsMeasured);
