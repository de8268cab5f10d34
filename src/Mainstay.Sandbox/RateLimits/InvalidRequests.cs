namespace Mainstay.Sandbox.RateLimits;

/// <summary>
/// Counts answers 401, 403 and 429 (not those of scope <c>shared</c>) by address. Over the limit the address is shut out until its ten minutes are over.
/// See https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans.
/// </summary>
internal sealed class InvalidRequests(int limit)
{
    public const long Window = 10 * TimeSpan.TicksPerMinute;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long End, int Count)> _byAddress = [];

    /// <summary>Ticks until the address may come again; zero when it may now.</summary>
    public long ShutOutFor(string address, long now)
    {
        if (limit == 0)
        {
            return 0;
        }

        lock (_gate)
        {
            return _byAddress.TryGetValue(address, out var seen) && seen.Count >= limit && now < seen.End ? seen.End - now : 0;
        }
    }

    public void Count(string address, long now)
    {
        if (limit == 0)
        {
            return;
        }

        lock (_gate)
        {
            var seen = _byAddress.GetValueOrDefault(address);
            _byAddress[address] = now >= seen.End ? (now + Window, 1) : (seen.End, seen.Count + 1);
        }
    }
}
