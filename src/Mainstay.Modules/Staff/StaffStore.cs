using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Staff;

/// <summary>Reads the staff records. They are written by changes only.</summary>
internal sealed class StaffStore(IDatabase database)
{
    /// <summary>Everything of one guild but the history, in one consistent look.</summary>
    public Task<StaffBook> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var ranks = await unit.QueryAsync<RankRow>(
                "SELECT role_id, name, level, most, may_manage FROM staff_rank WHERE guild_id = @guild ORDER BY level DESC, role_id", new { guild }).ConfigureAwait(false);
            var members = await unit.QueryAsync<MemberRow>(
                """
                SELECT user_id, rank_role_id, status, inactive_because, hired_at, hired_by, ended_at, roblox_username
                FROM staff_member WHERE guild_id = @guild ORDER BY user_id
                """,
                new { guild }).ConfigureAwait(false);
            return new StaffBook([.. ranks.Select(r => r.Read())], [.. members.Select(m => m.Read())]);
        },
        cancellationToken);

    /// <summary>Lines of the history, newest first, of one person or of all; and how many there are.</summary>
    public Task<(IReadOnlyList<HistoryLine> Lines, int All)> HistoryAsync(Id<Guild> guild, Id<User>? user, int skip, int take, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var one = user is null ? "" : " AND user_id = @user";
            var arguments = new { guild, user = user ?? default, skip = (long)skip, take = (long)take };
            var lines = await unit.QueryAsync<LineRow>(
                $"""
                SELECT user_id, number, action, from_role_id, to_role_id, by_id, at, reason FROM staff_history
                WHERE guild_id = @guild{one} ORDER BY at DESC, user_id, number DESC LIMIT @take OFFSET @skip
                """,
                arguments).ConfigureAwait(false);
            var all = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM staff_history WHERE guild_id = @guild{one}", arguments).ConfigureAwait(false);
            return ((IReadOnlyList<HistoryLine>)[.. lines.Select(l => l.Read())], (int)all);
        },
        cancellationToken);

    /// <summary>The rank that somebody holds now, for questions of authority.</summary>
    public Task<Rank?> ActiveRankAsync(Id<Guild> guild, Id<User> user, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (await unit.QueryAsync<RankRow>(
            """
            SELECT r.role_id, r.name, r.level, r.most, r.may_manage FROM staff_member m JOIN staff_rank r ON r.guild_id = m.guild_id AND r.role_id = m.rank_role_id
            WHERE m.guild_id = @guild AND m.user_id = @user AND m.status = 'active'
            """,
            new { guild, user }).ConfigureAwait(false)).FirstOrDefault()?.Read(),
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

    private static Id<T>? Known<T>(long? id) => id is { } value ? new Id<T>((ulong)value) : null;

    // Properties instead of constructors: SQLite says no type for a column of an empty result, and a constructor must match exactly.
    private sealed record RankRow
    {
        public long RoleId { get; init; }

        public string Name { get; init; } = "";

        public long Level { get; init; }

        public long? Most { get; init; }

        public long MayManage { get; init; }

        public Rank Read() => new(new Id<Role>((ulong)RoleId), Name, (int)Level, (int?)Most, MayManage != 0);
    }

    private sealed record MemberRow
    {
        public long UserId { get; init; }

        public long RankRoleId { get; init; }

        public string Status { get; init; } = "";

        public string? InactiveBecause { get; init; }

        public long HiredAt { get; init; }

        public long? HiredBy { get; init; }

        public long? EndedAt { get; init; }

        public string? RobloxUsername { get; init; }

        public StaffRecord Read() => new(
            new Id<User>((ulong)UserId),
            new Id<Role>((ulong)RankRoleId),
            Status switch { "active" => StaffStatus.Active, "inactive" => StaffStatus.Inactive, _ => StaffStatus.Terminated },
            DateTimeOffset.FromUnixTimeMilliseconds(HiredAt))
        {
            Because = InactiveBecause,
            HiredBy = Known<User>(HiredBy),
            EndedAt = EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
            Roblox = RobloxUsername,
        };
    }

    private sealed record LineRow
    {
        public long UserId { get; init; }

        public long Number { get; init; }

        public string Action { get; init; } = "";

        public long? FromRoleId { get; init; }

        public long? ToRoleId { get; init; }

        public long? ById { get; init; }

        public long At { get; init; }

        public string? Reason { get; init; }

        public HistoryLine Read() => new(
            new Id<User>((ulong)UserId), (int)Number, Action, Known<Role>(FromRoleId), Known<Role>(ToRoleId), Known<User>(ById), DateTimeOffset.FromUnixTimeMilliseconds(At), Reason);
    }
}
