namespace Mainstay.Discord.Rest;

/// <summary>
/// Discord's error codes that Mainstay acts on. See https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes.
/// </summary>
public static class DiscordErrorCode
{
    /// <summary>404: no such channel, or hidden from the bot.</summary>
    public const int UnknownChannel = 10003;

    /// <summary>404: no such guild, or the bot is not in it.</summary>
    public const int UnknownGuild = 10004;

    /// <summary>404: the invite is gone.</summary>
    public const int UnknownInvite = 10006;

    /// <summary>404: the user is not in the guild.</summary>
    public const int UnknownMember = 10007;

    /// <summary>404: the message is gone.</summary>
    public const int UnknownMessage = 10008;

    /// <summary>404: the channel has no such overwrite.</summary>
    public const int UnknownOverwrite = 10009;

    /// <summary>404: the role is gone.</summary>
    public const int UnknownRole = 10011;

    /// <summary>404: no such account.</summary>
    public const int UnknownUser = 10013;

    /// <summary>404, for reactions 400: no such emoji.</summary>
    public const int UnknownEmoji = 10014;

    /// <summary>404: the webhook is gone.</summary>
    public const int UnknownWebhook = 10015;

    /// <summary>404: the user is not banned.</summary>
    public const int UnknownBan = 10026;

    /// <summary>404: the interaction was not answered in 3 s, or its token has run out.</summary>
    public const int UnknownInteraction = 10062;

    /// <summary>404: the command is gone.</summary>
    public const int UnknownApplicationCommand = 10063;

    /// <summary>400: 250 roles.</summary>
    public const int TooManyRoles = 30005;

    /// <summary>400: 500 channels.</summary>
    public const int TooManyChannels = 30013;

    /// <summary>400: the interaction was answered already.</summary>
    public const int InteractionAlreadyAcknowledged = 40060;

    /// <summary>403: the bot may not see it.</summary>
    public const int MissingAccess = 50001;

    /// <summary>403: the person takes no direct messages from the bot.</summary>
    public const int CannotMessageUser = 50007;

    /// <summary>403: a permission is missing, or the target ranks too high.</summary>
    public const int MissingPermissions = 50013;

    /// <summary>401: the webhook's token is wrong.</summary>
    public const int InvalidWebhookToken = 50027;

    /// <summary>400: one of the roles is not the guild's, or cannot be given.</summary>
    public const int InvalidRole = 50028;

    /// <summary>400: a field of the body is wrong; the field errors say which.</summary>
    public const int InvalidFormBody = 50035;

    /// <summary>400: of a bulk ban, nobody was banned: they are all banned already, unknown, or out of reach.</summary>
    public const int FailedToBanUsers = 500000;
}
