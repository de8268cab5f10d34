using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A module's interest in one kind of gateway event. Made with <see cref="On{TEvent}" />.</summary>
public abstract record EventSubscription
{
    private protected EventSubscription(Type eventType) => EventType = eventType;

    /// <summary>The model of the event's <c>d</c>.</summary>
    public Type EventType { get; }

    /// <summary>
    /// Listens to an event. Events of one guild come in order, after the guild's image has taken them in; guilds run in parallel.
    /// A handler that throws is logged with its correlation id and does not stop the next event.
    /// </summary>
    /// <typeparam name="TEvent">The model of the event's <c>d</c>.</typeparam>
    public static EventSubscription On<TEvent>(Func<GuildEvent<TEvent>, CancellationToken, Task> handle)
        where TEvent : class => new EventSubscription<TEvent>(handle);
}

/// <summary>A subscription with its handler.</summary>
/// <typeparam name="TEvent">The model of the event's <c>d</c>.</typeparam>
public sealed record EventSubscription<TEvent> : EventSubscription
    where TEvent : class
{
    internal EventSubscription(Func<GuildEvent<TEvent>, CancellationToken, Task> handle)
        : base(typeof(TEvent)) => Handle = handle;

    /// <summary>What to do.</summary>
    public Func<GuildEvent<TEvent>, CancellationToken, Task> Handle { get; }
}

/// <summary>One event of one guild.</summary>
/// <typeparam name="TEvent">The model of the event's <c>d</c>.</typeparam>
/// <param name="Guild">Where it happened.</param>
/// <param name="Event">What happened. Valid only until the handler returns.</param>
/// <param name="Correlation">Ties log lines and journal rows that follow from this event together.</param>
public sealed record GuildEvent<TEvent>(Id<Guild> Guild, TEvent Event, string Correlation)
    where TEvent : class;
