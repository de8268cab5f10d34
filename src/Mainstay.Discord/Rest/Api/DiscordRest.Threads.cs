namespace Mainstay.Discord.Rest;

/// <content>Threads. See https://discord.com/developers/docs/topics/threads.</content>
public sealed partial class DiscordRest
{
    /// <summary>Starts a thread from a message; it gets the message's id. Needs CreatePublicThreads.</summary>
    public Task<Channel> StartThreadAsync(
        Id<Channel> channel, Id<Message> message, StartThread thread, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.StartThreadFromMessage, [channel.Value, message.Value], options, cancellationToken, thread);

    /// <summary>Starts a thread. Needs CreatePublicThreads or CreatePrivateThreads.</summary>
    public Task<Channel> StartThreadAsync(Id<Channel> channel, StartThread thread, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(Routes.StartThread, [channel.Value], options, cancellationToken, thread);

    /// <summary>Starts a post of a forum, with its first message. Needs SendMessages.</summary>
    public Task<Channel> StartForumThreadAsync(
        Id<Channel> channel, StartForumThread thread, IReadOnlyList<RestFile>? files = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<Channel>(
            Routes.StartThread, [channel.Value], options, cancellationToken, thread with { Message = OutgoingText.Prepare(thread.Message, files) }, null, files);

    /// <summary>All threads of a guild that are not archived and that the bot may see.</summary>
    public Task<ThreadList> ListActiveThreadsAsync(Id<Guild> guild, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ThreadList>(Routes.ListActiveThreads, [guild.Value], options, cancellationToken);

    /// <summary>A page of a channel's archived public threads, latest archived first. Needs ReadMessageHistory.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="before">Only archived before this time.</param>
    /// <param name="limit">2 to 100.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ThreadList> ListPublicArchivedThreadsAsync(
        Id<Channel> channel, DateTimeOffset? before = null, int? limit = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ThreadList>(
            Routes.ListPublicArchivedThreads, [channel.Value], options, cancellationToken, query: new RestQuery().Add("before", before).Add("limit", limit));

    /// <summary>A page of a channel's archived private threads, latest archived first. Needs ReadMessageHistory and ManageThreads.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="before">Only archived before this time.</param>
    /// <param name="limit">2 to 100.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ThreadList> ListPrivateArchivedThreadsAsync(
        Id<Channel> channel, DateTimeOffset? before = null, int? limit = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ThreadList>(
            Routes.ListPrivateArchivedThreads, [channel.Value], options, cancellationToken, query: new RestQuery().Add("before", before).Add("limit", limit));

    /// <summary>A page of a thread's members. Needs the GUILD_MEMBERS intent.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="withMember">Whether to add the guild members.</param>
    /// <param name="after">Only users with a higher id.</param>
    /// <param name="limit">1 to 100; 100 when null.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ThreadMember[]> ListThreadMembersAsync(
        Id<Channel> thread, bool withMember = false, Id<User>? after = null, int? limit = null, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Ask<ThreadMember[]>(
            Routes.ListThreadMembers, [thread.Value], options, cancellationToken, query: new RestQuery().Flag("with_member", withMember).Add("after", after).Add("limit", limit));

    /// <summary>The bot joins a thread.</summary>
    public Task JoinThreadAsync(Id<Channel> thread, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.JoinThread, [thread.Value], options, cancellationToken);

    /// <summary>The bot leaves a thread.</summary>
    public Task LeaveThreadAsync(Id<Channel> thread, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.LeaveThread, [thread.Value], options, cancellationToken);

    /// <summary>Adds a member to a thread. Needs SendMessages in it.</summary>
    public Task AddThreadMemberAsync(Id<Channel> thread, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.AddThreadMember, [thread.Value, user.Value], options, cancellationToken);

    /// <summary>Removes a member from a thread. Needs ManageThreads, or being the owner of a private one.</summary>
    public Task RemoveThreadMemberAsync(Id<Channel> thread, Id<User> user, RestCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(Routes.RemoveThreadMember, [thread.Value, user.Value], options, cancellationToken);
}
