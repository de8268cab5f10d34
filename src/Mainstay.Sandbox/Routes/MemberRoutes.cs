using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Members of a guild. See https://discord.com/developers/docs/resources/guild#get-guild-member.</summary>
internal sealed class MemberRoutes : IRouteSet
{
    private const int MostRoles = 350;

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/members", List);
        routes.Map("GET", "/guilds/{guild_id}/members/search", Search);
        routes.Map("GET", "/guilds/{guild_id}/members/{user_id}", call => RestReply.Ok(call.Guild().RequireMember(call.Id<User>("user_id")).ToModel()));
        routes.Map("PATCH", "/guilds/{guild_id}/members/@me", ModifySelf);
        routes.Map("PATCH", "/guilds/{guild_id}/members/{user_id}", Modify);
        routes.Map("DELETE", "/guilds/{guild_id}/members/{user_id}", Kick);
        routes.Map("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", GiveRole);
        routes.Map("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", TakeRole);
        routes.Map("GET", "/guilds/{guild_id}/voice-states/{user_id}", VoiceState);
        routes.Map("GET", "/guilds/{guild_id}/voice-states/@me",
            call => RestReply.Ok(call.Guild().VoiceStateOf(call.Actor) ?? throw Refusals.UnknownVoiceState));
    }

    private static RestReply List(RestCall call)
    {
        var guild = call.Guild();
        if ((call.World.ApplicationOf(call.Actor).Flags & (int)(ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited)) == 0)
        {
            throw Refusal.MissingAccess();
        }

        var after = call.QueryId<User>("after")?.Value ?? 0;
        return RestReply.Ok(guild.Members.After(after).Take(call.QueryInt("limit", 1, Limits.MemberPage, 1)).Select(m => m.ToModel()).ToArray());
    }

    private static RestReply Search(RestCall call)
    {
        var guild = call.Guild();
        var limit = call.QueryInt("limit", 1, Limits.MemberPage, 1);
        var query = call.Query("query");
        if (string.IsNullOrEmpty(query))
        {
            throw Refusal.Form(new FieldError("query", "BASE_TYPE_REQUIRED", "This field is required"));
        }

        return RestReply.Ok(guild.Members.All().Where(m => Matches(m, query)).Take(limit).Select(m => m.ToModel()).ToArray());
    }

    private static bool Matches(WorldMember member, string query) =>
        member.User.Username.StartsWith(query, StringComparison.OrdinalIgnoreCase)
        || member.User.GlobalName?.StartsWith(query, StringComparison.OrdinalIgnoreCase) == true
        || member.Nick?.StartsWith(query, StringComparison.OrdinalIgnoreCase) == true;

    private static RestReply Modify(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var draft = new MemberDraft
        {
            Nick = body.Text("nick", max: Limits.Nickname, trim: true),
            Roles = body.Ids<Role>("roles", max: MostRoles),
            Mute = body.Flag("mute"),
            Deaf = body.Flag("deaf"),
            VoiceChannel = body.Id<Channel>("channel_id"),
            TimedOutUntil = body.Time("communication_disabled_until"),
            Flags = body.Int("flags") is { HasValue: true } flags ? new((GuildMemberFlags?)flags.Value) : default,
        };
        body.ThrowIfWrong();
        return RestReply.Ok(guild.ModifyMember(call.Act(), call.Id<User>("user_id"), draft).ToModel());
    }

    private static RestReply ModifySelf(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var draft = new MemberDraft { Nick = body.Text("nick", max: Limits.Nickname, trim: true) };
        var avatar = body.Image("avatar");
        body.Image("banner");
        body.Text("bio", max: 190);
        body.ThrowIfWrong();
        return RestReply.Ok(guild.ModifySelf(call.Act(), draft, avatar).ToModel());
    }

    private static RestReply Kick(RestCall call)
    {
        call.Guild().Kick(call.Act(), call.Id<User>("user_id"));
        return RestReply.NoContent;
    }

    private static RestReply GiveRole(RestCall call)
    {
        call.Guild().GiveRole(call.Act(), call.Id<User>("user_id"), call.Id<Role>("role_id"));
        return RestReply.NoContent;
    }

    private static RestReply TakeRole(RestCall call)
    {
        call.Guild().TakeRole(call.Act(), call.Id<User>("user_id"), call.Id<Role>("role_id"));
        return RestReply.NoContent;
    }

    private static RestReply VoiceState(RestCall call) =>
        RestReply.Ok(call.Guild().VoiceStateOf(call.Id<User>("user_id")) ?? throw Refusals.UnknownVoiceState);
}
