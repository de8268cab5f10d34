namespace Mainstay.Discord.Gateway;

/// <summary>Asks for members of guilds over the gateway.</summary>
public sealed class GatewayMembers
{
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(GatewayLimits.MemberListSeconds);

    private readonly GatewayClient _client;
    private readonly Random _random;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly Dictionary<Id<Guild>, TimeSpan> _freeAt = [];

    internal GatewayMembers(GatewayClient client, TimeProvider time, Random random, GatewayNotices notices)
    {
        _client = client;
        Time = time;
        _random = new Random(random.Next());
        _start = time.GetTimestamp();
        Notices = notices;
    }

    internal TimeProvider Time { get; }

    internal GatewayNotices Notices { get; }

    internal GatewaySubscriptions Events => _client.Events;

    private TimeSpan Now => Time.GetElapsedTime(_start);

    /// <summary>Prepares a request; it is sent when the list is read. Each list can be read once.</summary>
    public MemberList Request(MemberRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.UserIds is { Count: 0 or > GatewayLimits.MemberRequestUsers })
        {
            throw new ArgumentException($"A member request names 1 to {GatewayLimits.MemberRequestUsers} users.", nameof(request));
        }

        var shards = _client.Shards;
        var number = GatewayClient.ShardOf(request.GuildId, _client.ShardCount);
        var shard = shards.FirstOrDefault(shard => shard.Id == number)
            ?? throw new ArgumentException($"Guild {request.GuildId} belongs to shard {number}, which does not run here.", nameof(request));
        lock (_lock)
        {
            return new(this, shard, request, $"{_random.NextInt64():x16}");
        }
    }

    /// <summary>How long Discord would have a request for the whole list of a guild wait; zero when it may go at once.</summary>
    public TimeSpan WaitFor(Id<Guild> guild)
    {
        lock (_lock)
        {
            return _freeAt.TryGetValue(guild, out var at) && at - Now is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>How long to wait before the whole list of a guild may be asked for, and takes the turn; null when that is longer than the patience.</summary>
    internal TimeSpan? TakeTurn(Id<Guild> guild, TimeSpan? patience)
    {
        lock (_lock)
        {
            var now = Now;
            foreach (var (other, free) in _freeAt)
            {
                if (free <= now)
                {
                    _freeAt.Remove(other);
                }
            }

            var at = _freeAt.GetValueOrDefault(guild, now);
            if (at - now > patience)
            {
                return null;
            }

            _freeAt[guild] = at + BetweenLists;
            return at - now;
        }
    }

    /// <summary>Discord said no until then: nobody needs to ask before.</summary>
    internal void Postpone(Id<Guild> guild, TimeSpan wait)
    {
        lock (_lock)
        {
            _freeAt[guild] = Now + wait;
        }
    }
}
