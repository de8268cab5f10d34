namespace Mainstay.Sdk.Image;

/// <summary>The distinct sets of roles of a guild as one snapshot sees them: each set has a number, and equal sets have equal numbers.</summary>
internal readonly record struct RoleSets(ulong[] Roles, ushort[] Heap, int[] Starts, ushort[] Lengths)
{
    public ReadOnlySpan<ushort> Slots(int set) => Heap.AsSpan(Starts[set], Lengths[set]);
}

/// <summary>
/// Writes <see cref="RoleSets" />. A set is a run of two-byte role slots, sorted, so that it costs little even where nearly every member has a set of their
/// own. Appending leaves what snapshots see untouched; reusing a number or closing gaps copies first.
/// </summary>
internal sealed class RoleSetWriter
{
    private readonly Dictionary<ulong, ushort> _slotOf = [];
    private readonly Stack<int> _free = [];
    private ulong[] _roles = [];
    private ushort[] _heap = [];
    private int[] _starts = [0];
    private ushort[] _lengths = [0];
    private int[] _references = [1];
    private int[] _index = [-1, -1];
    private int _count = 1;
    private int _used;
    private int _dead;
    private bool _shared;

    /// <summary>How many numbers were ever given; each set's number is below.</summary>
    public int Numbers => _count;

    public RoleSets View => new(_roles, _heap, _starts, _lengths);

    /// <summary>What a snapshot keeps: nothing that it sees changes afterwards.</summary>
    public RoleSets Share()
    {
        _shared = true;
        return View;
    }

    public bool IsUsed(int set) => _references[set] > 0;

    /// <summary>The number of a set of roles given in any order, with one reference more.</summary>
    public int Acquire(ReadOnlySpan<ulong> roles)
    {
        Span<ushort> slots = roles.Length <= 512 ? stackalloc ushort[roles.Length] : new ushort[roles.Length];
        for (var i = 0; i < roles.Length; i++)
        {
            slots[i] = Slot(roles[i]);
        }

        Sort(slots);
        var distinct = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            if (i == 0 || slots[i] != slots[i - 1])
            {
                slots[distinct++] = slots[i];
            }
        }

        return AcquireSlots(slots[..distinct]);
    }

    // Few have more than a handful of roles.
    private static void Sort(Span<ushort> slots)
    {
        const int Few = 12;
        if (slots.Length > Few)
        {
            slots.Sort();
            return;
        }

        for (var i = 1; i < slots.Length; i++)
        {
            var slot = slots[i];
            var at = i;
            for (; at > 0 && slots[at - 1] > slot; at--)
            {
                slots[at] = slots[at - 1];
            }

            slots[at] = slot;
        }
    }

    public void Release(int set)
    {
        if (set == 0 || --_references[set] > 0)
        {
            return;
        }

        Unindex(set);
        _dead += _lengths[set];
        _free.Push(set);
    }

    public void AddReference(int set) => _references[set]++;

    /// <summary>The number of the same set without one role; null when the set has not got it. Holds a reference.</summary>
    public int? AcquireWithout(int set, ulong role)
    {
        if (!_slotOf.TryGetValue(role, out var slot))
        {
            return null;
        }

        var slots = View.Slots(set);
        var at = slots.BinarySearch(slot);
        if (at < 0)
        {
            return null;
        }

        var rest = new ushort[slots.Length - 1];
        slots[..at].CopyTo(rest);
        slots[(at + 1)..].CopyTo(rest.AsSpan(at));
        return AcquireSlots(rest);
    }

    private ushort Slot(ulong role)
    {
        if (_slotOf.TryGetValue(role, out var slot))
        {
            return slot;
        }

        slot = checked((ushort)_slotOf.Count);
        if (slot == _roles.Length)
        {
            Array.Resize(ref _roles, slot + Math.Max(4, slot / 4));
        }

        _roles[slot] = role;
        _slotOf[role] = slot;
        return slot;
    }

    private int AcquireSlots(ReadOnlySpan<ushort> slots)
    {
        if (slots.IsEmpty)
        {
            return 0;
        }

        var at = Probe(slots);
        if (_index[at] >= 0)
        {
            _references[_index[at]]++;
            return _index[at];
        }

        var set = Store(slots);
        _index[at] = set;
        if ((_count - _free.Count) * 4 > _index.Length * 3)
        {
            Reindex();
        }

        return set;
    }

    private int Store(ReadOnlySpan<ushort> slots)
    {
        if (_used + slots.Length > _heap.Length)
        {
            if (_dead >= slots.Length + (_used / 4))
            {
                Compact(slots.Length);
            }
            else
            {
                Array.Resize(ref _heap, _used + slots.Length + (_heap.Length / 8));
            }
        }

        if (_free.TryPop(out var set))
        {
            Unshare();
        }
        else
        {
            set = _count++;
            if (set == _starts.Length)
            {
                var capacity = set + Math.Max(4, set / 8);
                Array.Resize(ref _starts, capacity);
                Array.Resize(ref _lengths, capacity);
                Array.Resize(ref _references, capacity);
            }
        }

        slots.CopyTo(_heap.AsSpan(_used));
        _starts[set] = _used;
        _lengths[set] = (ushort)slots.Length;
        _references[set] = 1;
        _used += slots.Length;
        return set;
    }

    // Snapshots look sets up by number: an entry that one of them may still read is changed only in a copy.
    private void Unshare()
    {
        if (_shared)
        {
            _starts = _starts.AsSpan().ToArray();
            _lengths = _lengths.AsSpan().ToArray();
            _shared = false;
        }
    }

    private void Compact(int extra)
    {
        Unshare();
        var heap = new ushort[_used - _dead + extra + ((_used - _dead) / 8)];
        var place = 0;
        for (var set = 1; set < _count; set++)
        {
            if (_references[set] > 0)
            {
                View.Slots(set).CopyTo(heap.AsSpan(place));
                _starts[set] = place;
                place += _lengths[set];
            }
        }

        _heap = heap;
        _used = place;
        _dead = 0;
    }

    private int Probe(ReadOnlySpan<ushort> slots)
    {
        var at = Start(slots);
        while (_index[at] >= 0 && !View.Slots(_index[at]).SequenceEqual(slots))
        {
            at = Next(at);
        }

        return at;
    }

    private void Reindex()
    {
        _index = new int[(_count - _free.Count) * 2];
        _index.AsSpan().Fill(-1);
        for (var set = 1; set < _count; set++)
        {
            if (_references[set] > 0)
            {
                _index[Probe(View.Slots(set))] = set;
            }
        }
    }

    // Linear probing without tombstones: what follows the hole moves up where its own place allows.
    private void Unindex(int set)
    {
        var hole = Start(View.Slots(set));
        while (_index[hole] != set)
        {
            hole = Next(hole);
        }

        for (var at = Next(hole); _index[at] >= 0; at = Next(at))
        {
            var home = Start(View.Slots(_index[at]));
            var staysPut = hole < at ? home > hole && home <= at : home > hole || home <= at;
            if (!staysPut)
            {
                _index[hole] = _index[at];
                hole = at;
            }
        }

        _index[hole] = -1;
    }

    private int Next(int at) => at + 1 == _index.Length ? 0 : at + 1;

    private int Start(ReadOnlySpan<ushort> slots)
    {
        var hash = 14695981039346656037ul;
        foreach (var slot in slots)
        {
            hash = (hash ^ slot) * 1099511628211ul;
        }

        return (int)((hash >> 32) % (uint)_index.Length);
    }
}
