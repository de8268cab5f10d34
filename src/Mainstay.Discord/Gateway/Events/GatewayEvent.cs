using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>Handles one event. The shard's next event waits for the returned task; the socket and its heartbeats do not.</summary>
/// <param name="origin">Which shard and sequence number.</param>
/// <param name="e">
/// The event. A type derived from <see cref="FrameView" /> may be read until the returned task ends, because it reads the received
/// bytes in place; its <c>ToModel()</c> gives a copy to keep.
/// </param>
/// <param name="cancellationToken">Cancelled when the client stops.</param>
public delegate ValueTask GatewayHandler<in TEvent>(EventOrigin origin, TEvent e, CancellationToken cancellationToken);

/// <summary>Where an event came from.</summary>
/// <param name="Shard">The shard's id.</param>
/// <param name="Sequence">The event's number within its session.</param>
public readonly record struct EventOrigin(int Shard, long Sequence);

/// <summary>One kind of gateway event: its name on the wire and how its body is read.</summary>
public abstract class GatewayEvent
{
    private protected GatewayEvent(string name) => Name = name;

    /// <summary>Discord's name, such as <c>GUILD_MEMBER_UPDATE</c>.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>One kind of gateway event, typed. The keys are in <see cref="GatewayEvents" />.</summary>
/// <typeparam name="TEvent">What the handler gets.</typeparam>
public sealed class GatewayEvent<TEvent> : GatewayEvent
{
    internal GatewayEvent(string name, Func<Frame, TEvent> read)
        : base(name) => Read = read;

    /// <summary>Reads the body; throws <see cref="System.Text.Json.JsonException" /> when it does not fit.</summary>
    internal Func<Frame, TEvent> Read { get; }
}
