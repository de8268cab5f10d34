using System.Runtime.CompilerServices;

namespace Mainstay.Discord.Rest;

/// <content>Bans. See https://discord.com/developers/docs/resources/guild#ban-object.</content>
public sealed partial class DiscordRest
{
    private const int BanPage = 1000;

    /// <summary>A page of bans by user id. Needs BanMembers.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="before">Only users with a lower id.</param>
    /// <param name="after">Only users with a higher id.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Ban[]> ListBansAsync(
        Id<Guild> guild, Id<User>? before = null, Id<User>? after = null, int limit = BanPage, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Ban[]>(Routes.ListBans, [guild.Value], options, cancellationToken, query: new RestQuery().Add("limit", limit).Add("before", before).Add("after", after));

    /// <summary>All bans by rising user id, one request per 1,000 as far as they are read. Needs BanMembers.</summary>
    public async IAsyncEnumerable<Ban> EnumerateBansAsync(
        Id<Guild> guild, RestCallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Id<User>? after = null;
        Ban[] page;
        do
        {
            page = await ListBansAsync(guild, null, after ?? new Id<User>(0), BanPage, options, cancellationToken).ConfigureAwait(false);
            foreach (var ban in page)
            {
                yield return ban;
                after = after is null || ban.User.Id.Value > after.Value.Value ? ban.User.Id : after;
            }
        }
        while (page.Length == BanPage);
    }

    /// <summary>A ban. Fails with <see cref="DiscordErrorCode.UnknownBan" /> if there is none. Needs BanMembers.</summary>
    public Task<Ban> GetBanAsync(Id<Guild> guild, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Ban>(Routes.GetBan, [guild.Value, user.Value], options, cancellationToken);

    /// <summary>Bans an account, whether or not it is in the guild. Needs BanMembers; members only below the bot's highest role.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="user">Whom.</param>
    /// <param name="deleteMessageSeconds">Messages of how many past seconds to delete, at most 604,800 (7 days).</param>
    /// <param name="options">The reason, and what else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task CreateBanAsync(
        Id<Guild> guild, Id<User> user, int? deleteMessageSeconds = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.CreateBan, [guild.Value, user.Value], options, cancellationToken, new CreateBan { DeleteMessageSeconds = deleteMessageSeconds });

    /// <summary>Lifts a ban. Needs BanMembers.</summary>
    public Task RemoveBanAsync(Id<Guild> guild, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveBan, [guild.Value, user.Value], options, cancellationToken);

    /// <summary>Bans up to 200 accounts at once. Needs BanMembers and ManageGuild. Fails if not one could be banned.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="users">Whom, at most 200.</param>
    /// <param name="deleteMessageSeconds">Messages of how many past seconds to delete, at most 604,800 (7 days).</param>
    /// <param name="options">The reason, and what else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<BulkBanResult> BulkBanAsync(
        Id<Guild> guild, IReadOnlyList<Id<User>> users, int? deleteMessageSeconds = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<BulkBanResult>(
            Routes.BulkBan, [guild.Value], options, cancellationToken, new BulkBan { UserIds = users, DeleteMessageSeconds = deleteMessageSeconds });
}
