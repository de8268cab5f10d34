using System.Data.Common;
using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Journal;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>Runs and their steps as rows: the write-ahead state that applying, resuming and undoing read. Every write of a held run repeats its fence.</summary>
internal sealed partial class RunStore(IDatabase database, StepWriter writer, JournalStore journal, JournalSubjects subjects, IdAliases aliases, TimeProvider time)
{
    /// <summary>True while the writer of a step still holds the run.</summary>
    private const string Held = "EXISTS (SELECT 1 FROM operation_run r WHERE r.run_id = @Run AND r.guild_id = @guild AND r.fence = @Fence)";

    /// <summary>Keeps a plan. The run comes back with its number.</summary>
    public Task<Run> CreateAsync(Run run, IReadOnlyList<Change> changes, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => InsertAsync(unit, run, changes), cancellationToken);

    /// <summary>Keeps the plan of a run that takes another one back, unless one did already or is about to.</summary>
    public Task<Outcome<Run>> CreateUndoAsync(Run undo, IReadOnlyList<Change> changes, CancellationToken cancellationToken) => database.WriteAsync(
        async unit => await UndoneAlreadyAsync(unit, undo).ConfigureAwait(false) is { } failure
            ? failure
            : Outcome.Of(await InsertAsync(unit, undo, changes).ConfigureAwait(false)),
        cancellationToken);

    public Task<Run?> FindAsync(Id<Guild> guild, long run, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (await unit.FirstAsync<RunRow>($"SELECT {RunRow.Columns} FROM operation_run WHERE guild_id = @guild AND run_id = @run", new { guild, run }).ConfigureAwait(false))?.Read(),
        cancellationToken);

    /// <summary>What waits or is under way, in the order of their turns, then what was last, newest first.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(Id<Guild> guild, int skip, int most, CancellationToken cancellationToken) => ManyAsync(
        """
        guild_id = @guild
        ORDER BY CASE state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END, CASE WHEN state = 'queued' THEN queued_at END, run_id DESC
        LIMIT @most OFFSET @skip
        """,
        new { guild, skip = (long)skip, most = (long)most },
        cancellationToken);

    /// <summary>How many runs the guild has.</summary>
    public Task<long> CountAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM operation_run WHERE guild_id = @guild", new { guild }), cancellationToken);

    public Task<IReadOnlyList<Step>> StepsAsync(Run run, CancellationToken cancellationToken) => database.ReadAsync(unit => StepsAsync(unit, run.Guild, run.Id), cancellationToken);

    private static async Task<IReadOnlyList<Step>> StepsAsync(IUnit unit, Id<Guild> guild, long run) =>
    [
        .. (await unit.QueryAsync<StepRow>(
            $"""
            SELECT {StepRow.Columns} FROM operation_step
            WHERE run_id = @run AND EXISTS (SELECT 1 FROM operation_run r WHERE r.run_id = @run AND r.guild_id = @guild)
            ORDER BY ordinal
            """,
            new { guild, run }).ConfigureAwait(false)).Select(r => r.Read()),
    ];

    /// <summary>Durable before the request leaves.</summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now: the request must not leave.</exception>
    public Task SentAsync(Run run, Step step, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return writer.SentAsync(
            step.Run,
            step.Ordinal,
            async unit => LeaseLostException.ThrowIf(
                await unit.ExecuteAsync(
                    $"UPDATE operation_step SET state = 'sent', sent_at = COALESCE(sent_at, @now) WHERE run_id = @Run AND ordinal = @ordinal AND {Held}",
                    new { now, step.Run, ordinal = (long)step.Ordinal, guild = run.Guild, run.Fence }).ConfigureAwait(false) == 0,
                run.Id),
            cancellationToken);
    }

    /// <summary>The last state of a step and its journal row, in one transaction.</summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now, and settles the step.</exception>
    public async Task SettleAsync(Run run, Step step, CancellationToken cancellationToken)
    {
        await writer.SettledAsync(step.Run, step.Ordinal, unit => SettleAsync(unit, run, step), cancellationToken).ConfigureAwait(false);
        if (step.Made is not null && IdAliases.RecreatedBy(step.Change) is not null)
        {
            aliases.Committed(run.Guild);
        }
    }

    /// <summary>The same within a unit of work that also writes what the step is about.</summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now: the unit must not be kept.</exception>
    public async Task SettleAsync(IUnit unit, Run run, Step step, Id<User>? decidedBy = null)
    {
        var now = time.GetUtcNow();
        var kept = await unit.ExecuteAsync(
            $"""
            UPDATE operation_step
            SET state = @State, code = @code, sentence = @sentence, settled_at = @now, made = @made, change = COALESCE(@change, change)
            WHERE run_id = @Run AND ordinal = @ordinal AND {Held}
            """,
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
                guild = run.Guild,
                run.Fence,
            }).ConfigureAwait(false);
        LeaseLostException.ThrowIf(kept == 0, run.Id);
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
                Author = Author.Person(decidedBy ?? run.Actor),
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

    private Task<IReadOnlyList<Run>> ManyAsync(string where, object parameters, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => (IReadOnlyList<Run>)
        [
            .. (await unit.QueryAsync<RunRow>($"SELECT {RunRow.Columns} FROM operation_run WHERE {where}", parameters).ConfigureAwait(false)).Select(r => r.Read()),
        ],
        cancellationToken);

    private static async Task<Run> InsertAsync(IUnit unit, Run run, IReadOnlyList<Change> changes)
    {
        await GuildRow.EnsureAsync(unit, run.Guild, run.CreatedAt).ConfigureAwait(false);
        var id = await unit.ScalarAsync<long>(
            """
            INSERT INTO operation_run (guild_id, operation, title, arguments, actor_id, state, frame, findings, correlation, created_at, expires_at, undoes, channel_id,
                only_to_asker, touches, rests, queued_at, owner, lease_until, fence, phrase, approvals)
            VALUES (@Guild, @Operation, @Title, @arguments, @Actor, @State, @frame, @findings, @Correlation, @CreatedAt, @ExpiresAt, @Undoes, @channel,
                @onlyToAsker, @touches, @rests, @QueuedAt, @Owner, @LeaseUntil, @Fence, @Phrase, @approvals)
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
                touches = string.Join(',', run.Grounds.Touches),
                rests = string.Join(',', run.Grounds.Rests),
                run.QueuedAt,
                run.Owner,
                run.LeaseUntil,
                run.Fence,
                run.Phrase,
                approvals = (long)run.Approvals,
            }).ConfigureAwait(false);
        await InsertStepsAsync(unit, id, changes).ConfigureAwait(false);
        return run with { Id = id };
    }

    /// <summary>A plan for a whole guild may have fifty thousand: one statement, prepared once.</summary>
    private static async Task InsertStepsAsync(IUnit unit, long run, IReadOnlyList<Change> changes)
    {
        await using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText = "INSERT INTO operation_step (run_id, ordinal, kind, change, state) VALUES (@run, @ordinal, @kind, @change, 'pending')";
        var (ordinal, kind, change) = (Parameter("@ordinal", 0L), Parameter("@kind", ""), Parameter("@change", ""));
        Parameter("@run", run);
        for (var i = 0; i < changes.Count; i++)
        {
            (ordinal.Value, kind.Value, change.Value) = ((long)i, changes[i].Kind, ChangeJson.Write(changes[i]));
            await command.ExecuteNonQueryAsync(unit.CancellationToken).ConfigureAwait(false);
        }

        DbParameter Parameter(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
