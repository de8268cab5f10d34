using Mainstay.Sandbox.Interactions;

namespace Mainstay.Sandbox.World;

/// <summary>Commands and interactions of the world, and what only people's clients hear.</summary>
internal sealed partial class DiscordWorld
{
    public CommandBook Commands => field ??= new CommandBook(this);

    public InteractionBook Interactions => field ??= new InteractionBook(this, time);

    /// <summary>Messages that only one person sees. They are in no channel.</summary>
    public EphemeralBook Ephemerals => field ??= new EphemeralBook(this);

    /// <summary>Called under <see cref="Gate" /> with what one person's client hears and no bot does.</summary>
    public event Action<PersonEvent>? PersonHeard;

    public void Tell(PersonEvent heard) => PersonHeard?.Invoke(heard);
}
