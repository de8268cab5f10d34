namespace Mainstay.Discord.Rest;

/// <summary>A new webhook. See https://discord.com/developers/docs/resources/webhook#create-webhook.</summary>
public sealed record CreateWebhook
{
    /// <summary>1 to 80 characters, without "clyde" or "discord" in it.</summary>
    public required string Name { get; init; }

    /// <summary>A picture as a data URI.</summary>
    public string? Avatar { get; init; }
}

/// <summary>Changes to a webhook; what is absent stays. See https://discord.com/developers/docs/resources/webhook#modify-webhook.</summary>
public sealed record ModifyWebhook
{
    /// <summary>1 to 80 characters.</summary>
    public string? Name { get; init; }

    /// <summary>A picture as a data URI.</summary>
    public Optional<string?> Avatar { get; init; }

    /// <summary>The channel that it writes into.</summary>
    public Id<Channel>? ChannelId { get; init; }
}

/// <summary>A message of a webhook. See https://discord.com/developers/docs/resources/webhook#execute-webhook.</summary>
public sealed record ExecuteWebhook
{
    /// <summary>At most 2,000 characters; longer is clipped.</summary>
    public string? Content { get; init; }

    /// <summary>The name to write under, 1 to 80 characters.</summary>
    public string? Username { get; init; }

    /// <summary>The picture to write with.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>Whether it is read out.</summary>
    public bool? Tts { get; init; }

    /// <summary>At most 10.</summary>
    public IReadOnlyList<Embed>? Embeds { get; init; }

    /// <summary>Whom it pings; nobody when absent.</summary>
    public AllowedMentions? AllowedMentions { get; init; }

    /// <summary>Buttons, menus and layout; only of an application's own webhooks.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Descriptions of files; made from the files when absent.</summary>
    public IReadOnlyList<AttachmentRequest>? Attachments { get; init; }

    /// <summary>SuppressEmbeds, SuppressNotifications, IsComponentsV2; of a follow-up also Ephemeral.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>In forums: the name of the post to start.</summary>
    public string? ThreadName { get; init; }

    /// <summary>In forums: the tags of the post to start.</summary>
    public IReadOnlyList<Id<ForumTag>>? AppliedTags { get; init; }
}
