using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Rules of auto moderation. See https://discord.com/developers/docs/resources/auto-moderation.</summary>
internal sealed class AutoModerationRoutes : IRouteSet
{
    private const string Rules = "/guilds/{guild_id}/auto-moderation/rules";
    private const string Rule = "/guilds/{guild_id}/auto-moderation/rules/{rule_id}";

    public void Map(RouteTable routes)
    {
        routes.Map("GET", Rules, call => RestReply.Ok(Allowed(call).AutoModeration.Values.OrderBy(r => r.Id).ToArray()));
        routes.Map("POST", Rules, call => RestReply.Ok(call.Guild().CreateRule(call.Act(), Read(call.Form(), isNew: true))));
        routes.Map("GET", Rule, call => RestReply.Ok(Allowed(call).Rule(call.Id<AutoModerationRule>("rule_id"))));
        routes.Map("PATCH", Rule, call => RestReply.Ok(call.Guild().ModifyRule(call.Act(), call.Id<AutoModerationRule>("rule_id"), Read(call.Form(), isNew: false))));
        routes.Map("DELETE", Rule, Delete);
    }

    private static WorldGuild Allowed(RestCall call)
    {
        var guild = call.Guild();
        guild.Require(call.Act(), Permissions.ManageGuild);
        return guild;
    }

    private static RestReply Delete(RestCall call)
    {
        call.Guild().DeleteRule(call.Act(), call.Id<AutoModerationRule>("rule_id"));
        return RestReply.NoContent;
    }

    private static AutoModerationDraft Read(BodyReader body, bool isNew)
    {
        var draft = new AutoModerationDraft
        {
            Name = body.Text("name", max: Limits.AutoModerationRuleName, min: 1, required: isNew, nullable: false).OrDefault(),
            EventType = body.Choice<AutoModerationEventType>("event_type", required: isNew, nullable: false).OrDefault(),
            TriggerType = isNew ? body.Choice<AutoModerationTriggerType>("trigger_type", required: true, nullable: false).OrDefault() : null,
            Trigger = body.Object("trigger_metadata").OrDefault() is { } trigger ? ReadTrigger(trigger) : null,
            Actions = body.Objects("actions", max: Limits.AutoModerationActions, min: isNew ? 1 : 0, required: isNew).OrDefault()?.Select(ReadAction).ToArray(),
            Enabled = body.Flag("enabled").OrDefault(),
            ExemptRoles = body.Ids<Role>("exempt_roles", max: Limits.AutoModerationExemptRoles).OrDefault(),
            ExemptChannels = body.Ids<Channel>("exempt_channels", max: Limits.AutoModerationExemptChannels).OrDefault(),
        };
        body.ThrowIfWrong();
        return draft;
    }

    private static AutoModerationTriggerMetadata ReadTrigger(BodyReader body) => new()
    {
        KeywordFilter = body.Texts("keyword_filter", max: Limits.AutoModerationKeywords, maxLength: Limits.AutoModerationKeyword).OrDefault(),
        RegexPatterns = body.Texts("regex_patterns", max: Limits.AutoModerationPatterns, maxLength: Limits.AutoModerationPattern).OrDefault(),
        AllowList = body.Texts("allow_list", max: Limits.AutoModerationPresetAllowList, maxLength: Limits.AutoModerationKeyword).OrDefault(),
        Presets = body.Texts("presets").OrDefault()?.Select(p => int.TryParse(p, out var preset) ? preset : 0).ToArray(),
        MentionTotalLimit = body.Int("mention_total_limit", 0, Limits.AutoModerationMentions).OrDefault(),
        MentionRaidProtectionEnabled = body.Flag("mention_raid_protection_enabled").OrDefault(),
    };

    private static AutoModerationAction ReadAction(BodyReader body)
    {
        var type = body.Choice<AutoModerationActionType>("type", required: true, nullable: false).OrDefault() ?? AutoModerationActionType.BlockMessage;
        var given = body.Object("metadata").OrDefault();
        return new AutoModerationAction
        {
            Type = type,
            Metadata = type switch
            {
                AutoModerationActionType.BlockMessage => given?.Text("custom_message", max: Limits.AutoModerationCustomMessage).OrDefault() is { } custom
                    ? new() { CustomMessage = new(custom) } : new(),
                AutoModerationActionType.SendAlertMessage => new() { ChannelId = given?.Id<Channel>("channel_id", required: true).OrDefault() },
                AutoModerationActionType.Timeout => new() { DurationSeconds = given?.Int("duration_seconds", 0, (int)Limits.TimeoutLength.TotalSeconds).OrDefault() ?? 60 },
                _ => new(),
            },
        };
    }
}
