using System.Text.RegularExpressions;
using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What auto moderation does to a message that a person is about to send.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>Applies the rules on keywords and mentions; refuses a message that one of them blocks.</summary>
    public void RequireToPassAutoModeration(WorldChannel channel, WorldUser author, string content)
    {
        if (AutoModeration.Count == 0 || Member(author.Id) is not { } member
            || (PermissionsOf(member) & (Permissions.Administrator | Permissions.ManageGuild)) != 0)
        {
            return;
        }

        var blocked = false;
        foreach (var rule in AutoModeration.Values.Where(r => r.Enabled && r.EventType == AutoModerationEventType.MessageSend))
        {
            if (rule.ExemptRoles.Any(member.Has) || rule.ExemptChannels.Contains(channel.Id) || Matched(rule, content) is not { } matched)
            {
                continue;
            }

            foreach (var action in rule.Actions)
            {
                Execute(rule, action, channel, member, content, matched);
                blocked |= action.Type == AutoModerationActionType.BlockMessage;
            }
        }

        if (blocked)
        {
            throw Refusals.BlockedByAutoModeration;
        }
    }

    private void Execute(AutoModerationRule rule, AutoModerationAction action, WorldChannel channel, WorldMember member, string content, (string Rule, string Text) matched)
    {
        var act = new Act(member.Id);
        var options = new AuditLogOptions
        {
            AutoModerationRuleName = rule.Name,
            AutoModerationRuleTriggerType = ((int)rule.TriggerType).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ChannelId = channel.Id,
        };
        switch (action.Type)
        {
            case AutoModerationActionType.BlockMessage:
                Log(act, AuditLogEvent.AutoModerationBlockMessage, member.Id.Value, null, options);
                break;
            case AutoModerationActionType.SendAlertMessage:
                if (action.Metadata?.ChannelId is { } alert && Channels.TryGetValue(alert, out var place))
                {
                    place.PostSystem(member.User, MessageType.AutoModerationAction, content);
                }

                Log(act, AuditLogEvent.AutoModerationFlagToChannel, member.Id.Value, null, options);
                break;
            case AutoModerationActionType.Timeout:
                member.TimedOutUntil = World.Now.AddSeconds(action.Metadata?.DurationSeconds ?? 60);
                RaiseMemberUpdate(member);
                Log(act, AuditLogEvent.AutoModerationUserCommunicationDisabled, member.Id.Value, null, options);
                break;
        }

        World.Raise(new WorldEvent("AUTO_MODERATION_ACTION_EXECUTION", Id, null, null, new AutoModerationActionEvent
        {
            GuildId = Id,
            Action = action,
            RuleId = rule.Id,
            RuleTriggerType = rule.TriggerType,
            UserId = member.Id,
            ChannelId = channel.Id,
            Content = content,
            MatchedKeyword = matched.Rule,
            MatchedContent = matched.Text,
        }));
    }

    private static (string Rule, string Text)? Matched(AutoModerationRule rule, string content)
    {
        var what = rule.TriggerMetadata;
        if (rule.TriggerType == AutoModerationTriggerType.MentionSpam)
        {
            return what.MentionTotalLimit is { } limit && content.Split("<@").Length - 1 > limit ? ("", "") : null;
        }

        if (rule.TriggerType != AutoModerationTriggerType.Keyword)
        {
            return null;
        }

        foreach (var (keyword, pattern) in (what.KeywordFilter ?? []).Select(k => (k, PatternOf(k))).Concat((what.RegexPatterns ?? []).Select(r => (r, r))))
        {
            var match = Regex.Match(content, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            if (match.Success && !(what.AllowList ?? []).Any(allowed => Regex.IsMatch(match.Value, $"^{PatternOf(allowed)}$", RegexOptions.IgnoreCase)))
            {
                return (keyword, match.Value);
            }
        }

        return null;
    }

    // An asterisk at an end lets the word go on there.
    private static string PatternOf(string keyword)
    {
        var core = Regex.Escape(keyword.Trim('*'));
        return (keyword.StartsWith('*') ? "" : @"(?<!\w)") + core + (keyword.EndsWith('*') ? "" : @"(?!\w)");
    }
}
