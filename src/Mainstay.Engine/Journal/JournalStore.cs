using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Engine.Keys;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Journal;

/// <summary>The journal: append-only, one hash chain per guild. Rows are only ever added, in the transaction of what they tell about.</summary>
internal sealed class JournalStore(IDatabase database, KeyRing keys, TimeProvider time) : IJournal
{
    internal const string Columns =
        "guild_id, number, at, correlation, actor_kind, actor_id, action, target, subject_id, outcome, run_id, step, protection, detail, previous, hash";

    private readonly ConditionalWeakTable<DbConnection, JournalStatements> _statements = [];

    /// <summary>Adds an entry to its guild's chain within a unit of work that writes what the entry tells about.</summary>
    public async Task AppendAsync(IUnit unit, JournalEntry entry)
    {
        var statements = _statements.GetValue(unit.Connection, static connection => new JournalStatements(connection));
        var guild = (long)entry.Guild.Value;
        var (last, previous) = await statements.HeadAsync(unit.Transaction, guild, unit.CancellationToken).ConfigureAwait(false);
        var owner = entry.Subject == default ? KeyOwner.Journal : KeyOwner.Of(entry.Subject);
        var detail = await keys.SealAsync(unit, owner, PlaceOf(guild, last + 1), Encoding.UTF8.GetBytes(entry.Detail)).ConfigureAwait(false);
        var row = new JournalRow(
            guild,
            last + 1,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Correlation,
            AuthorWord(entry.Author.Kind),
            (long)entry.Author.User.Value,
            entry.Action,
            entry.Target,
            owner.Subject,
            entry.Outcome,
            entry.Run,
            entry.Step,
            JournalChain.SealedDetail,
            detail,
            previous,
            "");
        row = row with { Hash = JournalChain.Hash(row) };
        await statements.AppendAsync(unit.Transaction, row, unit.CancellationToken).ConfigureAwait(false);
    }

    public Task AppendAsync(IUnit unit, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return AppendAsync(unit, new JournalEntry
        {
            Guild = entry.Guild ?? default,
            At = time.GetUtcNow(),
            Correlation = entry.Correlation,
            Author = entry.Author,
            Action = entry.Action,
            Target = entry.Target.ToString(),
            Subject = entry.Subject ?? (entry.Target.Kind == TargetKind.Member ? new(entry.Target.Id) : entry.Author.User),
            Outcome = OutcomeWord(entry.Outcome),
            Detail = ChangeJson.Write(new { reason = entry.Reason, detail = entry.Detail }),
        });
    }

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => database.WriteAsync(unit => AppendAsync(unit, entry), cancellationToken);

    /// <summary>A row's detail as text, if it can be read.</summary>
    public async Task<Opened> OpenAsync(IUnit unit, JournalRow row) => row.Protection == JournalChain.Unprotected
        ? new Opened(OpenedState.Open, row.Detail)
        : await keys.OpenAsync(unit, PlaceOf(row.GuildId, row.Number), row.Detail).ConfigureAwait(false);

    internal static string OutcomeWord(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Applied => "applied",
        AuditOutcome.Skipped => "skipped",
        AuditOutcome.Failed => "failed",
        AuditOutcome.Unverified => "unverified",
        AuditOutcome.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
    };

    private static string AuthorWord(AuthorKind kind) => kind switch
    {
        AuthorKind.Person => "person",
        AuthorKind.Mainstay => "mainstay",
        AuthorKind.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such author."),
    };

    private static SealedPlace PlaceOf(long guild, long number) => new("journal", "detail", $"{guild}/{number}");
}
