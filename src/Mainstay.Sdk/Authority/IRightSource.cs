using Mainstay.Discord;

namespace Mainstay.Sdk;

/// <summary>
/// A source of who holds what, beside Discord's permissions and what a guild granted to its roles: such as staff ranks. It only ever adds; the owner and
/// administrators hold everything anyway, and what a holder may reach is asked separately.
/// </summary>
public interface IRightSource
{
    /// <summary>Why somebody holds a capability in a guild, as a sentence to them; null when this source does not give it.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="capability">The right that is asked for.</param>
    /// <param name="guild">The guild.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<string?> WhyHeldAsync(Actor actor, Capability capability, Id<Guild> guild, CancellationToken cancellationToken);
}
