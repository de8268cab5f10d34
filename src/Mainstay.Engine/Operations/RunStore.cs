using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Journal;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>Runs and their steps as rows: the write-ahead state that applying, resuming and undoing read.</summary>
internal sealed class RunStore(IDatabase database, StepWriter writer, JournalStore journal, JournalSubjects subjects, IdAliases aliases, TimeProvider time)
{
    private const string RunColumns =
        """
        run_id, guild_id, operation, title, arguments, actor_id, state, frame, findings, correlation, created_at, expires_at, started_at, finished_at, undoes, channel_id, only_to_asker
        """;

    /// <summary>Keeps a plan. The run comes back with its number.</summary>
    public Task<Run> CreateAsync(Run run, IReadOnlyList<Change> changes, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => InsertAsync(unit, run, changes), cancellationToken);

    /// <summary>Keeps a run that takes another one back, unless one did already or is about to: looked up in the same transaction, so that two presses make one.</summary>
    public Task<Outcome<Run>> CreateUndoAsync(Run undo, IReadOnlyList<Change> changes, CancellationToken cancellationToken) => database.WriteAsync(
        async unit => await unit.ScalarAsync<long?>(
            "SELECT MAX(run_id) FROM operation_run WHERE undoes = @Undoes AND state IN ('queued', 'running', 'done')", new { undo.Undoes }).ConfigureAwait(false) is { } earlier
            ? new Failure("undo.again", $"This was taken back already, by run {earlier}.")
            : Outcome.Of(await InsertAsync(unit, undo, changes).ConfigureAwait(false)),
        cancellationToken);

    public Task<Run?> FindAsync(long run, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (await unit.FirstAsync<RunRow>($"SELECT {RunColumns} FROM operation_run WHERE run_id = @run", new { run }).ConfigureAwait(false))?.Read(),
        cancellationToken);

    public Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (IReadOnlyList<Run>)
        [
            .. (await unit.QueryAsync<RunRow>($"SELECT {RunColumns} FROM operation_run WHERE state IN ('queued', 'running') ORDER BY run_id").ConfigureAwait(false))
                .Select(r => r.Read()),
        ],
        cancellationToken);

    public Task<IReadOnlyList<Step>> StepsAsync(long run, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (IReadOnlyList<Step>)
        [
            .. (await unit.QueryAsync<StepRow>(
                "SELECT run_id, ordinal, change, state, code, sentence, sent_at, made FROM operation_step WHERE run_id = @run ORDER BY ordinal", new { run }).ConfigureAwait(false))
                .Select(r => r.Read()),
        ],
        cancellationToken);

    /// <summary>Moves a run from one state to another; false when somebody else has moved it already.</summary>
    public async Task<bool> MoveAsync(long run, string from, string to, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                UPDATE operation_run
                SET state = @to,
                    started_at = CASE WHEN @to = 'running' AND started_at IS NULL THEN @now ELSE started_at END,
                    finished_at = CASE WHEN @to IN ('previewed', 'queued', 'running') THEN NULL ELSE @now END
                WHERE run_id = @run AND state = @from
                """,
                new { run, from, to, now }),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Durable before the request leaves.</summary>
    public Task SentAsync(Step step, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return writer.SentAsync(
            step.Run,
            step.Ordinal,
            unit => unit.ExecuteAsync(
                "UPDATE operation_step SET state = 'sent', sent_at = COALESCE(sent_at, @now) WHERE run_id = @Run AND ordinal = @ordinal", new { now, step.Run, ordinal = (long)step.Ordinal }),
            cancellationToken);
    }

    /// <summary>The last state of a step and its journal row, in one transaction.</summary>
    public async Task SettleAsync(Run run, Step step, CancellationToken cancellationToken)
    {
        await writer.SettledAsync(step.Run, step.Ordinal, unit => SettleAsync(unit, run, step), cancellationToken).ConfigureAwait(false);
        if (step.Made is not null && IdAliases.RecreatedBy(step.Change) is not null)
        {
            aliases.Committed(run.Guild);
        }
    }

    /// <summary>The same within a unit of work that also writes what the step is about.</summary>
    public async Task SettleAsync(IUnit unit, Run run, Step step)
    {
        var now = time.GetUtcNow();
        await unit.ExecuteAsync(
            "UPDATE operation_step SET state = @State, code = @code, sentence = @sentence, settled_at = @now, made = @made, change = COALESCE(@change, change) WHERE run_id = @Run AND ordinal = @ordinal",
            new
            {
                step.State,
                code = step.Failure?.Code,
                sentence = step.Failure?.Sentence,
                now,
                made = (long?)step.Made,
                change = step.IsRewritten ? ChangeJson.Write(step.Change) : null,
                step.Run,
                ordinal = (long)step.Ordinal,
            }).ConfigureAwait(false);
        if (step is { State: StepState.Applied, Made: { } made } && IdAliases.RecreatedBy(step.Change) is var (kind, old))
        {
            await aliases.AddAsync(unit, run.Guild, kind, old, made, run.Id, step.Ordinal, now).ConfigureAwait(false);
        }

        await journal.AppendAsync(
            unit,
            new JournalEntry
            {
                Guild = run.Guild,
                At = now,
                Correlation = run.Correlation,
                Author = Author.Person(run.Actor),
                Action = $"{run.Operation}/{step.Change.Kind}",
                Target = step.Change.Target.ToString(),
                Subject = subjects.Of(step.Change, run.Actor),
                Outcome = step.State,
                Run = run.Id,
                Step = step.Ordinal,
                Detail = DetailOf(step),
            }).ConfigureAwait(false);
    }

    /// <summary>What was done, to which object, and what was in the way.</summary>
    private static string DetailOf(Step step)
    {
        var detail = new StringBuilder("{\"change\":").Append(ChangeJson.Write(step.Change));
        if (step.Made is { } made)
        {
            detail.Append(CultureInfo.InvariantCulture, $",\"made\":\"{made}\"");
        }

        if (step.Failure is { } failure)
        {
            detail.Append(",\"failure\":").Append(ChangeJson.Write(failure));
        }

        return detail.Append('}').ToString();
    }

    private static async Task<Run> InsertAsync(IUnit unit, Run run, IReadOnlyList<Change> changes)
    {
        await GuildRow.EnsureAsync(unit, run.Guild, run.CreatedAt).ConfigureAwait(false);
        var id = await unit.ScalarAsync<long>(
            """
            INSERT INTO operation_run (guild_id, operation, title, arguments, actor_id, state, frame, findings, correlation, created_at, expires_at, undoes, channel_id, only_to_asker)
            VALUES (@Guild, @Operation, @Title, @arguments, @Actor, @State, @frame, @findings, @Correlation, @CreatedAt, @ExpiresAt, @Undoes, @channel, @onlyToAsker)
            RETURNING run_id
            """,
            new
            {
                run.Guild,
                run.Operation,
                run.Title,
                arguments = ChangeJson.Write(run.Arguments),
                run.Actor,
                run.State,
                frame = run.Frame.ToString(),
                findings = ChangeJson.Write(run.Findings),
                run.Correlation,
                run.CreatedAt,
                run.ExpiresAt,
                run.Undoes,
                channel = (long?)run.Surface.Channel?.Value,
                onlyToAsker = run.Surface.OnlyToAsker ? 1L : 0L,
            }).ConfigureAwait(false);
        for (var i = 0; i < changes.Count; i++)
        {
            await unit.ExecuteAsync(
                "INSERT INTO operation_step (run_id, ordinal, kind, change, state) VALUES (@id, @ordinal, @Kind, @change, 'pending')",
                new { id, ordinal = (long)i, changes[i].Kind, change = ChangeJson.Write(changes[i]) }).ConfigureAwait(false);
        }

        return run with { Id = id };
    }

    private sealed record RunRow(
        long RunId,
        long GuildId,
        string Operation,
        string Title,
        string Arguments,
        long ActorId,
        string State,
        string Frame,
        string Findings,
        string Correlation,
        long CreatedAt,
        long ExpiresAt,
        long? StartedAt,
        long? FinishedAt,
        long? Undoes,
        long? ChannelId,
        long OnlyToAsker)
    {
        public Run Read() => new()
        {
            Id = RunId,
            Guild = new Id<Guild>((ulong)GuildId),
            Operation = Operation,
            Title = Title,
            Arguments = ChangeJson.Read<Arguments>(Arguments),
            Actor = new Id<User>((ulong)ActorId),
            State = State,
            Frame = Operations.Frame.Parse(Frame),
            Findings = ChangeJson.Read<IReadOnlyList<Finding>>(Findings),
            Correlation = Correlation,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
            StartedAt = StartedAt is { } started ? DateTimeOffset.FromUnixTimeMilliseconds(started) : null,
            FinishedAt = FinishedAt is { } finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null,
            Undoes = Undoes,
            Surface = new Surface(ChannelId is { } channel ? new Id<Channel>((ulong)channel) : null, OnlyToAsker != 0),
        };
    }

    private sealed record StepRow(long RunId, long Ordinal, string Change, string State, string? Code, string? Sentence, long? SentAt, long? Made)
    {
        public Step Read() => new()
        {
            Run = RunId,
            Ordinal = (int)Ordinal,
            Change = ChangeJson.Read(Change),
            State = State,
            Failure = Code is null ? null : new Failure(Code, Sentence ?? ""),
            SentAt = SentAt is { } sent ? DateTimeOffset.FromUnixTimeMilliseconds(sent) : null,
            Made = (ulong?)Made,
        };
    }
}
