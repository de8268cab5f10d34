namespace Mainstay.Discord;

/// <summary>A slash command or context menu. See https://discord.com/developers/docs/interactions/application-commands#application-command-object.</summary>
public sealed record ApplicationCommand : WireModel
{
    /// <summary>The command's id.</summary>
    public required Id<ApplicationCommand> Id { get; init; }

    /// <summary>How it is used; absent means by slash.</summary>
    public ApplicationCommandType? Type { get; init; }

    /// <summary>The application.</summary>
    public required Id<Application> ApplicationId { get; init; }

    /// <summary>The guild; absent when global.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>1 to 32 characters; slash commands in lower case without spaces.</summary>
    public required string Name { get; init; }

    /// <summary>The name by language.</summary>
    public Optional<IReadOnlyDictionary<string, string>?> NameLocalizations { get; init; }

    /// <summary>The name in the language asked for.</summary>
    public string? NameLocalized { get; init; }

    /// <summary>1 to 100 characters; empty for context menus.</summary>
    public required string Description { get; init; }

    /// <summary>The description by language.</summary>
    public Optional<IReadOnlyDictionary<string, string>?> DescriptionLocalizations { get; init; }

    /// <summary>The description in the language asked for.</summary>
    public string? DescriptionLocalized { get; init; }

    /// <summary>At most 25, required ones first.</summary>
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>What a member needs to see it by default: null everyone, none administrators only.</summary>
    public required Permissions? DefaultMemberPermissions { get; init; }

    /// <summary>Deprecated: whether it works in direct messages.</summary>
    public bool? DmPermission { get; init; }

    /// <summary>Whether it is for adults.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>0 for guilds, 1 for people.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    /// <summary>Where it can be used; null means everywhere that the integration types allow.</summary>
    public Optional<IReadOnlyList<InteractionContext>?> Contexts { get; init; }

    /// <summary>Changes with each change of the command.</summary>
    public required Id<ApplicationCommandVersion> Version { get; init; }

    /// <summary>Who answers an entry point: 1 the application, 2 Discord.</summary>
    public int? Handler { get; init; }
}

/// <summary>Names the versions of commands, which are snowflakes too.</summary>
public sealed record ApplicationCommandVersion;

/// <summary>A parameter, a subcommand or a group of them; the same type is sent and received.</summary>
public sealed record CommandOption : WireModel
{
    /// <summary>What it takes.</summary>
    public required CommandOptionType Type { get; init; }

    /// <summary>1 to 32 characters, lower case without spaces.</summary>
    public required string Name { get; init; }

    /// <summary>The name by language.</summary>
    public Optional<IReadOnlyDictionary<string, string>?> NameLocalizations { get; init; }

    /// <summary>The name in the language asked for.</summary>
    public string? NameLocalized { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Description { get; init; }

    /// <summary>The description by language.</summary>
    public Optional<IReadOnlyDictionary<string, string>?> DescriptionLocalizations { get; init; }

    /// <summary>The description in the language asked for.</summary>
    public string? DescriptionLocalized { get; init; }

    /// <summary>Whether it must be given; absent means no.</summary>
    public bool? Required { get; init; }

    /// <summary>At most 25 choices; then nothing else can be given.</summary>
    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    /// <summary>Parameters of a subcommand, or subcommands of a group; at most 25.</summary>
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>Which kinds of channel can be given; absent means all.</summary>
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }

    /// <summary>The least number.</summary>
    public Scalar? MinValue { get; init; }

    /// <summary>The greatest number.</summary>
    public Scalar? MaxValue { get; init; }

    /// <summary>At least so many characters, 0 to 6,000.</summary>
    public int? MinLength { get; init; }

    /// <summary>At most so many characters, 1 to 6,000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether the application suggests values while a person types.</summary>
    public bool? Autocomplete { get; init; }
}

/// <summary>One choice of an option, or one suggestion of an autocompletion.</summary>
public sealed record CommandChoice : WireModel
{
    /// <summary>What a person reads, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The name by language.</summary>
    public Optional<IReadOnlyDictionary<string, string>?> NameLocalizations { get; init; }

    /// <summary>The name in the language asked for.</summary>
    public string? NameLocalized { get; init; }

    /// <summary>What comes back: a text of at most 100 characters, or a number.</summary>
    public required Scalar Value { get; init; }
}

/// <summary>Who may use a command in a guild. See https://discord.com/developers/docs/interactions/application-commands#application-command-permissions-object.</summary>
public sealed record ApplicationCommandPermissions : WireModel
{
    /// <summary>The command, or the application for all its commands.</summary>
    public required Id<ApplicationCommand> Id { get; init; }

    /// <summary>The application.</summary>
    public required Id<Application> ApplicationId { get; init; }

    /// <summary>The guild.</summary>
    public required Id<Guild> GuildId { get; init; }

    /// <summary>At most 100.</summary>
    public required IReadOnlyList<ApplicationCommandPermission> Permissions { get; init; }
}

/// <summary>Whether one role, user or channel may use a command.</summary>
public sealed record ApplicationCommandPermission : WireModel
{
    /// <summary>The object: <c>Cast</c> it by <see cref="Type" />. The guild's id is everyone, one less is all channels.</summary>
    public required Id<ApplicationCommandPermission> Id { get; init; }

    /// <summary>What <see cref="Id" /> names.</summary>
    public required ApplicationCommandPermissionType Type { get; init; }

    /// <summary>Whether it may.</summary>
    public required bool Permission { get; init; }
}

/// <summary>How a command is used.</summary>
public enum ApplicationCommandType
{
    /// <summary>By slash.</summary>
    ChatInput = 1,

    /// <summary>From the menu of a user.</summary>
    User = 2,

    /// <summary>From the menu of a message.</summary>
    Message = 3,

    /// <summary>By starting an activity.</summary>
    PrimaryEntryPoint = 4,
}

/// <summary>What an option takes. See https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type.</summary>
public enum CommandOptionType
{
    /// <summary>A subcommand.</summary>
    Subcommand = 1,

    /// <summary>A group of subcommands.</summary>
    SubcommandGroup = 2,

    /// <summary>A text.</summary>
    String = 3,

    /// <summary>A whole number of 53 bits.</summary>
    Integer = 4,

    /// <summary>Yes or no.</summary>
    Boolean = 5,

    /// <summary>A user.</summary>
    User = 6,

    /// <summary>A channel.</summary>
    Channel = 7,

    /// <summary>A role.</summary>
    Role = 8,

    /// <summary>A user or role.</summary>
    Mentionable = 9,

    /// <summary>A number.</summary>
    Number = 10,

    /// <summary>A file.</summary>
    Attachment = 11,
}

/// <summary>What a permission of a command is about.</summary>
public enum ApplicationCommandPermissionType
{
    /// <summary>A role.</summary>
    Role = 1,

    /// <summary>A user.</summary>
    User = 2,

    /// <summary>A channel.</summary>
    Channel = 3,
}

/// <summary>Where an interaction happens.</summary>
public enum InteractionContext
{
    /// <summary>In a guild.</summary>
    Guild = 0,

    /// <summary>In a direct message with the bot.</summary>
    BotDm = 1,

    /// <summary>In another direct message.</summary>
    PrivateChannel = 2,
}
