using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Routes;

/// <summary>Threads and who follows them. See https://discord.com/developers/docs/resources/channel#start-thread-from-message.</summary>
internal sealed class ThreadRoutes : IRouteSet
{
    private const string Members = "/channels/{channel_id}/thread-members";

    public void Map(RouteTable routes)
    {
        routes.Map("POST", "/channels/{channel_id}/threads", Start);
        routes.Map("POST", "/channels/{channel_id}/messages/{message_id}/threads", StartFromMessage);
        routes.Map("GET", "/guilds/{guild_id}/threads/active", Active);
        routes.Map("GET", "/channels/{channel_id}/threads/archived/public", call => Archived(call, t => t.Type != ChannelType.PrivateThread));
        routes.Map("GET", "/channels/{channel_id}/threads/archived/private", PrivateArchived);
        routes.Map("GET", "/channels/{channel_id}/users/@me/threads/archived/private",
            call => Archived(call, t => t.Type == ChannelType.PrivateThread && t.ThreadMembers.ContainsKey(call.Actor)));
        routes.Map("GET", Members, ListMembers);
        routes.Map("GET", $"{Members}/{{user_id}}", GetMember);
        routes.Map("PUT", $"{Members}/@me", call => Enter(call, call.Actor));
        routes.Map("PUT", $"{Members}/{{user_id}}", call => Enter(call, call.Id<User>("user_id")));
        routes.Map("DELETE", $"{Members}/@me", call => Leave(call, call.Actor));
        routes.Map("DELETE", $"{Members}/{{user_id}}", call => Leave(call, call.Id<User>("user_id")));
    }

    private static RestReply Start(RestCall call)
    {
        var (guild, parent) = call.GuildChannel();
        var body = call.Form();
        var draft = Read(body);
        if (parent.IsForum)
        {
            var message = body.Object("message", required: true, nullable: false).OrDefault();
            draft = draft with { Message = message is null ? null : MessageForms.Read(message, call.Files) };
        }

        body.ThrowIfWrong();
        var thread = guild.StartThread(call.Act(), parent, draft);
        var shown = guild.ThreadFor(thread, call.Actor);
        return RestReply.Created(parent.IsForum ? shown with { Message = thread.Messages.First!.Model } : shown);
    }

    private static RestReply StartFromMessage(RestCall call)
    {
        var (guild, parent) = call.GuildChannel();
        var body = call.Form();
        var draft = Read(body);
        body.ThrowIfWrong();
        return RestReply.Created(guild.ThreadFor(guild.StartThread(call.Act(), parent, draft, call.Id<Message>("message_id")), call.Actor));
    }

    private static ThreadDraft Read(BodyReader body) => new()
    {
        Name = body.Text("name", max: Limits.ChannelName, min: 1, required: true, nullable: false, trim: true).OrDefault() ?? "",
        AutoArchive = ChannelForm.Archive(body, "auto_archive_duration").OrDefault(),
        RateLimitPerUser = body.Int("rate_limit_per_user", 0, Limits.Slowmode).OrDefault(),
        Type = body.Choice<ChannelType>("type", allowed: [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]).OrDefault(),
        Invitable = body.Flag("invitable").OrDefault(),
        Tags = body.Ids<ForumTag>("applied_tags", max: Limits.AppliedTags).OrDefault() ?? [],
    };

    private static RestReply Active(RestCall call)
    {
        var guild = call.Guild();
        var threads = guild.ActiveThreadsFor(call.Actor).ToArray();
        return RestReply.Ok(new
        {
            Threads = threads.Select(t => t.Model).ToArray(),
            Members = MembershipsOf(call, threads),
            HasMore = false,
        });
    }

    private static RestReply PrivateArchived(RestCall call)
    {
        var (guild, parent) = call.GuildChannel();
        guild.Require(call.Act(), parent, Permissions.ManageThreads);
        return Archived(call, t => t.Type == ChannelType.PrivateThread);
    }

    private static RestReply Archived(RestCall call, Func<WorldChannel, bool> which)
    {
        var (guild, parent) = call.GuildChannel();
        guild.Require(call.Act(), parent, Permissions.ReadMessageHistory);
        var limit = call.QueryInt("limit", 1, 100, 50);
        var archived = guild.Threads.Values.Where(t => t.ParentId == parent.Id && t.Model.ThreadMetadata!.Archived && which(t))
            .OrderByDescending(t => t.Model.ThreadMetadata!.ArchiveTimestamp).ToArray();
        var page = archived.Take(limit).ToArray();
        return RestReply.Ok(new { Threads = page.Select(t => t.Model).ToArray(), Members = MembershipsOf(call, page), HasMore = archived.Length > limit });
    }

    private static ThreadMember[] MembershipsOf(RestCall call, IEnumerable<WorldChannel> threads) =>
        [.. threads.Select(t => t.ThreadMembers.GetValueOrDefault(call.Actor)).OfType<ThreadMember>()];

    private static RestReply ListMembers(RestCall call)
    {
        var (guild, thread) = call.Thread();
        guild.Require(call.Act(), thread, Permissions.ViewChannel);
        var withMember = call.QueryFlag("with_member");
        return RestReply.Ok(thread.ThreadMembers.OrderBy(m => m.Key)
            .Select(m => withMember ? m.Value with { Member = guild.Member(m.Key)?.ToModel() } : m.Value).ToArray());
    }

    private static RestReply GetMember(RestCall call)
    {
        var (guild, thread) = call.Thread();
        guild.Require(call.Act(), thread, Permissions.ViewChannel);
        var id = call.Text("user_id") == "@me" ? call.Actor : call.Id<User>("user_id");
        var member = thread.ThreadMembers.GetValueOrDefault(id) ?? throw Refusals.UnknownMember;
        return RestReply.Ok(call.QueryFlag("with_member") ? member with { Member = guild.Member(id)?.ToModel() } : member);
    }

    private static RestReply Enter(RestCall call, Id<User> user)
    {
        var (guild, thread) = call.Thread();
        guild.EnterThread(call.Act(), thread, user);
        return RestReply.NoContent;
    }

    private static RestReply Leave(RestCall call, Id<User> user)
    {
        var (guild, thread) = call.Thread();
        guild.LeaveThread(call.Act(), thread, user);
        return RestReply.NoContent;
    }
}
