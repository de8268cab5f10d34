using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Roles of a guild. See https://discord.com/developers/docs/resources/guild#get-guild-roles.</summary>
internal sealed class RoleRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}/roles", call => RestReply.Ok(call.Guild().RolesInOrder.ToArray()));
        routes.Map("GET", "/guilds/{guild_id}/roles/member-counts", Counts);
        routes.Map("GET", "/guilds/{guild_id}/roles/{role_id}", call => RestReply.Ok(call.Guild().Role(call.Id<Role>("role_id"))));
        routes.Map("POST", "/guilds/{guild_id}/roles", call => RestReply.Ok(call.Guild().CreateRole(call.Act(), RoleForm.Read(call.Form()))));
        routes.Map("PATCH", "/guilds/{guild_id}/roles", Move);
        routes.Map("PATCH", "/guilds/{guild_id}/roles/{role_id}",
            call => RestReply.Ok(call.Guild().ModifyRole(call.Act(), call.Id<Role>("role_id"), RoleForm.Read(call.Form()))));
        routes.Map("DELETE", "/guilds/{guild_id}/roles/{role_id}", Delete);
    }

    private static RestReply Counts(RestCall call)
    {
        var guild = call.Guild();
        var counts = guild.Roles.Keys.Where(id => id != guild.EveryoneId).ToDictionary(id => id, _ => 0);
        foreach (var member in guild.Members.All())
        {
            foreach (var role in member.Roles)
            {
                counts[role]++;
            }
        }

        return RestReply.Ok(counts.ToDictionary(c => c.Key.ToString(), c => c.Value));
    }

    private static RestReply Move(RestCall call)
    {
        var items = BodyReader.ListOf(call.Body, out var form);
        var moves = items.Select(i => (i.Id<Role>("id", required: true).OrDefault(), i.Int("position").OrDefault())).ToArray();
        form.ThrowIfWrong();
        return RestReply.Ok(call.Guild().MoveRoles(call.Act(), [.. moves.Select(m => (m.Item1!.Value, m.Item2))]).ToArray());
    }

    private static RestReply Delete(RestCall call)
    {
        call.Guild().DeleteRole(call.Act(), call.Id<Role>("role_id"));
        return RestReply.NoContent;
    }
}

/// <summary>The body of creating and modifying a role.</summary>
internal static class RoleForm
{
    public static RoleDraft Read(BodyReader body)
    {
        var draft = new RoleDraft
        {
            Name = body.Text("name", max: Limits.RoleName, trim: true),
            Permissions = body.Permissions("permissions"),
            Colors = Colors(body),
            Hoist = body.Flag("hoist"),
            Mentionable = body.Flag("mentionable"),
            Icon = body.Image("icon"),
            UnicodeEmoji = body.Text("unicode_emoji", max: 100),
        };
        body.ThrowIfWrong();
        return draft;
    }

    private static Optional<RoleColors?> Colors(BodyReader body)
    {
        var colors = body.Object("colors");
        if (colors.HasValue && colors.Value is { } given)
        {
            return new(new RoleColors
            {
                PrimaryColor = given.Int("primary_color", 0, Limits.Color).OrDefault() ?? 0,
                SecondaryColor = given.Int("secondary_color", 0, Limits.Color).OrDefault(),
                TertiaryColor = given.Int("tertiary_color", 0, Limits.Color).OrDefault(),
            });
        }

        var color = body.Int("color", 0, Limits.Color);
        return color.HasValue ? new(new RoleColors { PrimaryColor = color.Value ?? 0, SecondaryColor = null, TertiaryColor = null }) : default;
    }
}
