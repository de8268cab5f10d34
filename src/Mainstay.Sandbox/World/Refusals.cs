using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>
/// Discord's refusals by name, with its own codes and sentences.
/// See https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes.
/// </summary>
internal static class Refusals
{
    public static Refusal UnknownApplication => Refusal.Unknown(10002, "Unknown Application");
    public static Refusal UnknownChannel => Refusal.Unknown(10003, "Unknown Channel");
    public static Refusal UnknownGuild => Refusal.Unknown(10004, "Unknown Guild");
    public static Refusal UnknownInvite => Refusal.Unknown(10006, "Unknown Invite");
    public static Refusal UnknownMember => Refusal.Unknown(10007, "Unknown Member");
    public static Refusal UnknownMessage => Refusal.Unknown(10008, "Unknown Message");
    public static Refusal UnknownOverwrite => Refusal.Unknown(10009, "Unknown Overwrite");
    public static Refusal UnknownRole => Refusal.Unknown(10011, "Unknown Role");
    public static Refusal UnknownUser => Refusal.Unknown(10013, "Unknown User");
    public static Refusal UnknownWebhook => Refusal.Unknown(10015, "Unknown Webhook");
    public static Refusal UnknownBan => Refusal.Unknown(10026, "Unknown Ban");
    public static Refusal UnknownTemplate => Refusal.Unknown(10057, "Unknown guild template");
    public static Refusal UnknownSticker => Refusal.Unknown(10060, "Unknown sticker");
    public static Refusal UnknownVoiceState => Refusal.Unknown(10065, "Unknown Voice State");
    public static Refusal UnknownWelcomeScreen => Refusal.Unknown(10069, "Unknown Guild Welcome Screen");
    public static Refusal UnknownScheduledEvent => Refusal.Unknown(10070, "Unknown Guild Scheduled Event");

    /// <summary>For reactions the same code comes with status 400.</summary>
    public static Refusal UnknownEmoji => Refusal.Unknown(10014, "Unknown Emoji");
    public static Refusal UnknownReactionEmoji => Bad(10014, "Unknown Emoji");

    public static Refusal SlowMode => new(429, 20016, "This action cannot be performed due to slowmode rate limit");

    public static Refusal TooManyPins(int max) => Bad(30003, $"Maximum number of pins reached for the channel ({max})");

    public static Refusal TooManyRoles(int max) => Bad(30005, $"Maximum number of server roles reached ({max})");

    public static Refusal TooManyChannelWebhooks(int max) => Bad(30007, $"Maximum number of webhooks reached ({max})");

    public static Refusal TooManyReactions(int max) => Bad(30010, $"Maximum number of reactions reached ({max})");

    public static Refusal TooManyChannels(int max) => Bad(30013, $"Maximum number of server channels reached ({max})");

    public static Refusal TooManyInvites(int max) => Bad(30016, $"Maximum number of invites reached ({max})");

    public static Refusal TooManyThreadMembers(int max) => Bad(30033, $"Maximum number of thread participants has been reached ({max})");

    public static Refusal TooManyGuildWebhooks(int max) => Bad(30058, $"Maximum number of webhooks per server reached ({max})");

    public static Refusal TooManyOverwrites(int max) => Bad(30060, $"Maximum number of channel permission overwrites reached ({max})");

    public static Refusal InvitesPaused => Forbidden(40094, "Invites are currently paused for this server.");
    public static Refusal UserBanned => Forbidden(40007, "The user is banned from this guild.");
    public static Refusal NotInVoice => Bad(40032, "Target user is not connected to voice.");
    public static Refusal AlreadyCrossposted => Bad(40033, "This message was already crossposted.");
    public static Refusal EntityTooLarge => new(413, 40005, "Request entity too large");
    public static Refusal MessageInForum => Bad(40058, "Cannot send a message in a forum channel");
    public static Refusal TagNamesNotUnique => Bad(40061, "Tag names must be unique");
    public static Refusal TagRequired => Bad(40067, "A tag is required to create a forum post in this channel");

    public static Refusal NotForDirectMessages => Bad(50003, "Cannot execute action on a DM channel");
    public static Refusal NotYourMessage => Forbidden(50005, "Cannot edit a message authored by another user");
    public static Refusal EmptyMessage => Bad(50006, "Cannot send an empty message");
    public static Refusal CannotMessageUser => Forbidden(50007, "Cannot send messages to this user");
    public static Refusal NotATextChannel => Bad(50008, "Cannot send messages in a non-text channel");
    public static Refusal BulkDeleteCount => Bad(50016, "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages to delete");
    public static Refusal SystemMessage => Forbidden(50021, "Cannot execute action on a system message");
    public static Refusal WrongChannelType => Bad(50024, "Cannot execute action on this channel type");
    public static Refusal InvalidWebhookToken => new(401, 50027, "Invalid Webhook Token");
    public static Refusal InvalidRole => Bad(50028, "Invalid Role");
    public static Refusal InvalidRecipients => Bad(50033, "Invalid Recipient(s)");
    public static Refusal TooOldToBulkDelete => Bad(50034, "You can only bulk delete messages that are under 14 days old.");
    public static Refusal InvalidGuild => Bad(50055, "Invalid Guild");
    public static Refusal CommunityChannel => Bad(50074, "Cannot delete a channel required for Community guilds");
    public static Refusal ArchivedThread => Bad(50083, "Thread is archived");
    public static Refusal CommunityChannelsAreText => Bad(50086, "Community server channels must be text channels");
    public static Refusal CannotReplyWithoutHistory => Bad(160002, "You cannot reply without permission to read message history");
    public static Refusal ThreadExists => Bad(160004, "A thread has already been created for this message");
    public static Refusal ThreadLocked => Bad(160005, "Thread is locked");
    public static Refusal TooManyActiveThreads => Bad(160006, "Maximum number of active threads reached");
    public static Refusal BlockedByAutoModeration => Bad(200000, "Message was blocked by automatic moderation");
    public static Refusal ForumNeedsThread => Bad(220001, "Webhooks posted to forum channels must have a thread_name or thread_id");
    public static Refusal ThreadNameAndId => Bad(220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id");
    public static Refusal ThreadOnlyInForum => Bad(220003, "Webhooks can only create threads in forum channels");
    public static Refusal NobodyBanned => Bad(500000, "Failed to ban users");

    private static Refusal Bad(int code, string message) => new(400, code, message);

    private static Refusal Forbidden(int code, string message) => new(403, code, message);
}
