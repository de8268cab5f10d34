using System.Diagnostics;

namespace Mainstay.Sdk.Image;

/// <summary>
/// Some hundred members side by side in columns, sorted by id. A page belongs to the writer's generation that made it; a writer of a later generation
/// copies it before it writes, so that a snapshot taken in between stays still.
/// </summary>
internal sealed class MemberPage
{
    /// <summary>Rows of a full page. Larger pages cost more per copy, smaller ones more per search and in array headers.</summary>
    public const int MaxRows = 512;

    public const uint FlagMask = 0x00FF_FFFF;
    public const uint PendingBit = 1u << 24;
    public const uint BotBit = 1u << 25;
    public const uint AvatarBit = 1u << 27;
    public const uint AnimatedBit = 1u << 28;
    public const uint RareBit = 1u << 29;

    public required int Generation { get; init; }

    public int Count { get; private set; }

    public ulong[] Ids = [];
    public long[] Joined = [];
    public UInt128[] Avatars = [];
    public int[] RoleSets = [];
    public uint[] Bits = [];
    public PageTexts Texts = new();
    public RareColumns Rare = new();

    /// <summary>What stands for names and avatars of rows that have theirs on disk only; empty while no row of the page ever had.</summary>
    public ulong[] Digests = [];

    /// <summary>Whether all rows have names and avatars on disk only: then there are no columns for them.</summary>
    public bool IsBare => Count > 0 && Avatars.Length == 0;

    public bool HasTexts(int row) => Texts.Has(row);

    /// <summary>The row of an id, or the complement of where it belongs. Without branches, which could only be guessed, and a list asks this of every member.</summary>
    public int Find(ulong id)
    {
        var ids = Ids.AsSpan(0, Count);
        var row = 0;
        for (var rows = ids.Length; rows > 1;)
        {
            var half = rows >> 1;
            row += half & -(ids[row + half - 1] < id ? 1 : 0);
            rows -= half;
        }

        row += row < ids.Length && ids[row] < id ? 1 : 0;
        return row < ids.Length && ids[row] == id ? row : ~row;
    }

    public MemberPage Copy(int generation) => new()
    {
        Generation = generation,
        Count = Count,
        Ids = Ids.AsSpan().ToArray(),
        Joined = Joined.AsSpan().ToArray(),
        Avatars = Avatars.AsSpan().ToArray(),
        RoleSets = RoleSets.AsSpan().ToArray(),
        Bits = Bits.AsSpan().ToArray(),
        Texts = Texts.Copy(),
        Rare = Rare.Copy(),
        Digests = Digests.AsSpan().ToArray(),
    };

    /// <summary>
    /// The page with names and avatars on disk only, in its place. It is of the same generation, so that who would not write into this page does not write into
    /// that one either: all other columns are one and the same.
    /// </summary>
    public MemberPage Bare()
    {
        var digests = new ulong[Ids.Length];
        for (var row = 0; row < Count; row++)
        {
            digests[row] = DigestOf(row);
        }

        return new MemberPage
        {
            Generation = Generation,
            Count = Count,
            Ids = Ids,
            Joined = Joined,
            RoleSets = RoleSets,
            Bits = Bits,
            Rare = Rare,
            Digests = digests,
        };
    }

    public ulong DigestOf(int row) => HasTexts(row) ? TextDigest.Of(Texts.Username(row), Texts.GlobalName(row), Texts.Nick(row), Avatars[row]) : Digests[row];

    /// <summary>From here on the row has its names and avatar on disk only.</summary>
    public void PutAway(int row)
    {
        if (Digests.Length == 0)
        {
            Digests = new ulong[Ids.Length];
        }

        Digests[row] = DigestOf(row);
        Avatars[row] = default;
        Texts.PutAway(row);
    }

    /// <summary>Makes the columns for names and avatars, in which every row has them on disk yet.</summary>
    public void Dress()
    {
        if (IsBare)
        {
            Avatars = new UInt128[Ids.Length];
            Texts = PageTexts.AllAway(Ids.Length);
        }
    }

    /// <summary>Opens a zeroed row at <paramref name="row" /> for <paramref name="id" />.</summary>
    public void Insert(int row, ulong id)
    {
        Debug.Assert(Count < MaxRows);
        Dress();
        if (Count == Ids.Length)
        {
            Resize(Math.Min(MaxRows, Count + Math.Max(4, Count / 8)));
        }

        Open(Ids, row);
        Open(Joined, row);
        Open(Avatars, row);
        Open(RoleSets, row);
        Open(Bits, row);
        Texts.Insert(row, Count, Ids.Length);
        if (Digests.Length > 0)
        {
            Open(Digests, row);
        }

        Ids[row] = id;
        Count++;
    }

    public void Remove(int row)
    {
        Dress();
        if ((Bits[row] & RareBit) != 0)
        {
            Rare.Remove(Ids[row]);
        }

        Close(Ids, row);
        Close(Joined, row);
        Close(Avatars, row);
        Close(RoleSets, row);
        Close(Bits, row);
        Texts.Remove(row, Count);
        if (Digests.Length > 0)
        {
            Close(Digests, row);
        }

        Count--;
        if (Count < Ids.Length / 2)
        {
            Resize(Count);
        }
    }

    /// <summary>Moves the rows from <paramref name="from" /> on into a page of their own.</summary>
    public MemberPage Split(int from)
    {
        Dress();
        var right = new MemberPage { Generation = Generation };
        right.Take(this, from, Count);
        Count = from;
        Resize(from);
        Texts.Keep(from);
        Rare.KeepBelow(right.Ids[0]);
        return right;
    }

    /// <summary>Appends the rows of <paramref name="right" />, whose ids are all larger.</summary>
    public void Merge(MemberPage right) => Take(right, 0, right.Count);

    private void Take(MemberPage other, int from, int to)
    {
        Dress();
        if (other.IsBare)
        {
            // It may belong to a snapshot.
            other = other.Copy(other.Generation);
            other.Dress();
        }

        var rows = to - from;
        Resize(Count + rows);
        if (other.Digests.Length > 0)
        {
            Array.Resize(ref Digests, Ids.Length);
        }

        other.Ids.AsSpan(from, rows).CopyTo(Ids.AsSpan(Count));
        other.Joined.AsSpan(from, rows).CopyTo(Joined.AsSpan(Count));
        other.Avatars.AsSpan(from, rows).CopyTo(Avatars.AsSpan(Count));
        other.RoleSets.AsSpan(from, rows).CopyTo(RoleSets.AsSpan(Count));
        other.Bits.AsSpan(from, rows).CopyTo(Bits.AsSpan(Count));
        Texts.Take(Count, other.Texts, from, rows);
        if (other.Digests.Length > 0)
        {
            other.Digests.AsSpan(from, rows).CopyTo(Digests.AsSpan(Count));
        }

        Rare.TakeFrom(other.Rare, other.Ids[from]);
        Count += rows;
    }

    private void Resize(int rows)
    {
        Array.Resize(ref Ids, rows);
        Array.Resize(ref Joined, rows);
        Array.Resize(ref Avatars, rows);
        Array.Resize(ref RoleSets, rows);
        Array.Resize(ref Bits, rows);
        Texts.Resize(rows);
        if (Digests.Length > 0)
        {
            Array.Resize(ref Digests, rows);
        }
    }

    private void Open<T>(T[] column, int row)
    {
        Array.Copy(column, row, column, row + 1, Count - row);
        column[row] = default!;
    }

    private void Close<T>(T[] column, int row) => Array.Copy(column, row + 1, column, row, Count - row - 1);
}
