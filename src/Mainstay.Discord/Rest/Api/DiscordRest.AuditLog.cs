using System.Runtime.CompilerServices;

namespace Mainstay.Discord.Rest;

/// <content>The audit log. See https://discord.com/developers/docs/resources/audit-log.</content>
public sealed partial class DiscordRest
{
    private const int AuditLogPage = 100;

    /// <summary>A page of the audit log, newest first; oldest first when <paramref name="after" /> is given. Needs ViewAuditLog. Kept for 45 days.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="user">Only what this user did.</param>
    /// <param name="action">Only this kind.</param>
    /// <param name="before">Only older than this entry.</param>
    /// <param name="after">Only newer than this entry.</param>
    /// <param name="limit">1 to 100 entries; 50 when null.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditLog> GetAuditLogAsync(
        Id<Guild> guild,
        Id<User>? user = null,
        AuditLogEvent? action = null,
        Id<AuditLogEntry>? before = null,
        Id<AuditLogEntry>? after = null,
        int? limit = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<AuditLog>(
            Routes.GetAuditLog,
            [guild.Value],
            options,
            cancellationToken,
            query: new RestQuery().Add("user_id", user).Add("action_type", (int?)action).Add("before", before).Add("after", after).Add("limit", limit));

    /// <summary>The whole audit log, newest first, one request per 100 entries as far as it is read.</summary>
    public async IAsyncEnumerable<AuditLogEntry> EnumerateAuditLogAsync(
        Id<Guild> guild,
        Id<User>? user = null,
        AuditLogEvent? action = null,
        RestCallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Id<AuditLogEntry>? before = null;
        IReadOnlyList<AuditLogEntry> page;
        do
        {
            page = (await GetAuditLogAsync(guild, user, action, before, null, AuditLogPage, options, cancellationToken).ConfigureAwait(false)).AuditLogEntries;
            foreach (var entry in page)
            {
                yield return entry;
                before = before is null || entry.Id.Value < before.Value.Value ? entry.Id : before;
            }
        }
        while (page.Count == AuditLogPage);
    }
}
