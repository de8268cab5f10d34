using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>A guild and its settings. See https://discord.com/developers/docs/resources/guild.</summary>
internal sealed class GuildRoutes : IRouteSet
{
    private static readonly int[] AfkTimeouts = [60, 300, 900, 1_800, 3_600];

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/guilds/{guild_id}", Get);
        routes.Map("PATCH", "/guilds/{guild_id}", Modify);
        routes.Map("GET", "/guilds/{guild_id}/preview", Preview);
        routes.Map("PUT", "/guilds/{guild_id}/incident-actions", IncidentActions);
        routes.Map("GET", "/guilds/{guild_id}/welcome-screen", GetWelcome);
        routes.Map("GET", "/guilds/{guild_id}/onboarding", GetOnboarding);
        routes.Map("GET", "/guilds/{guild_id}/templates", ListTemplates);
        routes.Map("GET", "/guilds/templates/{code}", GetTemplate);
        routes.Map("GET", "/guilds/{guild_id}/audit-logs", AuditLog);
    }

    private static RestReply Get(RestCall call)
    {
        var guild = call.Guild();
        var model = guild.ToModel();
        return RestReply.Ok(call.QueryFlag("with_counts")
            ? model with { ApproximateMemberCount = guild.Members.Count, ApproximatePresenceCount = guild.Presences.Count }
            : model);
    }

    private static RestReply Modify(RestCall call)
    {
        var guild = call.Guild();
        var body = call.Form();
        var draft = new GuildDraft
        {
            Name = body.Text("name", max: Limits.GuildName, min: Limits.GuildNameMin, nullable: false, trim: true).OrDefault(),
            Description = body.Text("description", max: Limits.GuildDescription),
            Icon = body.Image("icon"),
            Splash = body.Image("splash"),
            DiscoverySplash = body.Image("discovery_splash"),
            Banner = body.Image("banner"),
            Region = body.Text("region", max: 50),
            Verification = body.Choice<VerificationLevel>("verification_level"),
            Notifications = body.Choice<DefaultMessageNotifications>("default_message_notifications"),
            ContentFilter = body.Choice<ExplicitContentFilter>("explicit_content_filter"),
            AfkChannel = body.Id<Channel>("afk_channel_id"),
            AfkTimeout = ReadAfkTimeout(body),
            SystemChannel = body.Id<Channel>("system_channel_id"),
            SystemChannelFlags = (SystemChannelFlags?)body.Int("system_channel_flags", min: 0).OrDefault(),
            RulesChannel = body.Id<Channel>("rules_channel_id"),
            UpdatesChannel = body.Id<Channel>("public_updates_channel_id"),
            SafetyChannel = body.Id<Channel>("safety_alerts_channel_id"),
            Locale = body.Text("preferred_locale", max: 10),
            Features = body.Texts("features").OrDefault(),
            ProgressBar = body.Flag("premium_progress_bar_enabled").OrDefault(),
        };
        body.ThrowIfWrong();
        guild.ModifySettings(call.Act(), draft);
        return RestReply.Ok(guild.ToModel());
    }

    private static int? ReadAfkTimeout(BodyReader body)
    {
        var timeout = body.Int("afk_timeout").OrDefault();
        if (timeout is { } given && !AfkTimeouts.Contains(given))
        {
            body.Wrong("afk_timeout", "BASE_TYPE_CHOICES", "Value must be one of {60, 300, 900, 1800, 3600}.");
        }

        return timeout;
    }

    private static RestReply Preview(RestCall call)
    {
        var guild = call.World.Guild(call.Id<Guild>("guild_id")) ?? throw Refusals.UnknownGuild;
        if (!guild.Members.Contains(call.Actor.Value) && !guild.HasFeature(GuildFeature.Discoverable))
        {
            throw Refusals.UnknownGuild;
        }

        var model = guild.ToModel();
        return RestReply.Ok(new GuildPreview
        {
            Id = model.Id,
            Name = model.Name,
            Icon = model.Icon,
            Splash = model.Splash,
            DiscoverySplash = model.DiscoverySplash,
            HomeHeader = model.HomeHeader,
            Emojis = model.Emojis,
            Features = model.Features,
            ApproximateMemberCount = guild.Members.Count,
            ApproximatePresenceCount = guild.Presences.Count,
            Description = model.Description,
            Stickers = model.Stickers ?? [],
        });
    }

    private static RestReply IncidentActions(RestCall call)
    {
        var body = call.Form();
        var invites = body.Time("invites_disabled_until");
        var messages = body.Time("dms_disabled_until");
        body.ThrowIfWrong();
        return RestReply.Ok(call.Guild().SetIncidentActions(call.Act(), invites, messages));
    }

    private static RestReply GetWelcome(RestCall call) => RestReply.Ok(call.Guild().WelcomeScreen ?? throw Refusals.UnknownWelcomeScreen);

    private static RestReply GetOnboarding(RestCall call)
    {
        var guild = call.Guild();
        return RestReply.Ok(guild.Onboarding ?? new Onboarding { GuildId = guild.Id, Prompts = [], DefaultChannelIds = [], Enabled = false, Mode = OnboardingMode.Default });
    }

    private static RestReply ListTemplates(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.ManageGuild);
        return RestReply.Ok(call.World.Templates.Values.Where(t => t.SourceGuildId == guild.Id).ToArray());
    }

    private static RestReply GetTemplate(RestCall call) => RestReply.Ok(call.World.Templates.GetValueOrDefault(call.Text("code")) ?? throw Refusals.UnknownTemplate);

    private static RestReply AuditLog(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.ViewAuditLog);
        var entries = guild.EntriesOf(
            call.QueryId<User>("user_id"),
            call.Query("action_type") is null ? null : (AuditLogEvent)call.QueryInt("action_type", 0, int.MaxValue, 0),
            call.QueryId<AuditLogEntry>("before")?.Value,
            call.QueryId<AuditLogEntry>("after")?.Value,
            call.QueryInt("limit", 1, Limits.AuditLogPage, 50));
        return RestReply.Ok(AuditLogPage.Of(guild, entries));
    }
}
