using System.Runtime.InteropServices;
using Mainstay.Discord;

namespace Mainstay.Sdk.Image;

/// <summary>Names and avatars that are on disk only, or in memory again.</summary>
internal sealed partial class MemberWriter
{
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
}
