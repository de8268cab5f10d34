namespace Mainstay.Sandbox.World;

/// <summary>The state of a small Discord. One lock guards all of it; handlers, the gateway and the control API hold it while they look or change.</summary>
internal sealed partial class DiscordWorld
{
    /// <summary>Held by whoever reads or changes the world. Events are raised while it is held.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Called under <see cref="Gate" />, in the order of the changes. Listeners only note or enqueue.</summary>
    public event Action<WorldEvent>? Happened;

    /// <summary>Tells every listener. The caller holds <see cref="Gate" />.</summary>
    public void Raise(WorldEvent happened) => Happened?.Invoke(happened);
}
