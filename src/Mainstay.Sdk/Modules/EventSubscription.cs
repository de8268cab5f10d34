using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>A module's interest in one kind of gateway event. Made with <see cref="On{TEvent}" />.</summary>
public abstract record EventSubscription
{
    private protected EventSubscription(string name, Type eventType) => (Name, EventType) = (name, eventType);

    /// <summary>Discord's name of the event, such as <c>GUILD_ROLE_DELETE</c>.</summary>
    public string Name { get; }

    /// <summary>The model that its body is read as.</summary>
    public Type EventType { get; }

    /// <summary>
    /// Listens to an event. Events of one guild come in order, after the guild's image has taken them in; guilds run in parallel.
    /// A handler that throws is logged with its correlation id and does not stop the next event.
    /// </summary>
    /// <typeparam name="TEvent">The model of the event's body: one of Discord's, so that it can be read.</typeparam>
    /// <param name="name">Discord's name of the event, such as <c>GUILD_ROLE_DELETE</c>.</param>
    /// <param name="handle">What to do.</param>
    public static EventSubscription On<TEvent>(string name, Func<GuildEvent<TEvent>, CancellationToken, Task> handle)
        where TEvent : class => new EventSubscription<TEvent>(name, handle);

    /// <summary>Hands a body that was read as <see cref="EventType" /> to the handler.</summary>
    internal abstract Task HandleAsync(Id<Guild> guild, object body, string correlation, CancellationToken cancellationToken);
}

/// <summary>A subscription with its handler.</summary>
/// <typeparam name="TEvent">The model of the event's body.</typeparam>
public sealed record EventSubscription<TEvent> : EventSubscription
    where TEvent : class
{
    internal EventSubscription(string name, Func<GuildEvent<TEvent>, CancellationToken, Task> handle)
        : base(name, typeof(TEvent)) => Handle = handle;

    /// <summary>What to do.</summary>
    public Func<GuildEvent<TEvent>, CancellationToken, Task> Handle { get; }

    /// <inheritdoc />
    internal override Task HandleAsync(Id<Guild> guild, object body, string correlation, CancellationToken cancellationToken) =>
        Handle(new GuildEvent<TEvent>(guild, (TEvent)body, correlation), cancellationToken);
}

/// <summary>One event of one guild.</summary>
/// <typeparam name="TEvent">The model of the event's body.</typeparam>
/// <param name="Guild">Where it happened.</param>
/// <param name="Event">What happened.</param>
/// <param name="Correlation">Ties log lines and journal rows that follow from this event together.</param>
public sealed record GuildEvent<TEvent>(Id<Guild> Guild, TEvent Event, string Correlation)
    where TEvent : class;
