namespace Mainstay.Discord.Gateway;

/// <summary>The arithmetic of session starts: no clock, no tasks. Times count from any fixed moment.</summary>
internal sealed class IdentifyBudgetMachine(SessionStarts starts, TimeSpan now)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(GatewayLimits.IdentifySeconds);

    private readonly Dictionary<int, Key> _keys = [];
    private int _remaining = starts.Remaining;
    private int _held;
    private TimeSpan _resetAt = now + starts.ResetAfter;

    /// <summary>Starts that are left until the reset, permits out included.</summary>
    public int Remaining => _remaining - _held;

    /// <summary>Grants a permit now, or says when to ask again; null when another permit of the key must come back first.</summary>
    public bool TryAcquire(int shard, TimeSpan now, out TimeSpan? retryAt)
    {
        if (now >= _resetAt)
        {
            _remaining = starts.Total;
            _resetAt = now + TimeSpan.FromDays(1);
        }

        var key = KeyOf(shard);
        if (key.IsHeld)
        {
            retryAt = null;
            return false;
        }

        if (Remaining <= 0)
        {
            retryAt = _resetAt;
            return false;
        }

        if (now < key.FreeAt)
        {
            retryAt = key.FreeAt;
            return false;
        }

        key.IsHeld = true;
        _held++;
        retryAt = now;
        return true;
    }

    /// <summary>The permit was used: the key is taken for 5 s from now.</summary>
    public void Use(int shard, TimeSpan now)
    {
        var key = KeyOf(shard);
        key.IsHeld = false;
        key.FreeAt = now + Window;
        _held--;
        _remaining--;
    }

    /// <summary>The permit comes back unused.</summary>
    public void Return(int shard)
    {
        KeyOf(shard).IsHeld = false;
        _held--;
    }

    private Key KeyOf(int shard)
    {
        var number = shard % Math.Max(1, starts.MaxConcurrency);
        if (!_keys.TryGetValue(number, out var key))
        {
            _keys[number] = key = new();
        }

        return key;
    }

    private sealed class Key
    {
        public bool IsHeld;
        public TimeSpan FreeAt;
    }
}
