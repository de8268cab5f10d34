using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Staff;

/// <summary>Reads the staff records. They are written by changes only.</summary>
internal sealed class StaffStore(IDatabase database)
{
    /// <summary>Everything of one guild, in one consistent look.</summary>
    public Task<StaffBook> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var ranks = await unit.QueryAsync<RankRow>(
                "SELECT role_id, name, level, most FROM staff_rank WHERE guild_id = @guild ORDER BY level DESC, role_id", new { guild }).ConfigureAwait(false);
            var members = await unit.QueryAsync<MemberRow>(
                """
                SELECT m.user_id, m.rank_role_id, m.status, m.hired_at, m.hired_by, m.ended_at,
                       (SELECT COALESCE(MAX(h.number), 0) FROM staff_history h WHERE h.guild_id = m.guild_id AND h.user_id = m.user_id) AS entries
                FROM staff_member m WHERE m.guild_id = @guild ORDER BY m.user_id
                """,
                new { guild }).ConfigureAwait(false);
            return new StaffBook([.. ranks.Select(r => r.Read())], [.. members.Select(m => m.Read())]);
        },
        cancellationToken);

    /// <summary>Differs when any record differs: what a plan notes it rests on.</summary>
    public static string StateOf(StaffBook book)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var rank in book.Ranks)
        {
            Add(rank.ToString());
        }

        foreach (var record in book.Records)
        {
            Add(record.ToString());
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);

        void Add(string text)
        {
            foreach (var character in text)
            {
                hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
            }
        }
    }

    private sealed record RankRow(long RoleId, string Name, long Level, long Most)
    {
        public Rank Read() => new(new Id<Role>((ulong)RoleId), Name, (int)Level, (int)Most);
    }

    // Properties instead of a constructor: SQLite says no type for a computed column of an empty result, and a constructor must match exactly.
    private sealed record MemberRow
    {
        public long UserId { get; init; }

        public long RankRoleId { get; init; }

        public string Status { get; init; } = "";

        public long HiredAt { get; init; }

        public long HiredBy { get; init; }

        public long? EndedAt { get; init; }

        public long Entries { get; init; }

        public StaffRecord Read() => new(
            new Id<User>((ulong)UserId),
            new Id<Role>((ulong)RankRoleId),
            Status == "active",
            DateTimeOffset.FromUnixTimeMilliseconds(HiredAt),
            new Id<User>((ulong)HiredBy),
            EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
            (int)Entries);
    }
}
