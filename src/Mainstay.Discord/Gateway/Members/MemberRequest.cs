namespace Mainstay.Discord.Gateway;

/// <summary>
/// Which members to ask for. See https://discord.com/developers/docs/events/gateway-events#request-guild-members.
/// The whole list of a guild may be asked for once in 30 s.
/// </summary>
/// <param name="GuildId">The guild.</param>
public sealed record MemberRequest(Id<Guild> GuildId)
{
    /// <summary>These users only, at most 100; null to go by <see cref="Query" />.</summary>
    public IReadOnlyList<Id<User>>? UserIds { get; init; }

    /// <summary>What their name begins with; null or empty for everyone, which needs <see cref="GatewayIntents.GuildMembers" />.</summary>
    public string? Query { get; init; }

    /// <summary>At most so many; 0 for all, which Discord allows only for everyone.</summary>
    public int Limit { get; init; }

    /// <summary>Also their presences; needs <see cref="GatewayIntents.GuildPresences" />.</summary>
    public bool Presences { get; init; }

    /// <summary>How long the next chunk may take before the list is given up.</summary>
    public TimeSpan ChunkTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the turn that Discord gives a whole list once in 30 s; null for as long as it takes. Longer ends <see cref="MemberListOutcome.RateLimited" />.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Whether this asks for the whole list.</summary>
    internal bool IsWholeList => UserIds is null && string.IsNullOrEmpty(Query);
}

/// <summary>How a member list ended.</summary>
public enum MemberListOutcome
{
    /// <summary>Not at its end yet.</summary>
    Running,

    /// <summary>Every chunk came, in one unbroken session: who is not in it is not a member.</summary>
    Complete,

    /// <summary>The session was replaced by a new one in between.</summary>
    SessionLost,

    /// <summary>The next chunk did not come in time.</summary>
    TimedOut,

    /// <summary>The reader stopped early.</summary>
    Abandoned,

    /// <summary>Discord wants a longer wait than the request has patience for. Nothing came.</summary>
    RateLimited,
}
