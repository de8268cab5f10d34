using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

/// <summary>
/// What the jobs say about roles: who holds a job has its role, whatever else they hold. A closed job keeps its people; a removed one claims nothing, and while
/// it still has people on record, those who keep its role are reported.
/// </summary>
internal sealed class JobClaims(JobStore store) : IClaimSource
{
    public const string Source = "jobs";

    public string Name => Source;

    public async Task<ClaimSet> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => Of(await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false));

    internal static ClaimSet Of(JobBook book)
    {
        Job[] standing = [.. book.Jobs.Where(j => j.State != JobState.Removed)];
        var because = standing.ToDictionary(j => j.Number, j => $"holds the job {j.Title}");
        return new ClaimSet
        {
            Source = Source,
            Title = "the job records",
            Roles =
            [
                .. standing.Concat(book.Jobs.Where(j => j.State == JobState.Removed && book.HoldersOf(j).Any()))
                    .DistinctBy(j => j.Role)
                    .Select(j => new GovernedRole(j.Role, $"the job {j.Title}")),
            ],
            Claims = [.. standing.SelectMany(j => book.HoldersOf(j).Select(h => new RoleClaim(h.User, j.Role, ClaimMode.Additive, because[j.Number])))],
        };
    }
}
