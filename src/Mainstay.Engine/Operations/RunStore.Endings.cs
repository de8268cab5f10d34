using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>How runs end: dismissed, over, told, decided by a person, given up.</summary>
internal sealed partial class RunStore
{
    /// <summary>Ends a previewed run that nobody holds; false when somebody has moved it already.</summary>
    public async Task<bool> DismissAsync(Run run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                UPDATE operation_run SET state = 'cancelled', finished_at = @now, reply_application = NULL, reply_token = NULL, reply_until = NULL
                WHERE guild_id = @Guild AND run_id = @Id AND state = 'previewed'
                """,
                new { now, run.Guild, run.Id }),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Forgets the replies of plans of all guilds that nobody pressed in time.</summary>
    public async Task ForgetRepliesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var left = await database.ReadAsync(
            unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM operation_run WHERE state = 'previewed' AND reply_token IS NOT NULL AND reply_until <= @now", new { now }), cancellationToken).ConfigureAwait(false);
        if (left > 0)
        {
            await database.WriteAsync(
                unit => unit.ExecuteAsync(
                    """
                    UPDATE operation_run SET reply_application = NULL, reply_token = NULL, reply_until = NULL
                    WHERE state = 'previewed' AND reply_token IS NOT NULL AND reply_until <= @now
                    """,
                    new { now }),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends a run; its report is due from now on, and its holder has a lease's time to deliver it. False when steps are left whose outcome is not on record:
    /// then the run is not over.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now.</exception>
    public Task<bool> EndAsync(Run run, string state, string? why, bool begun, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                if (begun
                    && await unit.ScalarAsync<long>("SELECT COUNT(*) FROM operation_step WHERE run_id = @Id AND state IN ('pending', 'sent')", new { run.Id }).ConfigureAwait(false) > 0)
                {
                    return false;
                }

                var ended = await unit.ExecuteAsync(
                    """
                    UPDATE operation_run
                    SET state = @state, finished_at = @now, why = @why, report = 'due', lease_until = @until
                    WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence AND state IN ('queued', 'running')
                    """,
                    new { state, now, why, until = now + Lease, run.Guild, run.Id, run.Fence }).ConfigureAwait(false);
                LeaseLostException.ThrowIf(ended == 0, run.Id);
                return true;
            },
            cancellationToken);
    }

    /// <summary>The report has reached the person: nothing is left to do, and the reply's token is forgotten.</summary>
    public Task ToldAsync(Run run, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            """
            UPDATE operation_run SET report = 'told', owner = NULL, lease_until = NULL, reply_application = NULL, reply_token = NULL, reply_until = NULL
            WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence AND report = 'due'
            """,
            new { run.Guild, run.Id, run.Fence }),
        cancellationToken);

    /// <summary>
    /// Settles a step that was uncertain, with a journal row that names who decided it; null: it was looked at again. When it counts as done and others were left out for its sake, these are
    /// pending again and the run is back in the queue. The run as it stands then; null when somebody was quicker.
    /// </summary>
    public Task<Run?> DecideAsync(Run run, Step step, Id<User>? decidedBy, string owner, ReplyTicket? ticket, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                await OneAtATimeAsync(unit, run.Guild).ConfigureAwait(false);
                var uncertain = await unit.ScalarAsync<long>("SELECT COUNT(*) FROM operation_step WHERE run_id = @Run AND ordinal = @ordinal AND state = 'unverified'", new { step.Run, ordinal = (long)step.Ordinal }).ConfigureAwait(false);
                var taken = await unit.ExecuteAsync(
                    "UPDATE operation_run SET fence = fence + 1 WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence AND state NOT IN ('queued', 'running')", new { run.Guild, run.Id, run.Fence }).ConfigureAwait(false);
                if (uncertain == 0 || taken == 0)
                {
                    return null;
                }

                var held = run with { Fence = run.Fence + 1 };
                await SettleAsync(unit, held, step, decidedBy).ConfigureAwait(false);
                var freed = step.State != StepState.Applied ? 0 : await unit.ExecuteAsync(
                    "UPDATE operation_step SET state = 'pending', code = NULL, sentence = NULL, settled_at = NULL WHERE run_id = @Id AND state = 'skipped' AND code = 'step.dependency'", new { run.Id }).ConfigureAwait(false);
                if (freed == 0)
                {
                    await unit.ExecuteAsync("UPDATE operation_run SET state = @state WHERE guild_id = @Guild AND run_id = @Id", new { state = StateOf(await StepsAsync(unit, run.Guild, run.Id).ConfigureAwait(false), run.State), run.Guild, run.Id }).ConfigureAwait(false);
                }
                else
                {
                    await unit.ExecuteAsync(
                        """
                        UPDATE operation_run
                        SET state = 'queued', queued_at = @now, finished_at = NULL, report = 'none', stop_asked = 0, owner = @owner, lease_until = @until,
                            reply_application = @application, reply_token = @token, reply_until = @ticketUntil
                        WHERE guild_id = @Guild AND run_id = @Id
                        """,
                        new
                        {
                            now,
                            owner,
                            until = now + Lease,
                            application = (long?)ticket?.Application.Value,
                            token = ticket?.Token,
                            ticketUntil = ticket?.Until,
                            run.Guild,
                            run.Id,
                        }).ConfigureAwait(false);
                }

                return (await unit.FirstAsync<RunRow>($"SELECT {RunRow.Columns} FROM operation_run WHERE guild_id = @Guild AND run_id = @Id", new { run.Guild, run.Id }).ConfigureAwait(false))?.Read();
            },
            cancellationToken);
    }

    /// <summary>Ends a run whose guild is not there any more: what was pending is left out, what was sent stays uncertain.</summary>
    public Task GiveUpAsync(Run run, string why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                foreach (var step in (await StepsAsync(unit, run.Guild, run.Id).ConfigureAwait(false)).Where(s => !StepState.IsFinal(s.State)))
                {
                    var state = step.State == StepState.Sent ? StepState.Unverified : StepState.Skipped;
                    await SettleAsync(unit, run, step with { State = state, Failure = new Failure("guild.gone", "The server is not there any more.") }).ConfigureAwait(false);
                }

                var end = StateOf(await StepsAsync(unit, run.Guild, run.Id).ConfigureAwait(false), run.State);
                await unit.ExecuteAsync(
                    "UPDATE operation_run SET state = @end, finished_at = @now, why = @why, report = 'due', lease_until = NULL WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence",
                    new { end, now, why, run.Guild, run.Id, run.Fence }).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static string StateOf(IReadOnlyList<Step> steps, string before) =>
        before == RunState.Cancelled ? before
        : steps.All(s => s.State == StepState.Applied || s.Failure?.Code == "target.already") ? RunState.Done
        : steps.Any(s => s.State == StepState.Applied) ? RunState.Partial
        : RunState.Failed;
}
