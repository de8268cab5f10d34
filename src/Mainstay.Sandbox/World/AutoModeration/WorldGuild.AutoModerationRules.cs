using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>The rules of auto moderation.</summary>
internal sealed partial class WorldGuild
{
    private static readonly string[] LoggedOfRules = ["name", "event_type", "trigger_type", "trigger_metadata", "actions", "enabled", "exempt_roles", "exempt_channels"];

    public AutoModerationRule Rule(Id<AutoModerationRule> id) =>
        AutoModeration.GetValueOrDefault(id) ?? throw Refusal.Unknown(10066, "Unknown Auto Moderation rule");

    public AutoModerationRule CreateRule(Act act, AutoModerationDraft draft)
    {
        Require(act, Permissions.ManageGuild);
        var trigger = draft.TriggerType!.Value;
        RequireRoomFor(trigger);
        var rule = new AutoModerationRule
        {
            Id = World.Ids.Next<AutoModerationRule>(),
            GuildId = Id,
            Name = draft.Name!,
            CreatorId = act.By,
            EventType = draft.EventType ?? AutoModerationEventType.MessageSend,
            TriggerType = trigger,
            TriggerMetadata = Complete(trigger, draft.Trigger),
            Actions = draft.Actions ?? [],
            Enabled = draft.Enabled ?? false,
            ExemptRoles = draft.ExemptRoles ?? [],
            ExemptChannels = draft.ExemptChannels ?? [],
        };
        AutoModeration.Add(rule.Id, rule);
        RaiseRule("AUTO_MODERATION_RULE_CREATE", rule);
        Log(act, AuditLogEvent.AutoModerationRuleCreate, rule.Id.Value, ChangeList.Between(null, rule, LoggedOfRules));
        return rule;
    }

    public AutoModerationRule ModifyRule(Act act, Id<AutoModerationRule> id, AutoModerationDraft draft)
    {
        Require(act, Permissions.ManageGuild);
        var before = Rule(id);
        var after = before with
        {
            Name = draft.Name ?? before.Name,
            EventType = draft.EventType ?? before.EventType,
            TriggerMetadata = draft.Trigger is null ? before.TriggerMetadata : Complete(before.TriggerType, draft.Trigger),
            Actions = draft.Actions ?? before.Actions,
            Enabled = draft.Enabled ?? before.Enabled,
            ExemptRoles = draft.ExemptRoles ?? before.ExemptRoles,
            ExemptChannels = draft.ExemptChannels ?? before.ExemptChannels,
        };
        var changes = ChangeList.Between(before, after, LoggedOfRules);
        if (!changes.IsEmpty)
        {
            AutoModeration[id] = after;
            RaiseRule("AUTO_MODERATION_RULE_UPDATE", after);
            Log(act, AuditLogEvent.AutoModerationRuleUpdate, id.Value, changes);
        }

        return after;
    }

    public void DeleteRule(Act act, Id<AutoModerationRule> id)
    {
        Require(act, Permissions.ManageGuild);
        var rule = Rule(id);
        AutoModeration.Remove(id);
        RaiseRule("AUTO_MODERATION_RULE_DELETE", rule);
        Log(act, AuditLogEvent.AutoModerationRuleDelete, id.Value, ChangeList.Between(rule, null, LoggedOfRules));
    }

    private void RaiseRule(string name, AutoModerationRule rule) => World.Raise(new WorldEvent(name, Id, null, null, rule));

    private void RequireRoomFor(AutoModerationTriggerType trigger)
    {
        var most = trigger == AutoModerationTriggerType.Keyword ? Limits.AutoModerationKeywordRules : 1;
        if (AutoModeration.Values.Count(r => r.TriggerType == trigger) >= most)
        {
            throw Refusal.Form(new FieldError("trigger_type", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", $"Maximum number of rules of this type reached ({most})"));
        }
    }

    // Each kind of rule shows all of its own properties, and no others.
    private static AutoModerationTriggerMetadata Complete(AutoModerationTriggerType type, AutoModerationTriggerMetadata? given) => type switch
    {
        AutoModerationTriggerType.Keyword or AutoModerationTriggerType.MemberProfile => new()
        {
            KeywordFilter = given?.KeywordFilter ?? [],
            RegexPatterns = given?.RegexPatterns ?? [],
            AllowList = given?.AllowList ?? [],
        },
        AutoModerationTriggerType.KeywordPreset => new() { Presets = given?.Presets ?? [], AllowList = given?.AllowList ?? [] },
        AutoModerationTriggerType.MentionSpam => new()
        {
            MentionTotalLimit = given?.MentionTotalLimit ?? 20,
            MentionRaidProtectionEnabled = given?.MentionRaidProtectionEnabled ?? false,
        },
        _ => new(),
    };
}
