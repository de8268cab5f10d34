using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Keys;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Journal;

/// <summary>What became of one chain's verification.</summary>
/// <param name="Guild">Whose; none for the program's own.</param>
/// <param name="Entries">Entries in order, from the beginning.</param>
/// <param name="Hash">The hash of the last of them: noted down elsewhere, it proves later that nothing before it was changed.</param>
/// <param name="Broken">The first link that does not hold, if there is one.</param>
public sealed record ChainReport(Id<Guild> Guild, long Entries, string Hash, BrokenLink? Broken);

/// <summary>What is sought in the journal; what is unset does not matter.</summary>
public sealed record JournalQuery
{
    /// <summary>Whose chain; 0 for the program's own.</summary>
    public Id<Guild>? Guild { get; init; }

    /// <summary>Who did it.</summary>
    public Id<User>? Actor { get; init; }

    /// <summary>A part of the target, such as an id or <c>staff_member</c>; an id also finds what is about that person.</summary>
    public string? Target { get; init; }

    /// <summary>The beginning of the action.</summary>
    public string? Action { get; init; }

    /// <summary>applied, skipped, failed, unverified or denied.</summary>
    public string? Outcome { get; init; }

    /// <summary>The run.</summary>
    public long? Run { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A part of the detail, whatever the case of its letters. Details that cannot be read do not match.</summary>
    public string? Text { get; init; }
}

/// <summary>An entry that was found.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="State">open, erased (its person was forgotten), damaged, or sealed when nobody asked to open it.</param>
/// <param name="Detail">JSON, if it is open.</param>
public sealed record JournalFound(JournalRow Row, string State, string? Detail);

/// <summary>The journal as an operator's tools read it; the engine need not be running, and may be.</summary>
public sealed class JournalReader
{
    private const int Slice = 500;

    private readonly IDatabase _database;
    private readonly ISchemaInspector _schema;
    private readonly MasterKey _master;
    private readonly JournalStore _journal;

    internal JournalReader(IDatabase database, ISchemaInspector schema, MasterKey master, JournalStore journal) =>
        (_database, _schema, _master, _journal) = (database, schema, master, journal);

    /// <summary>Why this database has no journal that can be read, as a sentence; null when it has.</summary>
    public async Task<string?> ComplaintAsync(CancellationToken cancellationToken)
    {
        var table = (await _schema.ReadAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(t => t.Name == "journal");
        return table is null ? "There is no journal in this database: start Mainstay on it once."
            : table.Columns.All(c => c.Name != "subject_id") ? "The journal of this database is of an older version: start this version of Mainstay on it once."
            : null;
    }

    /// <summary>Reads the master key, without which details stay sealed.</summary>
    /// <exception cref="MasterKeyException">It is missing or wrong.</exception>
    public Task OpenKeyAsync(CancellationToken cancellationToken) => _master.OpenReadOnlyAsync(cancellationToken);

    /// <summary>Whether there is a chain of that guild, or of what concerns no guild.</summary>
    public async Task<bool> HasAsync(Id<Guild> guild, CancellationToken cancellationToken) => (await ChainsAsync(guild, cancellationToken).ConfigureAwait(false)).Count > 0;

    /// <summary>Verifies one chain, or all that there are; by guild.</summary>
    public async Task<IReadOnlyList<ChainReport>> VerifyAsync(Id<Guild>? guild, CancellationToken cancellationToken)
    {
        var reports = new List<ChainReport>();
        foreach (var chain in await ChainsAsync(guild, cancellationToken).ConfigureAwait(false))
        {
            reports.Add(await _database.ReadAsync(
                async unit =>
                {
                    var verifier = new JournalVerifier(chain, new StoredChain(unit, chain));
                    var broken = await verifier.RunAsync().ConfigureAwait(false);
                    return new ChainReport(chain, verifier.Entries, verifier.Hash, broken);
                },
                cancellationToken).ConfigureAwait(false));
        }

        return reports;
    }

    /// <summary>The newest entries that a query finds, newest first.</summary>
    public async Task<IReadOnlyList<JournalFound>> SearchAsync(JournalQuery query, int limit, bool open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await _database.ReadAsync(
            async unit =>
            {
                var found = new List<JournalFound>();
                (long At, long Guild, long Number) before = (long.MaxValue, long.MaxValue, long.MaxValue);
                while (found.Count < limit)
                {
                    var rows = await unit.QueryAsync<JournalRow>(
                        $"SELECT {JournalStore.Columns} FROM journal WHERE (at, guild_id, number) < (@at, @before, @number){Where(query)} ORDER BY at DESC, guild_id DESC, number DESC LIMIT {Slice}",
                        Parameters(query, before)).ConfigureAwait(false);
                    foreach (var row in rows)
                    {
                        var one = await OpenAsync(unit, row, open).ConfigureAwait(false);
                        if (found.Count < limit && (query.Text is null || one.Detail?.Contains(query.Text, StringComparison.OrdinalIgnoreCase) == true))
                        {
                            found.Add(one);
                        }

                        before = (row.At, row.GuildId, row.Number);
                    }

                    if (rows.Count < Slice)
                    {
                        break;
                    }
                }

                return (IReadOnlyList<JournalFound>)found;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one chain, or all, from the beginning, and hands over each entry. Returns how many there were.</summary>
    public async Task<long> ReadAllAsync(Id<Guild>? guild, bool open, Func<JournalFound, Task> take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(take);
        var count = 0L;
        foreach (var chain in await ChainsAsync(guild, cancellationToken).ConfigureAwait(false))
        {
            count += await _database.ReadAsync(
                async unit =>
                {
                    var (read, from) = (0L, long.MinValue);
                    var stored = new StoredChain(unit, chain);
                    while (await stored.AfterAsync(from).ConfigureAwait(false) is { Count: > 0 } rows)
                    {
                        foreach (var row in rows)
                        {
                            await take(await OpenAsync(unit, row, open).ConfigureAwait(false)).ConfigureAwait(false);
                        }

                        (read, from) = (read + rows.Count, rows[^1].Number);
                    }

                    return read;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private Task<IReadOnlyList<Id<Guild>>> ChainsAsync(Id<Guild>? guild, CancellationToken cancellationToken) => _database.ReadAsync(
        unit => unit.QueryAsync<Id<Guild>>(
            guild is null
                ? "SELECT guild_id FROM journal UNION SELECT guild_id FROM journal_head ORDER BY guild_id"
                : "SELECT guild_id FROM journal WHERE guild_id = @guild UNION SELECT guild_id FROM journal_head WHERE guild_id = @guild",
            new { guild = (long)(guild?.Value ?? 0) }),
        cancellationToken);

    private async Task<JournalFound> OpenAsync(IUnit unit, JournalRow row, bool open)
    {
        if (!open && row.Protection != JournalChain.Unprotected)
        {
            return new JournalFound(row, "sealed", null);
        }

        var opened = await _journal.OpenAsync(unit, row).ConfigureAwait(false);
        return opened.State == OpenedState.Open
            ? new JournalFound(row, "open", Encoding.UTF8.GetString(opened.Text!))
            : new JournalFound(row, opened.State == OpenedState.Erased ? "erased" : "damaged", null);
    }

    private static string Where(JournalQuery query) => string.Concat(
        query.Guild is null ? "" : " AND guild_id = @guild",
        query.Actor is null ? "" : " AND actor_id = @actor",
        query.Target is null ? "" : " AND (target LIKE @target ESCAPE '!' OR subject_id = @subject)",
        query.Action is null ? "" : " AND action LIKE @action ESCAPE '!'",
        query.Outcome is null ? "" : " AND outcome = @outcome",
        query.Run is null ? "" : " AND run_id = @run",
        query.Since is null ? "" : " AND at >= @since",
        query.Until is null ? "" : " AND at < @until");

    private static object Parameters(JournalQuery query, (long At, long Guild, long Number) before) => new
    {
        at = before.At,
        before = before.Guild,
        number = before.Number,
        guild = (long)(query.Guild?.Value ?? 0),
        actor = (long)(query.Actor?.Value ?? 0),
        target = $"%{Literal(query.Target)}%",
        subject = ulong.TryParse(query.Target, out var id) ? (long)id : -1,
        action = $"{Literal(query.Action)}%",
        outcome = query.Outcome ?? "",
        run = query.Run ?? 0,
        since = (query.Since ?? default).ToUnixTimeMilliseconds(),
        until = (query.Until ?? default).ToUnixTimeMilliseconds(),
    };

    private static string Literal(string? text) => (text ?? "")
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
