using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Users, direct messages and the application itself. See https://discord.com/developers/docs/resources/user.</summary>
internal sealed class UserRoutes : IRouteSet
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/users/@me", call => RestReply.Ok(Self(call)));
        routes.Map("PATCH", "/users/@me", ModifySelf);
        routes.Map("GET", "/users/{user_id}", call => RestReply.Ok(call.World.RequireUser(call.Id<User>("user_id")).ToModel()));
        routes.Map("GET", "/users/@me/guilds", ListGuilds);
        routes.Map("DELETE", "/users/@me/guilds/{guild_id}", LeaveGuild);
        routes.Map("POST", "/users/@me/channels", OpenDirect);
        routes.Map("GET", "/applications/@me", call => RestReply.Ok(Application(call, call.World.ApplicationOf(call.Actor))));
        routes.Map("PATCH", "/applications/@me", ModifyApplication);
        routes.Map("GET", "/oauth2/applications/@me", call => RestReply.Ok(Application(call, call.World.ApplicationOf(call.Actor))));
    }

    private static User Self(RestCall call) =>
        call.World.RequireUser(call.Actor).ToModel() with { MfaEnabled = true, Locale = "en-US", Verified = true, Email = new(null), PremiumType = PremiumType.None };

    private static RestReply ModifySelf(RestCall call)
    {
        var body = call.Form();
        var username = body.Text("username", max: Limits.Username, min: 2, nullable: false, trim: true).OrDefault();
        var avatar = body.Image("avatar");
        body.ThrowIfWrong();
        call.World.ModifyUser(call.World.RequireUser(call.Actor), username, avatar);
        return RestReply.Ok(Self(call));
    }

    private static RestReply ListGuilds(RestCall call)
    {
        var limit = call.QueryInt("limit", 1, Limits.UserGuildPage, Limits.UserGuildPage);
        var withCounts = call.QueryFlag("with_counts");
        var guilds = call.QueryId<Guild>("before") is { } before
            ? call.World.Guilds.Before(before.Value)
            : call.World.Guilds.After(call.QueryId<Guild>("after")?.Value ?? 0);
        return RestReply.Ok(guilds.Where(g => g.Members.Contains(call.Actor.Value)).Take(limit).OrderBy(g => g.Id).Select(g => new UserGuild
        {
            Id = g.Id,
            Name = g.Settings.Name,
            Icon = g.Settings.Icon,
            Banner = g.Settings.Banner,
            Owner = g.OwnerId == call.Actor,
            Permissions = g.PermissionsOf(g.Member(call.Actor)!),
            Features = g.Settings.Features,
            ApproximateMemberCount = withCounts ? new(g.Members.Count) : default,
            ApproximatePresenceCount = withCounts ? new(g.Presences.Count) : default,
        }).ToArray());
    }

    private static RestReply LeaveGuild(RestCall call)
    {
        (call.World.Guild(call.Id<Guild>("guild_id")) ?? throw Refusals.UnknownGuild).Leave(call.Actor);
        return RestReply.NoContent;
    }

    private static RestReply OpenDirect(RestCall call)
    {
        var body = call.Form();
        var recipient = body.Id<User>("recipient_id", required: true, nullable: false);
        body.ThrowIfWrong();
        return RestReply.Ok(call.Show(call.World.DirectChannel(call.Actor, recipient.Value!.Value)));
    }

    private static RestReply ModifyApplication(RestCall call)
    {
        var application = call.World.ApplicationOf(call.Actor);
        var body = call.Form();
        application.Description = body.Text("description", max: 400).OrDefault() ?? application.Description;
        body.ThrowIfWrong();
        return RestReply.Ok(Application(call, application));
    }

    private static Application Application(RestCall call, WorldApplication application)
    {
        var bot = call.World.RequireUser(application.BotId);
        var owner = application.OwnerId is { } id ? call.World.User(id) : null;
        return new Application
        {
            Id = application.Id,
            Name = application.Name,
            Icon = null,
            Description = application.Description,
            Type = new(null),
            Bot = bot.ToModel(),
            BotPublic = true,
            BotRequireCodeGrant = false,
            Owner = (owner ?? bot).ToModel(),
            VerifyKey = application.VerifyKey,
            Team = new(null),
            Flags = (ApplicationFlags)application.Flags,
            FlagsNew = application.Flags.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ApproximateGuildCount = call.World.GuildsOf(bot.Id).Count(),
            ApproximateUserInstallCount = 0,
            ApproximateUserAuthorizationCount = 0,
            RedirectUris = [],
            InteractionsEndpointUrl = new(null),
            RoleConnectionsVerificationUrl = new(null),
            ExplicitContentFilter = 0,
            EligibleOAuth2Scopes = [],
        };
    }
}
