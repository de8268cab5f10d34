using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The role sets that the mirror has of one guild, by content, so that each is written once.</summary>
internal sealed class RoleSetIndex(long guild)
{
    private readonly Dictionary<ulong[], long> _numbers = new(RoleListComparer.Instance);
    private readonly List<(long Set, ulong[] Roles)> _fresh = [];
    private long _last;

    public static async Task<RoleSetIndex> LoadAsync(IUnit unit, long guild)
    {
        var index = new RoleSetIndex(guild);
        foreach (var (set, roles) in await SetsAsync(unit, guild).ConfigureAwait(false))
        {
            index._numbers[roles] = set;
            index._last = Math.Max(index._last, set);
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

        var ids = new ulong[roles.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = roles[i].Value;
        }

        Array.Sort(ids);
        if (!_numbers.TryGetValue(ids, out var number))
        {
            number = ++_last;
            _numbers.Add(ids, number);
            _fresh.Add((number, ids));
        }

        return number;
    }

    /// <summary>Writes the sets that the database has not got, in the transaction of the members that have them.</summary>
    public async Task WriteFreshAsync(IUnit unit)
    {
        foreach (var (set, roles) in _fresh)
        {
            await unit.ExecuteAsync(
                "INSERT INTO role_set (guild_id, role_set_id, role_id) VALUES (@guild, @set, @role)",
                roles.Select(role => new { guild, set, role = (long)role })).ConfigureAwait(false);
        }

        _fresh.Clear();
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

    private sealed class RoleListComparer : IEqualityComparer<ulong[]>
    {
        public static readonly RoleListComparer Instance = new();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] obj)
        {
            var hash = default(HashCode);
            foreach (var role in obj)
            {
                hash.Add(role);
            }

            return hash.ToHashCode();
        }
    }
}
