namespace Mainstay.Discord.Rest;

/// <summary>
/// Whom a message pings. Absent in a request to this client means nobody. See https://discord.com/developers/docs/resources/message#allowed-mentions-object.
/// </summary>
public sealed record AllowedMentions
{
    /// <summary>What of the text pings: <c>roles</c>, <c>users</c>, <c>everyone</c>.</summary>
    public IReadOnlyList<string>? Parse { get; init; }

    /// <summary>These roles, at most 100; not together with <c>roles</c>.</summary>
    public IReadOnlyList<Id<Role>>? Roles { get; init; }

    /// <summary>These users, at most 100; not together with <c>users</c>.</summary>
    public IReadOnlyList<Id<User>>? Users { get; init; }

    /// <summary>Whether a reply pings the one replied to.</summary>
    public bool? RepliedUser { get; init; }

    /// <summary>Nobody.</summary>
    public static AllowedMentions None { get; } = new() { Parse = [] };
}

/// <summary>A file of a message: a new one refers to the file of the same number, one without file keeps an attachment that is there.</summary>
public sealed record AttachmentRequest
{
    /// <summary>The number of the file (0 for the first), or the attachment's id.</summary>
    public required Id<Attachment> Id { get; init; }

    /// <summary>The file's name.</summary>
    public string? Filename { get; init; }

    /// <summary>Text for screen readers, at most 1,024 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>A new message. See https://discord.com/developers/docs/resources/message#create-message.</summary>
public sealed record CreateMessage
{
    /// <summary>At most 2,000 characters; longer is clipped.</summary>
    public string? Content { get; init; }

    /// <summary>A key of at most 25 characters, which Discord echoes.</summary>
    public string? Nonce { get; init; }

    /// <summary>Whether Discord returns the message of the same nonce from the last minutes instead of making another.</summary>
    public bool? EnforceNonce { get; init; }

    /// <summary>Whether it is read out.</summary>
    public bool? Tts { get; init; }

    /// <summary>At most 10, together at most 6,000 characters.</summary>
    public IReadOnlyList<Embed>? Embeds { get; init; }

    /// <summary>Whom it pings; nobody when absent.</summary>
    public AllowedMentions? AllowedMentions { get; init; }

    /// <summary>What it replies to.</summary>
    public MessageReference? MessageReference { get; init; }

    /// <summary>Buttons, menus and layout.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>At most 3.</summary>
    public IReadOnlyList<Id<Sticker>>? StickerIds { get; init; }

    /// <summary>Descriptions of files; made from the files when absent.</summary>
    public IReadOnlyList<AttachmentRequest>? Attachments { get; init; }

    /// <summary>SuppressEmbeds, SuppressNotifications or IsComponentsV2.</summary>
    public MessageFlags? Flags { get; init; }
}

/// <summary>Changes to a message; what is absent stays. See https://discord.com/developers/docs/resources/message#edit-message.</summary>
public sealed record EditMessage
{
    /// <summary>At most 2,000 characters; longer is clipped.</summary>
    public Optional<string?> Content { get; init; }

    /// <summary>All embeds, at most 10.</summary>
    public Optional<IReadOnlyList<Embed>?> Embeds { get; init; }

    /// <summary>SuppressEmbeds or IsComponentsV2.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>Whom it pings; nobody when absent.</summary>
    public AllowedMentions? AllowedMentions { get; init; }

    /// <summary>All components; empty takes them away.</summary>
    public Optional<IReadOnlyList<Component>?> Components { get; init; }

    /// <summary>All attachments, those kept and those new.</summary>
    public Optional<IReadOnlyList<AttachmentRequest>?> Attachments { get; init; }
}

/// <summary>The body of a bulk delete.</summary>
internal sealed record BulkDelete
{
    public required IReadOnlyList<Id<Message>> Messages { get; init; }
}
