using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Tests.Rest.Scheduling;

/// <summary>How a modelled server lets requests come back.</summary>
public enum WindowKind
{
    /// <summary>All at once, a period after the first.</summary>
    Fixed,

    /// <summary>One by one, each a share of the period; Reset-After says when the bucket is empty.</summary>
    Leaking,

    /// <summary>Each a period after itself; Reset-After says when the bucket is empty.</summary>
    Log,

    /// <summary>Each a period after itself; Reset-After says when the next comes back.</summary>
    LogOldest,
}

/// <summary>A server's rate limit, written from the server's side and without a line of the client's.</summary>
internal sealed class ModelBuckets(WindowKind kind, int limit, TimeSpan period)
{
    private readonly Dictionary<string, State> _states = [];

    private sealed class State
    {
        public TimeSpan WindowEnd;
        public int Used;
        public TimeSpan EmptyAt;
        public Queue<TimeSpan> Log { get; } = new();
    }

    public (bool Allowed, int Remaining, TimeSpan ResetAfter, TimeSpan RetryAfter) Take(string key, TimeSpan now)
    {
        if (!_states.TryGetValue(key, out var state))
        {
            _states[key] = state = new State();
        }

        return kind switch
        {
            WindowKind.Fixed => Fixed(state, now),
            WindowKind.Leaking => Leaking(state, now),
            _ => Logged(state, now),
        };
    }

    private (bool, int, TimeSpan, TimeSpan) Fixed(State state, TimeSpan now)
    {
        if (now >= state.WindowEnd)
        {
            state.WindowEnd = now + period;
            state.Used = 0;
        }

        var left = state.WindowEnd - now;
        return state.Used >= limit ? (false, 0, left, left) : (true, limit - ++state.Used, left, default);
    }

    private (bool, int, TimeSpan, TimeSpan) Leaking(State state, TimeSpan now)
    {
        var share = period / limit;
        var emptyAt = (state.EmptyAt > now ? state.EmptyAt : now) + share;
        if (emptyAt - now > period)
        {
            return (false, 0, state.EmptyAt - now, emptyAt - now - period);
        }

        state.EmptyAt = emptyAt;
        return (true, (int)Math.Floor(limit - ((emptyAt - now) / share) + 1e-9), emptyAt - now, default);
    }

    private (bool, int, TimeSpan, TimeSpan) Logged(State state, TimeSpan now)
    {
        while (state.Log.TryPeek(out var oldest) && oldest + period <= now)
        {
            state.Log.Dequeue();
        }

        if (state.Log.Count >= limit)
        {
            var wait = state.Log.Peek() + period - now;
            return (false, 0, wait, wait);
        }

        state.Log.Enqueue(now);
        return (true, limit - state.Log.Count, kind == WindowKind.Log ? period : state.Log.Peek() + period - now, default);
    }
}
