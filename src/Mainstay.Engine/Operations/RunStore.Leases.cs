using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>Who holds a run: queue places, leases and fences. A run has one owner at a time, and one that stops renewing loses it.</summary>
internal sealed partial class RunStore
{
    /// <summary>How long a holder that says nothing keeps a run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gives a previewed run its place in the guild's queue, held by an owner. Looked up and written in one transaction, so that two presses make one
    /// place. Failures: <c>run.state</c>, <c>run.expired</c>, <c>run.approvals</c>, <c>undo.again</c>.
    /// </summary>
    public Task<Outcome<Run>> QueueAsync(Run run, string owner, ReplyTicket? ticket, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                await OneAtATimeAsync(unit, run.Guild).ConfigureAwait(false);
                var stands = (await unit.FirstAsync<RunRow>($"SELECT {RunRow.Columns} FROM operation_run WHERE guild_id = @Guild AND run_id = @Id", new { run.Guild, run.Id }).ConfigureAwait(false))?.Read();
                if (stands is not { State: RunState.Previewed })
                {
                    return (Outcome<Run>)new Failure("run.state", OperationTexts.NotApplicable(stands?.State ?? RunState.Expired));
                }

                if (now >= stands.ExpiresAt)
                {
                    await unit.ExecuteAsync(
                        """
                        UPDATE operation_run SET state = 'expired', finished_at = @now, reply_application = NULL, reply_token = NULL, reply_until = NULL
                        WHERE guild_id = @Guild AND run_id = @Id
                        """,
                        new { now, run.Guild, run.Id }).ConfigureAwait(false);
                    return new Failure("run.expired", OperationTexts.NotApplicable(RunState.Expired));
                }

                var agreed = (await ApprovalsAsync(unit, run).ConfigureAwait(false)).Count;
                if (agreed < stands.Approvals)
                {
                    return new Failure("run.approvals", OperationTexts.NotApprovedYet(stands, agreed));
                }

                if (stands.Undoes is not null && await UndoneAlreadyAsync(unit, stands).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }

                var queued = stands with { State = RunState.Queued, QueuedAt = now, Owner = owner, LeaseUntil = now + Lease, Fence = stands.Fence + 1, Ticket = ticket };
                await unit.ExecuteAsync(
                    """
                    UPDATE operation_run
                    SET state = 'queued', queued_at = @now, owner = @owner, lease_until = @LeaseUntil, fence = @Fence,
                        reply_application = @application, reply_token = @token, reply_until = @until
                    WHERE guild_id = @Guild AND run_id = @Id
                    """,
                    new
                    {
                        now,
                        owner,
                        queued.LeaseUntil,
                        queued.Fence,
                        application = (long?)ticket?.Application.Value,
                        token = ticket?.Token,
                        until = ticket?.Until,
                        run.Guild,
                        run.Id,
                    }).ConfigureAwait(false);
                return queued;
            },
            cancellationToken);
    }

    /// <summary>
    /// Starts a queued run when nothing that it meets is under way or before it. Otherwise says how many it waits for; null when the run is no longer queued.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now.</exception>
    public Task<int?> StartAsync(Run run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                await OneAtATimeAsync(unit, run.Guild).ConfigureAwait(false);
                var live = (await unit.QueryAsync<QueueRow>(
                    "SELECT run_id, state, touches, rests, queued_at, fence, stop_asked FROM operation_run WHERE guild_id = @Guild AND state IN ('queued', 'running')", new { run.Guild }).ConfigureAwait(false)).ToArray();
                var own = live.FirstOrDefault(r => r.RunId == run.Id);
                if (own is null)
                {
                    return (int?)null;
                }

                LeaseLostException.ThrowIf(own.Fence != run.Fence, run.Id);
                if (own.StopAsked != 0)
                {
                    return null;
                }

                var ahead = live.Count(r => r.RunId != run.Id
                    && (r.State == RunState.Running || (r.QueuedAt ?? 0, r.RunId).CompareTo((own.QueuedAt ?? 0, own.RunId)) < 0)
                    && Grounds.Parse(r.Touches, r.Rests).Meets(run.Grounds));
                if (ahead == 0)
                {
                    await unit.ExecuteAsync(
                        "UPDATE operation_run SET state = 'running', started_at = COALESCE(started_at, @now) WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence",
                        new { now, run.Guild, run.Id, run.Fence }).ConfigureAwait(false);
                }

                return ahead;
            },
            cancellationToken);
    }

    /// <summary>Keeps a run for another while. Tells whether somebody asked it to stop.</summary>
    /// <exception cref="LeaseLostException">Somebody else holds the run by now, or it has ended.</exception>
    public async Task<bool> RenewAsync(Run run, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        var stop = await database.WriteAsync(
            unit => unit.ScalarAsync<long?>(
                "UPDATE operation_run SET lease_until = @until WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence RETURNING stop_asked", new { until, run.Guild, run.Id, run.Fence }),
            cancellationToken).ConfigureAwait(false);
        LeaseLostException.ThrowIf(stop is null, run.Id);
        return stop != 0;
    }

    /// <summary>Asks a run to stop, whoever holds it; false when it is not under way.</summary>
    public async Task<bool> AskStopAsync(Run run, CancellationToken cancellationToken) => await database.WriteAsync(
        unit => unit.ExecuteAsync(
            "UPDATE operation_run SET stop_asked = 1 WHERE guild_id = @Guild AND run_id = @Id AND state IN ('queued', 'running')", new { run.Guild, run.Id }),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>The number of the snapshot that was taken for the run.</summary>
    public Task SnapshotTakenAsync(Run run, long snapshot, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            "UPDATE operation_run SET snapshot = @snapshot WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence", new { snapshot, run.Guild, run.Id, run.Fence }),
        cancellationToken);

    /// <summary>What waits or is under way in a guild.</summary>
    public Task<IReadOnlyList<Run>> LiveAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        ManyAsync("guild_id = @guild AND state IN ('queued', 'running') ORDER BY queued_at, run_id", new { guild }, cancellationToken);

    /// <summary>Runs of all guilds that are under way, or have a report to deliver, and that nobody holds.</summary>
    public Task<IReadOnlyList<Run>> AbandonedAsync(CancellationToken cancellationToken) => ManyAsync(
        "(state IN ('queued', 'running') OR report = 'due') AND (lease_until IS NULL OR lease_until <= @now) ORDER BY queued_at, run_id", new { now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Runs of all guilds that are under way or have a report to deliver, held or not.</summary>
    public Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellationToken) =>
        ManyAsync("state IN ('queued', 'running') OR report = 'due' ORDER BY queued_at, run_id", new { }, cancellationToken);

    /// <summary>Takes a run whose holder has let it go or has not renewed it; null when somebody else was quicker.</summary>
    public Task<Run?> TakeAsync(Run run, string owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit => (await unit.FirstAsync<RunRow>(
                $"""
                UPDATE operation_run SET owner = @owner, lease_until = @until, fence = fence + 1
                WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence AND (lease_until IS NULL OR lease_until <= @now)
                RETURNING {RunRow.Columns}
                """,
                new { owner, until = now + Lease, now, run.Guild, run.Id, run.Fence }).ConfigureAwait(false))?.Read(),
            cancellationToken);
    }

    /// <summary>Lets a run go at once, so that whoever looks next takes it up.</summary>
    public Task LetGoAsync(Run run, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync("UPDATE operation_run SET lease_until = NULL WHERE guild_id = @Guild AND run_id = @Id AND fence = @Fence", new { run.Guild, run.Id, run.Fence }), cancellationToken);

    /// <summary>Lets go of everything that one process holds, in all guilds: it stops.</summary>
    public Task LetAllGoAsync(string owner, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync("UPDATE operation_run SET lease_until = NULL WHERE owner = @owner AND (state IN ('queued', 'running') OR report = 'due')", new { owner }), cancellationToken);

    /// <summary>Notes that somebody agrees to a previewed plan. How many have, with them.</summary>
    public Task<Outcome<int>> ApproveAsync(Run run, Id<User> user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async unit =>
            {
                if (await unit.ScalarAsync<string>("SELECT state FROM operation_run WHERE guild_id = @Guild AND run_id = @Id", new { run.Guild, run.Id }).ConfigureAwait(false) is not RunState.Previewed and var state)
                {
                    return (Outcome<int>)new Failure("run.state", OperationTexts.NotApplicable(state ?? RunState.Expired));
                }

                await unit.ExecuteAsync(
                    "INSERT INTO operation_approval (guild_id, run_id, user_id, approved_at) VALUES (@Guild, @Id, @user, @now) ON CONFLICT (guild_id, run_id, user_id) DO NOTHING",
                    new { run.Guild, run.Id, user, now }).ConfigureAwait(false);
                return (await ApprovalsAsync(unit, run).ConfigureAwait(false)).Count;
            },
            cancellationToken);
    }

    /// <summary>Who has agreed to a plan, and when.</summary>
    public Task<IReadOnlyList<Approval>> ApprovalsAsync(Run run, CancellationToken cancellationToken) => database.ReadAsync(unit => ApprovalsAsync(unit, run), cancellationToken);

    /// <summary>Keeps the reply in which a preview stands, so that it can show who agreed.</summary>
    public Task ShownInAsync(Run run, ReplyTicket ticket, CancellationToken cancellationToken) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            "UPDATE operation_run SET reply_application = @application, reply_token = @Token, reply_until = @Until WHERE guild_id = @Guild AND run_id = @Id AND state = 'previewed'",
            new { application = (long)ticket.Application.Value, ticket.Token, ticket.Until, run.Guild, run.Id }),
        cancellationToken);

    private static async Task<IReadOnlyList<Approval>> ApprovalsAsync(IUnit unit, Run run) =>
    [
        .. (await unit.QueryAsync<ApprovalRow>(
            "SELECT user_id, approved_at FROM operation_approval WHERE guild_id = @Guild AND run_id = @Id ORDER BY approved_at, user_id", new { run.Guild, run.Id }).ConfigureAwait(false))
            .Select(r => new Approval(new Id<User>((ulong)r.UserId), DateTimeOffset.FromUnixTimeMilliseconds(r.ApprovedAt))),
    ];

    private static async Task<Failure?> UndoneAlreadyAsync(IUnit unit, Run undo) => await unit.ScalarAsync<long?>(
        "SELECT MAX(run_id) FROM operation_run WHERE guild_id = @Guild AND undoes = @Undoes AND run_id <> @Id AND state IN ('queued', 'running', 'done')",
        new { undo.Guild, undo.Undoes, undo.Id }).ConfigureAwait(false) is { } earlier
        ? new Failure("undo.again", $"This was taken back already, by run {earlier}.")
        : null;

    /// <summary>What decides on a guild's queue goes one at a time, on a database with several writers too: its row is taken first.</summary>
    private static Task OneAtATimeAsync(IUnit unit, Id<Guild> guild) =>
        unit.ExecuteAsync("UPDATE guild SET updated_at = updated_at WHERE guild_id = @guild", new { guild });

    private sealed record QueueRow(long RunId, string State, string Touches, string Rests, long? QueuedAt, long Fence, long StopAsked);

    private sealed record ApprovalRow(long UserId, long ApprovedAt);
}

/// <summary>Somebody else holds the run by now: what this process still wanted to write was not written.</summary>
internal sealed class LeaseLostException(long run) : Exception($"Run {run} is held by somebody else.")
{
    public static void ThrowIf(bool lost, long run)
    {
        if (lost)
        {
            throw new LeaseLostException(run);
        }
    }
}
