using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The rows of <c>sync_run</c> and <c>sync_error</c>.</summary>
internal static class SyncRuns
{
    public static Task<long> StartAsync(IUnit unit, Id<Guild> guild, string kind, DateTimeOffset at) => unit.ScalarAsync<long>(
        "INSERT INTO sync_run (guild_id, kind, state, started_at) VALUES (@guild, @kind, 'running', @at) RETURNING sync_run_id",
        new { guild, kind, at });

    public static async Task<bool> FinishAsync(IUnit unit, long run, SyncRunState state, SyncReport report, DateTimeOffset at)
    {
        await unit.ExecuteAsync(
            """
            UPDATE sync_run SET state = @state, ended_at = @at, created = @Created, updated = @Updated, unchanged = @Unchanged, departed = @Left
            WHERE sync_run_id = @run
            """,
            new { run, state = Word(state), at, report.Created, report.Updated, report.Unchanged, report.Left }).ConfigureAwait(false);
        await unit.ExecuteAsync(
            """
            INSERT INTO sync_error (sync_run_id, guild_id, user_id, reason)
            SELECT sync_run_id, guild_id, @user, @reason FROM sync_run WHERE sync_run_id = @run
            ON CONFLICT (sync_run_id, user_id) DO UPDATE SET reason = excluded.reason
            """,
            report.Errors.Select(error => new { run, user = error.Member, reason = error.Reason })).ConfigureAwait(false);
        return true;
    }

    public static async Task<IReadOnlyList<SyncRun>> ListAsync(IUnit unit, Id<Guild> guild, int count)
    {
        var rows = await unit.QueryAsync<Row>(
            """
            SELECT sync_run_id, kind, state, started_at, ended_at, created, updated, unchanged, departed
            FROM sync_run WHERE guild_id = @guild ORDER BY started_at DESC, sync_run_id DESC LIMIT @count
            """,
            new { guild, count }).ConfigureAwait(false);
        var errors = await unit.QueryAsync<Error>(
            "SELECT sync_run_id, user_id, reason FROM sync_error WHERE guild_id = @guild AND sync_run_id IN @runs ORDER BY user_id",
            new { guild, runs = rows.Select(row => row.SyncRunId).ToArray() }).ConfigureAwait(false);
        return [.. rows.Select(row => new SyncRun
        {
            Id = row.SyncRunId,
            Kind = row.Kind,
            State = Enum.Parse<SyncRunState>(row.State, ignoreCase: true),
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
            Report = new SyncReport
            {
                Created = (int)row.Created,
                Updated = (int)row.Updated,
                Unchanged = (int)row.Unchanged,
                Left = (int)row.Departed,
                Complete = row.State == Word(SyncRunState.Complete),
                Errors = [.. errors.Where(error => error.SyncRunId == row.SyncRunId).Select(error => (error.UserId, error.Reason))],
                Took = (row.EndedAt ?? row.StartedAt) - row.StartedAt,
            },
        })];
    }

    private static string Word(SyncRunState state) => state.ToString().ToLowerInvariant();

    private sealed class Row
    {
        public long SyncRunId { get; init; }

        public required string Kind { get; init; }

        public required string State { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public long Created { get; init; }

        public long Updated { get; init; }

        public long Unchanged { get; init; }

        public long Departed { get; init; }
    }

    private sealed class Error
    {
        public long SyncRunId { get; init; }

        public Id<User> UserId { get; init; }

        public required string Reason { get; init; }
    }
}
