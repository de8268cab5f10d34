using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>Where a list of all members comes from.</summary>
internal interface IMemberSource
{
    /// <summary>
    /// Why no list can be had now; null when one can.
    /// </summary>
    Sdk.Failure? Refuses(Id<Guild> guild);

    /// <summary>Asks for all members and hands each to <paramref name="sink" />. True when the list is proven complete.</summary>
    Task<bool> ListAsync(Id<Guild> guild, IMemberSink sink, CancellationToken cancellationToken);
}

/// <summary>Takes the members of a list.</summary>
internal interface IMemberSink
{
    void Take(scoped in MemberData member);

    /// <summary>A member who cannot be read; the id is none when even that is not known.</summary>
    void Fail(Id<User> user, string reason);

    /// <summary>A chunk or a page is through.</summary>
    ValueTask StepAsync();
}
