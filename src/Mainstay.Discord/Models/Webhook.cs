namespace Mainstay.Discord;

/// <summary>A webhook. See https://discord.com/developers/docs/resources/webhook#webhook-object.</summary>
public sealed record Webhook : WireModel
{
    /// <summary>The webhook's id.</summary>
    public required Id<Webhook> Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required WebhookType Type { get; init; }

    /// <summary>The guild.</summary>
    public Optional<Id<Guild>?> GuildId { get; init; }

    /// <summary>The channel that it writes into.</summary>
    public required Id<Channel>? ChannelId { get; init; }

    /// <summary>Who made it.</summary>
    public User? User { get; init; }

    /// <summary>The name under which it writes, 1 to 80 characters.</summary>
    public required string? Name { get; init; }

    /// <summary>The avatar's hash.</summary>
    public required string? Avatar { get; init; }

    /// <summary>A secret: whoever has it can write; only of incoming webhooks.</summary>
    public string? Token { get; init; }

    /// <summary>The application that made it.</summary>
    public required Id<Application>? ApplicationId { get; init; }

    /// <summary>The guild of a followed channel.</summary>
    public WebhookSourceGuild? SourceGuild { get; init; }

    /// <summary>The followed channel.</summary>
    public WebhookSourceChannel? SourceChannel { get; init; }

    /// <summary>A secret: the address that contains the token.</summary>
    public string? Url { get; init; }
}

/// <summary>The guild of a followed channel.</summary>
public sealed record WebhookSourceGuild : WireModel
{
    /// <summary>The guild.</summary>
    public required Id<Guild> Id { get; init; }

    /// <summary>The icon's hash.</summary>
    public required string? Icon { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>A followed channel.</summary>
public sealed record WebhookSourceChannel : WireModel
{
    /// <summary>The channel.</summary>
    public required Id<Channel> Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>Whose a webhook is.</summary>
public enum WebhookType
{
    /// <summary>Made by someone, used with its token.</summary>
    Incoming = 1,

    /// <summary>Brings another channel's announcements.</summary>
    ChannelFollower = 2,

    /// <summary>Answers interactions.</summary>
    Application = 3,
}
