using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The rows of <c>role_history</c>.</summary>
internal static class RoleHistory
{
    public static Task AddAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<RoleHistoryEntry> changes) => unit.ExecuteAsync(
        "INSERT INTO role_history (guild_id, user_id, role_id, action, source, at) VALUES (@guild, @User, @Role, @action, @source, @At)",
        changes.Select(change => new
        {
            guild,
            change.User,
            change.Role,
            action = change.Added ? "added" : "removed",
            source = change.Source == RoleChangeSource.Event ? "event" : "sync",
            change.At,
        }));

    public static async Task<IReadOnlyList<RoleHistoryEntry>> ListAsync(IUnit unit, Id<Guild> guild, Id<User> user, int count)
    {
        var rows = await unit.QueryAsync<Row>(
            """
            SELECT user_id, role_id, action, source, at FROM role_history
            WHERE guild_id = @guild AND user_id = @user ORDER BY at DESC, role_history_id DESC LIMIT @count
            """,
            new { guild, user, count }).ConfigureAwait(false);
        return [.. rows.Select(row => new RoleHistoryEntry(
            row.UserId, row.RoleId, row.Action == "added", row.At, row.Source == "event" ? RoleChangeSource.Event : RoleChangeSource.Sync))];
    }

    private sealed class Row
    {
        public Id<User> UserId { get; init; }

        public Id<Role> RoleId { get; init; }

        public required string Action { get; init; }

        public required string Source { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
