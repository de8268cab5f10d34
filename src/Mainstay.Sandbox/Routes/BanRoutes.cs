using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Bans and prunes. See https://discord.com/developers/docs/resources/guild#get-guild-bans.</summary>
internal sealed class BanRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/bans", List);
        routes.Map("GET", "/guilds/{guild_id}/bans/{user_id}", Get);
        routes.Map("PUT", "/guilds/{guild_id}/bans/{user_id}", Create);
        routes.Map("DELETE", "/guilds/{guild_id}/bans/{user_id}", Delete);
        routes.Map("POST", "/guilds/{guild_id}/bulk-ban", Bulk);
        routes.Map("GET", "/guilds/{guild_id}/prune", CountPrune);
        routes.Map("POST", "/guilds/{guild_id}/prune", BeginPrune);
    }

    private static RestReply List(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.BanMembers);
        var limit = call.QueryInt("limit", 1, Limits.BanPage, Limits.BanPage);
        var bans = call.QueryId<User>("before") is { } before
            ? guild.Bans.Before(before.Value).Take(limit).Reverse()
            : guild.Bans.After(call.QueryId<User>("after")?.Value ?? 0).Take(limit);
        return RestReply.Ok(bans.ToArray());
    }

    private static RestReply Get(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.BanMembers);
        return RestReply.Ok(guild.Bans[call.Id<User>("user_id").Value] ?? throw Refusals.UnknownBan);
    }

    private static RestReply Create(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var seconds = body.Int("delete_message_seconds", 0, Limits.BanDeleteMessageSeconds).OrDefault() ?? body.Int("delete_message_days", 0, 7).OrDefault() * 86_400 ?? 0;
        body.ThrowIfWrong();
        guild.Ban(call.Act(), call.Id<User>("user_id"), TimeSpan.FromSeconds(seconds));
        return RestReply.NoContent;
    }

    private static RestReply Delete(RestCall call)
    {
        call.Guild().Unban(call.Act(), call.Id<User>("user_id"));
        return RestReply.NoContent;
    }

    private static RestReply Bulk(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var ids = body.Ids<User>("user_ids", max: Limits.BulkBanUsers, min: 1, required: true);
        var seconds = body.Int("delete_message_seconds", 0, Limits.BanDeleteMessageSeconds).OrDefault() ?? 0;
        body.ThrowIfWrong();
        var (banned, failed) = guild.BulkBan(call.Act(), ids.Value!, TimeSpan.FromSeconds(seconds));
        return RestReply.Ok(new BulkBanResult { BannedUsers = banned, FailedUsers = failed });
    }

    private static RestReply CountPrune(RestCall call)
    {
        var guild = call.Guild();
        var roles = (call.Query("include_roles") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Id<Role>.TryParse(text, out var id) ? id : throw Refusal.Form(new FieldError("include_roles", "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake.")));
        return RestReply.Ok(new PruneResult { Pruned = guild.Prunable(call.Act(), call.QueryInt("days", Limits.PruneDaysMin, Limits.PruneDays, 7), [.. roles]).Count });
    }

    private static RestReply BeginPrune(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var days = body.Int("days", Limits.PruneDaysMin, Limits.PruneDays).OrDefault() ?? 7;
        var withCount = body.Flag("compute_prune_count").OrDefault() ?? true;
        var roles = body.Ids<Role>("include_roles").OrDefault() ?? [];
        body.ThrowIfWrong();
        var count = guild.Prune(call.Act(), days, roles);
        return RestReply.Ok(new PruneResult { Pruned = withCount ? count : null });
    }
}
