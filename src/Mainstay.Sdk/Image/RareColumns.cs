namespace Mainstay.Sdk.Image;

/// <summary>What few members have. Every field is zero or null when it is not set.</summary>
internal record struct RareMember(ulong Id)
{
    public long PremiumSince;
    public long TimeoutUntil;
    public UInt128 GuildAvatar;
    public int HighFlags;
    public bool HasGuildAvatar;
    public bool GuildAvatarMoves;

    /// <summary>Avatar hashes that do not fit 16 bytes.</summary>
    public string? OddAvatar;
    public string? OddGuildAvatar;

    public readonly bool IsEmpty => this == new RareMember(Id);
}

/// <summary>The rows of a page that have something rare, sorted by id, so that rows of the page may move without touching these.</summary>
internal sealed class RareColumns
{
    private RareMember[] _rows = [];
    private int _count;

    public RareColumns Copy() => new() { _rows = _rows.AsSpan(0, _count).ToArray(), _count = _count };

    public ref readonly RareMember Get(ulong id) => ref _rows[Find(id)];

    public void Set(in RareMember value)
    {
        var at = Find(value.Id);
        if (at < 0)
        {
            at = ~at;
            if (_count == _rows.Length)
            {
                Array.Resize(ref _rows, _count + Math.Max(1, _count / 4));
            }

            Array.Copy(_rows, at, _rows, at + 1, _count - at);
            _count++;
        }

        _rows[at] = value;
    }

    public void Remove(ulong id)
    {
        var at = Find(id);
        Array.Copy(_rows, at + 1, _rows, at, _count - at - 1);
        _rows[--_count] = default;
    }

    public void KeepBelow(ulong id)
    {
        _count = Bound(id);
        Array.Resize(ref _rows, _count);
    }

    public void TakeFrom(RareColumns other, ulong first)
    {
        var from = other.Bound(first);
        var rows = other._count - from;
        Array.Resize(ref _rows, _count + rows);
        other._rows.AsSpan(from, rows).CopyTo(_rows.AsSpan(_count));
        _count += rows;
    }

    private int Bound(ulong id)
    {
        var at = Find(id);
        return at < 0 ? ~at : at;
    }

    private int Find(ulong id)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var there = _rows[middle].Id;
            if (there == id)
            {
                return middle;
            }

            if (there < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
