namespace Mainstay.Discord.Rest;

/// <content>Application commands. See https://discord.com/developers/docs/interactions/application-commands.</content>
public sealed partial class DiscordRest
{
    /// <summary>The application's global commands.</summary>
    /// <param name="application">The application.</param>
    /// <param name="withLocalizations">Whether to add names and descriptions of all languages.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ApplicationCommand[]> ListGlobalCommandsAsync(
        Id<Application> application, bool withLocalizations = false, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ApplicationCommand[]>(
            Routes.ListGlobalCommands, [application.Value], options, cancellationToken, query: new RestQuery().Flag("with_localizations", withLocalizations));

    /// <summary>Replaces all global commands, at most 100 by slash, 15 of each other kind. Names that are new count against 200 creations per day.</summary>
    public Task<ApplicationCommand[]> OverwriteGlobalCommandsAsync(
        Id<Application> application, IReadOnlyList<CommandDefinition> commands, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ApplicationCommand[]>(Routes.OverwriteGlobalCommands, [application.Value], options, cancellationToken, commands.ToArray());

    /// <summary>The application's commands of one guild.</summary>
    /// <param name="application">The application.</param>
    /// <param name="guild">The guild.</param>
    /// <param name="withLocalizations">Whether to add names and descriptions of all languages.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ApplicationCommand[]> ListGuildCommandsAsync(
        Id<Application> application, Id<Guild> guild, bool withLocalizations = false, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ApplicationCommand[]>(
            Routes.ListGuildCommands, [application.Value, guild.Value], options, cancellationToken, query: new RestQuery().Flag("with_localizations", withLocalizations));

    /// <summary>Replaces all commands of one guild, at most 100 by slash, 15 of each other kind.</summary>
    public Task<ApplicationCommand[]> OverwriteGuildCommandsAsync(
        Id<Application> application,
        Id<Guild> guild,
        IReadOnlyList<CommandDefinition> commands,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<ApplicationCommand[]>(Routes.OverwriteGuildCommands, [application.Value, guild.Value], options, cancellationToken, commands.ToArray());

    /// <summary>What a guild's moderators have set about who may use the commands, and where.</summary>
    public Task<ApplicationCommandPermissions[]> ListCommandPermissionsAsync(
        Id<Application> application, Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ApplicationCommandPermissions[]>(Routes.ListCommandPermissions, [application.Value, guild.Value], options, cancellationToken);
}
