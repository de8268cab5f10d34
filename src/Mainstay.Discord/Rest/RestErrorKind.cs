namespace Mainstay.Discord.Rest;

/// <summary>What went wrong with a request, as far as a caller would act differently.</summary>
public enum RestErrorKind
{
    /// <summary>400: the body, a query or the state of an object does not allow it; <see cref="DiscordRestException.FieldErrors" /> may say where.</summary>
    Invalid,

    /// <summary>403: a permission, the role hierarchy or an owner stands in the way.</summary>
    Forbidden,

    /// <summary>404: the object, or one above it, is not there; <see cref="DiscordRestException.Code" /> says which.</summary>
    NotFound,

    /// <summary>409, 413 and other answers of the 400s.</summary>
    Refused,

    /// <summary>429 for longer than this client is willing to wait, or too often; <see cref="DiscordRestException.RetryAfter" /> says for how long.</summary>
    RateLimited,

    /// <summary>401: Discord does not know the bot token. Nothing more is sent with it.</summary>
    InvalidToken,

    /// <summary>401 for the token in a webhook's or interaction's own path: it is wrong or has run out.</summary>
    InvalidPathToken,

    /// <summary>Not sent: so many recent answers were 401, 403 or 429 that Discord would soon ban this address.</summary>
    NearBan,

    /// <summary>Not sent: too many requests wait already.</summary>
    QueueFull,

    /// <summary>5xx after all attempts that were safe.</summary>
    Server,

    /// <summary>No connection, or it broke. Whether Discord carried the request out is unknown unless <see cref="DiscordRestException.NeverLeft" />.</summary>
    Network,

    /// <summary>No answer in time. Whether Discord carried the request out is unknown.</summary>
    Timeout,

    /// <summary>An answer that is not what the documentation says.</summary>
    Unreadable,
}
