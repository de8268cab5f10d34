using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Recording;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Every session of the sandbox: begins them, feeds them with what happens in the world, and ends them.</summary>
internal sealed partial class GatewayHub : IDisposable
{
    private const int GuildsPerShard = 2_500;

    private readonly DiscordWorld _world;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly FaultGate _faults;
    private readonly TrafficRecorder? _recorder;
    private readonly SightBook _sight = new();
    private readonly Audience _audience;
    private readonly Dictionary<Id<User>, IdentifyBudget> _budgets = [];
    private readonly CancellationToken _stopping;
    private ulong _sessionOrdinal;
    private readonly ulong _seed;

    // Replaced as a whole under the world's lock; read without it.
    private volatile GatewaySession[] _sessions = [];

    public GatewayHub(DiscordWorld world, SandboxOptions options, FaultGate faults, TrafficRecorder? recorder, CancellationToken stopping)
    {
        _world = world;
        _options = options.Gateway;
        _time = options.Time;
        _seed = (ulong)options.Seed;
        _faults = faults;
        _recorder = recorder;
        _stopping = stopping;
        _audience = new Audience(world, _sight);
        world.Happened += OnHappened;
    }

    /// <summary>Where clients connect; set once the port is known.</summary>
    public string Url { get; set; } = "";

    public IReadOnlyList<GatewaySession> Sessions => _sessions;

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>What is left of an application's session starts. The caller holds the world's lock.</summary>
    public SessionStarts StartsOf(Id<User> bot) => BudgetOf(bot).Look(Now);

    /// <summary>Serves one socket to its end.</summary>
    public async Task Serve(Stream stream, Packing packing, bool isVersionKnown)
    {
        var machine = new ConnectionMachine(_options.HeartbeatInterval.Ticks, Now);
        await using var connection = new GatewayConnection(stream, this, _faults, _recorder, machine, packing, _stopping);
        connection.Send(OutFrame.Hello(_options.HeartbeatInterval));
        if (!isVersionKnown)
        {
            connection.Close(GatewayClose.InvalidVersion);
        }

        using var watch = _time.CreateTimer(_ => Watch(connection), null, _options.HeartbeatInterval / 2, _options.HeartbeatInterval / 2);
        var isGoodbye = await connection.Run(_time);
        if (connection.Session is { } session && session.Detach(connection, Now) && isGoodbye)
        {
            lock (_world.Gate)
            {
                Remove(session);
            }
        }
    }

    /// <summary>One message of a client.</summary>
    public void Received(GatewayConnection connection, byte[] payload)
    {
        ClientMessage message;
        lock (connection.Machine)
        {
            message = connection.Machine.Received(payload, Now);
        }

        Record(payload);
        try
        {
            Carry(connection, message);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            connection.Close(GatewayClose.DecodeError);
        }
    }

    public void Dispose() => _world.Happened -= OnHappened;

    private void Carry(GatewayConnection connection, ClientMessage message)
    {
        switch (message)
        {
            case ClientMessage.Heartbeat:
                connection.Send(OutFrame.HeartbeatAck);
                break;
            case ClientMessage.Identify identify:
                Identify(connection, identify);
                break;
            case ClientMessage.Resume resume:
                Resume(connection, resume);
                break;
            case ClientMessage.Command command when connection.Session is { } session:
                Obey(session, command);
                break;
            case ClientMessage.Refused refused:
                connection.Close(refused.Close);
                break;
        }
    }

    private void Identify(GatewayConnection connection, ClientMessage.Identify identify)
    {
        lock (_world.Gate)
        {
            if (!_world.TryLogIn(identify.Token, out var application))
            {
                connection.Close(GatewayClose.AuthenticationFailed);
                return;
            }

            if (!PortalSwitches.Allow(application, identify.Intents))
            {
                connection.Close(GatewayClose.DisallowedIntents);
                return;
            }

            switch (BudgetOf(application.BotId).Take(identify.Shard, Now))
            {
                case IdentifyVerdict.TooSoon:
                    connection.Send(OutFrame.InvalidSession(false));
                    return;
                case IdentifyVerdict.Exhausted:
                    connection.Close(GatewayClose.AuthenticationFailed);
                    return;
            }

            var id = Chance.Hex($"session {_seed} {++_sessionOrdinal}");
            var session = new GatewaySession(id, application.BotId, identify.Token, identify, _options.ReplayLimit);
            var guilds = _world.GuildsOf(session.Bot).Where(guild => session.Owns(guild.Id)).ToArray();
            if (guilds.Length > GuildsPerShard)
            {
                connection.Close(GatewayClose.ShardingRequired);
                return;
            }

            Welcome(connection, session, identify, application, guilds);
        }
    }

    private void Welcome(GatewayConnection connection, GatewaySession session, ClientMessage.Identify identify, WorldApplication application, WorldGuild[] guilds)
    {
        if (identify.Compress)
        {
            connection.PackPayloads();
        }

        session.Attach(connection);
        lock (connection.Machine)
        {
            connection.Machine.Authenticated();
        }

        if (identify.Presence is { } presence)
        {
            SetPresence(session, presence);
        }
        else
        {
            ShowPresence(session, PresenceStatus.Online, []);
        }

        _sessions = [.. _sessions, session];
        session.Dispatch(EventName.Ready, EventBytes.Serialise(Ready.Of(session, application, _world.User(session.Bot)!, guilds, Url)));
        foreach (var guild in guilds)
        {
            Introduce(session, guild);
        }
    }

    // A guild that the bot now sees, in READY's wake or because it joined.
    private void Introduce(GatewaySession session, WorldGuild guild)
    {
        _sight.Begin(session.Bot, guild);
        if (session.Has(Intents.Guilds) && !guild.IsUnavailable)
        {
            var payload = guild.CreatePayload(session.Bot, session.LargeThreshold, session.Has(Intents.GuildPresences));
            session.Dispatch(EventName.GuildCreate, EventBytes.Serialise(payload));
        }
    }

    private void Resume(GatewayConnection connection, ClientMessage.Resume resume)
    {
        lock (_world.Gate)
        {
            if (!_world.TryLogIn(resume.Token, out _))
            {
                connection.Close(GatewayClose.AuthenticationFailed);
                return;
            }

            Sweep();
            var session = _sessions.FirstOrDefault(session => session.Id == resume.Session && session.Token == resume.Token);
            switch (session?.Resume(connection, resume.Sequence) ?? ResumeVerdict.Invalid)
            {
                case ResumeVerdict.Replay:
                    lock (connection.Machine)
                    {
                        connection.Machine.Authenticated();
                    }

                    break;
                case ResumeVerdict.FromTheFuture:
                    connection.Close(GatewayClose.InvalidSequence);
                    break;
                default:
                    if (session is not null)
                    {
                        Remove(session);
                    }

                    connection.Send(OutFrame.InvalidSession(false));
                    break;
            }
        }
    }

    private void OnHappened(WorldEvent happened)
    {
        var sessions = _sessions;
        if (sessions.Length == 0)
        {
            return;
        }

        Sweep();
        var bytes = new EventBytes(happened);
        foreach (var session in sessions)
        {
            if (happened is { Name: EventName.GuildCreate, Guild: { } id } && _world.Guild(id) is { } joined)
            {
                // The world's payload is made for no session in particular.
                if (happened.OnlyUser == session.Bot && session.Owns(id))
                {
                    Introduce(session, joined);
                }
            }
            else if (_audience.For(session, happened, bytes) is { } data)
            {
                session.Dispatch(happened.Name, data);
            }
        }

        if (happened.Guild is { } guildId && MayChangeSight(happened.Name))
        {
            foreach (var bot in sessions.Select(session => session.Bot).Distinct())
            {
                if (happened.Name != "GUILD_MEMBER_UPDATE" || bytes.UserId == bot.Value)
                {
                    TellSight(bot, guildId, sessions);
                }
            }
        }
    }

    private void TellSight(Id<User> bot, Id<Guild> guildId, GatewaySession[] sessions)
    {
        if (_world.Guild(guildId) is not { IsUnavailable: false } guild || guild.Member(bot) is null)
        {
            _sight.End(bot, guildId);
            return;
        }

        foreach (var channel in _sight.Changed(bot, guild))
        {
            var data = EventBytes.Serialise(guild.ChannelFor(channel, bot));
            foreach (var session in sessions)
            {
                if (session.Bot == bot && session.Owns(guildId) && session.Has(Intents.Guilds))
                {
                    session.Dispatch("CHANNEL_UPDATE", data);
                }
            }
        }
    }

    private static bool MayChangeSight(string name) =>
        name is "GUILD_ROLE_UPDATE" or "GUILD_ROLE_DELETE" or "GUILD_UPDATE" or "GUILD_DELETE" or "CHANNEL_UPDATE" or "GUILD_MEMBER_UPDATE";

    private IdentifyBudget BudgetOf(Id<User> bot) => _budgets.TryGetValue(bot, out var budget) ? budget : _budgets[bot] = new IdentifyBudget(_options);

    private void Watch(GatewayConnection connection)
    {
        lock (connection.Machine)
        {
            if (!connection.Machine.IsSilent(Now))
            {
                return;
            }
        }

        connection.Close(GatewayClose.SessionTimedOut);
    }

    private void Sweep()
    {
        var now = Now;
        foreach (var session in _sessions)
        {
            if (session.IsOver(now, _options.SessionLifetime.Ticks))
            {
                Remove(session);
            }
        }
    }

    private void Remove(GatewaySession session)
    {
        _sessions = [.. _sessions.Where(other => other != session)];
        if (!Array.Exists(_sessions, other => other.Bot == session.Bot))
        {
            ShowPresence(session, PresenceStatus.Offline, []);
            foreach (var guild in _world.GuildsOf(session.Bot))
            {
                _sight.End(session.Bot, guild.Id);
            }
        }
    }
}
