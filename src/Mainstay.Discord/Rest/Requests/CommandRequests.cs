namespace Mainstay.Discord.Rest;

/// <summary>A command to register. See https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands.</summary>
public sealed record CommandDefinition
{
    /// <summary>The id of the command that it replaces; absent goes by name.</summary>
    public Id<ApplicationCommand>? Id { get; init; }

    /// <summary>How it is used; by slash when absent.</summary>
    public ApplicationCommandType? Type { get; init; }

    /// <summary>1 to 32 characters; slash commands in lower case without spaces.</summary>
    public required string Name { get; init; }

    /// <summary>The name by language.</summary>
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    /// <summary>1 to 100 characters; absent for context menus.</summary>
    public string? Description { get; init; }

    /// <summary>The description by language.</summary>
    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    /// <summary>At most 25, required ones first.</summary>
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>What a member needs to see it by default: null everyone, none administrators only.</summary>
    public Optional<Permissions?> DefaultMemberPermissions { get; init; }

    /// <summary>0 for guilds, 1 for people.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    /// <summary>Where it can be used; global commands only.</summary>
    public IReadOnlyList<InteractionContext>? Contexts { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public bool? Nsfw { get; init; }
}
