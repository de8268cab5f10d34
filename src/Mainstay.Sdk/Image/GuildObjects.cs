using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>The roles or the channels of a guild in one snapshot, in ascending order of their ids, found by id at once. Nothing in it ever changes.</summary>
/// <typeparam name="T"><see cref="Role" /> or <see cref="Channel" />.</typeparam>
public sealed class GuildObjects<T> : IReadOnlyList<T>
    where T : class
{
    private readonly Dictionary<Id<T>, T> _byId;
    private readonly T[] _sorted;

    internal GuildObjects(Dictionary<Id<T>, T> byId, Completeness completeness)
    {
        _byId = byId;
        _sorted = [.. byId.OrderBy(pair => pair.Key.Value).Select(pair => pair.Value)];
        Completeness = completeness;
    }

    /// <summary>Whether these are all.</summary>
    public Completeness Completeness { get; }

    /// <inheritdoc />
    public int Count => _sorted.Length;

    /// <inheritdoc />
    public T this[int index] => _sorted[index];

    /// <summary>The object of that id, or null, which proves nothing unless the list is complete.</summary>
    public T? Find(Id<T> id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds the object of that id.</summary>
    public bool TryGet(Id<T> id, [NotNullWhen(true)] out T? found) => _byId.TryGetValue(id, out found);

    /// <summary>Whether the object is proven not to exist.</summary>
    public bool IsGone(Id<T> id) => Completeness.IsComplete && !_byId.ContainsKey(id);

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_sorted).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
