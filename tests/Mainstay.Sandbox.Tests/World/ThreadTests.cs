using Mainstay.Discord;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class ThreadTests
{
    private readonly Stage _stage = new();

    [Fact]
    public void A_thread_of_a_message_has_its_id_and_only_one()
    {
        var message = _stage.Text.Send(By(_stage.Member), Saying("topic"));

        var thread = _stage.Guild.StartThread(By(_stage.Member), _stage.Text, new ThreadDraft { Name = "aside" }, message.Id);

        thread.Id.Value.ShouldBe(message.Id.Value);
        message.Model.Flags!.Value.HasFlag(MessageFlags.HasThread).ShouldBeTrue();
        Refused(() => _stage.Guild.StartThread(By(_stage.Owner), _stage.Text, new ThreadDraft { Name = "again" }, message.Id)).Code.ShouldBe(160004);
    }

    [Fact]
    public void A_private_thread_is_for_its_members_and_managers()
    {
        var thread = _stage.Guild.StartThread(By(_stage.Member), _stage.Text, new ThreadDraft { Name = "quiet" });

        thread.Type.ShouldBe(ChannelType.PrivateThread);
        _stage.Guild.CanView(_stage.Member.Id, thread).ShouldBeTrue();
        _stage.Guild.CanView(_stage.Moderator.Id, thread).ShouldBeFalse();
        _stage.Guild.CanView(_stage.Administrator.Id, thread).ShouldBeTrue();
        _stage.Guild.EnterThread(By(_stage.Member), thread, _stage.Moderator.Id);
        _stage.Guild.CanView(_stage.Moderator.Id, thread).ShouldBeTrue();
    }

    [Fact]
    public void An_archived_thread_opens_when_someone_writes_and_a_locked_one_does_not()
    {
        var thread = Public();
        _stage.Guild.ModifyThread(By(_stage.Member), thread, new ChannelDraft { Archived = true });
        Refused(() => _stage.Guild.ModifyThread(By(_stage.Member), thread, new ChannelDraft { Name = "x" })).Code.ShouldBe(50083);

        thread.Send(By(_stage.Moderator), Saying("wait"));
        thread.Model.ThreadMetadata!.Archived.ShouldBeFalse();

        _stage.Guild.ModifyThread(By(_stage.Administrator), thread, new ChannelDraft { Locked = true });
        Refused(() => thread.Send(By(_stage.Member), Saying("hm"))).Code.ShouldBe(160005);
    }

    [Fact]
    public void An_idle_thread_is_archived_when_its_time_has_come()
    {
        var thread = Public();
        _stage.Guild.ActiveThreadsFor(_stage.Member.Id).ShouldContain(thread);

        _stage.Time.Advance(TimeSpan.FromDays(1));

        _stage.Guild.ActiveThreadsFor(_stage.Member.Id).ShouldBeEmpty();
        _stage.Names.Last().ShouldBe("THREAD_UPDATE");
    }

    [Fact]
    public void A_post_of_a_forum_brings_its_message_and_its_tags()
    {
        var forum = _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft
        {
            Name = "questions",
            Type = ChannelType.GuildForum,
            Flags = ChannelFlags.RequireTag,
            Tags = new([new ForumTag { Id = default, Name = "law", Moderated = false, EmojiId = null, EmojiName = null }]),
        });
        var draft = new ThreadDraft { Name = "May I?", Message = Saying("Well, may I?") };
        Refused(() => _stage.Guild.StartThread(By(_stage.Member), forum, draft)).Code.ShouldBe(40067);

        var post = _stage.Guild.StartThread(By(_stage.Member), forum, draft with { Tags = [forum.Model.AvailableTags!.Single().Id] });

        post.Messages.First!.Id.Value.ShouldBe(post.Id.Value);
        post.Model.MessageCount.ShouldBe(0);
    }

    private WorldChannel Public() =>
        _stage.Guild.StartThread(By(_stage.Member), _stage.Text, new ThreadDraft { Name = "open", Type = ChannelType.PublicThread });
}
