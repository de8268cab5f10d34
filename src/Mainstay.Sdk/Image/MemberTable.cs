using System.Runtime.InteropServices;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>What a snapshot knows of somebody's membership.</summary>
public enum Membership
{
    /// <summary>Nothing is proven: the member may be there or not.</summary>
    Unknown,

    /// <summary>The member is there.</summary>
    Present,

    /// <summary>The member is not there, and that is proven: by Discord's own event, or by a complete list.</summary>
    Gone,
}

/// <summary>The members of a guild in one snapshot, in ascending order of their ids. Nothing in it ever changes.</summary>
public sealed class MemberTable
{
    private readonly MemberPage[] _pages;
    private readonly ulong[] _firsts;
    private readonly int _pageCount;
    private readonly RoleSets _sets;
    private readonly ulong[] _gone;

    internal MemberTable(MemberPage[] pages, ulong[] firsts, int pageCount, int count, RoleSets sets, Completeness completeness, ulong[] gone)
    {
        _pages = pages;
        _firsts = firsts;
        _pageCount = pageCount;
        _sets = sets;
        _gone = gone;
        Count = count;
        Completeness = completeness;
    }

    /// <summary>How many members the snapshot has.</summary>
    public int Count { get; }

    /// <summary>Whether that is all of them.</summary>
    public Completeness Completeness { get; }

    /// <summary>Finds a member; false when the snapshot has not got it, which proves nothing: see <see cref="Look" />.</summary>
    public bool TryGet(Id<User> user, out MemberView member)
    {
        if (Locate(_firsts, _pageCount, user.Value) is var page and >= 0 && _pages[page].Find(user.Value) is var row and >= 0)
        {
            member = new MemberView(_pages[page], row, _sets);
            return true;
        }

        member = default;
        return false;
    }

    /// <summary>Whether the member is there, is proven to be gone, or nobody knows.</summary>
    public Membership Look(Id<User> user) =>
        TryGet(user, out _) ? Membership.Present
        : Completeness.IsComplete || Array.BinarySearch(_gone, user.Value) >= 0 ? Membership.Gone
        : Membership.Unknown;

    /// <summary>How many blocks the members lie in.</summary>
    public int BlockCount => _pageCount;

    /// <summary>Some hundred neighbours at once. Blocks are in ascending order of the ids in them.</summary>
    public MemberBlock Block(int index) =>
        index < _pageCount ? new MemberBlock(_pages[index], _sets) : throw new ArgumentOutOfRangeException(nameof(index), index, "There are fewer blocks.");

    /// <summary>The roles of a <see cref="RoleSet.Number" /> that one of the members has.</summary>
    public RoleSet RolesOf(int number) => new(_sets, number);

    /// <summary>The roles that members have or had, by <see cref="RoleSet.Places" />. Places that were never used hold no id.</summary>
    public ReadOnlySpan<Id<Role>> RoleIds => MemoryMarshal.Cast<ulong, Id<Role>>(_sets.Roles.AsSpan());

    /// <summary>Goes through all members in ascending order of their ids, without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The members as a sequence, for queries.</summary>
    public IEnumerable<MemberView> AsEnumerable()
    {
        foreach (var member in this)
        {
            yield return member;
        }
    }

    /// <summary>The page in which an id is, if it is there at all; null before the first.</summary>
    internal MemberPage? PageOf(ulong id) => Locate(_firsts, _pageCount, id) is var page and >= 0 ? _pages[page] : null;

    internal static int Locate(ulong[] firsts, int pages, ulong id)
    {
        var at = firsts.AsSpan(0, pages).BinarySearch(id);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>Goes through the members of a <see cref="MemberTable" />.</summary>
    public struct Enumerator
    {
        private readonly MemberTable _table;
        private int _page;
        private int _row;

        internal Enumerator(MemberTable table)
        {
            _table = table;
            _row = -1;
        }

        /// <summary>The member at hand.</summary>
        public readonly MemberView Current => new(_table._pages[_page], _row, _table._sets);

        /// <summary>Goes to the next member; false at the end.</summary>
        public bool MoveNext()
        {
            if (_page == _table._pageCount)
            {
                return false;
            }

            if (++_row < _table._pages[_page].Count)
            {
                return true;
            }

            _page++;
            _row = 0;
            return _page < _table._pageCount;
        }
    }
}
