using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Store.Mirror;

/// <summary>The rows of <c>role_history</c>: added and never taken away. Who did it may be filled in once, when the audit log has told.</summary>
internal static class RoleHistory
{
    /// <summary>How far apart a change and its audit log entry may be.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(10);

    public static async Task AddAsync(IUnit unit, Id<Guild> guild, IReadOnlyList<RoleHistoryEntry> changes, IReadOnlyList<RoleChangeAuthor> attributions)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO role_history (guild_id, user_id, role_id, role_name, action, source, author_id, reason, at)
            VALUES (@guild, @User, @Role, @RoleName, @action, @source, @Author, @Reason, @At)
            """,
            changes.Select(change => new
            {
                guild,
                change.User,
                change.Role,
                change.RoleName,
                action = Word(change.Added),
                source = Word(change.Source),
                change.Author,
                change.Reason,
                change.At,
            })).ConfigureAwait(false);
        await unit.ExecuteAsync(
            """
            UPDATE role_history SET author_id = @Author, reason = @Reason, source = 'audit'
            WHERE guild_id = @guild AND user_id = @User AND at BETWEEN @from AND @to AND role_id = @Role AND action = @action AND source = 'event'
            """,
            attributions.Select(said => new
            {
                guild,
                said.User,
                said.Role,
                action = Word(said.Added),
                said.Author,
                said.Reason,
                from = said.At - Beside,
                to = said.At + Beside,
            })).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<RoleHistoryEntry>> ListAsync(IUnit unit, Id<Guild> guild, Id<User> user, int count)
    {
        var rows = await unit.QueryAsync<Row>(
            """
            SELECT user_id, role_id, role_name, action, source, author_id, reason, at FROM role_history
            WHERE guild_id = @guild AND user_id = @user ORDER BY at DESC, role_history_id DESC LIMIT @count
            """,
            new { guild, user, count }).ConfigureAwait(false);
        return [.. rows.Select(row => new RoleHistoryEntry(row.UserId, row.RoleId, row.Action == "added", row.At, Enum.Parse<RoleChangeSource>(row.Source, ignoreCase: true))
        {
            RoleName = row.RoleName,
            Author = row.AuthorId,
            Reason = row.Reason,
        })];
    }

    private static string Word(bool added) => added ? "added" : "removed";

    private static string Word(RoleChangeSource source) => source switch
    {
        RoleChangeSource.Sync => "sync",
        RoleChangeSource.Audit => "audit",
        _ => "event",
    };

    private sealed class Row
    {
        public Id<User> UserId { get; init; }

        public Id<Role> RoleId { get; init; }

        public string? RoleName { get; init; }

        public required string Action { get; init; }

        public required string Source { get; init; }

        public Id<User>? AuthorId { get; init; }

        public string? Reason { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
