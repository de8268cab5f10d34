namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>The queue of one bucket and major parameter.</summary>
internal sealed class Bucket(string name, string major)
{
    private const int Lanes = 3;
    private readonly LinkedList<RestTicket>?[] _lanes = new LinkedList<RestTicket>?[Lanes];

    /// <summary>The name from X-RateLimit-Bucket, or the route while that is unknown.</summary>
    public string Name { get; set; } = name;

    public string Major { get; } = major;

    public RateWindow Window { get; } = new();

    /// <summary>Requests under way.</summary>
    public HashSet<RestTicket> Out { get; } = [];

    public int Queued { get; private set; }

    /// <summary>Grows with each placement, so that older entries in the scheduler's queues are known to be stale.</summary>
    public int Version { get; private set; }

    /// <summary>The ring it takes turns in, or -1.</summary>
    public int Ring { get; private set; } = -1;

    /// <summary>When it is to be looked at again, if it waits.</summary>
    public TimeSpan? WaitsUntil { get; private set; }

    /// <summary>Records a new place; false when it already has that place, which keeps its turn.</summary>
    public bool Move(int ring, TimeSpan? until)
    {
        if (ring == Ring && until == WaitsUntil)
        {
            return false;
        }

        (Ring, WaitsUntil) = (ring, until);
        Version++;
        return ring >= 0 || until is not null;
    }

    public RestTicket? Head
    {
        get
        {
            foreach (var lane in _lanes)
            {
                if (lane?.First is { } first)
                {
                    return first.Value;
                }
            }

            return null;
        }
    }

    public void Add(RestTicket ticket, bool inFront)
    {
        var lane = _lanes[(int)ticket.Lane] ??= new LinkedList<RestTicket>();
        ticket.Place = inFront ? lane.AddFirst(ticket) : lane.AddLast(ticket);
        ticket.Bucket = this;
        ticket.State = TicketState.Queued;
        Queued++;
    }

    public void Remove(RestTicket ticket)
    {
        _lanes[(int)ticket.Lane]!.Remove(ticket.Place!);
        ticket.Place = null;
        Queued--;
    }

    public void Leave(RestTicket ticket)
    {
        Out.Add(ticket);
        Window.Sent();
        ticket.Bucket = this;
    }

    public IEnumerable<RestTicket> Waiting() => _lanes.Where(lane => lane is not null).SelectMany(lane => lane!);
}
