namespace Mainstay.Discord.Rest;

/// <content>
/// Answers to interactions: within 3 s the first, for 15 minutes the rest. They do not count against the 50 requests per second and never wait
/// behind other work. See https://discord.com/developers/docs/interactions/receiving-and-responding.
/// </content>
public sealed partial class DiscordRest
{
    /// <summary>Answers an interaction. Pings nobody unless the answer says so.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="token">Its token.</param>
    /// <param name="response">The answer.</param>
    /// <param name="files">Files, at most 10.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task CreateInteractionResponseAsync(
        Id<Interaction> interaction,
        string token,
        InteractionResponse response,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _pump.SendAsync(
            RestRequest.To(Routes.CreateInteractionResponse, [interaction.Value, token], OutgoingText.Prepare(response, files), null, files, options), cancellationToken);

    /// <summary>Answers an interaction and returns what came of it, such as the message.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="token">Its token.</param>
    /// <param name="response">The answer.</param>
    /// <param name="files">Files, at most 10.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<InteractionCallbackResponse> CreateInteractionResponseWithResultAsync(
        Id<Interaction> interaction,
        string token,
        InteractionResponse response,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<InteractionCallbackResponse>(
            Routes.CreateInteractionResponse,
            [interaction.Value, token],
            options,
            cancellationToken,
            OutgoingText.Prepare(response, files),
            new RestQuery().Flag("with_response", true),
            files);

    /// <summary>The first answer.</summary>
    public Task<Message> GetOriginalResponseAsync(
        Id<Application> application, string token, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Message>(Routes.GetOriginalResponse, [application.Value, token], options, cancellationToken);

    /// <summary>Changes the first answer; what was deferred becomes a message.</summary>
    public Task<Message> EditOriginalResponseAsync(
        Id<Application> application,
        string token,
        EditMessage change,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message>(
            Routes.EditOriginalResponse, [application.Value, token], options, cancellationToken, OutgoingText.Prepare(change, files), null, files);

    /// <summary>Deletes the first answer.</summary>
    public Task DeleteOriginalResponseAsync(Id<Application> application, string token, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteOriginalResponse, [application.Value, token], options, cancellationToken);

    /// <summary>Writes a further message, which may be ephemeral.</summary>
    public Task<Message> CreateFollowupAsync(
        Id<Application> application,
        string token,
        ExecuteWebhook message,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message>(
            Routes.CreateFollowup,
            [application.Value, token],
            options,
            cancellationToken,
            OutgoingText.Prepare(message, files),
            new RestQuery().Flag("wait", true),
            files);

    /// <summary>A further message.</summary>
    public Task<Message> GetFollowupAsync(
        Id<Application> application, string token, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Message>(Routes.GetFollowup, [application.Value, token, message.Value], options, cancellationToken);

    /// <summary>Changes a further message.</summary>
    public Task<Message> EditFollowupAsync(
        Id<Application> application,
        string token,
        Id<Message> message,
        EditMessage change,
        IReadOnlyList<RestFile>? files = null,
        RestCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Ask<Message>(
            Routes.EditFollowup, [application.Value, token, message.Value], options, cancellationToken, OutgoingText.Prepare(change, files), null, files);

    /// <summary>Deletes a further message.</summary>
    public Task DeleteFollowupAsync(
        Id<Application> application, string token, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteFollowup, [application.Value, token, message.Value], options, cancellationToken);
}
