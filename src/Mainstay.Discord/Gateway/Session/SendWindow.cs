namespace Mainstay.Discord.Gateway;

/// <summary>Remembers what one connection sent in the last minute, so that Discord never closes it for sending too much.</summary>
internal sealed class SendWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(GatewayLimits.SendWindowSeconds);
    private readonly Queue<TimeSpan> _sent = new(GatewayLimits.Sends);

    /// <summary>When a payload of the application may be sent; <paramref name="now" /> when at once.</summary>
    public TimeSpan FreeForApplicationAt(TimeSpan now) => FreeAt(now, GatewayLimits.Sends - GatewayLimits.SendsKeptForProtocol);

    /// <summary>When a heartbeat, identify or resume may be sent.</summary>
    public TimeSpan FreeForProtocolAt(TimeSpan now) => FreeAt(now, GatewayLimits.Sends);

    public void Note(TimeSpan now)
    {
        Forget(now);
        _sent.Enqueue(now);
    }

    public void Clear() => _sent.Clear();

    private TimeSpan FreeAt(TimeSpan now, int allowed)
    {
        Forget(now);
        return _sent.Count < allowed ? now : _sent.ElementAt(_sent.Count - allowed) + Length;
    }

    private void Forget(TimeSpan now)
    {
        while (_sent.TryPeek(out var first) && now - first >= Length)
        {
            _sent.Dequeue();
        }
    }
}
