namespace Mainstay.Sandbox.Faults;

/// <summary>Counts requests and frames, and says which of them something happens to. A machine: no clock, no socket.</summary>
internal sealed class FaultDice
{
    private const string EveryRequest = "rest:*";
    private const string EveryWrite = "rest:writes";
    private const string EveryFrame = "gateway:*";

    private readonly Lock _gate = new();
    private readonly FaultPlan _plan;
    private readonly int[] _hits;
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly bool _requests;
    private readonly bool _frames;

    public FaultDice(FaultPlan plan)
    {
        _plan = plan;
        _hits = new int[plan.Rules.Count];
        _requests = plan.Rules.Any(IsOfRequests);
        _frames = plan.Rules.Any(rule => !IsOfRequests(rule));
    }

    public FaultPlan Plan => _plan;

    /// <summary>The fault of the next request of a route (<c>GET /guilds/{guild_id}</c>), if any.</summary>
    public FaultRule? Request(string route) =>
        !_requests ? null
        : route.StartsWith("GET ", StringComparison.Ordinal) ? Roll("", route, EveryRequest)
        : Roll("", route, EveryRequest, EveryWrite);

    /// <summary>The fault of the next frame of a kind on a lane (a shard of a bot, across its connections), if any.</summary>
    public FaultRule? Frame(string lane, string kind) => _frames ? Roll(lane, kind, EveryFrame) : null;

    private static bool IsOfRequests(FaultRule rule) => rule.On is EveryRequest or EveryWrite || rule.On.Contains(' ');

    /// <param name="lane">What ordinals are counted in.</param>
    /// <param name="names">Everything that a rule may call it.</param>
    private FaultRule? Roll(string lane, params ReadOnlySpan<string> names)
    {
        lock (_gate)
        {
            Span<int> ordinals = stackalloc int[names.Length];
            for (var i = 0; i < names.Length; i++)
            {
                ordinals[i] = Next($"{lane}|{names[i]}");
            }

            for (var at = 0; at < _plan.Rules.Count; at++)
            {
                var rule = _plan.Rules[at];
                if (names.IndexOf(rule.On) is var name and >= 0
                    && (rule.Times is not { } most || _hits[at] < most)
                    && IsHit(rule, at, $"{lane}|{rule.On}", ordinals[name]))
                {
                    _hits[at]++;
                    return rule;
                }
            }
        }

        return null;
    }

    private bool IsHit(FaultRule rule, int index, string name, int ordinal) => rule.Ordinals is { } ordinals
        ? ordinals.Contains(ordinal)
        : Chance.Share((ulong)_plan.Seed ^ ((ulong)index << 32), name, (ulong)ordinal) < rule.Share;

    private int Next(string key) => _ordinals[key] = _ordinals.GetValueOrDefault(key) + 1;
}
