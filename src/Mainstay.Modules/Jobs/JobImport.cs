using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Jobs;

/// <summary>A job to import.</summary>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Role">Its role; may be gone from the server.</param>
/// <param name="Seats">How many may hold it at most, 1 to 10,000.</param>
/// <param name="Holders">Who holds it; may have left the server.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record ImportedJob(string Title, Id<Role> Role, int Seats, IReadOnlyList<Id<User>> Holders, DateTimeOffset PostedAt);

/// <summary>Takes over the jobs that a server kept elsewhere before Mainstay.</summary>
public static class JobImport
{
    /// <summary>Writes the jobs, open all of them, in one transaction. A server that has jobs already is left as it is: false.</summary>
    public static Task<bool> RunAsync(IDatabase database, Id<Guild> guild, IReadOnlyList<ImportedJob> jobs, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ScalarAsync<long>("SELECT COUNT(*) FROM job WHERE guild_id = @guild", new { guild }).ConfigureAwait(false) > 0)
                {
                    return false;
                }

                await unit.ExecuteAsync(
                    "INSERT INTO guild (guild_id, name, first_seen_at, updated_at) VALUES (@guild, '', @now, @now) ON CONFLICT (guild_id) DO NOTHING", new { guild, now }).ConfigureAwait(false);
                for (var i = 0; i < jobs.Count; i++)
                {
                    var (job, number) = (jobs[i], (long)i + 1);
                    await unit.ExecuteAsync(
                        "INSERT INTO job (guild_id, job_id, title, role_id, most, state, posted_at) VALUES (@guild, @number, @Title, @Role, @seats, 'open', @PostedAt)",
                        new { guild, number, job.Title, job.Role, seats = (long)job.Seats, job.PostedAt }).ConfigureAwait(false);
                    foreach (var holder in job.Holders)
                    {
                        await unit.ExecuteAsync(
                            "INSERT INTO job_holder (guild_id, job_id, user_id, since) VALUES (@guild, @number, @holder, @PostedAt)",
                            new { guild, number, holder, job.PostedAt }).ConfigureAwait(false);
                    }
                }

                return true;
            },
            cancellationToken);
}
