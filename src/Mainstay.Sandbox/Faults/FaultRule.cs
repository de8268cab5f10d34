namespace Mainstay.Sandbox.Faults;

/// <summary>What goes wrong. Requests and frames have kinds of their own.</summary>
public enum FaultKind
{
    /// <summary>Request: the connection is cut before anything was done.</summary>
    DropBefore,

    /// <summary>Request: it is carried out, then the connection is cut instead of an answer.</summary>
    DropAfter,

    /// <summary>Request: it is carried out and no answer ever comes; the connection stays open until the client gives up.</summary>
    LoseResponse,

    /// <summary>Request or frame: it waits <see cref="FaultRule.Seconds" /> first.</summary>
    Delay,

    /// <summary>Request or frame: it waits until <see cref="FaultRule.Name" /> is released.</summary>
    Hold,

    /// <summary>Request: it is carried out, and its answer waits until <see cref="FaultRule.Name" /> is released.</summary>
    HoldResponse,

    /// <summary>Request: answered with <see cref="FaultRule.Status" /> (500 by default) and nothing done.</summary>
    ServerError,

    /// <summary>Request: 429 with <see cref="FaultRule.Seconds" /> to wait, scope <c>shared</c>, nothing done.</summary>
    RateLimited,

    /// <summary>Frame: the connection is cut before it.</summary>
    Disconnect,

    /// <summary>Frame: half of it is written, then the connection is cut.</summary>
    HalfFrame,

    /// <summary>Frame: its text is damaged, so that it is no JSON any more. The connection is of no use afterwards; clients reconnect.</summary>
    Garble,

    /// <summary>Frame: the connection is closed with <see cref="FaultRule.CloseCode" /> (4000 by default) before it.</summary>
    Close,

    /// <summary>Frame: op 7, reconnect, is sent before it.</summary>
    Reconnect,

    /// <summary>Frame: op 9, invalid session, is sent before it; the session is lost.</summary>
    InvalidSession,

    /// <summary>Frame: it is never sent. For <c>GUILD_MEMBERS_CHUNK</c> a missing chunk, for <c>HEARTBEAT_ACK</c> a stalled heartbeat.</summary>
    Skip,

    /// <summary>Frame: <see cref="FaultRule.Guild" /> becomes unavailable before it, for <see cref="FaultRule.Seconds" />, or until the outage is ended.</summary>
    GuildOutage,
}

/// <summary>
/// One fault and what it hits. Which requests or frames it hits depends on the plan's seed and on their ordinal, counted from 1 for each route or
/// frame kind, never on the clock: what failed fails again.
/// </summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>
    /// What it hits: a route such as <c>GET /guilds/{guild_id}</c>, a dispatch such as <c>GUILD_CREATE</c>, another frame (<c>HELLO</c>, <c>HEARTBEAT_ACK</c>,
    /// <c>INVALID_SESSION</c>, <c>RECONNECT</c>), <c>rest:*</c> for every request, <c>rest:writes</c> for every one that
    /// is no GET, or <c>gateway:*</c> for every frame. With these three the ordinal counts all of them together.
    /// </summary>
    public required string On { get; init; }

    /// <summary>The ordinals that are hit, from 1. Null: by <see cref="Share" />.</summary>
    public IReadOnlyList<int>? Ordinals { get; init; }

    /// <summary>How many of all are hit, 0 to 1, chosen by the seed. Used when there are no ordinals.</summary>
    public double Share { get; init; }

    /// <summary>At most so often; null for no end.</summary>
    public int? Times { get; init; }

    /// <summary>For delays, 429s and outages.</summary>
    public double Seconds { get; init; }

    /// <summary>For <see cref="FaultKind.ServerError" />.</summary>
    public int? Status { get; init; }

    /// <summary>For <see cref="FaultKind.Close" />.</summary>
    public int? CloseCode { get; init; }

    /// <summary>For <see cref="FaultKind.Hold" /> and <see cref="FaultKind.HoldResponse" />: what to release.</summary>
    public string? Name { get; init; }

    /// <summary>For <see cref="FaultKind.GuildOutage" />: the guild's id.</summary>
    public ulong? Guild { get; init; }
}
