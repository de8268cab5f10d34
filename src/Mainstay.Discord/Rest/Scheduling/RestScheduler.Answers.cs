using System.Net;

namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>What answers teach, and whether a request goes out again.</summary>
internal sealed partial class RestScheduler
{
    private readonly HashSet<string> _unlimited = [];
    private readonly List<Bucket> _heldLong = [];
    private TimeSpan _addressBlockedUntil;
    private TimeSpan _now;

    public SchedulerCounts Counts { get; } = new();

    private bool AddressBlocked => _now < _addressBlockedUntil;

    /// <summary>The head of the answer to a request has arrived.</summary>
    public RestVerdict Answered(RestTicket ticket, in RestAnswer answer, TimeSpan now)
    {
        _now = now;
        Counts.Answers++;
        _trip.Add(ticket.SentAt, now);
        var limited = answer.Status == (int)HttpStatusCode.TooManyRequests;
        CountInvalid(ticket, answer, limited, now);
        var bucket = limited ? ticket.Bucket! : Discover(ticket, answer, now);
        var surprise = bucket.Window.Knows;
        Settle(ticket, now);
        ticket.Bucket!.Window.Answered(ticket.SentAt, now, limited || !ReferenceEquals(bucket, ticket.Bucket) ? null : answer.Facts);
        if (!ReferenceEquals(bucket, ticket.Bucket))
        {
            bucket.Window.Sent();
            bucket.Window.Answered(ticket.SentAt, now, answer.Facts);
            Migrate(ticket.Bucket!, bucket, ticket.Route, now);
        }

        var verdict = limited ? Limited(ticket, answer, surprise, now) : MayRepeat(ticket, answer.Status) ? Again(ticket, Backoff(ticket, now)) : Done(ticket);
        Put(bucket, now);
        return verdict;
    }

    /// <summary>No answer came. <paramref name="left" /> is false when the request surely never reached Discord.</summary>
    public RestVerdict Lost(RestTicket ticket, bool left, TimeSpan now)
    {
        _now = now;
        Counts.Lost++;
        Settle(ticket, now);
        ticket.Bucket!.Window.Answered(ticket.SentAt, now, null);
        var verdict = ticket.Attempts < options.MostAttempts && (!left || ticket.Repeatable) ? Again(ticket, Backoff(ticket, now)) : Done(ticket);
        Put(ticket.Bucket!, now);
        return verdict;
    }

    /// <summary>The caller gave up while the request was under way: whatever comes of it is counted, nothing is repeated.</summary>
    public void Abandoned(RestTicket ticket, TimeSpan now)
    {
        _now = now;
        Settle(ticket, now);
        ticket.Bucket!.Window.Answered(ticket.SentAt, now, null);
        Done(ticket);
        Put(ticket.Bucket!, now);
    }

    private void Settle(RestTicket ticket, TimeSpan now)
    {
        ticket.Bucket!.Out.Remove(ticket);
        if (!ticket.Exempt)
        {
            budget.Answered(ticket.BudgetSlot, ticket.SentAt, now);
        }
    }

    private void CountInvalid(RestTicket ticket, in RestAnswer answer, bool limited, TimeSpan now)
    {
        if (answer.Status is 401 or 403 || (limited && answer.Scope != LimitScope.Shared))
        {
            budget.Invalid(now);
            Counts.Invalid++;
        }

        _tokenRefused |= answer.Status == 401 && ticket.UsesToken;
    }

    private RestVerdict Limited(RestTicket ticket, in RestAnswer answer, bool surprise, TimeSpan now)
    {
        Counts.Limited++;
        var until = now + answer.RetryAfter + TimeSpan.FromMilliseconds(1);
        var tooLong = answer.RetryAfter > options.LongestWait;
        switch (answer.Scope)
        {
            case LimitScope.Address:
                budget.Block(until);
                _addressBlockedUntil = until;
                break;
            case LimitScope.Global:
                budget.Block(until);
                break;
            case LimitScope.User when answer.Facts is { Remaining: > 0 }:
                // A limit that no header shows, such as two renames of a channel in ten minutes: it concerns this request, not its bucket.
                break;
            default:
                if (surprise && answer.Scope == LimitScope.User)
                {
                    ticket.Bucket!.Window.Shape!.Doubt();
                }

                ticket.Bucket!.Window.Hold(until);
                if (tooLong)
                {
                    _heldLong.Add(ticket.Bucket);
                }

                break;
        }

        // Not executed, so safe to repeat whatever it is; attempts spent on waiting are not held against it.
        ticket.Attempts--;
        return tooLong || ++ticket.Limited > options.MostLimited ? Done(ticket) : Again(ticket, until);
    }

    private bool MayRepeat(RestTicket ticket, int status) =>
        status >= 500 && ticket.Repeatable && ticket.Attempts < options.MostAttempts;

    private RestVerdict Again(RestTicket ticket, TimeSpan at)
    {
        Counts.Repeated++;
        Queued++;
        ticket.State = TicketState.Delayed;
        _delayed.Enqueue(ticket, at);
        return RestVerdict.Again;
    }

    private static RestVerdict Done(RestTicket ticket)
    {
        ticket.State = TicketState.Done;
        return RestVerdict.Deliver;
    }

    private TimeSpan Backoff(RestTicket ticket, TimeSpan now)
    {
        var longest = Math.Min(options.LongestBackoff.Ticks, options.FirstBackoff.Ticks << Math.Min(20, ticket.Attempts - 1));
        return now + TimeSpan.FromTicks((long)(longest * (0.5 + (random.NextDouble() / 2))));
    }

    /// <summary>Finds the bucket that the answer names, which is another than the request waited in when its route was new.</summary>
    private Bucket Discover(RestTicket ticket, in RestAnswer answer, TimeSpan now)
    {
        var bucket = ticket.Bucket!;
        if (answer.Facts is not { } facts)
        {
            // Errors of gateways and of authentication come without limits where success has them.
            if (answer.Status is < 400 or 404 && !_names.ContainsKey(ticket.Route))
            {
                _unlimited.Add(ticket.Route);
                bucket.Window.Unlimited = true;
            }

            return bucket;
        }

        _unlimited.Remove(ticket.Route);
        _names[ticket.Route] = facts.Bucket;
        if (bucket.Name == facts.Bucket)
        {
            return bucket;
        }

        if (!_shapes.TryGetValue(facts.Bucket, out var shape))
        {
            _shapes[facts.Bucket] = shape = new BucketShape(facts.Bucket);
        }

        if (bucket.Name == ticket.Route)
        {
            foreach (var nameless in _buckets.Values.Where(other => other.Name == ticket.Route).ToList())
            {
                Rename(nameless, shape, now);
            }

            return ticket.Bucket!;
        }

        if (!_buckets.TryGetValue((facts.Bucket, ticket.Major), out var named))
        {
            _buckets[(facts.Bucket, ticket.Major)] = named = new Bucket(facts.Bucket, ticket.Major);
            named.Window.Shape = shape;
        }

        return named;
    }

    /// <summary>Gives a bucket that was known by its route only its name; what waits or is under way may turn out to share a bucket that is there.</summary>
    private void Rename(Bucket bucket, BucketShape shape, TimeSpan now)
    {
        _buckets.Remove((bucket.Name, bucket.Major));
        bucket.Name = shape.Name;
        bucket.Window.Shape = shape;
        bucket.Window.Unlimited = false;
        if (_buckets.TryAdd((shape.Name, bucket.Major), bucket))
        {
            Put(bucket, now);
            return;
        }

        var there = _buckets[(shape.Name, bucket.Major)];
        foreach (var ticket in bucket.Waiting().ToList())
        {
            bucket.Remove(ticket);
            there.Add(ticket, inFront: false);
        }

        foreach (var ticket in bucket.Out)
        {
            there.Leave(ticket);
        }

        bucket.Move(-1, null);
        Put(there, now);
    }

    /// <summary>Moves what waits for the route to the bucket that turned out to be its own.</summary>
    private void Migrate(Bucket from, Bucket to, string route, TimeSpan now)
    {
        foreach (var ticket in from.Waiting().Where(t => t.Route == route).ToList())
        {
            from.Remove(ticket);
            to.Add(ticket, inFront: false);
        }

        if (from.Queued == 0 && from.Window.InFlight == 0)
        {
            from.Move(-1, null);
            _buckets.Remove((from.Name, from.Major));
        }
        else
        {
            Put(from, now);
        }
    }

    private RestRefusal? Hopeless(RestTicket ticket, TimeSpan now)
    {
        _now = now;
        if (_tokenRefused && ticket.UsesToken)
        {
            return RestRefusal.TokenRefused;
        }

        if (budget.NearBan(now))
        {
            return RestRefusal.TooManyInvalidRequests;
        }

        return budget.BlockedUntil(now) is { } until && until - now > options.LongestWait && (AddressBlocked || !ticket.Exempt) ? RestRefusal.BlockedTooLong : null;
    }

    private void RefuseHopeless(TimeSpan now, List<(RestTicket Ticket, RestRefusal Why)> refused)
    {
        _now = now;
        foreach (var ticket in _heldLong.SelectMany(bucket => bucket.Waiting()).ToList())
        {
            Cancel(ticket);
            refused.Add((ticket, RestRefusal.BlockedTooLong));
        }

        _heldLong.Clear();
        if (!_tokenRefused && !budget.NearBan(now) && budget.BlockedUntil(now) is null)
        {
            return;
        }

        var waiting = _buckets.Values.SelectMany(bucket => bucket.Waiting())
            .Concat(_delayed.UnorderedItems.Select(item => item.Element).Where(ticket => ticket.State == TicketState.Delayed));
        foreach (var ticket in waiting.ToList())
        {
            if (Hopeless(ticket, now) is { } why)
            {
                Cancel(ticket);
                refused.Add((ticket, why));
            }
        }
    }
}
