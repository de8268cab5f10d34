namespace Mainstay.Discord.Rest;

/// <content>Gateway, application and user. See https://discord.com/developers/docs/resources/user.</content>
public sealed partial class DiscordRest
{
    /// <summary>Where the gateway is, how many shards Discord advises, and how often it may still be entered today.</summary>
    public Task<GatewayBot> GetGatewayBotAsync(RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<GatewayBot>(Routes.GetGatewayBot, [], options, cancellationToken);

    /// <summary>The bot's application.</summary>
    public Task<Application> GetCurrentApplicationAsync(RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Application>(Routes.GetCurrentApplication, [], options, cancellationToken);

    /// <summary>The bot's account.</summary>
    public Task<User> GetCurrentUserAsync(RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<User>(Routes.GetCurrentUser, [], options, cancellationToken);

    /// <summary>
    /// The direct messages with a person, opened if need be. Writing into them fails with <see cref="DiscordErrorCode.CannotMessageUser" /> if the person
    /// takes none; Discord flags bots that open many.
    /// </summary>
    public Task<Channel> CreateDmAsync(Id<User> recipient, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.CreateDm, [], options, cancellationToken, new CreateDm { RecipientId = recipient });
}
