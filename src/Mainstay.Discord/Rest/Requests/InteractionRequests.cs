namespace Mainstay.Discord.Rest;

/// <summary>
/// An answer to an interaction, to be sent within 3 s. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object.
/// </summary>
public sealed record InteractionResponse
{
    /// <summary>How it is answered.</summary>
    public required InteractionCallbackType Type { get; init; }

    /// <summary>With what.</summary>
    public InteractionResponseData? Data { get; init; }

    /// <summary>A message at once.</summary>
    public static InteractionResponse Message(InteractionResponseData message) => new() { Type = InteractionCallbackType.ChannelMessageWithSource, Data = message };

    /// <summary>"is thinking…": a message later, by editing the original response within 15 minutes.</summary>
    public static InteractionResponse DeferMessage(bool ephemeral) => new()
    {
        Type = InteractionCallbackType.DeferredChannelMessageWithSource,
        Data = ephemeral ? new InteractionResponseData { Flags = MessageFlags.Ephemeral } : null,
    };

    /// <summary>Nothing to see: the message of the component may be edited later. Only for components and their modals.</summary>
    public static InteractionResponse DeferUpdate() => new() { Type = InteractionCallbackType.DeferredUpdateMessage };

    /// <summary>The message of the component becomes this. Only for components and their modals.</summary>
    public static InteractionResponse Update(InteractionResponseData message) => new() { Type = InteractionCallbackType.UpdateMessage, Data = message };

    /// <summary>Suggestions, at most 25.</summary>
    public static InteractionResponse Suggest(IReadOnlyList<CommandChoice> choices) => new()
    {
        Type = InteractionCallbackType.ApplicationCommandAutocompleteResult,
        Data = new InteractionResponseData { Choices = choices },
    };

    /// <summary>A form. Not as an answer to a form.</summary>
    /// <param name="customId">1 to 100 characters; comes back with what is filled in.</param>
    /// <param name="title">1 to 45 characters.</param>
    /// <param name="components">1 to 5.</param>
    public static InteractionResponse Modal(string customId, string title, IReadOnlyList<Component> components) => new()
    {
        Type = InteractionCallbackType.Modal,
        Data = new InteractionResponseData { CustomId = customId, Title = title, Components = components },
    };
}

/// <summary>What an answer carries; which properties are for which kind is told by the ways to make an <see cref="InteractionResponse" />.</summary>
public sealed record InteractionResponseData
{
    /// <summary>At most 2,000 characters; longer is clipped.</summary>
    public string? Content { get; init; }

    /// <summary>Whether it is read out.</summary>
    public bool? Tts { get; init; }

    /// <summary>At most 10.</summary>
    public IReadOnlyList<Embed>? Embeds { get; init; }

    /// <summary>Whom it pings; nobody when absent.</summary>
    public AllowedMentions? AllowedMentions { get; init; }

    /// <summary>Ephemeral, SuppressEmbeds, SuppressNotifications or IsComponentsV2.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>Buttons, menus and layout; of a modal, its inputs.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Descriptions of files; made from the files when absent.</summary>
    public IReadOnlyList<AttachmentRequest>? Attachments { get; init; }

    /// <summary>Suggestions, at most 25.</summary>
    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    /// <summary>A modal's key.</summary>
    public string? CustomId { get; init; }

    /// <summary>A modal's title.</summary>
    public string? Title { get; init; }
}
