using System.Collections.Frozen;

namespace Mainstay.Sandbox.RateLimits;

/// <summary>A request as the limiter sees it.</summary>
/// <param name="Token">Who asks: the bot's token, or the address where there is none.</param>
/// <param name="Route">Method and template, such as <c>GET /guilds/{guild_id}</c>.</param>
/// <param name="Major">The values of the top-level parameters (channel, guild, webhook with its token).</param>
/// <param name="Exempt">Whether the global limit does not count it (interaction responses).</param>
/// <param name="HasField">Whether the JSON body has a property of that name.</param>
internal readonly record struct LimitedRequest(string Token, string Route, string Major, bool Exempt, Func<string, bool> HasField);

internal enum LimitScope
{
    User,
    Global,
    Shared,
}

/// <summary>What the limiter says: headers for the answer, and a refusal if there is one.</summary>
internal readonly record struct LimitAnswer(bool Allowed, LimitScope Scope, string? BucketHash, int Limit, int Remaining, long ResetAfter, long RetryAfter)
{
    public static LimitAnswer Unlimited { get; } = new(true, LimitScope.User, null, 0, 0, 0, 0);
}

/// <summary>All buckets of one sandbox. A machine: time comes in as ticks; one short lock, because requests come from many threads.</summary>
internal sealed class RateLimiter
{
    /// <summary>Forgotten buckets are looked for each time so many new ones were made.</summary>
    private const int SweepEvery = 4_096;

    /// <summary>The global window closes this much early, so that a client that counts its own second is not refused because one packet was late.</summary>
    private const long GlobalSlack = 25 * TimeSpan.TicksPerMillisecond;

    /// <summary>The stream of chance that random refusals use, apart from every other.</summary>
    private const ulong RefusalStream = 0x52_4C;

    private readonly RateLimitProfile _profile;
    private readonly ulong _seed;
    private readonly Lock _gate = new();
    private readonly FrozenDictionary<string, BucketRule> _visible;
    private readonly ILookup<string, BucketRule> _hidden;
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private readonly Dictionary<string, Bucket> _global = [];
    private readonly Dictionary<string, BucketRule> _others = [];
    private readonly Dictionary<string, ulong> _ordinals = [];
    private readonly Dictionary<string, string> _hashes = [];
    private int _made;

    public RateLimiter(RateLimitProfile profile, int seed)
    {
        _profile = profile;
        _seed = (ulong)seed;
        _visible = profile.Rules.Where(rule => !rule.Hidden)
            .SelectMany(rule => rule.Routes, (rule, route) => (rule, route))
            .DistinctBy(pair => pair.route)
            .ToFrozenDictionary(pair => pair.route, pair => pair.rule);
        _hidden = profile.Rules.Where(rule => rule.Hidden).SelectMany(rule => rule.Routes, (rule, route) => (rule, route)).ToLookup(pair => pair.route, pair => pair.rule);
    }

    /// <summary>Asks whether a request may pass, and counts it if so.</summary>
    public LimitAnswer Ask(in LimitedRequest request, long now)
    {
        if (_profile is { GlobalPerSecond: 0, OtherLimit: 0, Rules.Count: 0, RandomRefusals: 0 })
        {
            return LimitAnswer.Unlimited;
        }

        lock (_gate)
        {
            return AskGlobal(request, now) ?? AskRoute(request, now);
        }
    }

    private LimitAnswer? AskGlobal(in LimitedRequest request, long now)
    {
        if (_profile.GlobalPerSecond == 0 || request.Exempt)
        {
            return null;
        }

        if (!_global.TryGetValue(request.Token, out var bucket))
        {
            _global[request.Token] = bucket = new FixedWindow(_profile.GlobalPerSecond, TimeSpan.TicksPerSecond - GlobalSlack);
        }

        var answer = bucket.Take(now);
        return answer.Allowed ? null : new LimitAnswer(false, LimitScope.Global, null, 0, 0, 0, answer.RetryAfter);
    }

    private LimitAnswer AskRoute(in LimitedRequest request, long now)
    {
        var route = request.Route;
        foreach (var rule in _hidden[route])
        {
            if (rule.OnlyWithFields is { } fields && !fields.Any(request.HasField))
            {
                continue;
            }

            if (Take(rule, request, now) is { Allowed: false } hidden)
            {
                return new LimitAnswer(false, LimitScope.User, null, 0, 0, 0, hidden.RetryAfter);
            }
        }

        if (RuleOf(route) is not { } visible)
        {
            return LimitAnswer.Unlimited;
        }

        if (IsRefusedAtRandom(route))
        {
            return new LimitAnswer(false, LimitScope.Shared, HashOf(visible.Name), visible.Limit, 0, visible.WindowTicks, visible.WindowTicks);
        }

        var answer = Take(visible, request, now);
        return new LimitAnswer(answer.Allowed, LimitScope.User, HashOf(visible.Name), visible.Limit, answer.Remaining, answer.ResetAfter, answer.RetryAfter);
    }

    private BucketAnswer Take(BucketRule rule, in LimitedRequest request, long now)
    {
        var key = new BucketKey(rule.Name, request.Token, request.Major);
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            if (++_made % SweepEvery == 0)
            {
                Sweep(now);
            }

            _buckets[key] = bucket = Bucket.Of(rule.Kind, rule.Limit, rule.WindowTicks);
        }

        return bucket.Take(now);
    }

    private BucketRule? RuleOf(string route)
    {
        if (_visible.TryGetValue(route, out var rule))
        {
            return rule;
        }

        if (_profile.OtherLimit == 0)
        {
            return null;
        }

        return _others.TryGetValue(route, out rule) ? rule : _others[route] = new BucketRule(route, [route], _profile.OtherLimit, _profile.OtherSeconds);
    }

    private bool IsRefusedAtRandom(string route)
    {
        if (_profile.RandomRefusals <= 0)
        {
            return false;
        }

        var ordinal = _ordinals.GetValueOrDefault(route);
        _ordinals[route] = ordinal + 1;
        return Chance.Share(_seed ^ RefusalStream, route, ordinal) < _profile.RandomRefusals;
    }

    private string HashOf(string name) => _hashes.TryGetValue(name, out var hash) ? hash : _hashes[name] = Chance.Hex(name);

    private void Sweep(long now)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsWhole(now))
            {
                _buckets.Remove(key);
            }
        }
    }

    private readonly record struct BucketKey(string Rule, string Token, string Major);
}
