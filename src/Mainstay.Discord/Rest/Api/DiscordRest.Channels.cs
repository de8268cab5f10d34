namespace Mainstay.Discord.Rest;

/// <content>Channels, overwrites, invites and pins. See https://discord.com/developers/docs/resources/channel.</content>
public sealed partial class DiscordRest
{
    /// <summary>The channels of a guild that the bot may see, without threads.</summary>
    public Task<Channel[]> ListGuildChannelsAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel[]>(Routes.ListGuildChannels, [guild.Value], options, cancellationToken);

    /// <summary>Makes a channel. Needs ManageChannels; overwrites can only hold permissions that the bot has. At most 500 per guild, 50 per category.</summary>
    public Task<Channel> CreateGuildChannelAsync(Id<Guild> guild, CreateChannel channel, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.CreateGuildChannel, [guild.Value], options, cancellationToken, channel);

    /// <summary>Moves channels, all in one request. Needs ManageChannels.</summary>
    public Task ModifyChannelPositionsAsync(
        Id<Guild> guild, IReadOnlyList<ChannelPosition> positions, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.ModifyChannelPositions, [guild.Value], options, cancellationToken, positions.ToArray());

    /// <summary>A channel or thread.</summary>
    public Task<Channel> GetChannelAsync(Id<Channel> channel, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.GetChannel, [channel.Value], options, cancellationToken);

    /// <summary>Changes a channel or thread. Needs ManageChannels, for overwrites ManageRoles, for threads ManageThreads or being its owner.</summary>
    public Task<Channel> ModifyChannelAsync(Id<Channel> channel, ModifyChannel change, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.ModifyChannel, [channel.Value], options, cancellationToken, change);

    /// <summary>Deletes a channel or thread with its messages, or closes a direct message. Needs ManageChannels, or ManageThreads. Cannot be taken back.</summary>
    public Task<Channel> DeleteChannelAsync(Id<Channel> channel, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.DeleteChannel, [channel.Value], options, cancellationToken);

    /// <summary>Sets what a channel grants to and takes from a role or member. Needs ManageRoles; only permissions that the bot has.</summary>
    public Task SetOverwriteAsync(
        Id<Channel> channel, Id<Overwrite> overwrite, SetOverwrite value, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.SetOverwrite, [channel.Value, overwrite.Value], options, cancellationToken, value);

    /// <summary>Takes an overwrite away. Needs ManageRoles.</summary>
    public Task DeleteOverwriteAsync(Id<Channel> channel, Id<Overwrite> overwrite, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.DeleteOverwrite, [channel.Value, overwrite.Value], options, cancellationToken);

    /// <summary>A channel's invites, with how they were used. Needs ManageChannels.</summary>
    public Task<Invite[]> ListChannelInvitesAsync(Id<Channel> channel, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Invite[]>(Routes.ListChannelInvites, [channel.Value], options, cancellationToken);

    /// <summary>Makes an invite, or returns a like one unless asked for a new one. Needs CreateInstantInvite.</summary>
    public Task<Invite> CreateChannelInviteAsync(Id<Channel> channel, CreateInvite invite, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Invite>(Routes.CreateChannelInvite, [channel.Value], options, cancellationToken, invite);

    /// <summary>A guild's invites, with how they were used. Needs ManageGuild.</summary>
    public Task<Invite[]> ListGuildInvitesAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Invite[]>(Routes.ListGuildInvites, [guild.Value], options, cancellationToken);

    /// <summary>Deletes an invite. Needs ManageChannels in its channel, or ManageGuild.</summary>
    public Task<Invite> DeleteInviteAsync(string code, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Invite>(Routes.DeleteInvite, [code], options, cancellationToken);

    /// <summary>A page of a channel's pinned messages, latest pin first. Needs ViewChannel and ReadMessageHistory.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="before">Only pinned before this time.</param>
    /// <param name="limit">1 to 50; 50 when null.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<MessagePins> ListPinsAsync(
        Id<Channel> channel, DateTimeOffset? before = null, int? limit = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<MessagePins>(Routes.ListPins, [channel.Value], options, cancellationToken, query: new RestQuery().Add("before", before).Add("limit", limit));

    /// <summary>Pins a message. Needs PinMessages. At most 250 per channel.</summary>
    public Task PinMessageAsync(Id<Channel> channel, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.PinMessage, [channel.Value, message.Value], options, cancellationToken);

    /// <summary>Unpins a message. Needs PinMessages.</summary>
    public Task UnpinMessageAsync(Id<Channel> channel, Id<Message> message, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.UnpinMessage, [channel.Value, message.Value], options, cancellationToken);
}
