namespace Mainstay.Sdk.Image;

/// <summary>The three names of each row of a page: UTF-8 in one heap, with place and lengths packed into eight bytes per row.</summary>
internal sealed class PageTexts
{
    // place: 28 bits; then 12 bits for the length of each text. Names end at 32 characters today, which is 128 bytes at most.
    private const int LengthBits = 12;
    private const int MaxLength = (1 << LengthBits) - 1;

    // A row whose names are on disk only. No heap is long enough for a text to begin there.
    private const ulong Away = ulong.MaxValue;

    private ulong[] _slots = [];
    private byte[] _heap = [];
    private int _used;
    private int _dead;

    public PageTexts Copy() => new() { _slots = _slots.AsSpan().ToArray(), _heap = _heap.AsSpan(0, _used).ToArray(), _used = _used, _dead = _dead };

    public bool Has(int row) => _slots.Length > 0 && _slots[row] != Away;

    public ReadOnlySpan<byte> Username(int row) => Has(row) ? _heap.AsSpan(Place(_slots[row]), Length(_slots[row], 0)) : default;

    public ReadOnlySpan<byte> GlobalName(int row) => Has(row) ? _heap.AsSpan(Place(_slots[row]) + Length(_slots[row], 0), Length(_slots[row], 1)) : default;

    public ReadOnlySpan<byte> Nick(int row) =>
        Has(row) ? _heap.AsSpan(Place(_slots[row]) + Length(_slots[row], 0) + Length(_slots[row], 1), Length(_slots[row], 2)) : default;

    /// <summary>Makes place for rows whose names are all away.</summary>
    public static PageTexts AllAway(int capacity)
    {
        var texts = new PageTexts { _slots = new ulong[capacity] };
        texts._slots.AsSpan().Fill(Away);
        return texts;
    }

    public void PutAway(int row)
    {
        _dead += Total(_slots[row]);
        _slots[row] = Away;
    }

    public bool Same(int row, ReadOnlySpan<byte> username, ReadOnlySpan<byte> globalName, ReadOnlySpan<byte> nick) =>
        Username(row).SequenceEqual(username) && GlobalName(row).SequenceEqual(globalName) && Nick(row).SequenceEqual(nick);

    /// <summary>Sets the names of one of the first <paramref name="rows" /> rows. Longer texts than Discord has ever sent are cut between characters.</summary>
    public void Set(int row, int rows, ReadOnlySpan<byte> username, ReadOnlySpan<byte> globalName, ReadOnlySpan<byte> nick)
    {
        username = Cut(username);
        globalName = Cut(globalName);
        nick = Cut(nick);
        var length = username.Length + globalName.Length + nick.Length;
        _slots[row] = Has(row) ? _slots[row] : 0;
        var old = Total(_slots[row]);
        var place = Place(_slots[row]);
        if (length > old)
        {
            _dead += old;
            _slots[row] = 0;
            place = Reserve(length, rows);
        }
        else
        {
            _dead += old - length;
        }

        var target = _heap.AsSpan(place);
        username.CopyTo(target);
        globalName.CopyTo(target[username.Length..]);
        nick.CopyTo(target[(username.Length + globalName.Length)..]);
        _slots[row] = Pack(place, username.Length, globalName.Length, nick.Length);
    }

    public void Insert(int row, int rows, int capacity)
    {
        if (_slots.Length != capacity)
        {
            Array.Resize(ref _slots, capacity);
        }

        Array.Copy(_slots, row, _slots, row + 1, rows - row);
        _slots[row] = 0;
    }

    public void Remove(int row, int rows)
    {
        _dead += Total(_slots[row]);
        Array.Copy(_slots, row + 1, _slots, row, rows - row - 1);
    }

    public void Resize(int rows) => Array.Resize(ref _slots, rows);

    /// <summary>Forgets all but the first <paramref name="rows" /> rows, and what they left behind.</summary>
    public void Keep(int rows) => Compact(rows, 0);

    public void Take(int at, PageTexts other, int from, int rows)
    {
        var needed = 0;
        for (var i = 0; i < rows; i++)
        {
            needed += Total(other._slots[from + i]);
        }

        var place = Reserve(needed, at);
        for (var i = 0; i < rows; i++)
        {
            var slot = other._slots[from + i];
            var total = Total(slot);
            other.Bytes(slot).CopyTo(_heap.AsSpan(place));
            _slots[at + i] = Moved(slot, place);
            place += total;
        }
    }

    private int Reserve(int length, int rows)
    {
        if (_used + length > _heap.Length)
        {
            if (_dead >= length + (_used / 8))
            {
                Compact(rows, length);
            }
            else
            {
                Array.Resize(ref _heap, _used + length + (_heap.Length / 8));
            }
        }

        var place = _used;
        _used += length;
        return place;
    }

    private void Compact(int rows, int extra)
    {
        var live = 0;
        for (var row = 0; row < rows; row++)
        {
            live += Total(_slots[row]);
        }

        var heap = new byte[live + extra + (extra > 0 ? live / 8 : 0)];
        var place = 0;
        for (var row = 0; row < rows; row++)
        {
            var total = Total(_slots[row]);
            Bytes(_slots[row]).CopyTo(heap.AsSpan(place));
            _slots[row] = Moved(_slots[row], place);
            place += total;
        }

        _heap = heap;
        _used = place;
        _dead = 0;
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = MaxLength;
        while ((text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }

    private ReadOnlySpan<byte> Bytes(ulong slot) => slot == Away ? default : _heap.AsSpan(Place(slot), Total(slot));

    private static int Place(ulong slot) => (int)(slot >> (3 * LengthBits));

    private static int Length(ulong slot, int text) => (int)(slot >> (LengthBits * (2 - text))) & MaxLength;

    private static int Total(ulong slot) => slot == Away ? 0 : Length(slot, 0) + Length(slot, 1) + Length(slot, 2);

    private static ulong Pack(int place, int first, int second, int third) =>
        ((ulong)place << (3 * LengthBits)) | ((ulong)first << (2 * LengthBits)) | ((ulong)second << LengthBits) | (uint)third;

    private static ulong Moved(ulong slot, int place) => slot == Away ? Away : (slot & ((1ul << (3 * LengthBits)) - 1)) | ((ulong)place << (3 * LengthBits));
}
