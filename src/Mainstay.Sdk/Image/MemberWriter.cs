using System.Runtime.InteropServices;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>The pages of a guild's members, being written.</summary>
internal sealed class MemberWriter
{
    /// <summary>Pages that are looked at from the last one on before all are: a chunk of a list lies in so many.</summary>
    private const int Near = 4;

    private readonly RoleSetWriter _sets = new();
    private MemberPage[] _pages = [];
    private ulong[] _firsts = [];
    private int _pageCount;
    private int _generation;
    private int _near;
    private bool _directoryShared;

    public int Count { get; private set; }

    public RoleSets Sets => _sets.View;

    public bool TryGet(ulong id, out MemberView member)
    {
        var page = Locate(id);
        var row = page < 0 ? -1 : _pages[page].Find(id);
        member = row < 0 ? default : new MemberView(_pages[page], row, _sets.View);
        return row >= 0;
    }

    /// <summary>Whether the pages say the same. False may also mean that it takes a closer look.</summary>
    public bool Says(scoped in MemberData data)
    {
        var at = Locate(data.Id);
        if (at < 0)
        {
            return false;
        }

        var page = _pages[at];
        var row = page.Find(data.Id);
        return row >= 0 && SameRoles(page.RoleSets[row], data.Roles) && PageRow.Says(page, row, data);
    }

    public MemberChanges Upsert(scoped in MemberData data)
    {
        var at = Locate(data.Id);
        var row = at < 0 ? ~0 : _pages[at].Find(data.Id);
        if (row >= 0 && SameRoles(_pages[at].RoleSets[row], data.Roles) && PageRow.Says(_pages[at], row, data))
        {
            return MemberChanges.None;
        }

        var set = _sets.Acquire(data.Roles);
        if (row < 0)
        {
            var (page, place) = Open(at, ~row, data.Id);
            page.RoleSets[place] = set;
            PageRow.Write(page, place, data, MemberChanges.Names | MemberChanges.Other);
            Count++;
            return MemberChanges.Added;
        }

        var changes = PageRow.Compare(_pages[at], row, data) | (_pages[at].RoleSets[row] == set ? 0 : MemberChanges.Roles);
        if (changes == MemberChanges.None)
        {
            _sets.Release(set);
            return changes;
        }

        var target = Writable(at);
        _sets.Release(target.RoleSets[row]);
        target.RoleSets[row] = set;
        PageRow.Write(target, row, data, changes);
        return changes;
    }

    /// <summary>Gives a row the names and avatar that are told of it, where it has them on disk only and they are the same.</summary>
    public void GiveTexts(scoped in MemberData data)
    {
        var at = Locate(data.Id);
        var row = at < 0 ? -1 : _pages[at].Find(data.Id);
        if (row >= 0 && !_pages[at].HasTexts(row) && PageRow.Compare(_pages[at], row, data) == MemberChanges.None)
        {
            PageRow.Write(Writable(at), row, data, MemberChanges.Names | MemberChanges.Other);
        }
    }

    /// <summary>Rows whose names and avatars are as in a table that is on disk now have them there only.</summary>
    public void PutTextsAway(MemberTable saved, IReadOnlyList<Id<User>> members)
    {
        var rows = new List<int>(MemberPage.MaxRows);
        for (var next = 0; next < members.Count;)
        {
            var at = Locate(members[next].Value);
            if (at < 0)
            {
                next++;
                continue;
            }

            var page = _pages[at];
            if (!page.IsBare && page == saved.PageOf(members[next].Value) && HasAll(page, members, next))
            {
                // Nothing has been told of any of them since.
                UnshareDirectory();
                _pages[at] = page.Bare();
                next += page.Count;
                continue;
            }

            rows.Clear();
            do
            {
                var id = members[next++];
                if (page.Find(id.Value) is var row and >= 0 && page.HasTexts(row) && saved.TryGet(id, out var view) && view.HasSameTexts(page, row))
                {
                    rows.Add(row);
                }
            }
            while (next < members.Count && Locate(members[next].Value) == at);

            PutAway(at, rows);
        }
    }

    /// <summary>All rows have their names and avatars on disk only. False when they had before.</summary>
    public bool PutTextsAway()
    {
        var any = false;
        for (var at = 0; at < _pageCount; at++)
        {
            if (!_pages[at].IsBare)
            {
                UnshareDirectory();
                _pages[at] = _pages[at].Bare();
                any = true;
            }
        }

        return any;
    }

    private static bool HasAll(MemberPage page, IReadOnlyList<Id<User>> members, int from) =>
        from + page.Count <= members.Count && members is Id<User>[] ids
        && MemoryMarshal.Cast<Id<User>, ulong>(ids.AsSpan(from, page.Count)).SequenceEqual(page.Ids.AsSpan(0, page.Count));

    private void PutAway(int at, List<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var page = _pages[at];
        var left = 0;
        for (var row = 0; row < page.Count; row++)
        {
            left += page.HasTexts(row) ? 1 : 0;
        }

        if (left == rows.Count)
        {
            UnshareDirectory();
            _pages[at] = page.Bare();
            return;
        }

        page = Writable(at);
        foreach (var row in rows)
        {
            page.PutAway(row);
        }
    }

    public bool Remove(ulong id)
    {
        var at = Locate(id);
        var row = at < 0 ? -1 : _pages[at].Find(id);
        if (row < 0)
        {
            return false;
        }

        var page = Writable(at);
        _sets.Release(page.RoleSets[row]);
        page.Remove(row);
        Count--;
        if (page.Count == 0)
        {
            CloseDirectory(at);
            return true;
        }

        _firsts[at] = page.Ids[0];
        if (at + 1 < _pageCount && page.Count + _pages[at + 1].Count <= MemberPage.MaxRows / 2)
        {
            page.Merge(_pages[at + 1]);
            CloseDirectory(at + 1);
        }

        return true;
    }

    /// <summary>Takes a role that no longer exists from whoever has it, and returns who that was.</summary>
    public IReadOnlyList<Id<User>> RemoveRole(ulong role)
    {
        var numbers = _sets.Numbers;
        var replacement = new int[numbers];
        var any = false;
        for (var set = 0; set < numbers; set++)
        {
            replacement[set] = _sets.IsUsed(set) && _sets.AcquireWithout(set, role) is { } rest ? rest : set;
            any |= replacement[set] != set;
        }

        if (!any)
        {
            return [];
        }

        var changed = new List<Id<User>>();
        for (var at = 0; at < _pageCount; at++)
        {
            for (var row = 0; row < _pages[at].Count; row++)
            {
                var old = _pages[at].RoleSets[row];
                if (replacement[old] != old)
                {
                    Writable(at).RoleSets[row] = replacement[old];
                    _sets.AddReference(replacement[old]);
                    _sets.Release(old);
                    changed.Add(new Id<User>(_pages[at].Ids[row]));
                }
            }
        }

        for (var set = 0; set < numbers; set++)
        {
            if (replacement[set] != set)
            {
                _sets.Release(replacement[set]);
            }
        }

        return changed;
    }

    public MemberTable Snapshot(Completeness completeness, ulong[] gone)
    {
        _generation++;
        _directoryShared = true;
        return new MemberTable(_pages, _firsts, _pageCount, Count, _sets.Share(), completeness, gone);
    }

    // Lists and events about one guild come in clusters of neighbours.
    private int Locate(ulong id)
    {
        var near = _near;
        if ((uint)near < (uint)_pageCount && _firsts[near] <= id)
        {
            for (var end = Math.Min(near + Near, _pageCount - 1); near < end && _firsts[near + 1] <= id;)
            {
                near++;
            }
        }
        else if ((uint)near < (uint)_pageCount)
        {
            for (var end = Math.Max(near - Near, 0); near > end && _firsts[near] > id;)
            {
                near--;
            }
        }

        return (uint)near < (uint)_pageCount && _firsts[near] <= id && (near + 1 == _pageCount || id < _firsts[near + 1])
            ? _near = near
            : _near = MemberTable.Locate(_firsts, _pageCount, id);
    }

    // Each of so many different roles is among as many that are told: then these are the same.
    private bool SameRoles(int set, ReadOnlySpan<ulong> told)
    {
        var sets = _sets.View;
        var slots = sets.Slots(set);
        if (slots.Length != told.Length)
        {
            return false;
        }

        foreach (var slot in slots)
        {
            if (!told.Contains(sets.Roles[slot]))
            {
                return false;
            }
        }

        return true;
    }

    private (MemberPage Page, int Row) Open(int at, int row, ulong id)
    {
        if (at < 0)
        {
            at = 0;
            row = 0;
            if (_pageCount == 0 || _pages[0].Count == MemberPage.MaxRows)
            {
                OpenDirectory(0, new MemberPage { Generation = _generation }, id);
            }
        }
        else if (_pages[at].Count == MemberPage.MaxRows)
        {
            // Ids that arrive in order fill each page to the brim; others split one in the middle.
            var page = Writable(at);
            var cut = at == _pageCount - 1 && row == MemberPage.MaxRows ? MemberPage.MaxRows : MemberPage.MaxRows / 2;
            var right = cut == MemberPage.MaxRows ? new MemberPage { Generation = _generation } : page.Split(cut);
            OpenDirectory(at + 1, right, right.Count == 0 ? id : right.Ids[0]);
            if (row > cut || right.Count == 0)
            {
                at++;
                row -= cut;
            }
        }

        var target = Writable(at);
        target.Insert(row, id);
        UnshareDirectory();
        _firsts[at] = target.Ids[0];
        return (target, row);
    }

    private MemberPage Writable(int at)
    {
        if (_pages[at].Generation != _generation)
        {
            UnshareDirectory();
            _pages[at] = _pages[at].Copy(_generation);
        }

        return _pages[at];
    }

    private void UnshareDirectory()
    {
        if (_directoryShared)
        {
            _pages = _pages.AsSpan().ToArray();
            _firsts = _firsts.AsSpan().ToArray();
            _directoryShared = false;
        }
    }

    private void OpenDirectory(int at, MemberPage page, ulong first)
    {
        if (_pageCount == _pages.Length)
        {
            var capacity = _pageCount + Math.Max(1, _pageCount / 8);
            Array.Resize(ref _pages, capacity);
            Array.Resize(ref _firsts, capacity);
            _directoryShared = false;
        }

        UnshareDirectory();
        Array.Copy(_pages, at, _pages, at + 1, _pageCount - at);
        Array.Copy(_firsts, at, _firsts, at + 1, _pageCount - at);
        _pages[at] = page;
        _firsts[at] = first;
        _pageCount++;
    }

    private void CloseDirectory(int at)
    {
        UnshareDirectory();
        _pageCount--;
        Array.Copy(_pages, at + 1, _pages, at, _pageCount - at);
        Array.Copy(_firsts, at + 1, _firsts, at, _pageCount - at);
        _pages[_pageCount] = null!;
    }
}
