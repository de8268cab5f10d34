namespace Mainstay.Discord.Rest;

/// <content>Emojis, stickers and scheduled events, to read. See https://discord.com/developers/docs/resources/emoji.</content>
public sealed partial class DiscordRest
{
    /// <summary>A guild's own emojis.</summary>
    public Task<Emoji[]> ListEmojisAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Emoji[]>(Routes.ListEmojis, [guild.Value], options, cancellationToken);

    /// <summary>One of a guild's own emojis.</summary>
    public Task<Emoji> GetEmojiAsync(Id<Guild> guild, Id<Emoji> emoji, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Emoji>(Routes.GetEmoji, [guild.Value, emoji.Value], options, cancellationToken);

    /// <summary>A guild's own stickers.</summary>
    public Task<Sticker[]> ListStickersAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Sticker[]>(Routes.ListStickers, [guild.Value], options, cancellationToken);

    /// <summary>One of a guild's own stickers.</summary>
    public Task<Sticker> GetStickerAsync(Id<Guild> guild, Id<Sticker> sticker, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Sticker>(Routes.GetSticker, [guild.Value, sticker.Value], options, cancellationToken);

    /// <summary>A guild's scheduled events that the bot may see.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="withUserCount">Whether to add how many want to come.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ScheduledEvent[]> ListScheduledEventsAsync(
        Id<Guild> guild, bool withUserCount = false, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ScheduledEvent[]>(
            Routes.ListScheduledEvents, [guild.Value], options, cancellationToken, query: new RestQuery().Flag("with_user_count", withUserCount));

    /// <summary>A scheduled event.</summary>
    /// <param name="guild">The guild.</param>
    /// <param name="scheduledEvent">The event.</param>
    /// <param name="withUserCount">Whether to add how many want to come.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ScheduledEvent> GetScheduledEventAsync(
        Id<Guild> guild, Id<ScheduledEvent> scheduledEvent, bool withUserCount = false, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ScheduledEvent>(
            Routes.GetScheduledEvent, [guild.Value, scheduledEvent.Value], options, cancellationToken, query: new RestQuery().Flag("with_user_count", withUserCount));
}
