using Mainstay.Discord.Rest;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Tests.Rest.Scheduling;

/// <summary>Times of a modelled network, in milliseconds, and when the server writes the limits into its answer.</summary>
internal sealed record ModelNetwork(double Up = 0.3, double Down = 0.3, double Jitter = 0.1, double Work = 0, bool HeadersAfterWork = false, int Seed = 1);

/// <summary>Runs the scheduler against a modelled server in virtual time: a minute takes a millisecond.</summary>
internal sealed class Simulation
{
    private readonly PriorityQueue<Action, (TimeSpan, int)> _events = new();
    private readonly ModelNetwork _network;
    private readonly Random _random;
    private readonly Dictionary<string, ModelBuckets> _limits = [];
    private readonly ModelBuckets? _global;
    private readonly List<RestTicket> _send = [];
    private readonly List<(RestTicket, RestRefusal)> _refused = [];
    private TimeSpan? _wake;
    private int _order;

    public Simulation(ModelNetwork? network = null, SchedulerOptions? options = null, int perSecond = 50, WindowKind globalKind = WindowKind.Fixed)
    {
        _network = network ?? new ModelNetwork();
        _random = new Random(_network.Seed);
        _global = new ModelBuckets(globalKind, 50, TimeSpan.FromSeconds(1));
        Scheduler = new RestScheduler(new TokenBudget(perSecond), options ?? new SchedulerOptions(), new Random(_network.Seed + 1));
    }

    public RestScheduler Scheduler { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>What the server answered, in order: ticket, status, when the server saw it and when the client heard.</summary>
    public List<(RestTicket Ticket, int Status, TimeSpan Sent, TimeSpan Seen, TimeSpan Heard)> Answers { get; } = [];

    public List<(RestTicket Ticket, int Status, TimeSpan At)> Delivered { get; } = [];

    public List<(RestTicket Ticket, RestRefusal Why)> Refused => _refused;

    public int Limited => Answers.Count(answer => answer.Status == 429);

    /// <summary>Lets a test answer instead of the modelled limits; null leaves it to them.</summary>
    public Func<RestTicket, TimeSpan, RestAnswer?>? Override { get; set; }

    /// <summary>True loses the connection: the request is counted by the server, or not, and no answer comes.</summary>
    public Func<RestTicket, bool?>? Lose { get; set; }

    /// <summary>Declares the limit of a route, or of several that share it.</summary>
    public void Limit(WindowKind kind, int limit, double periodSeconds, params string[] routes)
    {
        var buckets = new ModelBuckets(kind, limit, TimeSpan.FromSeconds(periodSeconds));
        foreach (var route in routes)
        {
            _limits[route] = buckets;
            _names[route] = $"bucket-of-{routes[0]}:{limit}";
        }
    }

    private readonly Dictionary<string, string> _names = [];

    public RestTicket Queue(string route, string major = "", RestLane lane = RestLane.Normal, bool repeatable = false, bool exempt = false)
    {
        var ticket = new RestTicket(route, major, lane) { Repeatable = repeatable, Exempt = exempt };
        if (Scheduler.Enqueue(ticket, Now) is { } why)
        {
            _refused.Add((ticket, why));
        }

        At(Now, Pump);
        return ticket;
    }

    public void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    /// <summary>Runs until nothing happens any more, or until the given time.</summary>
    public void Run(TimeSpan? until = null)
    {
        while (_events.TryPeek(out _, out var due) && (until is null || due.Item1 <= until))
        {
            var action = _events.Dequeue();
            Now = due.Item1 > Now ? due.Item1 : Now;
            action();
        }

        Now = until ?? Now;
    }

    private void Pump()
    {
        _send.Clear();
        var next = Scheduler.Next(Now, _send, _refused);
        foreach (var ticket in _send)
        {
            Leave(ticket);
        }

        if (next is not { } at)
        {
            return;
        }

        // Timers tick in whole milliseconds and never early.
        var wake = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(at.TotalMilliseconds, Now.TotalMilliseconds + 0.01)));
        if (_wake is null || wake < _wake || _wake < Now)
        {
            _wake = wake;
            At(wake, () =>
            {
                _wake = null;
                Pump();
            });
        }
    }

    private void Leave(RestTicket ticket)
    {
        var sent = Now;
        var seen = Now + Trip(_network.Up);
        At(seen, () =>
        {
            var lost = Lose?.Invoke(ticket);
            var taken = Override?.Invoke(ticket, seen) ?? (lost == true ? default : Decide(ticket, seen));
            var work = TimeSpan.FromMilliseconds(_network.Work);
            var answer = _network.HeadersAfterWork && taken.Facts is { } facts ? taken with { Facts = facts with { ResetAfter = facts.ResetAfter - work } } : taken;
            var heard = seen + work + Trip(_network.Down);
            At(heard, () => Hear(ticket, answer, lost is not null, sent, seen));
        });
    }

    private void Hear(RestTicket ticket, in RestAnswer answer, bool lost, TimeSpan sent, TimeSpan seen)
    {
        var verdict = lost ? Scheduler.Lost(ticket, left: true, Now) : Scheduler.Answered(ticket, answer, Now);
        var status = lost ? 0 : answer.Status;
        Answers.Add((ticket, status, sent, seen, Now));
        if (verdict == RestVerdict.Deliver)
        {
            Delivered.Add((ticket, status, Now));
        }

        Pump();
    }

    private RestAnswer Decide(RestTicket ticket, TimeSpan seen)
    {
        if (!ticket.Exempt && _global!.Take("", seen) is { Allowed: false } global)
        {
            return new RestAnswer(429, null, global.RetryAfter, LimitScope.Global);
        }

        if (!_limits.TryGetValue(ticket.Route, out var buckets))
        {
            return new RestAnswer(200);
        }

        var taken = buckets.Take(ticket.Major, seen);
        var name = _names[ticket.Route];
        var facts = new BucketFacts(name, int.Parse(name[(name.LastIndexOf(':') + 1)..]), taken.Remaining, Milliseconds(taken.ResetAfter));
        return taken.Allowed ? new RestAnswer(200, facts) : new RestAnswer(429, facts, Milliseconds(taken.RetryAfter));
    }

    private static TimeSpan Milliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds));

    // Latency has a floor and a long tail, as on real networks.
    private TimeSpan Trip(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds + (_network.Jitter * -Math.Log(1 - _random.NextDouble())));
}
