namespace Mainstay.Discord.Rest;

/// <content>Auto-moderation. See https://discord.com/developers/docs/resources/auto-moderation.</content>
public sealed partial class DiscordRest
{
    /// <summary>A guild's rules. Needs ManageGuild.</summary>
    public Task<AutoModerationRule[]> ListAutoModerationRulesAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<AutoModerationRule[]>(Routes.ListAutoModerationRules, [guild.Value], options, cancellationToken);

    /// <summary>A rule. Needs ManageGuild.</summary>
    public Task<AutoModerationRule> GetAutoModerationRuleAsync(
        Id<Guild> guild, Id<AutoModerationRule> rule, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<AutoModerationRule>(Routes.GetAutoModerationRule, [guild.Value, rule.Value], options, cancellationToken);

    /// <summary>Makes a rule. Needs ManageGuild. Per guild at most 6 of words and 1 of each other trigger.</summary>
    public Task<AutoModerationRule> CreateAutoModerationRuleAsync(
        Id<Guild> guild, CreateAutoModerationRule rule, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<AutoModerationRule>(Routes.CreateAutoModerationRule, [guild.Value], options, cancellationToken, rule);

    /// <summary>Changes a rule. Needs ManageGuild.</summary>
    public Task<AutoModerationRule> ModifyAutoModerationRuleAsync(
        Id<Guild> guild, Id<AutoModerationRule> rule, ModifyAutoModerationRule change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<AutoModerationRule>(Routes.ModifyAutoModerationRule, [guild.Value, rule.Value], options, cancellationToken, change);

    /// <summary>Deletes a rule. Needs ManageGuild.</summary>
    public Task DeleteAutoModerationRuleAsync(
        Id<Guild> guild, Id<AutoModerationRule> rule, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteAutoModerationRule, [guild.Value, rule.Value], options, cancellationToken);
}
