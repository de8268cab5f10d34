using System.Runtime.CompilerServices;

namespace Mainstay.Discord.Rest;

/// <content>Members. See https://discord.com/developers/docs/resources/guild#guild-member-object.</content>
public sealed partial class DiscordRest
{
    private const int MemberPage = 1000;

    /// <summary>A member. Fails with <see cref="DiscordErrorCode.UnknownMember" /> if they are not in the guild.</summary>
    public Task<GuildMember> GetMemberAsync(Id<Guild> guild, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildMember>(Routes.GetMember, [guild.Value, user.Value], options, cancellationToken);

    /// <summary>A page of members by rising user id. Needs the GUILD_MEMBERS intent.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="after">Only users with a higher id.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<GuildMember[]> ListMembersAsync(
        Id<Guild> guild, Id<User>? after = null, int limit = MemberPage, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildMember[]>(Routes.ListMembers, [guild.Value], options, cancellationToken, query: new RestQuery().Add("limit", limit).Add("after", after));

    /// <summary>As <see cref="ListMembersAsync" />, with the body left unread, for whoever takes members one by one and goes on past a bad one.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="after">Only users with a higher id; none for the first page.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RestResponse> ListMembersPageAsync(
        Id<Guild> guild, Id<User> after, int limit = MemberPage, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(RestRequest.To(Routes.ListMembers, [guild.Value], null, new RestQuery().Add("limit", limit).Add("after", (Id<User>?)after), null, options), cancellationToken);

    /// <summary>All members by rising user id, one request per 1,000 as far as they are read. Needs the GUILD_MEMBERS intent.</summary>
    public async IAsyncEnumerable<GuildMember> EnumerateMembersAsync(
        Id<Guild> guild, RestCallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Id<User>? after = null;
        GuildMember[] page;
        do
        {
            page = await ListMembersAsync(guild, after, MemberPage, options, cancellationToken).ConfigureAwait(false);
            foreach (var member in page)
            {
                yield return member;
                after = member.User is { } user && (after is null || user.Id.Value > after.Value.Value) ? user.Id : after;
            }
        }
        while (page.Length == MemberPage);
    }

    /// <summary>Members whose name or nickname begins with a text.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="query">The beginning.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<GuildMember[]> SearchMembersAsync(
        Id<Guild> guild, string query, int limit = 1, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildMember[]>(Routes.SearchMembers, [guild.Value], options, cancellationToken, query: new RestQuery().Add("query", query).Add("limit", limit));

    /// <summary>
    /// Changes a member: nickname (ManageNicknames), roles (ManageRoles, only below the bot's highest), timeout (ModerateMembers), voice. The list of
    /// roles replaces the old one; for a single role <see cref="AddMemberRoleAsync" /> cannot overwrite what somebody else changes meanwhile.
    /// </summary>
    public Task<GuildMember> ModifyMemberAsync(
        Id<Guild> guild, Id<User> user, ModifyMember change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildMember>(Routes.ModifyMember, [guild.Value, user.Value], options, cancellationToken, change);

    /// <summary>Changes the bot's own nickname. Needs ChangeNickname.</summary>
    public Task<GuildMember> ModifyCurrentMemberAsync(
        Id<Guild> guild, ModifyCurrentMember change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildMember>(Routes.ModifyCurrentMember, [guild.Value], options, cancellationToken, change);

    /// <summary>Gives a member a role below the bot's highest. Needs ManageRoles.</summary>
    public Task AddMemberRoleAsync(Id<Guild> guild, Id<User> user, Id<Role> role, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.AddMemberRole, [guild.Value, user.Value, role.Value], options, cancellationToken);

    /// <summary>Takes a role below the bot's highest from a member. Needs ManageRoles.</summary>
    public Task RemoveMemberRoleAsync(Id<Guild> guild, Id<User> user, Id<Role> role, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveMemberRole, [guild.Value, user.Value, role.Value], options, cancellationToken);

    /// <summary>Kicks a member who ranks below the bot. Needs KickMembers.</summary>
    public Task RemoveMemberAsync(Id<Guild> guild, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveMember, [guild.Value, user.Value], options, cancellationToken);
}
