using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Data;

namespace Mainstay.Store.Mirror;

/// <summary>The rows of <c>gateway_session</c>.</summary>
internal static class Sessions
{
    public static Task<int> SaveAsync(IUnit unit, int shard, int shardCount, StoredSession? session, DateTimeOffset at) => session is null
        ? unit.ExecuteAsync("DELETE FROM gateway_session WHERE shard = @shard", new { shard })
        : unit.ExecuteAsync(
            """
            INSERT INTO gateway_session (shard, shard_count, session, resume_url, sequence, saved_at)
            VALUES (@shard, @shardCount, @SessionId, @url, @Sequence, @at)
            ON CONFLICT (shard) DO UPDATE SET shard_count = excluded.shard_count, session = excluded.session, resume_url = excluded.resume_url,
                sequence = excluded.sequence, saved_at = excluded.saved_at
            """,
            new { shard, shardCount, session.SessionId, url = session.ResumeUrl.AbsoluteUri, session.Sequence, at });

    public static async Task<IReadOnlyDictionary<int, StoredSession>> ListAsync(IUnit unit, int shardCount)
    {
        var rows = await unit.QueryAsync<Row>(
            "SELECT shard, session, resume_url, sequence FROM gateway_session WHERE shard_count = @shardCount", new { shardCount }).ConfigureAwait(false);
        return rows.ToDictionary(row => (int)row.Shard, row => new StoredSession(row.Session, new Uri(row.ResumeUrl), row.Sequence));
    }

    private sealed class Row
    {
        public long Shard { get; init; }

        public required string Session { get; init; }

        public required string ResumeUrl { get; init; }

        public long Sequence { get; init; }
    }
}
