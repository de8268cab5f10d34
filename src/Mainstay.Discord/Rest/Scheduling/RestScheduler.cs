namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>
/// Decides which request leaves when. It has no clock, no socket and no lock: each call is given the time and says what to do, and the
/// shell does it. Requests wait in one queue per bucket and major parameter; queues that may send take turns, higher lanes first.
/// </summary>
internal sealed partial class RestScheduler(IRestBudget budget, SchedulerOptions options, Random random)
{
    private const int Rings = 4;
    private const int ExemptRing = 0;

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, BucketShape> _shapes = [];
    private readonly Dictionary<(string Name, string Major), Bucket> _buckets = [];
    private readonly Queue<(Bucket Bucket, int Version)>[] _rings = [new(), new(), new(), new()];
    private readonly PriorityQueue<(Bucket Bucket, int Version), TimeSpan> _waiting = new();
    private readonly PriorityQueue<RestTicket, TimeSpan> _delayed = new();
    private readonly ShortestTrip _trip = new();
    private TimeSpan _swept;
    private bool _tokenRefused;

    /// <summary>Requests that wait, those between two attempts included.</summary>
    public int Queued { get; private set; }

    public int BucketCount => _buckets.Count;

    /// <summary>Takes a request in, or says why it is hopeless to.</summary>
    public RestRefusal? Enqueue(RestTicket ticket, TimeSpan now)
    {
        if (Hopeless(ticket, now) is { } refusal)
        {
            return refusal;
        }

        if (Queued >= options.LongestQueue)
        {
            return RestRefusal.QueueFull;
        }

        var bucket = BucketOf(ticket);
        if (bucket.Window.HeldUntil - now > options.LongestWait)
        {
            return RestRefusal.BlockedTooLong;
        }

        Queued++;
        bucket.Add(ticket, inFront: false);
        Put(bucket, now);
        return null;
    }

    /// <summary>Takes a request out that has not left; false when it has, and its answer is to be waited for or ignored.</summary>
    public bool Cancel(RestTicket ticket)
    {
        if (ticket.State is not (TicketState.Queued or TicketState.Delayed))
        {
            return false;
        }

        if (ticket.State == TicketState.Queued)
        {
            ticket.Bucket!.Remove(ticket);
        }

        ticket.State = TicketState.Done;
        Queued--;
        return true;
    }

    /// <summary>Adds to <paramref name="send" /> what is to leave now, to <paramref name="refused" /> what will never; returns when to ask again.</summary>
    public TimeSpan? Next(TimeSpan now, List<RestTicket> send, List<(RestTicket Ticket, RestRefusal Why)> refused)
    {
        Sweep(now);
        RefuseHopeless(now, refused);
        while (_delayed.TryPeek(out var delayed, out var due) && (due <= now || delayed.State != TicketState.Delayed))
        {
            _delayed.Dequeue();
            if (delayed.State == TicketState.Delayed)
            {
                var bucket = BucketOf(delayed);
                bucket.Add(delayed, inFront: true);
                Put(bucket, now);
            }
        }

        while (_waiting.TryPeek(out var entry, out var at) && (at <= now || entry.Version != entry.Bucket.Version))
        {
            _waiting.Dequeue();
            if (entry.Version == entry.Bucket.Version)
            {
                entry.Bucket.Move(-1, null);
                Put(entry.Bucket, now);
            }
        }

        var starved = false;
        if (budget.BlockedUntil(now) is null || !AddressBlocked)
        {
            for (var ring = 0; ring < Rings; ring++)
            {
                starved |= Drain(ring, now, send);
            }
        }
        else
        {
            starved = true;
        }

        return NextLook(now, starved);
    }

    /// <summary>What has been measured of the bucket that calls on a route would fall into; null when nothing has.</summary>
    public BucketMeasure? Measure(string route, string major)
    {
        if (!_names.TryGetValue(route, out var name) || !_shapes.TryGetValue(name, out var shape) || shape.Limit == 0 || shape.FullPeriod == TimeSpan.Zero)
        {
            return null;
        }

        _buckets.TryGetValue((name, major), out var bucket);
        return new BucketMeasure(name, shape.Limit, shape.FullPeriod, shape.Leaks, bucket?.Queued ?? 0) { IsTold = shape.IsTold };
    }

    private bool Drain(int ring, TimeSpan now, List<RestTicket> send)
    {
        var entries = _rings[ring];
        while (entries.TryPeek(out var entry))
        {
            var (bucket, version) = entry;
            if (version != bucket.Version || bucket.Head is not { } ticket || bucket.Window.Available(now, _trip.Value) <= 0)
            {
                entries.Dequeue();
                if (version == bucket.Version)
                {
                    bucket.Move(-1, null);
                    Put(bucket, now);
                }

                continue;
            }

            if (!ticket.Exempt && budget.Free(now) <= 0)
            {
                return true;
            }

            entries.Dequeue();
            bucket.Move(-1, null);
            Send(ticket, bucket, now);
            send.Add(ticket);
            Put(bucket, now);
        }

        return false;
    }

    private void Send(RestTicket ticket, Bucket bucket, TimeSpan now)
    {
        bucket.Remove(ticket);
        Queued--;
        bucket.Leave(ticket);
        ticket.State = TicketState.Sent;
        ticket.SentAt = now;
        ticket.Attempts++;
        ticket.BudgetSlot = ticket.Exempt ? 0 : budget.Sent(now);
    }

    /// <summary>Puts a bucket where it belongs: into a ring if it may send, among the waiting if it may later, nowhere if only an answer helps.</summary>
    private void Put(Bucket bucket, TimeSpan now)
    {
        var head = bucket.Head;
        var ring = head is null || bucket.Window.Available(now, _trip.Value) <= 0 ? -1 : head.Exempt ? ExemptRing : 1 + (int)head.Lane;
        var until = head is null || ring >= 0 ? null : bucket.Window.NextAt(now, _trip.Value);
        if (!bucket.Move(ring, until))
        {
            return;
        }

        if (ring >= 0)
        {
            _rings[ring].Enqueue((bucket, bucket.Version));
        }
        else
        {
            _waiting.Enqueue((bucket, bucket.Version), until!.Value);
        }
    }

    private TimeSpan? NextLook(TimeSpan now, bool starved)
    {
        TimeSpan? next = starved ? budget.FreeAt(now) : null;
        while (_waiting.TryPeek(out var entry, out _) && entry.Version != entry.Bucket.Version)
        {
            _waiting.Dequeue();
        }

        if (_waiting.TryPeek(out _, out var at) && (next is null || at < next))
        {
            next = at;
        }

        return _delayed.TryPeek(out _, out var due) && (next is null || due < next) ? due : next;
    }

    private Bucket BucketOf(RestTicket ticket)
    {
        var name = _names.GetValueOrDefault(ticket.Route, ticket.Route);
        if (!_buckets.TryGetValue((name, ticket.Major), out var bucket))
        {
            bucket = new Bucket(name, ticket.Major);
            bucket.Window.Shape = _shapes.GetValueOrDefault(name);
            bucket.Window.Unlimited = _unlimited.Contains(name);
            _buckets[(name, ticket.Major)] = bucket;
        }

        return bucket;
    }

    /// <summary>Forgets buckets that nobody waits for and that are whole again: what they would tell is what a new one assumes.</summary>
    private void Sweep(TimeSpan now)
    {
        if (now - _swept < options.ForgetAfter)
        {
            return;
        }

        _swept = now;
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.Queued == 0 && bucket.Window.InFlight == 0 && bucket.Window.WholeAt + options.ForgetAfter <= now)
            {
                bucket.Move(-1, null);
                _buckets.Remove(key);
            }
        }
    }
}
