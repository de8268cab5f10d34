namespace Mainstay.Discord.Gateway;

/// <summary>What happens because time passes.</summary>
internal sealed partial class SessionMachine
{
    /// <summary>When <see cref="Tick" /> has something to do; null when only input can move the machine.</summary>
    public TimeSpan? Due
    {
        get
        {
            TimeSpan? due = State switch
            {
                ShardState.Waiting => _retryAt,
                ShardState.Connecting or ShardState.Identifying or ShardState.Resuming => _deadline,
                _ => null,
            };
            if (_interval is not null)
            {
                due = Earlier(due, _nextBeat);
            }

            if (State == ShardState.Ready && _outgoing.Count > 0)
            {
                due = Earlier(due, _flushAt);
            }

            return due;
        }
    }

    /// <summary>Time has passed.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isListening">
    /// Whether everything that arrived was read. While a slow handler keeps the shard from reading, an acknowledgement
    /// may well lie in the socket, so that silence proves nothing; heartbeats go on.
    /// </param>
    public void Tick(TimeSpan now, bool isListening)
    {
        switch (State)
        {
            case ShardState.Waiting when now >= _retryAt:
                Connect(now);
                return;
            case ShardState.Connecting when now >= _deadline:
                _urlFailures++;
                GiveUp(now, "Discord did not answer the connection in time.");
                return;
            case ShardState.Identifying or ShardState.Resuming when now >= _deadline:
                if (isListening)
                {
                    GiveUp(now, $"Discord did not finish {(State == ShardState.Resuming ? "the resume" : "the identify")} in time.");
                    return;
                }

                _deadline = now + _options.SessionTimeout;
                break;
        }

        if (_interval is not null && now >= _nextBeat && !Beat(now, isListening))
        {
            return;
        }

        Flush(now);
    }

    private bool Beat(TimeSpan now, bool isListening)
    {
        if (_isAckPending && isListening)
        {
            Counters.Zombies++;
            GiveUp(now, "Discord did not acknowledge the last heartbeat.");
            return false;
        }

        var free = _window.FreeForProtocolAt(now);
        if (free > now)
        {
            _nextBeat = free;
            return true;
        }

        _window.Note(now);
        _nextBeat = now + _interval!.Value;
        _beatSentAt = now;
        _isAckPending = true;
        _actions.Add(new SessionAction.Heartbeat(BeatSequence));
        return true;
    }

    private void GiveUp(TimeSpan now, string why)
    {
        Report(GatewayFaultKind.ConnectionLost, why);
        Reconnect(now, BackOff(), why);
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one is { } time && time < other ? time : other;
}
