namespace Mainstay.Discord.Gateway;

/// <summary>
/// One shard's conversation with Discord, without a socket or a clock: time and input come in as arguments, and what is to be done
/// goes out through <see cref="Take" />. Times count from any fixed moment. Not safe for concurrent use.
/// </summary>
internal sealed partial class SessionMachine
{
    /// <summary>After so many failures on the session's own address, the general one is tried in turn.</summary>
    private const int FailuresBeforeGeneralUrl = 3;

    private readonly GatewayOptions _options;
    private readonly int _shard;
    private readonly Random _random;
    private readonly SendWindow _window = new();
    private readonly Queue<OutgoingPayload> _outgoing = new();
    private List<SessionAction> _actions = [];
    private List<SessionAction> _spare = [];

    private string? _sessionId;
    private Uri? _resumeUrl;
    private bool _isOpen;
    private bool _hasPermit;
    private int _attempt;
    private int _urlFailures;
    private TimeSpan _retryAt;
    private TimeSpan _deadline;
    private TimeSpan _flushAt;

    private TimeSpan? _interval;
    private TimeSpan _nextBeat;
    private TimeSpan _beatSentAt;
    private bool _isAckPending;

    public SessionMachine(GatewayOptions options, int shard, Random random, StoredSession? stored = null)
    {
        _options = options;
        _shard = shard;
        _random = random;
        if (stored is not null)
        {
            _sessionId = stored.SessionId;
            _resumeUrl = stored.ResumeUrl;
            _accepted = _handled = stored.Sequence;
        }
    }

    public ShardState State { get; private set; }

    /// <summary>The connection that counts; what others still bring is ignored.</summary>
    public int Connection { get; private set; }

    /// <summary>Between the last heartbeat and its acknowledgement.</summary>
    public TimeSpan? Latency { get; private set; }

    public StoredSession? Session => _sessionId is null ? null : new(_sessionId, _resumeUrl!, _handled);

    public string? SessionId => _sessionId;

    public bool HasActions => _actions.Count > 0;

    /// <summary>What to do now, in order. The list is good until the next call.</summary>
    public List<SessionAction> Take()
    {
        (_actions, _spare) = (_spare, _actions);
        _actions.Clear();
        return _spare;
    }

    public void Start(TimeSpan now)
    {
        if (State is ShardState.Idle or ShardState.Stopped)
        {
            Connect(now);
        }
    }

    /// <summary>Ends the connection; the session stays good for a later resume if <paramref name="keepSession" />.</summary>
    public void Stop(bool keepSession)
    {
        if (State is ShardState.Failed or ShardState.Stopped)
        {
            return;
        }

        Leave(keepSession ? CloseCode.Ours : CloseCode.Goodbye);
        if (!keepSession)
        {
            ForgetSession();
        }

        CancelOutgoing();
        Enter(ShardState.Stopped, null);
    }

    public void PermitGranted(TimeSpan now)
    {
        if (State != ShardState.Queued)
        {
            // Nobody waits for it any more.
            _actions.Add(new SessionAction.EndPermit(Used: false));
            return;
        }

        _hasPermit = true;
        Open(now, _options.Url);
    }

    public void Connected(TimeSpan now, int connection)
    {
        if (connection == Connection && State == ShardState.Connecting)
        {
            Counters.Connects++;
            _deadline = now + _options.ConnectTimeout;
        }
    }

    /// <summary>The socket could not be opened, broke, or was closed by Discord.</summary>
    public void Closed(TimeSpan now, int connection, int? code, string why)
    {
        if (connection != Connection || !_isOpen)
        {
            return;
        }

        _isOpen = false;
        if (State == ShardState.Connecting)
        {
            _urlFailures++;
        }

        switch (CloseCode.MeaningOf(code))
        {
            case CloseMeaning.Fatal:
                var sentence = CloseCode.Sentence(code!.Value, _options.Intents, _shard, _options.ShardCount);
                Leave(null);
                CancelOutgoing();
                _actions.Add(new SessionAction.Fail(code.Value, sentence));
                Enter(ShardState.Failed, sentence);
                return;
            case CloseMeaning.Identify:
                ForgetSession();
                break;
            case CloseMeaning.Resume:
                break;
        }

        var text = code is { } number ? $"Discord closed the connection ({number}). {why}".TrimEnd() : why;
        Report(GatewayFaultKind.ConnectionLost, text);
        Reconnect(now, BackOff(), text);
    }

    public void Hello(TimeSpan now, int connection, TimeSpan interval)
    {
        if (connection != Connection || State != ShardState.Connecting)
        {
            return;
        }

        _urlFailures = 0;
        _interval = interval;
        _nextBeat = now + (interval * _random.NextDouble());
        _isAckPending = false;
        _deadline = now + _options.SessionTimeout;
        _window.Note(now);
        if (_sessionId is not null)
        {
            _actions.Add(new SessionAction.Resume(_sessionId, _handled));
            Enter(ShardState.Resuming, null);
        }
        else
        {
            _actions.Add(new SessionAction.Identify());
            Counters.Identifies++;
            EndPermit(used: true);
            Enter(ShardState.Identifying, null);
        }
    }

    public void HeartbeatAcknowledged(TimeSpan now, int connection)
    {
        if (connection == Connection && _isAckPending)
        {
            _isAckPending = false;
            Latency = now - _beatSentAt;
        }
    }

    /// <summary>Discord asks for a heartbeat at once.</summary>
    public void HeartbeatRequested(TimeSpan now, int connection)
    {
        // Its acknowledgement is not waited for: the regular beat, due any moment, would mistake that for silence.
        if (connection == Connection && _interval is not null && _window.FreeForProtocolAt(now) <= now)
        {
            _window.Note(now);
            _actions.Add(new SessionAction.Heartbeat(BeatSequence));
        }
    }

    public void ReconnectRequested(TimeSpan now, int connection)
    {
        if (connection == Connection && _isOpen)
        {
            Reconnect(now, State == ShardState.Ready ? TimeSpan.Zero : BackOff(), "Discord asked to reconnect.");
        }
    }

    public void SessionInvalidated(TimeSpan now, int connection, bool isResumable)
    {
        if (connection != Connection || !_isOpen)
        {
            return;
        }

        if (!isResumable)
        {
            ForgetSession();
        }

        var floor = _options.InvalidSessionFloor;
        Reconnect(now, floor + ((_options.InvalidSessionCeiling - floor) * _random.NextDouble()), "Discord declared the session invalid.");
    }

    /// <summary>A payload of the application: sent when the session works and the send limit allows.</summary>
    public void Send(TimeSpan now, OutgoingPayload payload)
    {
        if (State is ShardState.Stopped or ShardState.Failed)
        {
            payload.Cancel();
            return;
        }

        _outgoing.Enqueue(payload);
        Flush(now);
    }

    private long? BeatSequence => _sessionId is null ? null : _handled;

    private void Connect(TimeSpan now)
    {
        if (_sessionId is null)
        {
            if (_hasPermit)
            {
                Open(now, _options.Url);
                return;
            }

            _actions.Add(new SessionAction.AcquirePermit());
            Enter(ShardState.Queued, null);
            return;
        }

        var isTurnOfGeneral = _urlFailures >= FailuresBeforeGeneralUrl && _urlFailures % 2 == 1;
        Open(now, isTurnOfGeneral ? _options.Url : _resumeUrl!);
    }

    private void Open(TimeSpan now, Uri url)
    {
        Connection++;
        _isOpen = true;
        _interval = null;
        _window.Clear();
        _deadline = now + _options.ConnectTimeout;
        _actions.Add(new SessionAction.Connect(url, Connection));
        Enter(ShardState.Connecting, null);
    }

    private void Reconnect(TimeSpan now, TimeSpan wait, string why)
    {
        Leave(CloseCode.Ours);
        if (wait <= TimeSpan.Zero)
        {
            Connect(now);
            return;
        }

        _retryAt = now + wait;
        Enter(ShardState.Waiting, why);
    }

    /// <summary>Nothing that the present connection still brings counts.</summary>
    private void Leave(int? code)
    {
        if (_isOpen && code is { } number)
        {
            _actions.Add(new SessionAction.Close(number));
        }

        _isOpen = false;
        _interval = null;
        Connection++;
        EndPermit(used: false);
    }

    private void EndPermit(bool used)
    {
        if (_hasPermit)
        {
            _hasPermit = false;
            _actions.Add(new SessionAction.EndPermit(used));
        }
    }

    private TimeSpan BackOff()
    {
        var longest = Math.Min(_options.BackOffCeiling.TotalMilliseconds, _options.BackOffFloor.TotalMilliseconds * Math.Pow(2, Math.Min(_attempt, 30)));
        _attempt++;
        return TimeSpan.FromMilliseconds(longest * (0.5 + (_random.NextDouble() / 2)));
    }

    private void Enter(ShardState state, string? why)
    {
        if (state != State || why is not null)
        {
            _actions.Add(new SessionAction.StateChanged(State, state, why));
            State = state;
        }
    }

    private void Report(GatewayFaultKind kind, string message, long? sequence = null) =>
        _actions.Add(new SessionAction.Report(kind, null, sequence, message));

    private void Flush(TimeSpan now)
    {
        while (State == ShardState.Ready && _outgoing.TryPeek(out var payload))
        {
            if (payload.IsCancelled)
            {
                _outgoing.Dequeue();
                continue;
            }

            _flushAt = _window.FreeForApplicationAt(now);
            if (_flushAt > now)
            {
                return;
            }

            _outgoing.Dequeue();
            _window.Note(now);
            _actions.Add(new SessionAction.Send(payload));
        }
    }

    private void CancelOutgoing()
    {
        while (_outgoing.TryDequeue(out var payload))
        {
            payload.Cancel();
        }
    }
}
