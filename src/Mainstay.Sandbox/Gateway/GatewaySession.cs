using Mainstay.Discord;

namespace Mainstay.Sandbox.Gateway;

/// <summary>A bot's session on one shard, with a connection or waiting for one.</summary>
internal sealed class GatewaySession(string id, Id<User> bot, string token, ClientMessage.Identify identify, int replayLimit)
{
    private readonly Lock _gate = new();
    private readonly SessionMachine _machine = new(replayLimit);
    private GatewayConnection? _connection;
    private long _lostAt = long.MaxValue;

    public string Id { get; } = id;

    public Id<User> Bot { get; } = bot;

    public string Token { get; } = token;

    public Intents Intents { get; } = identify.Intents;

    public int Shard { get; } = identify.Shard;

    public int Shards { get; } = identify.Shards;

    public int LargeThreshold { get; } = identify.LargeThreshold;

    /// <summary>What fault plans count frames by: the shard, across all its connections and sessions.</summary>
    public string Lane { get; } = $"{bot}/{identify.Shard}";

    public GatewayConnection? Connection
    {
        get
        {
            lock (_gate)
            {
                return _connection;
            }
        }
    }

    public bool Has(Intents intent) => (Intents & intent) == intent;

    /// <summary>Whether a guild belongs to this shard. See https://discord.com/developers/docs/events/gateway#sharding.</summary>
    public bool Owns(Id<Guild> guild) => (int)((guild.Value >> Snowflake.TimeShift) % (ulong)Shards) == Shard;

    /// <summary>Whether nobody has come back for it in time.</summary>
    public bool IsOver(long now, long lifetime)
    {
        lock (_gate)
        {
            return _connection is null && now - lifetime >= _lostAt;
        }
    }

    /// <summary>Numbers an event, keeps it, and sends it if someone is there.</summary>
    public void Dispatch(string name, ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            var frame = _machine.Dispatch(name, data);
            _connection?.Send(frame);
        }
    }

    public void Attach(GatewayConnection connection)
    {
        lock (_gate)
        {
            _connection = connection;
            _lostAt = long.MaxValue;
            connection.Session = this;
        }
    }

    /// <summary>Takes a new connection, replays what it missed and says RESUMED. A connection that is still there is cut.</summary>
    public ResumeVerdict Resume(GatewayConnection connection, int sequence)
    {
        lock (_gate)
        {
            var verdict = _machine.Resume(sequence, out var missed);
            if (verdict != ResumeVerdict.Replay)
            {
                return verdict;
            }

            _connection?.Cut();
            _connection = connection;
            _lostAt = long.MaxValue;
            connection.Session = this;
            foreach (var frame in missed)
            {
                connection.Send(frame);
            }

            connection.Send(_machine.Dispatch("RESUMED", "{}"u8.ToArray()));
            return verdict;
        }
    }

    /// <summary>The connection ended. False if another one has taken its place already.</summary>
    public bool Detach(GatewayConnection connection, long now)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return false;
            }

            _connection = null;
            _lostAt = now;
            return true;
        }
    }
}
