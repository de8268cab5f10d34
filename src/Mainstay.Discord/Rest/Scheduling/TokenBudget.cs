namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>The budget of a token that only this process uses.</summary>
/// <param name="perSecond">Requests per second; Discord's default is 50.</param>
internal sealed class TokenBudget(int perSecond = TokenBudget.DiscordsPerSecond) : IRestBudget
{
    public const int DiscordsPerSecond = 50;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>No request takes longer than this to be counted, however late its answer: a hanging one must not hold its place for ever.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(3);

    private readonly LinkedList<(long Slot, TimeSpan Sent)> _inFlight = new();
    private readonly Dictionary<long, LinkedListNode<(long Slot, TimeSpan Sent)>> _bySlot = [];
    private readonly Queue<TimeSpan> _counted = new();
    private readonly ShortestTrip _trip = new();
    private readonly InvalidRequests _invalid = new();
    private TimeSpan _blockedUntil;
    private TimeSpan _lastSent = TimeSpan.MinValue;
    private long _slots;

    public int PerSecond => perSecond;

    public int Free(TimeSpan now)
    {
        Forget(now);
        if (now < _blockedUntil || now < _invalid.EarliestAfter(_lastSent, now))
        {
            return 0;
        }

        var free = Math.Max(0, perSecond - _counted.Count - _inFlight.Count);
        return _invalid.Throttles(now) ? Math.Min(1, free) : free;
    }

    public TimeSpan? FreeAt(TimeSpan now)
    {
        if (now < _blockedUntil)
        {
            return _blockedUntil;
        }

        var spaced = _invalid.EarliestAfter(_lastSent, now);
        if (perSecond > _counted.Count + _inFlight.Count)
        {
            return spaced > now ? spaced : now;
        }

        TimeSpan? byLog = _counted.TryPeek(out var oldest) ? oldest + Life : null;
        TimeSpan? byWay = _inFlight.First is { } first ? first.Value.Sent + LongestWay + Life : null;
        return byLog ?? byWay;
    }

    public TimeSpan? BlockedUntil(TimeSpan now) => now < _blockedUntil ? _blockedUntil : null;

    public bool NearBan(TimeSpan now) => _invalid.NearBan(now);

    public long Sent(TimeSpan now)
    {
        _lastSent = now;
        _bySlot[++_slots] = _inFlight.AddLast((_slots, now));
        return _slots;
    }

    public void Answered(long slot, TimeSpan sent, TimeSpan received)
    {
        _trip.Add(sent, received);
        if (_bySlot.Remove(slot, out var node))
        {
            _inFlight.Remove(node);
            _counted.Enqueue(received);
        }
    }

    public void Block(TimeSpan until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    public void Invalid(TimeSpan now) => _invalid.Add(now);

    private TimeSpan Life => Window + TimeSpan.FromMilliseconds(1) - ShortestTrip.LeadOf(_trip.Value, Window);

    private void Forget(TimeSpan now)
    {
        while (_inFlight.First is { } first && first.Value.Sent + LongestWay < now)
        {
            _bySlot.Remove(first.Value.Slot);
            _inFlight.RemoveFirst();
            _counted.Enqueue(now);
        }

        while (_counted.TryPeek(out var oldest) && oldest + Life <= now)
        {
            _counted.Dequeue();
        }
    }
}
