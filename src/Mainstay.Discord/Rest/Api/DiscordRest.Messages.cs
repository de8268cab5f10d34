namespace Mainstay.Discord.Rest;

/// <content>Messages and reactions. See https://discord.com/developers/docs/resources/message.</content>
public sealed partial class DiscordRest
{
    /// <summary>A page of messages, newest first. Needs ViewChannel and ReadMessageHistory. At most one of around, before and after.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="around">Those before and after this.</param>
    /// <param name="before">Only older than this.</param>
    /// <param name="after">Only newer than this.</param>
    /// <param name="limit">1 to 100; 50 when null.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Message[]> ListMessagesAsync(
        Id<Channel> channel,
        Id<Message>? around = null,
        Id<Message>? before = null,
        Id<Message>? after = null,
        int? limit = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message[]>(
            Routes.ListMessages,
            [channel.Value],
            options,
            cancellationToken,
            query: new RestQuery().Add("around", around).Add("before", before).Add("after", after).Add("limit", limit));

    /// <summary>A message. Needs ViewChannel and ReadMessageHistory.</summary>
    public Task<Message> GetMessageAsync(Id<Channel> channel, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Message>(Routes.GetMessage, [channel.Value, message.Value], options, cancellationToken);

    /// <summary>
    /// Writes a message, which pings nobody unless it says so. Needs SendMessages. With a nonce and <see cref="CreateMessage.EnforceNonce" /> it is sent again
    /// when no answer came, since Discord does not write it twice then.
    /// </summary>
    public Task<Message> CreateMessageAsync(
        Id<Channel> channel, CreateMessage message, IReadOnlyList<RestFile>? files = null, RestCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var repeatable = message is { EnforceNonce: true, Nonce.Length: > 0 };
        return Ask<Message>(
            Routes.CreateMessage,
            [channel.Value],
            repeatable ? (options ?? RestCallOptions.Default) with { Repeatable = true } : options,
            cancellationToken,
            OutgoingText.Prepare(message, files),
            null,
            files);
    }

    /// <summary>Changes a message of the bot's own; of others only flags, with ManageMessages.</summary>
    public Task<Message> EditMessageAsync(
        Id<Channel> channel,
        Id<Message> message,
        EditMessage change,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message>(
            Routes.EditMessage, [channel.Value, message.Value], options, cancellationToken, OutgoingText.Prepare(change, files), null, files);

    /// <summary>Deletes a message; another's needs ManageMessages.</summary>
    public Task DeleteMessageAsync(Id<Channel> channel, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteMessage, [channel.Value, message.Value], options, cancellationToken);

    /// <summary>Deletes 2 to 100 messages, none older than two weeks. Needs ManageMessages.</summary>
    public Task BulkDeleteMessagesAsync(
        Id<Channel> channel, IReadOnlyList<Id<Message>> messages, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.BulkDeleteMessages, [channel.Value], options, cancellationToken, new BulkDelete { Messages = messages });

    /// <summary>The bot reacts. Needs ReadMessageHistory, and AddReactions for an emoji that nobody has used on it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="emoji">A Unicode emoji, or <c>name:id</c> of a guild's own.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddReactionAsync(
        Id<Channel> channel, Id<Message> message, string emoji, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.AddReaction, [channel.Value, message.Value, emoji], options, cancellationToken);

    /// <summary>The bot takes its reaction back.</summary>
    public Task RemoveOwnReactionAsync(
        Id<Channel> channel, Id<Message> message, string emoji, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveOwnReaction, [channel.Value, message.Value, emoji], options, cancellationToken);

    /// <summary>Takes another's reaction away. Needs ManageMessages.</summary>
    public Task RemoveUserReactionAsync(
        Id<Channel> channel, Id<Message> message, string emoji, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveUserReaction, [channel.Value, message.Value, emoji, user.Value], options, cancellationToken);

    /// <summary>A page of those who reacted, by user id.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="emoji">A Unicode emoji, or <c>name:id</c> of a guild's own.</param>
    /// <param name="after">Only users with a higher id.</param>
    /// <param name="limit">1 to 100; 25 when null.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<User[]> ListReactionsAsync(
        Id<Channel> channel,
        Id<Message> message,
        string emoji,
        Id<User>? after = null,
        int? limit = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<User[]>(
            Routes.ListReactions, [channel.Value, message.Value, emoji], options, cancellationToken, query: new RestQuery().Add("after", after).Add("limit", limit));

    /// <summary>Takes all reactions away. Needs ManageMessages.</summary>
    public Task RemoveAllReactionsAsync(Id<Channel> channel, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveAllReactions, [channel.Value, message.Value], options, cancellationToken);

    /// <summary>Takes all reactions with one emoji away. Needs ManageMessages.</summary>
    public Task RemoveEmojiReactionsAsync(
        Id<Channel> channel, Id<Message> message, string emoji, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveEmojiReactions, [channel.Value, message.Value, emoji], options, cancellationToken);
}
