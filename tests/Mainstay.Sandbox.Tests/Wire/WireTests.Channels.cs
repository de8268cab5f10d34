using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.Tests.Routes;

namespace Mainstay.Sandbox.Tests.Wire;

public sealed partial class WireTests
{
    private static async Task Channels(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        var everyone = api.Guild.EveryoneId.Cast<Overwrite>();
        var hidden = new Overwrite { Id = everyone, Type = OverwriteType.Role, Allow = Permissions.None, Deny = Permissions.ViewChannel };
        var category = await rest.CreateGuildChannelAsync(guild, new CreateChannel { Name = "Court", Type = ChannelType.GuildCategory, PermissionOverwrites = [hidden] }, "a place", Stop);
        var text = await rest.CreateGuildChannelAsync(
            guild, new CreateChannel { Name = "docket", Type = ChannelType.GuildText, Topic = "Cases", Nsfw = false, RateLimitPerUser = 5, ParentId = category.Id, DefaultAutoArchiveDuration = 60 }, cancellationToken: Stop);
        var voice = await rest.CreateGuildChannelAsync(guild, new CreateChannel { Name = "Hall", Type = ChannelType.GuildVoice, Bitrate = 64_000, UserLimit = 5 }, cancellationToken: Stop);
        (await rest.ListGuildChannelsAsync(guild, cancellationToken: Stop)).Select(c => c.Id).ShouldContain(voice.Id);
        (await rest.GetChannelAsync(text.Id, cancellationToken: Stop)).Name.ShouldBe("docket");

        var changed = await rest.ModifyChannelAsync(text.Id, new ModifyChannel { Name = "dockets", Topic = (string?)null, ParentId = (Id<Channel>?)null, RateLimitPerUser = 0, PermissionOverwrites = new([hidden]) }, "moved", Stop);
        (changed.Name, changed.Topic.OrDefault(), changed.ParentId.OrDefault()).ShouldBe(("dockets", null, null));
        (await rest.ModifyChannelAsync(voice.Id, new ModifyChannel { Bitrate = 32_000, UserLimit = 0, VideoQualityMode = VideoQualityMode.Full }, cancellationToken: Stop)).Bitrate.ShouldBe(32_000);
        await rest.ModifyChannelPositionsAsync(guild, [new ChannelPosition { Id = text.Id, Position = 0, ParentId = category.Id, LockPermissions = true }, new ChannelPosition { Id = api.Text.Id, Position = 1 }], cancellationToken: Stop);
        await rest.SetOverwriteAsync(text.Id, api.Person.Id.Cast<Overwrite>(), new SetOverwrite { Type = OverwriteType.Member, Allow = Permissions.ViewChannel, Deny = Permissions.SendMessages }, "let in", Stop);
        await rest.DeleteOverwriteAsync(text.Id, api.Person.Id.Cast<Overwrite>(), cancellationToken: Stop);

        var invite = await rest.CreateChannelInviteAsync(api.Text.Id, new CreateInvite { MaxAge = 3600, MaxUses = 2, Temporary = false, Unique = true }, cancellationToken: Stop);
        (await rest.ListChannelInvitesAsync(api.Text.Id, cancellationToken: Stop)).Single().Code.ShouldBe(invite.Code);
        (await rest.ListGuildInvitesAsync(guild, cancellationToken: Stop)).Single().Code.ShouldBe(invite.Code);
        await rest.DeleteInviteAsync(invite.Code, cancellationToken: Stop);
        foreach (var channel in new[] { voice, text, category })
        {
            (await rest.DeleteChannelAsync(channel.Id, "done", Stop)).Id.ShouldBe(channel.Id);
        }
    }

    private static async Task Threads(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        var opening = await rest.CreateMessageAsync(api.Text.Id, new CreateMessage { Content = "Who is in?" }, cancellationToken: Stop);
        var open = await rest.StartThreadAsync(api.Text.Id, opening.Id, new StartThread { Name = "in", AutoArchiveDuration = 60, RateLimitPerUser = 0 }, cancellationToken: Stop);
        var closed = await rest.StartThreadAsync(api.Text.Id, new StartThread { Name = "out", Type = ChannelType.PrivateThread, AutoArchiveDuration = 1440, Invitable = true }, cancellationToken: Stop);
        (await rest.ListActiveThreadsAsync(guild, cancellationToken: Stop)).Threads.Count.ShouldBe(2);
        await rest.AddThreadMemberAsync(open.Id, api.Person.Id, cancellationToken: Stop);
        (await rest.ListThreadMembersAsync(open.Id, withMember: true, limit: 10, cancellationToken: Stop)).Select(m => m.UserId).ShouldContain(api.Person.Id);
        await rest.RemoveThreadMemberAsync(open.Id, api.Person.Id, cancellationToken: Stop);
        await rest.LeaveThreadAsync(open.Id, cancellationToken: Stop);
        await rest.JoinThreadAsync(open.Id, cancellationToken: Stop);
        foreach (var thread in new[] { open, closed })
        {
            await rest.ModifyChannelAsync(thread.Id, new ModifyChannel { Archived = true, Locked = true, AutoArchiveDuration = 60 }, cancellationToken: Stop);
        }

        (await rest.ListPublicArchivedThreadsAsync(api.Text.Id, limit: 5, cancellationToken: Stop)).Threads.Single().Id.ShouldBe(open.Id);
        (await rest.ListPrivateArchivedThreadsAsync(api.Text.Id, before: api.World.Now.AddDays(1), cancellationToken: Stop)).Threads.Single().Id.ShouldBe(closed.Id);

        var forum = await rest.CreateGuildChannelAsync(
            guild,
            new CreateChannel
            {
                Name = "questions",
                Type = ChannelType.GuildForum,
                AvailableTags = [new ForumTagRequest { Name = "law", Moderated = false, EmojiName = "⚖️" }],
                DefaultReactionEmoji = new DefaultReaction { EmojiId = null, EmojiName = "👍" },
                DefaultSortOrder = ForumSortOrder.CreationDate,
                DefaultForumLayout = ForumLayout.ListView,
                DefaultThreadRateLimitPerUser = 5,
            },
            cancellationToken: Stop);
        var post = await rest.StartForumThreadAsync(
            forum.Id, new StartForumThread { Name = "May I?", AppliedTags = [forum.AvailableTags!.Single().Id], Message = new CreateMessage { Content = "Well?" } }, [File], cancellationToken: Stop);
        post.ParentId.OrDefault().ShouldBe(forum.Id);
    }

    private static RestFile File => new("notes.txt", "a few words"u8.ToArray(), "text/plain", "Notes");
}
