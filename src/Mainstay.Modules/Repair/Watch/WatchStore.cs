using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Repair.Watch;

/// <summary>What the watch saw of one routine in one guild.</summary>
/// <param name="Operation">The routine's operation, such as <c>repair.channels</c>.</param>
/// <param name="LookedAt">When it last looked.</param>
/// <param name="Found">How many repairs and findings there were.</param>
/// <param name="Told">A digest of what it told about last; empty when all was well.</param>
internal sealed record Watched(string Operation, DateTimeOffset LookedAt, int Found, string Told);

/// <summary>The watch's memory. Bookkeeping: written without changes.</summary>
internal sealed class WatchStore(IDatabase database)
{
    public async Task<IReadOnlyDictionary<string, Watched>> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            unit => unit.QueryAsync<WatchedRow>("SELECT routine, looked_at, found, told FROM repair_watch WHERE guild_id = @guild ORDER BY routine", new { guild }),
            cancellationToken).ConfigureAwait(false);
        return rows.Select(r => r.Read()).ToDictionary(w => w.Operation, StringComparer.Ordinal);
    }

    /// <summary>Keeps what was seen. A server that the mirror has not written yet is left for the next time.</summary>
    public Task SaveAsync(Id<Guild> guild, Watched watched, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            """
            INSERT INTO repair_watch (guild_id, routine, looked_at, found, told)
            SELECT guild_id, @Operation, @LookedAt, @found, @Told FROM guild WHERE guild_id = @guild
            ON CONFLICT (guild_id, routine) DO UPDATE SET looked_at = excluded.looked_at, found = excluded.found, told = excluded.told
            """,
            new { guild, watched.Operation, watched.LookedAt, found = (long)watched.Found, watched.Told }),
        Durability.Relaxed,
        cancellationToken);

    private sealed record WatchedRow
    {
        public string Routine { get; init; } = "";

        public long LookedAt { get; init; }

        public long Found { get; init; }

        public string Told { get; init; } = "";

        public Watched Read() => new(Routine, DateTimeOffset.FromUnixTimeMilliseconds(LookedAt), (int)Found, Told);
    }
}
