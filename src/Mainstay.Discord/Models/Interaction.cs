using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>
/// Something that a person did with the application: it must be answered within 3 seconds, and can be followed up for 15 minutes.
/// See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object.
/// </summary>
public sealed record Interaction : WireModel
{
    /// <summary>The interaction's id.</summary>
    public required Id<Interaction> Id { get; init; }

    /// <summary>The application.</summary>
    public required Id<Application> ApplicationId { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>With what; absent for pings.</summary>
    public InteractionData? Data { get; init; }

    /// <summary>The little of the guild that matters.</summary>
    public InteractionGuild? Guild { get; init; }

    /// <summary>The guild; absent in direct messages.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The channel, in part.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The channel.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>Who did it, in a guild; with permissions in the channel.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Who did it, in a direct message.</summary>
    public User? User { get; init; }

    /// <summary>What answers need, valid for 15 minutes.</summary>
    public required string Token { get; init; }

    /// <summary>1.</summary>
    public required int Version { get; init; }

    /// <summary>The message of the component.</summary>
    public Message? Message { get; init; }

    /// <summary>The application's permissions in the channel.</summary>
    public Permissions? AppPermissions { get; init; }

    /// <summary>The person's language, such as <c>en-US</c>; absent for pings.</summary>
    public string? Locale { get; init; }

    /// <summary>The guild's language.</summary>
    public string? GuildLocale { get; init; }

    /// <summary>What the person has bought.</summary>
    public IReadOnlyList<JsonElement>? Entitlements { get; init; }

    /// <summary>For whom the application is installed: by integration type (<c>0</c> guild, <c>1</c> user) the guild's or user's id, <c>0</c> in a direct message with the bot.</summary>
    public IReadOnlyDictionary<string, Id<IntegrationOwner>>? AuthorizingIntegrationOwners { get; init; }

    /// <summary>Where it happens.</summary>
    public InteractionContext? Context { get; init; }

    /// <summary>The largest upload, bytes.</summary>
    public int? AttachmentSizeLimit { get; init; }

    /// <summary>Who did it, wherever they did; null for pings.</summary>
    public User? Person() => Member?.User ?? User;
}

/// <summary>Names the guild or user for whom an application is installed.</summary>
public sealed record IntegrationOwner;

/// <summary>The guild of an interaction.</summary>
public sealed record InteractionGuild : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>Its language.</summary>
    public string? Locale { get; init; }

    /// <summary>What is switched on.</summary>
    public required IReadOnlyList<string> Features { get; init; }
}

/// <summary>What an interaction was done with; which properties are there depends on its type.</summary>
public sealed record InteractionData : WireModel
{
    /// <summary>The command.</summary>
    public Id<ApplicationCommand>? Id { get; init; }

    /// <summary>The command's name.</summary>
    public string? Name { get; init; }

    /// <summary>How the command is used.</summary>
    public ApplicationCommandType? Type { get; init; }

    /// <summary>What was given; a subcommand is an option whose options were given.</summary>
    public IReadOnlyList<InteractionOption>? Options { get; init; }

    /// <summary>The guild of a guild command.</summary>
    public Id<Guild>? GuildId { get; init; }

    /// <summary>The user or message of a context menu: <c>Cast</c> it by <see cref="Type" />.</summary>
    public Id<InteractionTarget>? TargetId { get; init; }

    /// <summary>The custom id of a component or modal.</summary>
    public string? CustomId { get; init; }

    /// <summary>What the component is.</summary>
    public ComponentType? ComponentType { get; init; }

    /// <summary>What was chosen in a select menu.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>What was filled into a modal.</summary>
    public IReadOnlyList<SubmittedComponent>? Components { get; init; }

    /// <summary>The objects that ids above name.</summary>
    public ResolvedData? Resolved { get; init; }
}

/// <summary>Names the user or message that a context menu was opened on.</summary>
public sealed record InteractionTarget;

/// <summary>One given option.</summary>
public sealed record InteractionOption : WireModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes.</summary>
    public required CommandOptionType Type { get; init; }

    /// <summary>What was given; ids as text. While a person still types, numbers are text too.</summary>
    public Scalar? Value { get; init; }

    /// <summary>What was given to a subcommand.</summary>
    public IReadOnlyList<InteractionOption>? Options { get; init; }

    /// <summary>Whether the person is typing this one; only in autocompletion.</summary>
    public bool? Focused { get; init; }
}

/// <summary>A part of a filled-in modal. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure.</summary>
public sealed record SubmittedComponent : WireModel
{
    /// <summary>What the component is.</summary>
    public required ComponentType Type { get; init; }

    /// <summary>Its number in the modal.</summary>
    public int? Id { get; init; }

    /// <summary>The field's custom id.</summary>
    public string? CustomId { get; init; }

    /// <summary>The text, the choice, or whether it is ticked; null when nothing was chosen.</summary>
    public Optional<Scalar?> Value { get; init; }

    /// <summary>The choices, or the uploads' ids.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The field in a label.</summary>
    public SubmittedComponent? Component { get; init; }

    /// <summary>The fields in a row.</summary>
    public IReadOnlyList<SubmittedComponent>? Components { get; init; }
}

/// <summary>Objects that ids in the same body name, by id. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure.</summary>
public sealed record ResolvedData : WireModel
{
    /// <summary>Users.</summary>
    public IReadOnlyDictionary<Id<User>, User>? Users { get; init; }

    /// <summary>Members, without user, deaf and mute, with permissions.</summary>
    public IReadOnlyDictionary<Id<User>, GuildMember>? Members { get; init; }

    /// <summary>Roles.</summary>
    public IReadOnlyDictionary<Id<Role>, Role>? Roles { get; init; }

    /// <summary>Channels, in part, with permissions.</summary>
    public IReadOnlyDictionary<Id<Channel>, Channel>? Channels { get; init; }

    /// <summary>Messages.</summary>
    public IReadOnlyDictionary<Id<Message>, Message>? Messages { get; init; }

    /// <summary>Files.</summary>
    public IReadOnlyDictionary<Id<Attachment>, Attachment>? Attachments { get; init; }
}

/// <summary>Which interaction a message answers. See https://discord.com/developers/docs/resources/message#message-interaction-metadata-object.</summary>
public sealed record InteractionMetadata : WireModel
{
    /// <summary>The interaction.</summary>
    public required Id<Interaction> Id { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>Who did it.</summary>
    public User? User { get; init; }

    /// <summary>For whom the application is installed.</summary>
    public required IReadOnlyDictionary<string, Id<IntegrationOwner>> AuthorizingIntegrationOwners { get; init; }

    /// <summary>The first answer; only in follow-ups.</summary>
    public Id<Message>? OriginalResponseMessageId { get; init; }

    /// <summary>The user of a context menu.</summary>
    public User? TargetUser { get; init; }

    /// <summary>The message of a context menu.</summary>
    public Id<Message>? TargetMessageId { get; init; }

    /// <summary>The message of a component.</summary>
    public Id<Message>? InteractedMessageId { get; init; }

    /// <summary>What opened the modal.</summary>
    public InteractionMetadata? TriggeringInteractionMetadata { get; init; }
}

/// <summary>Deprecated: which interaction a message answers.</summary>
public sealed record MessageInteraction : WireModel
{
    /// <summary>The interaction.</summary>
    public required Id<Interaction> Id { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>The command's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the language asked for.</summary>
    public string? NameLocalized { get; init; }

    /// <summary>Who did it.</summary>
    public User? User { get; init; }

    /// <summary>The member, in part.</summary>
    public GuildMember? Member { get; init; }
}

/// <summary>What was done. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type.</summary>
public enum InteractionType
{
    /// <summary>A test of the address.</summary>
    Ping = 1,

    /// <summary>A command was used.</summary>
    ApplicationCommand = 2,

    /// <summary>A component was used.</summary>
    MessageComponent = 3,

    /// <summary>A person types an option.</summary>
    ApplicationCommandAutocomplete = 4,

    /// <summary>A modal was filled in.</summary>
    ModalSubmit = 5,
}

/// <summary>How an interaction is answered. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.</summary>
public enum InteractionCallbackType
{
    /// <summary>To a ping.</summary>
    Pong = 1,

    /// <summary>With a message.</summary>
    ChannelMessageWithSource = 4,

    /// <summary>With a message, later; a person sees that the application is thinking.</summary>
    DeferredChannelMessageWithSource = 5,

    /// <summary>By editing the component's message, later; a person sees nothing.</summary>
    DeferredUpdateMessage = 6,

    /// <summary>By editing the component's message.</summary>
    UpdateMessage = 7,

    /// <summary>With suggestions.</summary>
    ApplicationCommandAutocompleteResult = 8,

    /// <summary>With a modal.</summary>
    Modal = 9,

    /// <summary>With an activity.</summary>
    LaunchActivity = 12,
}
