using Mainstay.Discord.Gateway.Frames;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Discord.Gateway;

/// <summary>One connection to the gateway and the session that outlives it.</summary>
public sealed partial class Shard
{
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IIdentifyBudget _budget;
    private readonly GatewayNotices _notices;
    private readonly EventPump _pump;
    private readonly SessionMachine _machine;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stopping;
    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly FramePool _frames = new();
    private ShardConnection? _connection;
    private IIdentifyPermit? _permit;

    internal Shard(
        int id, GatewayOptions options, TimeProvider time, Random random, IIdentifyBudget budget, GatewaySubscriptions events, GatewayNotices notices,
        CancellationTokenSource stopping)
    {
        Id = id;
        _options = options;
        _time = time;
        _start = time.GetTimestamp();
        _budget = budget;
        _notices = notices;
        _stopping = stopping;
        _pump = new(id, events, notices.Report, stopping.Token);
        _machine = new(options, id, random, options.Sessions?.GetValueOrDefault(id));
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The shard's id, from 0.</summary>
    public int Id { get; }

    /// <summary>Where the shard stands.</summary>
    public ShardState State => Read(static machine => machine.State);

    /// <summary>What a later process needs to go on; null without a session. Exact once the client has stopped.</summary>
    public StoredSession? Session => Read(static machine => machine.Session);

    /// <summary>The last event whose handlers ran to their end.</summary>
    public long Sequence => Read(static machine => machine.Handled);

    /// <summary>Between the last heartbeat and its acknowledgement; null before the first.</summary>
    public TimeSpan? Latency => Read(static machine => machine.Latency);

    /// <summary>What the shard has done so far.</summary>
    public ShardCounters Counters => Read(static machine => machine.Counters.Copy());

    /// <summary>Received events that wait for a slow handler.</summary>
    public int Waiting => Read(_ => _waiting.Count);

    /// <summary>Ends when the shard has been ready for the first time; fails when Discord refuses it.</summary>
    internal Task FirstReady => _firstReady.Task;

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>
    /// Sends a payload when the session works and Discord's send limit allows; ends when it was handed to the socket.
    /// Throws <see cref="GatewayPayloadTooLargeException" /> above 4,096 bytes.
    /// </summary>
    /// <param name="payload">A whole payload with <c>op</c> and <c>d</c>, as UTF-8.</param>
    /// <param name="cancellationToken">Takes the payload back if it has not been sent yet.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (payload.Length > GatewayLimits.PayloadBytes)
        {
            throw new GatewayPayloadTooLargeException(payload.Length);
        }

        var outgoing = new OutgoingPayload(payload.ToArray());
        using var cancelled = cancellationToken.Register(outgoing.Cancel);
        Input(machine => machine.Send(Now, outgoing));
        await outgoing.Sent.ConfigureAwait(false);
    }

    /// <summary>Changes what others see of the bot. The limits of <see cref="SendAsync" /> hold.</summary>
    public Task UpdatePresenceAsync(BotPresence presence, CancellationToken cancellationToken) =>
        SendAsync(Payloads.Presence(presence), cancellationToken);

    internal void Start() => Input(machine => machine.Start(Now));

    internal void Stop(bool keepSession)
    {
        lock (_lock)
        {
            ForgetWaiting();
            _machine.Stop(keepSession);
            Act();
        }

        _firstReady.TrySetCanceled();
    }

    /// <summary>Waits for what still runs after <see cref="Stop" />.</summary>
    internal async Task EndAsync()
    {
        Task[] readers;
        lock (_lock)
        {
            readers = [.. _readers];
        }

        await Task.WhenAll(readers).ConfigureAwait(false);
        await _handling.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private T Read<T>(Func<SessionMachine, T> what)
    {
        lock (_lock)
        {
            return what(_machine);
        }
    }

    private void Tick() => Input(machine => machine.Tick(Now, _connection?.IsListening ?? true));

    private void Input(Action<SessionMachine> input)
    {
        lock (_lock)
        {
            input(_machine);
            Act();
        }
    }

    /// <summary>Does what the machine wants; nothing here waits. Called under the lock.</summary>
    private void Act()
    {
        while (_machine.HasActions)
        {
            foreach (var action in _machine.Take())
            {
                Act(action);
            }
        }

        if (_machine.Due is { } due)
        {
            var wait = due - Now;
            _timer.Change(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Act(SessionAction action)
    {
        switch (action)
        {
            case SessionAction.Connect connect:
                _connection = new ShardConnection(connect.Connection, _options.Compress, _time);
                _readers.RemoveAll(static reader => reader.IsCompleted);
                _readers.Add(RunAsync(_connection, connect.Url));
                break;
            case SessionAction.Close close:
                _connection?.Leave(close.Code);
                break;
            case SessionAction.AcquirePermit:
                _ = AcquirePermitAsync(_stopping.Token);
                break;
            case SessionAction.EndPermit end:
                if (end.Used)
                {
                    _permit?.Use();
                }

                _permit?.Dispose();
                _permit = null;
                break;
            case SessionAction.Identify:
                _connection?.Send(Payloads.Identify(_options, Id));
                break;
            case SessionAction.Resume resume:
                _connection?.Send(Payloads.Resume(_options.Token, resume.SessionId, resume.Sequence));
                break;
            case SessionAction.Heartbeat beat:
                _connection?.Send(Payloads.Heartbeat(beat.Sequence));
                break;
            case SessionAction.Send send:
                _connection?.Send(send.Payload.Utf8);
                send.Payload.Complete();
                break;
            case SessionAction.StateChanged change:
                if (change.Now == ShardState.Ready)
                {
                    _firstReady.TrySetResult();
                }

                _notices.StateChanged(new(Id, change.Before, change.Now, change.Why));
                break;
            case SessionAction.SessionStarted started:
                _notices.SessionStarted(Id, started.SessionId);
                break;
            case SessionAction.Report report:
                _notices.Report(new(report.Kind, Id, report.Event, report.Sequence, report.Message));
                break;
            case SessionAction.Fail fail:
                var refused = new GatewayRefusedException(fail.CloseCode, fail.Message);
                _firstReady.TrySetException(refused);
                _notices.Refused(refused);
                break;
        }
    }

    private async Task AcquirePermitAsync(CancellationToken cancellationToken)
    {
        // Never on the caller's stack: it is in the midst of the machine's actions.
        await Task.Yield();
        IIdentifyPermit permit;
        try
        {
            permit = await _budget.AcquireAsync(Id, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_lock)
        {
            _permit = permit;
            _machine.PermitGranted(Now);
            Act();
        }
    }
}
