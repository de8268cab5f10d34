namespace Mainstay.Sandbox.Gateway;

/// <summary>What a resume comes to.</summary>
internal enum ResumeVerdict
{
    /// <summary>The events since are replayed, then RESUMED.</summary>
    Replay,

    /// <summary>Too old: op 9, identify anew.</summary>
    Invalid,

    /// <summary>The client claims events it was never sent: close 4007.</summary>
    FromTheFuture,
}

/// <summary>One session's numbering and memory of what was sent, whether or not a connection is there. No socket, no clock.</summary>
internal sealed class SessionMachine(int replayLimit)
{
    // A ring that grows as it is used: most sessions never fill it.
    private OutFrame[] _ring = new OutFrame[Math.Min(replayLimit, 64)];
    private int _first;
    private int _count;

    /// <summary>The sequence of the last event, 0 before the first.</summary>
    public int Sequence { get; private set; }

    /// <summary>Numbers an event and keeps it for a resume.</summary>
    public OutFrame Dispatch(string name, ReadOnlyMemory<byte> data)
    {
        var frame = new OutFrame(GatewayOp.Dispatch, name, ++Sequence, data);
        Keep(frame);
        return frame;
    }

    /// <summary>What a resume from a sequence comes to, and the events to replay.</summary>
    public ResumeVerdict Resume(int from, out IReadOnlyList<OutFrame> missed)
    {
        missed = [];
        if (from > Sequence || from < 0)
        {
            return ResumeVerdict.FromTheFuture;
        }

        if (Sequence - from > _count)
        {
            return ResumeVerdict.Invalid;
        }

        var frames = new OutFrame[Sequence - from];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = _ring[(_first + _count - frames.Length + i) % _ring.Length];
        }

        missed = frames;
        return ResumeVerdict.Replay;
    }

    private void Keep(in OutFrame frame)
    {
        if (_count == _ring.Length && _ring.Length < replayLimit)
        {
            Grow();
        }

        if (_count < _ring.Length)
        {
            _ring[(_first + _count++) % _ring.Length] = frame;
        }
        else if (_count > 0)
        {
            _ring[_first] = frame;
            _first = (_first + 1) % _ring.Length;
        }
    }

    private void Grow()
    {
        var larger = new OutFrame[Math.Min(replayLimit, _ring.Length * 2)];
        for (var i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_first + i) % _ring.Length];
        }

        _ring = larger;
        _first = 0;
    }
}
