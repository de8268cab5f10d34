using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Journal;

/// <summary>The journal: append-only, one hash chain per guild. Rows are only ever added, in the transaction of what they tell about.</summary>
internal sealed class JournalStore
{
    /// <summary>
    /// How details are stored today: as they are. The word goes into every row and into its hash, so that rows written under a key later stand beside these
    /// in one chain.
    /// </summary>
    private const string Unprotected = "none";

    internal const string Columns =
        "guild_id, number, at, correlation, actor_id, action, target, outcome, run_id, step, protection, detail, previous, hash";

    /// <summary>Adds an entry to its guild's chain within a unit of work that writes what the entry tells about.</summary>
    public async Task AppendAsync(IUnit unit, JournalEntry entry)
    {
        var statements = JournalStatements.Of(unit.Connection);
        var (number, hash) = await statements.HeadAsync(unit.Transaction, (long)entry.Guild.Value, unit.CancellationToken).ConfigureAwait(false);
        var row = new JournalRow(
            (long)entry.Guild.Value,
            number + 1,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Correlation,
            (long)entry.Actor.Value,
            entry.Action,
            entry.Target,
            entry.Outcome,
            entry.Run,
            entry.Step,
            Unprotected,
            Encoding.UTF8.GetBytes(entry.Detail),
            hash ?? JournalChain.Genesis,
            "");
        row = row with { Hash = JournalChain.Hash(row) };
        await statements.AppendAsync(unit.Transaction, row, unit.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a guild's whole chain and names the first link that does not hold; null when all hold.</summary>
    public static Task<BrokenLink?> VerifyAsync(IDatabase database, Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            const int Slice = 1_000;
            var number = 0L;
            var previous = JournalChain.Genesis;
            while (true)
            {
                var rows = await unit.QueryAsync<JournalRow>(
                    $"SELECT {Columns} FROM journal WHERE guild_id = @guild AND number > @number ORDER BY number LIMIT {Slice}", new { guild, number }).ConfigureAwait(false);
                foreach (var row in rows)
                {
                    if (Complaint(row, number, previous) is { } complaint)
                    {
                        return new BrokenLink(guild, row.Number, complaint);
                    }

                    (number, previous) = (row.Number, row.Hash);
                }

                if (rows.Count < Slice)
                {
                    return await EndAsync(unit, guild, number, previous).ConfigureAwait(false);
                }
            }
        },
        cancellationToken);

    /// <summary>How many entries a guild's chain has.</summary>
    public static Task<long> CountAsync(IDatabase database, Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM journal WHERE guild_id = @guild", new { guild }), cancellationToken);

    private static string? Complaint(JournalRow row, long number, string previous) =>
        row.Number != number + 1 ? $"Entry {number + 1} is missing: after {number} comes {row.Number}."
        : row.Previous != previous ? $"Entry {row.Number} does not follow entry {number}: it was moved, or what stood before it was."
        : row.Hash != JournalChain.Hash(row) ? $"Entry {row.Number} is not what was written: a field was edited."
        : null;

    /// <summary>The newest entries cannot vanish unseen either: the head, kept apart, remembers how far the chain went.</summary>
    private static async Task<BrokenLink?> EndAsync(IUnit unit, Id<Guild> guild, long number, string hash)
    {
        var kept = await unit.FirstAsync<Head>("SELECT number, hash FROM journal_head WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
        return kept is null
            ? number == 0 ? null : new BrokenLink(guild, number, $"The chain has {number} entries and no head: what remembers its end was removed.")
            : kept.Number == number && kept.Hash == hash ? null
            : new BrokenLink(guild, kept.Number, $"The chain ends at entry {number}, but entry {kept.Number} was written: the end was removed.");
    }

    private sealed record Head(long Number, string Hash);
}
