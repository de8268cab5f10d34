using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Sync;

/// <summary>A run that somebody holds: who, and the fence that each write repeats, so that a holder who was taken for dead writes nothing more.</summary>
internal sealed record HeldRun(SyncRun Run, string Owner, long Fence, Id<User> After);

/// <summary>The rows of <c>sync_run</c> and <c>sync_error</c>. Runs are bookkeeping: a loss of power may take back the last of it.</summary>
internal sealed class SyncRunStore(IDatabase database, IJournal journal, TimeProvider time)
{
    /// <summary>How long a hold lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private const int MostErrors = 10_000;

    /// <summary>Guilds in one question.</summary>
    private const int MostGuilds = 500;

    /// <summary>Notes a run as queued and holds it; null when another process is at one in this guild.</summary>
    public Task<HeldRun?> CreateAsync(SyncRequest request, SyncKind phase, string owner, CancellationToken cancellationToken) => WriteAsync(
        async unit =>
        {
            var now = time.GetUtcNow();
            if (await unit.FirstAsync<long?>(
                "SELECT number FROM sync_run WHERE guild_id = @Guild AND state IN ('queued', 'running') AND lease_until > @now", new { request.Guild, now }).ConfigureAwait(false) is not null)
            {
                return null;
            }

            var number = await unit.ScalarAsync<long>(
                """
                INSERT INTO sync_run (guild_id, number, kind, state, origin, actor_id, parameters, phase, queued_at, owner, lease_until, fence,
                    reply_application, reply_token, reply_until, reply_channel, reply_private)
                SELECT @Guild, COALESCE(MAX(number), 0) + 1, @kind, 'queued', @origin, @By, @parameters, @phase, @now, @owner, @until, 1,
                    @application, @token, @replyUntil, @channel, @onlyToAsker FROM sync_run WHERE guild_id = @Guild
                RETURNING number
                """,
                new
                {
                    request.Guild,
                    kind = SyncRunRow.Word(request.Kind),
                    origin = SyncRunRow.Word(request.Origin),
                    request.By,
                    parameters = JsonSerializer.Serialize(new SyncRunRow.Parameters(request.Force, request.Only?.Value, request.Days, request.Correlation)),
                    phase = SyncRunRow.Word(phase),
                    now,
                    owner,
                    until = now + Lease,
                    application = (long?)request.Reply?.Ticket?.Application.Value,
                    token = request.Reply?.Ticket?.Token,
                    replyUntil = request.Reply?.Ticket?.Until,
                    channel = (long?)request.Reply?.Channel?.Value,
                    onlyToAsker = request.Reply is { } reply ? (reply.OnlyToAsker ? 1L : 0L) : (long?)null,
                }).ConfigureAwait(false);
            var run = new SyncRun { Number = number, Request = request, State = SyncRunState.Queued, Phase = phase, QueuedAt = now, Report = new SyncReport() };
            return new HeldRun(run, owner, 1, default);
        },
        cancellationToken);

    /// <summary>Runs of these guilds that were not brought to an end and that nobody holds any more.</summary>
    public Task<IReadOnlyList<SyncRun>> OrphansAsync(IReadOnlyCollection<Id<Guild>> guilds, CancellationToken cancellationToken) =>
        OfAsync(guilds, "state IN ('queued', 'running', 'interrupted') AND (lease_until IS NULL OR lease_until <= @now)", cancellationToken);

    private Task<IReadOnlyList<SyncRun>> OfAsync(IReadOnlyCollection<Id<Guild>> guilds, string which, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var found = new List<SyncRun>();
            var now = time.GetUtcNow();
            foreach (var batch in guilds.Chunk(MostGuilds))
            {
                var rows = await unit.QueryAsync<SyncRunRow>(
                    $"SELECT {SyncRunRow.Columns} FROM sync_run WHERE guild_id IN @guilds AND {which} ORDER BY guild_id, number",
                    new { guilds = batch.Select(guild => (long)guild.Value).ToArray(), now, before = now - Lease }).ConfigureAwait(false);
                found.AddRange(rows.Select(row => row.Read()));
            }

            return (IReadOnlyList<SyncRun>)found;
        },
        cancellationToken);

    /// <summary>Takes over a run that nobody holds; null when somebody was quicker.</summary>
    public Task<HeldRun?> TakeOverAsync(SyncRun run, string owner, CancellationToken cancellationToken) => WriteAsync(
        async unit =>
        {
            var now = time.GetUtcNow();
            var rows = await unit.ExecuteAsync(
                """
                UPDATE sync_run SET owner = @owner, lease_until = @until, fence = fence + 1, resumed = resumed + 1, state = 'queued'
                WHERE guild_id = @Guild AND number = @Number AND state IN ('queued', 'running', 'interrupted') AND (lease_until IS NULL OR lease_until <= @now)
                """,
                new { owner, until = now + Lease, run.Request.Guild, run.Number, now }).ConfigureAwait(false);
            if (rows == 0)
            {
                return null;
            }

            var row = await unit.FirstAsync<SyncRunRow>(
                $"SELECT {SyncRunRow.Columns} FROM sync_run WHERE guild_id = @Guild AND number = @Number", new { run.Request.Guild, run.Number }).ConfigureAwait(false);
            var errors = await ErrorsAsync(unit, run).ConfigureAwait(false);
            var read = row!.Read();
            return new HeldRun(read with { Report = read.Report with { Errors = errors } }, owner, row.Fence, new((ulong)row.AfterId));
        },
        cancellationToken);

    /// <summary>Writes where a run stands and goes on holding it; false when it is held by somebody else now.</summary>
    public Task<bool> KeepAsync(HeldRun held, SyncRun run, Id<User> after, CancellationToken cancellationToken) =>
        WriteAsync(unit => UpdateAsync(unit, held, run, after, time.GetUtcNow() + Lease), cancellationToken);

    /// <summary>Goes on holding a run; false when it is held by somebody else now.</summary>
    public Task<bool> RenewAsync(HeldRun held, CancellationToken cancellationToken) => WriteAsync(
        async unit => await unit.ExecuteAsync(
            "UPDATE sync_run SET lease_until = @until WHERE guild_id = @Guild AND number = @Number AND owner = @Owner AND fence = @Fence",
            new { until = time.GetUtcNow() + Lease, held.Run.Request.Guild, held.Run.Number, held.Owner, held.Fence }).ConfigureAwait(false) == 1,
        cancellationToken);

    /// <summary>
    /// Writes where a run stands, with its errors and the journal's entry if it has ended, and lets it go; false when it is held by somebody else now.
    /// </summary>
    public async Task<bool> LetGoAsync(HeldRun held, SyncRun run, CancellationToken cancellationToken)
    {
        var entry = SyncAudit.Of(run);
        return await database.WriteAsync(
            async unit =>
            {
                if (!await UpdateAsync(unit, held, run, held.After, null).ConfigureAwait(false))
                {
                    return false;
                }

                await unit.ExecuteAsync("DELETE FROM sync_error WHERE guild_id = @Guild AND number = @Number", new { run.Request.Guild, run.Number }).ConfigureAwait(false);
                await unit.ExecuteAsync(
                    "INSERT INTO sync_error (guild_id, number, ordinal, user_id, reason) VALUES (@Guild, @Number, @ordinal, @user, @Reason)",
                    run.Report.Errors.Take(MostErrors).Select((error, at) => new
                    {
                        run.Request.Guild,
                        run.Number,
                        ordinal = (long)at + 1,
                        user = error.Member.IsNone ? (long?)null : (long)error.Member.Value,
                        error.Reason,
                    })).ConfigureAwait(false);
                if (entry is not null)
                {
                    await journal.AppendAsync(unit, entry).ConfigureAwait(false);
                }

                return true;
            },
            entry is null ? Durability.Relaxed : Durability.Full,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs of these guilds that ended a while ago without whoever asked being told.</summary>
    public Task<IReadOnlyList<SyncRun>> UntoldAsync(IReadOnlyCollection<Id<Guild>> guilds, CancellationToken cancellationToken) =>
        OfAsync(guilds, "reply_private IS NOT NULL AND ended_at <= @before", cancellationToken);

    /// <summary>Forgets the tokens of replies that nobody can change any more, in all guilds.</summary>
    public Task ForgetRepliesAsync(CancellationToken cancellationToken) => WriteAsync(
        unit => unit.ExecuteAsync(
            "UPDATE sync_run SET reply_application = NULL, reply_token = NULL, reply_until = NULL WHERE reply_token IS NOT NULL AND reply_until <= @now", new { now = time.GetUtcNow() }),
        cancellationToken);

    /// <summary>Forgets where somebody sees what comes of a run: they have seen it.</summary>
    public Task ToldAsync(SyncRun run, CancellationToken cancellationToken) => WriteAsync(
        unit => unit.ExecuteAsync(
            """
            UPDATE sync_run SET reply_application = NULL, reply_token = NULL, reply_until = NULL, reply_channel = NULL, reply_private = NULL
            WHERE guild_id = @Guild AND number = @Number
            """,
            new { run.Request.Guild, run.Number }),
        cancellationToken);

    public Task<IReadOnlyList<SyncRun>> ListAsync(Id<Guild> guild, int count, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (IReadOnlyList<SyncRun>)
        [
            .. (await unit.QueryAsync<SyncRunRow>(
                $"SELECT {SyncRunRow.Columns} FROM sync_run WHERE guild_id = @guild ORDER BY number DESC LIMIT @count", new { guild, count }).ConfigureAwait(false)).Select(row => row.Read()),
        ],
        cancellationToken);

    /// <summary>The last run that took a whole list in; null when there was none.</summary>
    public Task<SyncRun?> LastWholeAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (await unit.FirstAsync<SyncRunRow>(
            $"SELECT {SyncRunRow.Columns} FROM sync_run WHERE guild_id = @guild AND proven = 1 AND kind <> 'cleanup' ORDER BY number DESC LIMIT 1", new { guild }).ConfigureAwait(false))?.Read(),
        cancellationToken);

    /// <summary>Whether there was no whole list before it that it could differ from.</summary>
    public Task<bool> IsFirstWholeAsync(Id<Guild> guild, long number, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => await unit.ScalarAsync<long>(
            "SELECT COUNT(*) FROM sync_run WHERE guild_id = @guild AND number < @number AND proven = 1 AND kind <> 'cleanup'", new { guild, number }).ConfigureAwait(false) == 0,
        cancellationToken);

    /// <summary>When a part was last done and last tried by the schedule.</summary>
    public Task<SyncTimes> TimesAsync(Id<Guild> guild, SyncKind part, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var key = new { guild, part = SyncRunRow.Word(part), proof = part == SyncKind.Cleanup ? 0L : 1L };
            var known = await unit.ScalarAsync<long?>("SELECT first_seen_at FROM guild WHERE guild_id = @guild", key).ConfigureAwait(false);
            var done = await unit.ScalarAsync<long?>(
                """
                SELECT MAX(ended_at) FROM sync_run
                WHERE guild_id = @guild AND kind IN (@part, 'full') AND state IN ('completed', 'completed_with_errors') AND proven >= @proof
                """,
                key).ConfigureAwait(false);
            var tried = await unit.ScalarAsync<long?>(
                "SELECT MAX(queued_at) FROM sync_run WHERE guild_id = @guild AND kind = @part AND origin = 'schedule'", key).ConfigureAwait(false);
            return new SyncTimes(Moment(known), Moment(done), Moment(tried));
        },
        cancellationToken);

    /// <summary>What the mirror says was written since a run began. After an interruption nobody has counted along, but the rows have their times.</summary>
    public Task<(int Created, int Updated, int Left)> SinceAsync(Id<Guild> guild, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var created = await unit.ScalarAsync<long>(
                "SELECT COUNT(*) FROM member WHERE guild_id = @guild AND first_seen_at >= @since AND left_at IS NULL", new { guild, since }).ConfigureAwait(false);
            var updated = await unit.ScalarAsync<long>(
                "SELECT COUNT(*) FROM member WHERE guild_id = @guild AND updated_at >= @since AND first_seen_at < @since AND left_at IS NULL", new { guild, since }).ConfigureAwait(false);
            var left = await unit.ScalarAsync<long>("SELECT COUNT(*) FROM member WHERE guild_id = @guild AND left_at >= @since", new { guild, since }).ConfigureAwait(false);
            return ((int)created, (int)updated, (int)left);
        },
        cancellationToken);

    private static async Task<IReadOnlyList<(Id<User> Member, string Reason)>> ErrorsAsync(IUnit unit, SyncRun run)
    {
        var rows = await unit.QueryAsync<ErrorRow>(
            "SELECT user_id, reason FROM sync_error WHERE guild_id = @Guild AND number = @Number ORDER BY ordinal", new { run.Request.Guild, run.Number }).ConfigureAwait(false);
        return [.. rows.Select(row => (new Id<User>((ulong)(row.UserId ?? 0)), row.Reason))];
    }

    private static async Task<bool> UpdateAsync(IUnit unit, HeldRun held, SyncRun run, Id<User> after, DateTimeOffset? until) => await unit.ExecuteAsync(
        """
        UPDATE sync_run SET state = @state, phase = @phase, after_id = @after, proven = @proven, listed = @Listed, created = @Created, updated = @Updated, unchanged = @Unchanged,
            rewritten = @Rewritten, skipped = @Skipped, departed = @Left, returned = @Returned, roles_added = @RolesAdded, roles_removed = @RolesRemoved,
            fell_dormant = @FellDormant, woke_up = @WokeUp, errors = @errors, sentence = @Sentence, started_at = @StartedAt, ended_at = @EndedAt, lease_until = @until
        WHERE guild_id = @Guild AND number = @Number AND owner = @Owner AND fence = @Fence
        """,
        new
        {
            state = SyncRunRow.Word(run.State),
            phase = SyncRunRow.Word(run.Phase),
            after = (long)after.Value,
            proven = run.Report.Complete ? 1L : 0L,
            run.Report.Listed,
            run.Report.Created,
            run.Report.Updated,
            run.Report.Unchanged,
            run.Report.Rewritten,
            run.Report.Skipped,
            run.Report.Left,
            run.Report.Returned,
            run.Report.RolesAdded,
            run.Report.RolesRemoved,
            run.Report.FellDormant,
            run.Report.WokeUp,
            errors = run.Report.Errors.Count,
            Sentence = run.Sentence ?? run.Report.Gap,
            run.StartedAt,
            run.EndedAt,
            until,
            run.Request.Guild,
            run.Number,
            held.Owner,
            held.Fence,
        }).ConfigureAwait(false) == 1;

    private static DateTimeOffset? Moment(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken) => database.WriteAsync(work, Durability.Relaxed, cancellationToken);

    private sealed class ErrorRow
    {
        public long? UserId { get; init; }

        public required string Reason { get; init; }
    }
}
