namespace Mainstay.Discord.Rest;

/// <content>Guilds. See https://discord.com/developers/docs/resources/guild.</content>
public sealed partial class DiscordRest
{
    /// <summary>A guild that the bot is in, without channels and members.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="withCounts">Whether to add about how many members there are and are online.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Guild> GetGuildAsync(Id<Guild> guild, bool withCounts = false, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Guild>(Routes.GetGuild, [guild.Value], options, cancellationToken, query: new RestQuery().Flag("with_counts", withCounts));

    /// <summary>A guild as it is shown to those who are not in it; the bot must be in it, or it must be discoverable.</summary>
    public Task<GuildPreview> GetGuildPreviewAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildPreview>(Routes.GetGuildPreview, [guild.Value], options, cancellationToken);

    /// <summary>Changes a guild. Needs ManageGuild.</summary>
    public Task<Guild> ModifyGuildAsync(Id<Guild> guild, ModifyGuild change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Guild>(Routes.ModifyGuild, [guild.Value], options, cancellationToken, change);

    /// <summary>Pauses invites or direct messages between members, for at most 24 hours, or ends the pause. Needs ManageGuild.</summary>
    public Task<IncidentsData> ModifyIncidentActionsAsync(
        Id<Guild> guild, ModifyIncidentActions change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<IncidentsData>(Routes.ModifyIncidentActions, [guild.Value], options, cancellationToken, change);

    /// <summary>The questions that newcomers are asked.</summary>
    public Task<Onboarding> GetOnboardingAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Onboarding>(Routes.GetOnboarding, [guild.Value], options, cancellationToken);

    /// <summary>What newcomers see first. Needs ManageGuild while it is switched off.</summary>
    public Task<WelcomeScreen> GetWelcomeScreenAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<WelcomeScreen>(Routes.GetWelcomeScreen, [guild.Value], options, cancellationToken);

    /// <summary>A guild template by its code.</summary>
    public Task<GuildTemplate> GetGuildTemplateAsync(string code, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildTemplate>(Routes.GetGuildTemplate, [code], options, cancellationToken);

    /// <summary>The templates made of a guild. Needs ManageGuild.</summary>
    public Task<GuildTemplate[]> ListGuildTemplatesAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GuildTemplate[]>(Routes.ListGuildTemplates, [guild.Value], options, cancellationToken);

    /// <summary>How many members a prune would remove. Needs ManageGuild and KickMembers.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="days">Inactive for so many days, 1 to 30.</param>
    /// <param name="includeRoles">Roles whose members count too; otherwise only members without roles do.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<PruneResult> GetPruneCountAsync(
        Id<Guild> guild, int days = 7, IReadOnlyList<Id<Role>>? includeRoles = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<PruneResult>(
            Routes.GetPruneCount,
            [guild.Value],
            options,
            cancellationToken,
            query: new RestQuery().Add("days", days).Add("include_roles", includeRoles is { Count: > 0 } ? string.Join(',', includeRoles) : null));

    /// <summary>Removes inactive members. Needs ManageGuild and KickMembers. Cannot be taken back.</summary>
    public Task<PruneResult> BeginPruneAsync(Id<Guild> guild, BeginPrune prune, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<PruneResult>(Routes.BeginPrune, [guild.Value], options, cancellationToken, prune);
}
