using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>The pages of a guild's members, being written.</summary>
internal sealed partial class MemberWriter
{
    private readonly RoleSetWriter _sets = new();

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
}
