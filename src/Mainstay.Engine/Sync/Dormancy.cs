using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Sync;

/// <summary>
/// Who is dormant: present, no bot, and neither seen nor newly joined for so many days, all of which activity was watched. Whoever is marked and then seen is
/// awake at once, whether or not the mark is still there.
/// </summary>
internal sealed class Dormancy(IDatabase database, TimeProvider time)
{
    /// <summary>Marks in one transaction: some milliseconds of the writer's time.</summary>
    private const int Batch = 1_000;

    private const string Members =
        """
        FROM member m LEFT JOIN sync_seen s ON s.guild_id = m.guild_id AND s.user_id = m.user_id
        WHERE m.guild_id = @guild AND m.left_at IS NULL AND m.bot = 0
        """;

    private const string Silent = "s.dormant_since IS NULL AND COALESCE(s.seen_at, 0) < @cutoff AND COALESCE(m.joined_at, 0) < @cutoff";

    private const string Awake = "s.dormant_since IS NOT NULL AND s.seen_at >= s.dormant_since";

    private const string Dormant = "s.dormant_since IS NOT NULL AND COALESCE(s.seen_at, 0) < s.dormant_since";

    public Task<DormancyCounts> CountAsync(Id<Guild> guild, int days, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var cutoff = time.GetUtcNow() - TimeSpan.FromDays(days);
            var since = await WatchedSinceAsync(unit, guild).ConfigureAwait(false);
            var row = await unit.FirstAsync<CountRow>(
                $"""
                SELECT COUNT(*) AS present, COALESCE(SUM(CASE WHEN {Silent} THEN 1 ELSE 0 END), 0) AS silent,
                    COALESCE(SUM(CASE WHEN {Awake} THEN 1 ELSE 0 END), 0) AS awake, COALESCE(SUM(CASE WHEN {Dormant} THEN 1 ELSE 0 END), 0) AS dormant {Members}
                """,
                new { guild, cutoff }).ConfigureAwait(false);
            return new DormancyCounts((int)row!.Present, since <= cutoff ? (int)row.Silent : 0, (int)row.Awake, (int)row.Dormant, since);
        },
        cancellationToken);

    public Task<DateTimeOffset?> WatchedSinceAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => WatchedSinceAsync(unit, guild), cancellationToken);

    /// <summary>Sets and takes away marks, and returns how many of each.</summary>
    public async Task<(int Fell, int Woke)> ApplyAsync(Id<Guild> guild, int days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var cutoff = now - TimeSpan.FromDays(days);
        var (silent, awake) = await database.ReadAsync(
            async unit =>
            {
                var silent = await WatchedSinceAsync(unit, guild).ConfigureAwait(false) <= cutoff
                    ? await unit.QueryAsync<long>($"SELECT m.user_id {Members} AND {Silent} ORDER BY m.user_id", new { guild, cutoff }).ConfigureAwait(false)
                    : [];
                return (silent, await unit.QueryAsync<long>($"SELECT m.user_id {Members} AND {Awake} ORDER BY m.user_id", new { guild, cutoff }).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);

        // Somebody may have been seen since the reading, which the mark then does not outweigh: it is older than what was seen.
        await EachAsync(
            guild,
            silent,
            now,
            "INSERT INTO sync_seen (guild_id, user_id, dormant_since) VALUES (@guild, @user, @now) ON CONFLICT (guild_id, user_id) DO UPDATE SET dormant_since = excluded.dormant_since",
            cancellationToken).ConfigureAwait(false);
        await EachAsync(guild, awake, now, "UPDATE sync_seen SET dormant_since = NULL WHERE guild_id = @guild AND user_id = @user", cancellationToken).ConfigureAwait(false);
        return (silent.Count, awake.Count);
    }

    private async Task EachAsync(Id<Guild> guild, IReadOnlyList<long> users, DateTimeOffset now, string sql, CancellationToken cancellationToken)
    {
        foreach (var batch in users.Chunk(Batch))
        {
            await database.WriteAsync(unit => unit.ExecuteAsync(sql, batch.Select(user => new { guild, user, now })), Durability.Relaxed, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<DateTimeOffset?> WatchedSinceAsync(IUnit unit, Id<Guild> guild) =>
        await unit.ScalarAsync<long?>("SELECT watched_from FROM sync_watch WHERE guild_id = @guild", new { guild }).ConfigureAwait(false) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    private sealed class CountRow
    {
        public long Present { get; init; }

        public long Silent { get; init; }

        public long Awake { get; init; }

        public long Dormant { get; init; }
    }
}

/// <summary>How many of a guild's present members, bots left out, are or would be marked.</summary>
internal sealed record DormancyCounts(int Present, int Silent, int Awake, int Dormant, DateTimeOffset? WatchedSince);
