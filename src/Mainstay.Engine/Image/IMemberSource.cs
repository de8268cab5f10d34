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

    /// <summary>
    /// Asks for all members, or for those with ids above <paramref name="after" />, and hands each to <paramref name="sink" />. A list that breaks off is no
    /// failure but incomplete, and says why.
    /// </summary>
    Task<ListEnd> ListAsync(Id<Guild> guild, Id<User> after, IMemberSink sink, CancellationToken cancellationToken);
}

/// <summary>How a list ended.</summary>
/// <param name="IsComplete">Whether it is proven to have everybody.</param>
/// <param name="Gap">Why not, as a clause for people.</param>
/// <param name="Began">False when Discord would not even begin, so that nothing was lost by asking.</param>
internal sealed record ListEnd(bool IsComplete, string? Gap = null, bool Began = true)
{
    public static ListEnd Complete { get; } = new(true);
}

/// <summary>Takes the members of a list.</summary>
internal interface IMemberSink
{
    /// <summary>How many members there may be, for choosing a way to list them.</summary>
    int Expected { get; }

    void Take(scoped in MemberData member);

    /// <summary>A member who cannot be read; the id is none when even that is not known.</summary>
    void Fail(Id<User> user, string reason);

    /// <summary>A chunk is through, or a page up to that id.</summary>
    ValueTask StepAsync(Id<User> upTo);
}
