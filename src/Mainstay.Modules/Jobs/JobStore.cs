using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Jobs;

/// <summary>Reads jobs and who holds them. They are written by changes only.</summary>
internal sealed class JobStore(IDatabase database)
{
    /// <summary>Everything of one guild, in one consistent look.</summary>
    public Task<JobBook> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var jobs = await unit.QueryAsync<JobRow>(
                """
                SELECT job_id, title, description, role_id, most, state, posted_by, posted_at, closed_by, closed_at
                FROM job WHERE guild_id = @guild ORDER BY job_id
                """,
                new { guild }).ConfigureAwait(false);
            var holders = await unit.QueryAsync<HolderRow>(
                "SELECT job_id, user_id, since, by_id, until FROM job_holder WHERE guild_id = @guild ORDER BY job_id, user_id", new { guild }).ConfigureAwait(false);
            return new JobBook([.. jobs.Select(j => j.Read())], [.. holders.Select(h => h.Read())]);
        },
        cancellationToken);

    /// <summary>Differs when any record differs: what a plan notes it rests on.</summary>
    public static string StateOf(JobBook book)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in book.Jobs.Select(j => j.ToString()).Concat(book.Holders.Select(h => h.ToString())).SelectMany(text => text))
        {
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static Id<User>? Known(long? id) => id is { } value ? new Id<User>((ulong)value) : null;

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // Properties instead of constructors: SQLite says no type for a column of an empty result, and a constructor must match exactly.
    private sealed record JobRow
    {
        public long JobId { get; init; }

        public string Title { get; init; } = "";

        public string? Description { get; init; }

        public long RoleId { get; init; }

        public long? Most { get; init; }

        public string State { get; init; } = "";

        public long? PostedBy { get; init; }

        public long PostedAt { get; init; }

        public long? ClosedBy { get; init; }

        public long? ClosedAt { get; init; }

        public Job Read() => new((int)JobId, Title, new Id<Role>((ulong)RoleId), State, Moment(PostedAt))
        {
            Description = Description,
            Limit = (int?)Most,
            PostedBy = Known(PostedBy),
            ClosedBy = Known(ClosedBy),
            ClosedAt = ClosedAt is { } at ? Moment(at) : null,
        };
    }

    private sealed record HolderRow
    {
        public long JobId { get; init; }

        public long UserId { get; init; }

        public long Since { get; init; }

        public long? ById { get; init; }

        public long? Until { get; init; }

        public Holder Read() => new((int)JobId, new Id<User>((ulong)UserId), Moment(Since)) { By = Known(ById), Until = Until is { } until ? Moment(until) : null };
    }
}
