namespace Mainstay.Discord.Gateway;

/// <summary>Sequence numbers: nothing handled twice, nothing left out that Discord would send again.</summary>
internal sealed partial class SessionMachine
{
    /// <summary>After so many resumes that did not bring a missing number, numbers are taken to be missing for good.</summary>
    private const int FruitlessGapsBelieved = 2;

    private long _accepted;
    private long _handled;
    private long _gapAfter = -1;
    private long _malformedAfter = -1;
    private long _garbledAt = -1;
    private int _fruitlessGaps;

    /// <summary>Which session of this process; numbers of different sessions do not compare.</summary>
    public int Epoch { get; private set; }

    /// <summary>The last event whose handlers ran to their end.</summary>
    public long Handled => _handled;

    public SessionCounters Counters { get; } = new();

    /// <summary>READY came: a new session begins.</summary>
    public Verdict Ready(TimeSpan now, int connection, long sequence, string sessionId, Uri resumeUrl)
    {
        if (State != ShardState.Identifying)
        {
            return Dispatch(now, connection, sequence);
        }

        if (connection != Connection)
        {
            return Verdict.Drop;
        }

        Counters.Received++;
        Epoch++;
        _sessionId = sessionId;
        _resumeUrl = resumeUrl;
        _accepted = sequence;
        _handled = sequence - 1;
        _gapAfter = _malformedAfter = _garbledAt = -1;
        _fruitlessGaps = 0;
        _attempt = 0;
        _actions.Add(new SessionAction.SessionStarted(sessionId));
        Enter(ShardState.Ready, null);
        Flush(now);
        return Verdict.Deliver;
    }

    /// <summary>RESUMED came: everything that was missed has been replayed.</summary>
    public Verdict Resumed(TimeSpan now, int connection, long sequence)
    {
        if (connection != Connection || State != ShardState.Resuming)
        {
            return Dispatch(now, connection, sequence);
        }

        // Whether RESUMED has a number of its own is not documented; the last one's is no duplicate.
        var verdict = Verdict.Drop;
        if (sequence > _accepted)
        {
            verdict = Dispatch(now, connection, sequence);
            if (verdict == Verdict.Drop)
            {
                return verdict;
            }
        }
        else
        {
            Counters.Received++;
        }

        Counters.Resumes++;
        _attempt = 0;
        Enter(ShardState.Ready, null);
        Flush(now);
        return verdict;
    }

    /// <summary>Any other event came.</summary>
    public Verdict Dispatch(TimeSpan now, int connection, long sequence)
    {
        if (connection != Connection)
        {
            return Verdict.Drop;
        }

        Counters.Received++;
        if (State is not (ShardState.Ready or ShardState.Resuming))
        {
            // Before READY there is no session to have events: READY was lost.
            if (State == ShardState.Identifying)
            {
                GiveUp(now, "Discord sent an event before READY.");
            }

            return Verdict.Drop;
        }

        if (State == ShardState.Resuming)
        {
            _deadline = now + _options.SessionTimeout;
        }

        if (sequence <= _accepted)
        {
            Counters.Duplicates++;
            return Verdict.Drop;
        }

        if (sequence > _accepted + 1 && !IsGapAccepted(now, sequence))
        {
            return Verdict.Drop;
        }

        _accepted = sequence;
        return Verdict.Deliver;
    }

    /// <summary>The usual case of <see cref="Dispatch" />, which needs no clock: true when the event is the next one.</summary>
    public bool TryNext(int connection, long sequence)
    {
        if (connection != Connection || State != ShardState.Ready || sequence != _accepted + 1)
        {
            return false;
        }

        Counters.Received++;
        _accepted = sequence;
        return true;
    }

    /// <summary>The handlers of an event ran to their end.</summary>
    public void MarkHandled(int epoch, long sequence)
    {
        Counters.Handled++;
        if (epoch == Epoch && sequence > _handled)
        {
            _handled = sequence;
        }
    }

    /// <summary>A frame that cannot be read at all: whatever it was, Discord sends it again after a resume.</summary>
    public void Malformed(TimeSpan now, int connection)
    {
        if (connection != Connection || !_isOpen)
        {
            return;
        }

        Counters.Malformed++;
        if (_malformedAfter == _accepted && State is ShardState.Ready or ShardState.Resuming)
        {
            _gapAfter = _accepted;
            Report(GatewayFaultKind.MalformedFrame, "A frame cannot be read, again after a resume: it is left out.", _accepted + 1);
            return;
        }

        _malformedAfter = _accepted;
        Report(GatewayFaultKind.MalformedFrame, "A frame cannot be read; the session is resumed so that Discord sends it again.", _accepted + 1);
        Reconnect(now, BackOff(), "A frame could not be read.");
    }

    /// <summary>
    /// The body of an accepted event turns out to be broken JSON. True when Discord is asked to send it again: it and all that
    /// wait behind it must then be forgotten. False when it must be left out.
    /// </summary>
    public bool Garbled(TimeSpan now, int epoch, long sequence)
    {
        Counters.Malformed++;
        if (epoch != Epoch || _sessionId is null || _garbledAt == sequence || State is ShardState.Stopped or ShardState.Failed)
        {
            Report(GatewayFaultKind.MalformedFrame, "An event cannot be read and Discord cannot be asked for it again: it is left out.", sequence);
            return false;
        }

        _garbledAt = sequence;
        _accepted = sequence - 1;
        Report(GatewayFaultKind.MalformedFrame, "An event cannot be read; the session is resumed so that Discord sends it again.", sequence);
        if (_isOpen && State != ShardState.Connecting)
        {
            Reconnect(now, BackOff(), "An event could not be read.");
        }

        return true;
    }

    private bool IsGapAccepted(TimeSpan now, long sequence)
    {
        if (_gapAfter == _accepted)
        {
            _fruitlessGaps++;
            Report(GatewayFaultKind.MissingEvent, $"Events {_accepted + 1} to {sequence - 1} did not come.", _accepted + 1);
            return true;
        }

        if (_fruitlessGaps >= FruitlessGapsBelieved)
        {
            Report(GatewayFaultKind.MissingEvent, $"Events {_accepted + 1} to {sequence - 1} did not come.", _accepted + 1);
            return true;
        }

        _gapAfter = _accepted;
        Report(GatewayFaultKind.MissingEvent, $"Events {_accepted + 1} to {sequence - 1} are missing; the session is resumed to get them.", _accepted + 1);
        Reconnect(now, BackOff(), "Events are missing.");
        return false;
    }

    private void ForgetSession()
    {
        _sessionId = null;
        _resumeUrl = null;
    }
}

/// <summary>What a shard has done; see <see cref="ShardCounters" />.</summary>
internal sealed class SessionCounters
{
    public long Received;
    public long Handled;
    public long Duplicates;
    public long Malformed;
    public long Connects;
    public long Identifies;
    public long Resumes;
    public long Zombies;

    public ShardCounters Copy() => new(Received, Handled, Duplicates, Malformed, Connects, Identifies, Resumes, Zombies);
}
