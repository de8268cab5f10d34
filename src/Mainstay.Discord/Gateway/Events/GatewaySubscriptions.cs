using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>
/// Who listens to which events. Handlers of one event run in the order of their subscription, one after the other; events of one
/// shard are handled in Discord's order; shards run side by side. An event that nobody listens to is not read at all.
/// Subscriptions may come and go at any time, from any thread.
/// </summary>
public sealed class GatewaySubscriptions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GatewayEvent, EventGroup> _typed = [];
    private readonly Dictionary<string, EventGroup<RawEvent>> _raw = [];
    private EventGroup<RawEvent> _any = new(ReadRaw, []);

    /// <summary>The handlers as of now.</summary>
    internal EventTable Table { get; private set; } = new(new Dictionary<string, EventGroup[]>(), []);

    /// <summary>Listens to one kind of event, until the result is disposed.</summary>
    public IDisposable On<TEvent>(GatewayEvent<TEvent> gatewayEvent, GatewayHandler<TEvent> handler)
    {
        ArgumentNullException.ThrowIfNull(gatewayEvent);
        ArgumentNullException.ThrowIfNull(handler);
        Change(() => _typed[gatewayEvent] = Group().With(handler));
        return new Subscription(() => Change(() => _typed[gatewayEvent] = Group().Without(handler)));

        EventGroup<TEvent> Group() =>
            _typed.TryGetValue(gatewayEvent, out var group) ? (EventGroup<TEvent>)group : new EventGroup<TEvent>(gatewayEvent.Read, []);
    }

    /// <summary>Listens to an event by Discord's name, such as <c>INTEGRATION_CREATE</c>, until the result is disposed.</summary>
    public IDisposable OnRaw(string name, GatewayHandler<RawEvent> handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(handler);
        Change(() => _raw[name] = Group().With(handler));
        return new Subscription(() => Change(() => _raw[name] = Group().Without(handler)));

        EventGroup<RawEvent> Group() => _raw.TryGetValue(name, out var group) ? group : new EventGroup<RawEvent>(ReadRaw, []);
    }

    /// <summary>Listens to every event, known or not, until the result is disposed.</summary>
    public IDisposable OnAny(GatewayHandler<RawEvent> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Change(() => _any = _any.With(handler));
        return new Subscription(() => Change(() => _any = _any.Without(handler)));
    }

    /// <summary>Raw bytes are handed on, so their bounds must be certain first.</summary>
    private static RawEvent ReadRaw(Frame frame) => frame.IsScanned || Envelope.TryScan(frame)
        ? new RawEvent(frame)
        : throw new System.Text.Json.JsonException("The frame is not JSON.");

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            var groups = _typed.Where(static entry => !entry.Value.IsEmpty).Select(static entry => (entry.Key.Name, Group: entry.Value))
                .Concat(_raw.Where(static entry => !entry.Value.IsEmpty).Select(static entry => (Name: entry.Key, Group: (EventGroup)entry.Value)))
                .GroupBy(static entry => entry.Name, static entry => entry.Group)
                .ToDictionary(static group => group.Key, static group => group.ToArray());
            Table = new(groups, _any.IsEmpty ? [] : [_any]);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
