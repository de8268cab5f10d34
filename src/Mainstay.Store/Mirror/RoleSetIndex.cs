using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>
/// The role sets that the mirror has of one guild, by content, so that each is written once. Content is known by a digest of 64 bits: a guild may have half a
/// million sets, and in a guild with a million the odds that any two share a digest are one to forty million.
/// </summary>
internal sealed class RoleSetIndex(long guild)
{
    private readonly List<(long Set, ulong[] Roles)> _fresh = [];

    // Open addressing; number 0 is a free place.
    private ulong[] _digests = new ulong[16];
    private uint[] _numbers = new uint[16];
    private uint _last;
    private int _count;

    /// <summary>The guild.</summary>
    public long Guild => guild;

    /// <summary>Sets that the database has not got: to be written in the transaction of the members that have them, and then cleared.</summary>
    public List<(long Set, ulong[] Roles)> Fresh => _fresh;

    public static async Task<RoleSetIndex> LoadAsync(IUnit unit, long guild)
    {
        var index = new RoleSetIndex(guild);
        foreach (var (set, roles) in await SetsAsync(unit, guild).ConfigureAwait(false))
        {
            index.Add(Digest(roles), checked((uint)set));
            index._last = Math.Max(index._last, (uint)set);
        }

        return index;
    }

    /// <summary>Every set by its number. The empty one is number 0 and has no rows.</summary>
    public static async Task<Dictionary<long, ulong[]>> BySetAsync(IUnit unit, long guild)
    {
        var sets = (await SetsAsync(unit, guild).ConfigureAwait(false)).ToDictionary(pair => pair.Set, pair => pair.Roles);
        sets[0] = [];
        return sets;
    }

    public long NumberOf(RoleSet roles)
    {
        if (roles.Count == 0)
        {
            return 0;
        }

        Span<ulong> ids = roles.Count <= 256 ? stackalloc ulong[roles.Count] : new ulong[roles.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = roles[i].Value;
        }

        ids.Sort();
        var digest = Digest(ids);
        var at = Place(digest);
        if (_numbers[at] == 0)
        {
            _fresh.Add((++_last, ids.ToArray()));
            Add(digest, _last);
            return _last;
        }

        return _numbers[at];
    }

    private static ulong Digest(ReadOnlySpan<ulong> sorted)
    {
        var digest = (ulong)sorted.Length;
        foreach (var role in sorted)
        {
            var high = Math.BigMul(digest ^ 0x9E37_79B9_7F4A_7C15, role ^ 0xD6E8_FEB8_6659_FD93, out var low);
            digest = high ^ low;
        }

        return digest;
    }

    private void Add(ulong digest, uint number)
    {
        if (++_count * 4L > _digests.Length * 3L)
        {
            Grow();
        }

        var at = Place(digest);
        _digests[at] = digest;
        _numbers[at] = number;
    }

    private int Place(ulong digest)
    {
        var at = (int)(digest % (uint)_digests.Length);
        while (_numbers[at] != 0 && _digests[at] != digest)
        {
            at = at + 1 == _digests.Length ? 0 : at + 1;
        }

        return at;
    }

    private void Grow()
    {
        var (digests, numbers) = (_digests, _numbers);
        var size = (digests.Length * 3 / 2) | 1;
        (_digests, _numbers) = (new ulong[size], new uint[size]);
        for (var i = 0; i < digests.Length; i++)
        {
            if (numbers[i] != 0)
            {
                var at = Place(digests[i]);
                (_digests[at], _numbers[at]) = (digests[i], numbers[i]);
            }
        }
    }

    private static async Task<IEnumerable<(long Set, ulong[] Roles)>> SetsAsync(IUnit unit, long guild)
    {
        var rows = await unit.QueryAsync<Row>(
            "SELECT role_set_id, role_id FROM role_set WHERE guild_id = @guild ORDER BY role_set_id, role_id",
            new { guild }).ConfigureAwait(false);
        return rows.GroupBy(row => row.RoleSetId).Select(set => (set.Key, set.Select(row => (ulong)row.RoleId).ToArray()));
    }

    private sealed class Row
    {
        public long RoleSetId { get; init; }

        public long RoleId { get; init; }
    }
}
