namespace Mainstay.Sdk.Image;

/// <summary>The directory of the pages: where an id belongs, what is copied before it is written, and pages that are split, opened and closed.</summary>
internal sealed partial class MemberWriter
{
    /// <summary>Pages that are looked at from the last one on before all are: a chunk of a list lies in so many.</summary>
    private const int Near = 4;

    private MemberPage[] _pages = [];
    private ulong[] _firsts = [];
    private int _pageCount;
    private int _generation;
    private int _near;
    private bool _directoryShared;

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
