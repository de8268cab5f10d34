using System.Text.Json;

namespace Mainstay.Discord;

/// <summary>What Discord answers to a callback sent with <c>with_response=true</c>. See https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object.</summary>
public sealed record InteractionCallbackResponse : WireModel
{
    /// <summary>The interaction.</summary>
    public required InteractionCallback Interaction { get; init; }

    /// <summary>What came of it; absent for suggestions, modals and deferred edits.</summary>
    public InteractionCallbackResource? Resource { get; init; }
}

/// <summary>The state of an answered interaction.</summary>
public sealed record InteractionCallback : WireModel
{
    /// <summary>The interaction.</summary>
    public required Id<Interaction> Id { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>The activity that was started.</summary>
    public Optional<string?> ActivityInstanceId { get; init; }

    /// <summary>The message that was sent.</summary>
    public Id<Message>? ResponseMessageId { get; init; }

    /// <summary>Whether the application is still thinking.</summary>
    public bool? ResponseMessageLoading { get; init; }

    /// <summary>Whether only the person sees the answer.</summary>
    public bool? ResponseMessageEphemeral { get; init; }

    /// <summary>The channel.</summary>
    public Id<Channel>? ChannelId { get; init; }

    /// <summary>The guild.</summary>
    public Id<Guild>? GuildId { get; init; }
}

/// <summary>What came of an answer.</summary>
public sealed record InteractionCallbackResource : WireModel
{
    /// <summary>How the interaction was answered.</summary>
    public required InteractionCallbackType Type { get; init; }

    /// <summary>The activity that was started.</summary>
    public JsonElement? ActivityInstance { get; init; }

    /// <summary>The message that was sent or edited.</summary>
    public Message? Message { get; init; }
}
