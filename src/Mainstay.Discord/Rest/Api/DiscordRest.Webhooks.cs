namespace Mainstay.Discord.Rest;

/// <content>Webhooks. See https://discord.com/developers/docs/resources/webhook.</content>
public sealed partial class DiscordRest
{
    /// <summary>A channel's webhooks. Needs ManageWebhooks.</summary>
    public Task<Webhook[]> ListChannelWebhooksAsync(Id<Channel> channel, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Webhook[]>(Routes.ListChannelWebhooks, [channel.Value], options, cancellationToken);

    /// <summary>A guild's webhooks. Needs ManageWebhooks.</summary>
    public Task<Webhook[]> ListGuildWebhooksAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Webhook[]>(Routes.ListGuildWebhooks, [guild.Value], options, cancellationToken);

    /// <summary>Makes a webhook; its token is a secret. Needs ManageWebhooks. At most 15 per channel, 1,000 per guild.</summary>
    public Task<Webhook> CreateWebhookAsync(Id<Channel> channel, CreateWebhook webhook, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Webhook>(Routes.CreateWebhook, [channel.Value], options, cancellationToken, webhook);

    /// <summary>Changes a webhook. Needs ManageWebhooks.</summary>
    public Task<Webhook> ModifyWebhookAsync(Id<Webhook> webhook, ModifyWebhook change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Webhook>(Routes.ModifyWebhook, [webhook.Value], options, cancellationToken, change);

    /// <summary>Deletes a webhook. Needs ManageWebhooks.</summary>
    public Task DeleteWebhookAsync(Id<Webhook> webhook, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteWebhook, [webhook.Value], options, cancellationToken);

    /// <summary>Writes through a webhook and returns the message.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="token">Its token.</param>
    /// <param name="message">The message; pings nobody unless it says so.</param>
    /// <param name="files">Files, at most 10.</param>
    /// <param name="thread">The thread of the webhook's channel to write into.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Message> ExecuteWebhookAsync(
        Id<Webhook> webhook,
        string token,
        ExecuteWebhook message,
        IReadOnlyList<RestFile>? files = null,
        Id<Channel>? thread = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message>(
            Routes.ExecuteWebhook,
            [webhook.Value, token],
            options,
            cancellationToken,
            OutgoingText.Prepare(message, files),
            new RestQuery().Flag("wait", true).Add("thread_id", thread),
            files);
}
