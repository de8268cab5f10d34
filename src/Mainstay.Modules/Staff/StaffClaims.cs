using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>
/// What the staff records say about roles: who is on staff has the role of their rank and no other rank's; who is suspended or left has none. Who is in no record is
/// claimed nothing about.
/// </summary>
internal sealed class StaffClaims(StaffStore store) : IClaimSource
{
    public const string Source = "staff";

    public string Name => Source;

    public async Task<ClaimSet> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        var because = book.Ranks.ToDictionary(r => r.Role, r => $"on staff as {r.Name}");
        return new ClaimSet
        {
            Source = Source,
            Title = "the staff records",
            Roles = [.. book.Ranks.Select(r => new GovernedRole(r.Role, $"the rank {r.Name}"))],
            Claims =
            [
                .. book.Records.Select(r => r.Status switch
                {
                    StaffStatus.Active => new RoleClaim(r.User, r.Rank, ClaimMode.Exclusive, because.GetValueOrDefault(r.Rank, "on staff")),
                    StaffStatus.Inactive => new RoleClaim(r.User, default, ClaimMode.Exclusive, "on staff, but not active"),
                    _ => new RoleClaim(r.User, default, ClaimMode.Exclusive, "no longer on staff"),
                }),
            ],
        };
    }
}
