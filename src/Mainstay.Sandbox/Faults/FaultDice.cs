namespace Mainstay.Sandbox.Faults;

/// <summary>Counts requests and frames, and says which of them something happens to. A machine: no clock, no socket.</summary>
internal sealed class FaultDice
{
    private const string EveryRequest = "rest:*";
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
        _requests = plan.Rules.Any(rule => rule.On == EveryRequest || rule.On.Contains(' '));
        _frames = plan.Rules.Any(rule => rule.On == EveryFrame || (rule.On != EveryRequest && !rule.On.Contains(' ')));
    }

    public FaultPlan Plan => _plan;

    /// <summary>The fault of the next request of a route (<c>GET /guilds/{guild_id}</c>), if any.</summary>
    public FaultRule? Request(string route) => _requests ? Roll(route, EveryRequest) : null;

    /// <summary>The fault of the next frame of a kind on a lane (a shard of a bot, across its connections), if any.</summary>
    public FaultRule? Frame(string lane, string kind) => _frames ? Roll(kind, EveryFrame, lane) : null;

    private FaultRule? Roll(string name, string every, string lane = "")
    {
        lock (_gate)
        {
            var ordinal = Next($"{lane}|{name}");
            var ordinalOfAll = Next($"{lane}|{every}");
            for (var at = 0; at < _plan.Rules.Count; at++)
            {
                var rule = _plan.Rules[at];
                var isStar = rule.On == every;
                if ((isStar || rule.On == name)
                    && (rule.Times is not { } most || _hits[at] < most)
                    && IsHit(rule, at, $"{lane}|{rule.On}", isStar ? ordinalOfAll : ordinal))
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
