namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>One request on its way through the scheduler. The shell derives from it to carry body and completion.</summary>
internal class RestTicket(string route, string major, RestLane lane)
{
    /// <summary>Method and template, such as <c>PATCH /guilds/{guild_id}</c>: what shares a bucket until headers say otherwise.</summary>
    public string Route { get; } = route;

    /// <summary>The channel, guild or webhook that limits are counted for; empty when the route has none.</summary>
    public string Major { get; } = major;

    public RestLane Lane { get; } = lane;

    /// <summary>Interaction callbacks and follow-ups do not count against the 50 requests per second.</summary>
    public bool Exempt { get; init; }

    /// <summary>Whether doing it twice has the same effect as doing it once, so that a lost answer may be asked for again.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Sent with the bot's token: not so for webhooks and interactions, which bring their own.</summary>
    public bool UsesToken { get; init; } = true;

    public int Attempts { get; internal set; }

    public TimeSpan SentAt { get; internal set; }

    internal TicketState State { get; set; }

    internal Bucket? Bucket { get; set; }

    internal LinkedListNode<RestTicket>? Place { get; set; }

    internal long BudgetSlot { get; set; }

    /// <summary>How often it was answered 429.</summary>
    internal int Limited { get; set; }
}

internal enum TicketState
{
    New,
    Queued,
    Delayed,
    Sent,
    Done,
}
