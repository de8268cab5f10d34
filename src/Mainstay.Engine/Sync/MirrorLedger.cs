using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Sync;

/// <summary>Whom the mirror knows, asked only where the image cannot tell.</summary>
internal sealed class MirrorLedger(IDatabase database)
{
    /// <summary>Ids in one question: both databases take some thousands of parameters.</summary>
    private const int Batch = 500;

    public Task<bool> KnowsAnybodyAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit => await unit.FirstAsync<long?>("SELECT user_id FROM member WHERE guild_id = @guild LIMIT 1", new { guild }).ConfigureAwait(false) is not null,
        cancellationToken);

    /// <summary>How many of these the mirror has as left, and how many as present.</summary>
    public Task<(int Back, int There)> KnownAsync(Id<Guild> guild, IReadOnlyList<Id<User>> users, CancellationToken cancellationToken) =>
        users.Count == 0 ? Task.FromResult((0, 0)) : database.ReadAsync(unit => KnownAsync(unit, guild, users), cancellationToken);

    private static async Task<(int Back, int There)> KnownAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<Id<User>> users)
    {
        var (back, there) = (0, 0);
        foreach (var batch in users.Chunk(Batch))
        {
            var rows = await unit.QueryAsync<long>(
                "SELECT CASE WHEN left_at IS NULL THEN 1 ELSE 0 END FROM member WHERE guild_id = @guild AND user_id IN @users",
                new { guild, users = batch.Select(user => (long)user.Value).ToArray() }).ConfigureAwait(false);
            there += (int)rows.Sum();
            back += rows.Count - (int)rows.Sum();
        }

        return (back, there);
    }
}
