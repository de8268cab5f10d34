using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>What is wished of a message; in an edit, what is absent stays as it is.</summary>
internal sealed record MessageDraft
{
    public Optional<string?> Content { get; init; }

    public Optional<IReadOnlyList<Embed>?> Embeds { get; init; }

    public Optional<IReadOnlyList<Component>?> Components { get; init; }

    public Optional<AllowedPings?> AllowedMentions { get; init; }

    public Optional<MessageFlags?> Flags { get; init; }

    /// <summary>What is said about files, new (id is the index of the upload) and kept (id of the attachment).</summary>
    public Optional<IReadOnlyList<FileNote>?> Attachments { get; init; }

    public IReadOnlyList<UploadedFile> Files { get; init; } = [];

    public IReadOnlyList<Id<Sticker>> Stickers { get; init; } = [];

    public Scalar? Nonce { get; init; }

    /// <summary>A second message of the same author with the same nonce within minutes yields the first.</summary>
    public bool EnforceNonce { get; init; }

    public bool Tts { get; init; }

    /// <summary>The message replied to.</summary>
    public ReplyTo? Reply { get; init; }
}

/// <summary>The message that a draft answers.</summary>
internal sealed record ReplyTo(Id<Message> Message, Id<Channel>? Channel, bool FailIfNotExists);

/// <summary>What a request says about one file.</summary>
internal sealed record FileNote(ulong Id, string? Filename, string? Description);

/// <summary>
/// Whom a message may ping. Absent pings everyone that it mentions; present, only what it names.
/// See https://discord.com/developers/docs/resources/message#allowed-mentions-object.
/// </summary>
internal sealed record AllowedPings(bool Users, bool Roles, bool Everyone, IReadOnlyList<Id<User>> UserList, IReadOnlyList<Id<Role>> RoleList, bool RepliedUser)
{
    public static AllowedPings All { get; } = new(true, true, true, [], [], true);
}

/// <summary>Where a message comes from, when not simply from its author.</summary>
internal sealed record MessageOrigin
{
    public MessageType Type { get; init; } = MessageType.Default;

    public Id<Webhook>? Webhook { get; init; }

    public Id<Application>? Application { get; init; }

    public InteractionMetadata? Interaction { get; init; }

    public MessageFlags Flags { get; init; }

    /// <summary>For messages that only one person sees: attachments say so.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>The message's id, where it is settled beforehand.</summary>
    public Id<Message>? Id { get; init; }
}
