namespace Mainstay.Discord.Rest;

/// <summary>
/// What all requests of one token share: 50 requests per second, and the count of invalid requests that gets an address banned.
/// Times are since an arbitrary start and never go backwards. Not thread-safe: the scheduler asks under its own lock, and clients
/// that share a token share one client.
/// </summary>
public interface IRestBudget
{
    /// <summary>How many requests may leave now.</summary>
    int Free(TimeSpan now);

    /// <summary>When it is worth asking again, if nothing is free; null when only an answer can change that.</summary>
    TimeSpan? FreeAt(TimeSpan now);

    /// <summary>Until when Discord, or Cloudflare before it, wants to hear nothing at all; null when it listens.</summary>
    TimeSpan? BlockedUntil(TimeSpan now);

    /// <summary>Whether one more invalid request could lead to a ban of this address.</summary>
    bool NearBan(TimeSpan now);

    /// <summary>How many requests per second the token may make.</summary>
    int PerSecond { get; }

    /// <summary>A request that counts leaves now. Returns the slot to name when it is answered.</summary>
    long Sent(TimeSpan now);

    /// <summary>The request of that slot was answered, or given up.</summary>
    void Answered(long slot, TimeSpan sent, TimeSpan received);

    /// <summary>A global 429, or one of Cloudflare's.</summary>
    void Block(TimeSpan until);

    /// <summary>An answer 401, 403 or 429 that Discord counts as an invalid request.</summary>
    void Invalid(TimeSpan now);
}
