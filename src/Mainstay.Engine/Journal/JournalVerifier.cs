using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Journal;

/// <summary>How far a chain goes, as kept apart from its rows.</summary>
internal sealed record JournalHead(long Number, string Hash);

/// <summary>One chain, to be read from its beginning.</summary>
internal interface IChainRows
{
    Task<JournalHead?> HeadAsync();

    /// <summary>The next rows after a number, in order; empty at the end.</summary>
    Task<IReadOnlyList<JournalRow>> AfterAsync(long number);

    /// <summary>Rows that say that they follow the entry with a hash.</summary>
    Task<IReadOnlyList<JournalRow>> FollowingAsync(string previous);
}

/// <summary>Reads a chain from its beginning and names the first link that does not hold, and what was done to it.</summary>
internal sealed class JournalVerifier(Id<Guild> guild, IChainRows rows)
{
    private JournalRow? _last;
    private JournalHead? _head;

    /// <summary>Entries found in order so far.</summary>
    public long Entries => _last?.Number ?? 0;

    /// <summary>The hash of the last of them: noted down elsewhere, it proves later that nothing before it was changed.</summary>
    public string Hash => _last?.Hash ?? JournalChain.Genesis;

    public static Task<BrokenLink?> VerifyAsync(IDatabase database, Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => new JournalVerifier(guild, new StoredChain(unit, guild)).RunAsync(), cancellationToken);

    /// <summary>Null when every link holds.</summary>
    public async Task<BrokenLink?> RunAsync()
    {
        _head = await rows.HeadAsync().ConfigureAwait(false);
        var from = long.MinValue;
        while (await rows.AfterAsync(from).ConfigureAwait(false) is { Count: > 0 } slice)
        {
            foreach (var row in slice)
            {
                if (await ComplaintAsync(row).ConfigureAwait(false) is { } broken)
                {
                    return broken;
                }

                _last = row;
            }

            from = slice[^1].Number;
        }

        return End();
    }

    private async Task<BrokenLink?> ComplaintAsync(JournalRow row)
    {
        var number = Entries + 1;
        if (row.Number != number)
        {
            return row.Number > number ? BrokenLink.Removed(guild, number, row.Number - 1, "") : BrokenLink.Inserted(guild, row.Number, row.Number);
        }

        if (IsAs(row, number))
        {
            // As it was written; if it followed another entry then, that one was replaced together with its hash.
            return row.Previous == Hash ? null : BrokenLink.Edited(guild, Math.Max(1, number - 1));
        }

        var written = WrittenAs(row);
        if (written < number)
        {
            // What stands here was written earlier: something pushed it back, or it is a copy.
            var pushed = written == _last?.Number && row.Previous == _last.Previous;
            return BrokenLink.Inserted(guild, pushed ? written.Value : number, pushed ? written.Value : number);
        }

        foreach (var other in await rows.FollowingAsync(Hash).ConfigureAwait(false))
        {
            if (other.Number != number && IsAs(other, number))
            {
                return written is null ? BrokenLink.Inserted(guild, number, other.Number - 1) : BrokenLink.Reordered(guild, number, other.Number);
            }
        }

        return written is { } later ? BrokenLink.Removed(guild, number, later - 1, ", and those after them renumbered") : BrokenLink.Edited(guild, number);
    }

    /// <summary>The newest entries cannot vanish unseen either: the head remembers how far the chain went.</summary>
    private BrokenLink? End() =>
        _head is null ? Entries == 0 ? null : BrokenLink.HeadMissing(guild, Entries)
        : _head.Number > Entries ? BrokenLink.Removed(guild, Entries + 1, _head.Number, ": the end of the chain is missing")
        : _head.Number < Entries ? BrokenLink.Inserted(guild, _head.Number + 1, Entries)
        : _head.Hash == Hash ? null
        : BrokenLink.Edited(guild, Entries);

    /// <summary>The number under which a row has the hash that it carries; null when there is none, so that it was edited or made up.</summary>
    private long? WrittenAs(JournalRow row)
    {
        var end = Math.Max(_head?.Number ?? 0, row.Number);
        for (var number = 1L; number <= end; number++)
        {
            if (IsAs(row, number))
            {
                return number;
            }
        }

        return null;
    }

    private static bool IsAs(JournalRow row, long number) =>
        // What rows of the first kind did not hash must be what the migration made of them.
        (row.Protection != JournalChain.Unprotected || (row.SubjectId is null && row.ActorKind == (row.ActorId == 0 ? "mainstay" : "person")))
        && row.Hash == JournalChain.Hash(row with { Number = number });
}

/// <summary>A chain in the database.</summary>
internal sealed class StoredChain(IUnit unit, Id<Guild> guild) : IChainRows
{
    private const int Slice = 1_000;

    public Task<JournalHead?> HeadAsync() => unit.FirstAsync<JournalHead>("SELECT number, hash FROM journal_head WHERE guild_id = @guild", new { guild });

    public Task<IReadOnlyList<JournalRow>> AfterAsync(long number) => unit.QueryAsync<JournalRow>(
        $"SELECT {JournalStore.Columns} FROM journal WHERE guild_id = @guild AND number > @number ORDER BY number LIMIT {Slice}", new { guild, number });

    public Task<IReadOnlyList<JournalRow>> FollowingAsync(string previous) => unit.QueryAsync<JournalRow>(
        $"SELECT {JournalStore.Columns} FROM journal WHERE guild_id = @guild AND previous = @previous ORDER BY number", new { guild, previous });
}
