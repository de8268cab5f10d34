using System.Collections.Concurrent;
using Mainstay.Discord;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// What ids of a plan stand for by now: a provisional id for the object that the plan made, an old id for the object that took the place of a deleted one. What it does
/// not know stands for itself. No id of one kind of object is ever one of another, so numbers are enough.
/// </summary>
internal class IdMap
{
    // A longer chain than an object can be deleted and made anew in a server's life would be a ring.
    private const int LongestChain = 10_000;

    private readonly ConcurrentDictionary<ulong, ulong> _to = new();

    public bool IsEmpty => _to.IsEmpty;

    public void Set(ulong from, ulong to) => _to[from] = to;

    public Id<T> Of<T>(Id<T> id) => new(Of(id.Value));

    public virtual ulong Of(ulong id)
    {
        for (var i = 0; i < LongestChain && _to.TryGetValue(id, out var next); i++)
        {
            id = next;
        }

        return id;
    }

    public Id<T>? Of<T>(Id<T>? id) => id is { } some ? Of(some) : null;

    /// <summary>The ids in the place of others, ascending.</summary>
    public IReadOnlyList<Id<T>> Ascending<T>(IReadOnlyList<Id<T>> ids) => [.. ids.Select(Of).Distinct().Order()];

    /// <summary>The ids in the place of others, in the order given.</summary>
    public IReadOnlyList<Id<T>> InOrder<T>(IReadOnlyList<Id<T>> ids) => [.. ids.Select(Of)];
}

/// <summary>Notes every id that a change names.</summary>
internal sealed class NamedIds : IdMap
{
    public HashSet<ulong> Seen { get; } = [];

    public override ulong Of(ulong id)
    {
        Seen.Add(id);
        return id;
    }
}
