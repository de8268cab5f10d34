using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Staff;

/// <summary>A rank to import.</summary>
/// <param name="Role">The role it is bound to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">1 to 100; a higher level stands above a lower one, and from 5 on it may manage staff.</param>
/// <param name="Limit">How many people it takes, 1 to 10,000.</param>
public sealed record ImportedRank(Id<Role> Role, string Name, int Level, int Limit);

/// <summary>Somebody on staff to import.</summary>
/// <param name="User">The person; may have left the server.</param>
/// <param name="Rank">The role of their rank.</param>
/// <param name="HiredAt">When they were hired.</param>
/// <param name="HiredBy">Who hired them; none for a founder.</param>
public sealed record ImportedStaff(Id<User> User, Id<Role> Rank, DateTimeOffset HiredAt, Id<User> HiredBy);

/// <summary>Takes over the records that a server kept elsewhere before Mainstay.</summary>
public static class StaffImport
{
    /// <summary>Writes the records in one transaction. A server that has ranks already is left as it is: false.</summary>
    public static Task<bool> RunAsync(
        IDatabase database, Id<Guild> guild, IReadOnlyList<ImportedRank> ranks, IReadOnlyList<ImportedStaff> staff, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ScalarAsync<long>("SELECT COUNT(*) FROM staff_rank WHERE guild_id = @guild", new { guild }).ConfigureAwait(false) > 0)
                {
                    return false;
                }

                await unit.ExecuteAsync(
                    "INSERT INTO guild (guild_id, name, first_seen_at, updated_at) VALUES (@guild, '', @now, @now) ON CONFLICT (guild_id) DO NOTHING", new { guild, now }).ConfigureAwait(false);
                foreach (var rank in ranks)
                {
                    await unit.ExecuteAsync(
                        "INSERT INTO staff_rank (guild_id, role_id, name, level, most, may_manage) VALUES (@guild, @Role, @Name, @level, @most, @manages)",
                        new { guild, rank.Role, rank.Name, level = (long)rank.Level, most = (long)rank.Limit, manages = rank.Level >= Rank.ManagingLevel ? 1L : 0L }).ConfigureAwait(false);
                }

                foreach (var person in staff)
                {
                    var by = person.HiredBy.IsNone ? (long?)null : (long)person.HiredBy.Value;
                    await unit.ExecuteAsync(
                        """
                        INSERT INTO staff_member (guild_id, user_id, rank_role_id, status, hired_at, hired_by)
                        VALUES (@guild, @User, @Rank, 'active', @HiredAt, @by)
                        """,
                        new { guild, person.User, person.Rank, person.HiredAt, by }).ConfigureAwait(false);
                    await unit.ExecuteAsync(
                        """
                        INSERT INTO staff_history (guild_id, user_id, number, action, to_role_id, by_id, at, reason)
                        VALUES (@guild, @User, 1, 'hire', @Rank, @by, @HiredAt, 'imported')
                        """,
                        new { guild, person.User, person.Rank, person.HiredAt, by }).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);
}
