using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Sandbox.World;

/// <summary>
/// Values by id, in id order, in pages: lookup and removal are two binary searches, appending is free, and a reader who
/// remembers the last id it saw can go on from there whatever came and went in between. A million entries cost 16 bytes each.
/// </summary>
internal sealed class IdBook<T>
    where T : class
{
    private const int PageSize = 512;
    private readonly List<Page> _pages = [];

    public int Count { get; private set; }

    public T? First => _pages.Count == 0 ? null : _pages[0].Values[0];

    public T? Last => _pages.Count == 0 ? null : _pages[^1].Values[_pages[^1].Count - 1];

    public T? this[ulong id] => TryGet(id, out var value) ? value : null;

    public bool Contains(ulong id) => TryGet(id, out _);

    public bool TryGet(ulong id, [NotNullWhen(true)] out T? value)
    {
        if (PageFor(id) is var at and >= 0 && _pages[at] is var page && page.Find(id) is var index and >= 0)
        {
            value = page.Values[index];
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(ulong id, T value)
    {
        var at = PageFor(id);
        if (at < 0)
        {
            at = 0;
            if (_pages.Count == 0)
            {
                _pages.Add(new Page(PageSize));
            }
        }

        var page = _pages[at];
        var index = page.Find(id);
        if (index >= 0)
        {
            page.Values[index] = value;
            return;
        }

        index = ~index;
        if (page.Count == PageSize)
        {
            if (index == PageSize && at == _pages.Count - 1)
            {
                _pages.Add(page = new Page(PageSize));
                index = 0;
            }
            else
            {
                var upper = page.Split();
                _pages.Insert(at + 1, upper);
                if (index > page.Count)
                {
                    index -= page.Count;
                    page = upper;
                }
            }
        }

        page.Insert(index, id, value);
        Count++;
    }

    public bool Remove(ulong id)
    {
        if (PageFor(id) is var at and >= 0 && _pages[at] is var page && page.Find(id) is var index and >= 0)
        {
            page.RemoveAt(index);
            Count--;
            if (page.Count == 0)
            {
                _pages.RemoveAt(at);
            }

            return true;
        }

        return false;
    }

    public void Clear()
    {
        _pages.Clear();
        Count = 0;
    }

    /// <summary>Everything in id order. Not while entries come and go: use <see cref="After" /> with a cursor for that.</summary>
    public IEnumerable<T> All()
    {
        foreach (var page in _pages)
        {
            for (var i = 0; i < page.Count; i++)
            {
                yield return page.Values[i];
            }
        }
    }

    /// <summary>Entries with an id above the given one, lowest first.</summary>
    public IEnumerable<T> After(ulong id)
    {
        for (var at = Math.Max(0, PageFor(id)); at < _pages.Count; at++)
        {
            var page = _pages[at];
            var index = page.Find(id);
            for (var i = index >= 0 ? index + 1 : ~index; i < page.Count; i++)
            {
                yield return page.Values[i];
            }
        }
    }

    /// <summary>Entries with an id below the given one, highest first.</summary>
    public IEnumerable<T> Before(ulong id)
    {
        for (var at = PageFor(id); at >= 0; at--)
        {
            var page = _pages[at];
            var index = page.Find(id);
            for (var i = (index >= 0 ? index : ~index) - 1; i >= 0; i--)
            {
                yield return page.Values[i];
            }
        }
    }

    // The last page whose first id is not above the id, or -1.
    private int PageFor(ulong id)
    {
        int low = 0, high = _pages.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_pages[middle].Keys[0] <= id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }

    private sealed class Page(int size)
    {
        public readonly ulong[] Keys = new ulong[size];
        public readonly T[] Values = new T[size];

        public int Count { get; private set; }

        public int Find(ulong id) => Array.BinarySearch(Keys, 0, Count, id);

        public void Insert(int index, ulong id, T value)
        {
            Array.Copy(Keys, index, Keys, index + 1, Count - index);
            Array.Copy(Values, index, Values, index + 1, Count - index);
            Keys[index] = id;
            Values[index] = value;
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            Array.Copy(Keys, index + 1, Keys, index, Count - index);
            Array.Copy(Values, index + 1, Values, index, Count - index);
            Values[Count] = null!;
        }

        public Page Split()
        {
            var half = Count / 2;
            var upper = new Page(Keys.Length) { Count = Count - half };
            Array.Copy(Keys, half, upper.Keys, 0, upper.Count);
            Array.Copy(Values, half, upper.Values, 0, upper.Count);
            Array.Clear(Values, half, upper.Count);
            Count = half;
            return upper;
        }
    }
}
