using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>How far an interaction has come, as the person who began it sees it.</summary>
internal enum InteractionState
{
    /// <summary>Sent; the application has 3 s to answer.</summary>
    Waiting,

    /// <summary>Answered with "is thinking…".</summary>
    Thinking,

    /// <summary>A press was taken note of; the message may be edited later.</summary>
    Acknowledged,

    /// <summary>There is an answer: a message, or an edit of the one that was pressed.</summary>
    Answered,

    /// <summary>A form was opened.</summary>
    Modal,

    /// <summary>Choices came for the option being typed.</summary>
    Choices,

    /// <summary>The application did not respond.</summary>
    Failed,
}

/// <summary>One interaction from its beginning to the end of its token's life.</summary>
internal sealed class LiveInteraction
{
    public required Id<Interaction> Id { get; init; }

    public required string Token { get; init; }

    public required InteractionType Type { get; init; }

    public required WorldApplication Application { get; init; }

    public required WorldUser Person { get; init; }

    public required WorldChannel Channel { get; init; }

    public required InteractionMetadata Metadata { get; init; }

    public DateTimeOffset Born => Id.CreatedAt;

    /// <summary>The command's whole name, such as <c>repair staff-roles</c>; what a component or form goes back to has none.</summary>
    public string? CommandName { get; init; }

    public bool IsContextMenu { get; init; }

    /// <summary>The message whose component was pressed, or from which a form was opened.</summary>
    public MessagePlace? Source { get; init; }

    public InteractionState State { get; set; }

    /// <summary>What <c>@original</c> means.</summary>
    public MessagePlace? Original { get; set; }

    public bool IsAnswered => State is not (InteractionState.Waiting or InteractionState.Failed);

    /// <summary>The form that it was answered with, until it is submitted.</summary>
    public ModalForm? Modal { get; set; }

    public IReadOnlyList<CommandChoice>? Choices { get; set; }

    /// <summary>Ends the wait of 3 s.</summary>
    public ITimer? Deadline { get; set; }

    /// <summary>Messages sent after the first answer.</summary>
    public List<MessagePlace> FollowUps { get; } = [];

    /// <summary>As the person's client, the control API and the terminal see it.</summary>
    public InteractionView View() => new()
    {
        Id = Id,
        Type = Type,
        State = State.ToString().ToLowerInvariant(),
        ApplicationId = Application.Id,
        ApplicationName = Application.Name,
        Command = CommandName,
        GuildId = Channel.Guild?.Id,
        ChannelId = Channel.Id,
        MessageId = Source?.Message.Id,
        ResponseMessageId = Original?.Message.Id,
        FollowUps = FollowUps.Count == 0 ? null : [.. FollowUps.Select(f => f.Message.Id)],
        Ephemeral = Original is { IsEphemeral: true } ? true : null,
        Modal = State == InteractionState.Modal ? Modal?.Body : null,
        Choices = Choices,
        Error = State == InteractionState.Failed ? (Source is null ? "The application did not respond" : "This interaction failed") : null,
    };
}

/// <summary>A message where it lies: in its channel, or with the one person who sees it.</summary>
internal sealed record MessagePlace(WorldChannel Channel, WorldMessage Message, WorldUser? OnlyFor)
{
    public bool IsEphemeral => OnlyFor is not null;
}

/// <summary>An interaction as told to the person who began it.</summary>
internal sealed record InteractionView
{
    public required Id<Interaction> Id { get; init; }
    public required InteractionType Type { get; init; }
    public required string State { get; init; }
    public required Id<Application> ApplicationId { get; init; }
    public required string ApplicationName { get; init; }
    public string? Command { get; init; }
    public Id<Guild>? GuildId { get; init; }
    public required Id<Channel> ChannelId { get; init; }

    /// <summary>The message that was pressed.</summary>
    public Id<Message>? MessageId { get; init; }

    public Id<Message>? ResponseMessageId { get; init; }
    public IReadOnlyList<Id<Message>>? FollowUps { get; init; }
    public bool? Ephemeral { get; init; }
    public System.Text.Json.JsonElement? Modal { get; init; }
    public IReadOnlyList<CommandChoice>? Choices { get; init; }
    public string? Error { get; init; }
}
