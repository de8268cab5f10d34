using Mainstay.Discord;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class MessageTests
{
    private readonly Stage _stage = new();

    [Fact]
    public void A_message_is_told_with_guild_and_member()
    {
        _stage.Text.Send(By(_stage.Member), Saying("hello"));

        var told = _stage.Happened.Single().Payload.ShouldBeOfType<MessageEvent>();
        told.GuildId.ShouldBe(_stage.Guild.Id);
        told.Member.ShouldNotBeNull();
        told.Content.ShouldBe("hello");
        _stage.Text.Model.LastMessageId.OrDefault().ShouldBe(told.Id);
    }

    [Fact]
    public void Nothing_is_no_message()
    {
        Refused(() => _stage.Text.Send(By(_stage.Member), Saying("  "))).Code.ShouldBe(50006);
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "c");
        Refused(() => category.Send(By(_stage.Member), Saying("x"))).Code.ShouldBe(50008);
        var forum = _stage.Guild.AddChannel(ChannelType.GuildForum, "f");
        Refused(() => forum.Send(By(_stage.Member), Saying("x"))).Code.ShouldBe(40058);
    }

    [Fact]
    public void Pings_are_what_the_author_may_and_the_request_allows()
    {
        var text = $"<@{_stage.Owner.Id}> <@!{_stage.Moderator.Id}> <@&{_stage.Low.Id}> @everyone";

        var plain = _stage.Text.Send(By(_stage.Member), Saying(text)).Model;
        plain.Mentions.Select(u => u.Id).ShouldBe([_stage.Owner.Id, _stage.Moderator.Id]);
        plain.MentionRoles.ShouldBeEmpty();
        plain.MentionEveryone.ShouldBeFalse();

        var byOwner = _stage.Text.Send(By(_stage.Owner), Saying(text)).Model;
        byOwner.MentionRoles.ShouldBe([_stage.Low.Id]);
        byOwner.MentionEveryone.ShouldBeTrue();

        var quiet = Saying(text) with { AllowedMentions = new AllowedPings(false, false, false, [_stage.Owner.Id], [], false) };
        var muted = _stage.Text.Send(By(_stage.Owner), quiet).Model;
        muted.Mentions.Select(u => u.Id).ShouldBe([_stage.Owner.Id]);
        muted.MentionRoles.ShouldBeEmpty();
        muted.MentionEveryone.ShouldBeFalse();
    }

    [Fact]
    public void A_mentionable_role_is_pinged_by_anyone()
    {
        _stage.Guild.Set(_stage.Low with { Mentionable = true });

        _stage.Text.Send(By(_stage.Member), Saying($"<@&{_stage.Low.Id}>")).Model.MentionRoles.ShouldBe([_stage.Low.Id]);
    }

    [Fact]
    public void An_enforced_nonce_makes_one_message_of_two()
    {
        var draft = Saying("once") with { Nonce = "abc", EnforceNonce = true };

        var first = _stage.Text.Send(By(_stage.Member), draft);
        _stage.Text.Send(By(_stage.Member), draft).ShouldBeSameAs(first);
        _stage.Text.Messages.Count.ShouldBe(1);
        _stage.Time.Advance(TimeSpan.FromMinutes(6));
        _stage.Text.Send(By(_stage.Member), draft).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void One_edits_only_ones_own()
    {
        var message = _stage.Text.Send(By(_stage.Member), Saying("tpyo"));

        Refused(() => _stage.Text.Edit(By(_stage.Moderator), message.Id, Saying("typo"))).Code.ShouldBe(50005);
        _stage.Text.Edit(By(_stage.Member), message.Id, Saying("typo")).Model.EditedTimestamp.ShouldNotBeNull();
        _stage.Names.Last().ShouldBe("MESSAGE_UPDATE");
    }

    [Fact]
    public void Moderators_delete_and_it_is_logged()
    {
        var own = _stage.Text.Send(By(_stage.Member), Saying("mine"));
        var other = _stage.Text.Send(By(_stage.Member), Saying("yours"));
        Refused(() => _stage.Text.Delete(By(_stage.Join("nosy")), own.Id)).Code.ShouldBe(50013);

        _stage.Text.Delete(By(_stage.Member), own.Id);
        _stage.Guild.AuditLog.ShouldBeEmpty();
        _stage.Text.Delete(By(_stage.Moderator), other.Id);

        _stage.LastLogged.ActionType.ShouldBe(AuditLogEvent.MessageDelete);
        _stage.LastLogged.Options!.ChannelId.ShouldBe(_stage.Text.Id);
        Refused(() => _stage.Text.Delete(By(_stage.Moderator), other.Id)).Code.ShouldBe(10008);
    }

    [Fact]
    public void Bulk_deletion_wants_two_to_a_hundred_of_the_last_two_weeks()
    {
        var old = _stage.Text.Send(By(_stage.Member), Saying("old"));
        _stage.Time.Advance(TimeSpan.FromDays(15));
        Id<Message>[] fresh = [.. Enumerable.Range(0, 3).Select(i => _stage.Text.Send(By(_stage.Member), Saying($"{i}")).Id)];

        Refused(() => _stage.Text.BulkDelete(By(_stage.Moderator), [fresh[0]])).Code.ShouldBe(50016);
        Refused(() => _stage.Text.BulkDelete(By(_stage.Moderator), [old.Id, fresh[0]])).Code.ShouldBe(50034);
        _stage.Text.BulkDelete(By(_stage.Moderator), fresh);

        _stage.Text.Messages.Count.ShouldBe(1);
        _stage.LastLogged.Options!.Count.ShouldBe("3");
    }

    [Fact]
    public void Slow_mode_holds_people_and_not_bots()
    {
        _stage.Guild.ModifyChannel(By(_stage.Owner), _stage.Text, new ChannelDraft { RateLimitPerUser = 30 });
        var bot = _stage.World.User(_stage.World.AddApplication("bot", "t").BotId)!;
        _stage.Guild.AddMember(bot);

        _stage.Text.Send(By(_stage.Member), Saying("1"));
        Refused(() => _stage.Text.Send(By(_stage.Member), Saying("2"))).Code.ShouldBe(20016);
        _stage.Text.Send(By(bot), Saying("1"));
        Should.NotThrow(() => _stage.Text.Send(By(bot), Saying("2")));
        _stage.Time.Advance(TimeSpan.FromSeconds(30));
        Should.NotThrow(() => _stage.Text.Send(By(_stage.Member), Saying("2")));
    }

    [Fact]
    public void Reactions_count_each_person_once()
    {
        var message = _stage.Text.Send(By(_stage.Member), Saying("vote"));
        _stage.Text.React(By(_stage.Member), message.Id, "👍");
        _stage.Text.React(By(_stage.Member), message.Id, "👍");
        _stage.Text.React(By(_stage.Owner), message.Id, "👍");

        var shown = WorldChannel.Shown(message, _stage.Owner.Id).Reactions!.Single();
        shown.Count.ShouldBe(2);
        shown.Me.ShouldBeTrue();
        Refused(() => _stage.Text.React(By(_stage.Member), message.Id, "thumbsup")).Code.ShouldBe(10014);
        _stage.Text.Unreact(By(_stage.Owner), message.Id, "👍", _stage.Member.Id);
        WorldChannel.Shown(message, null).Reactions!.Single().Count.ShouldBe(1);
    }

    [Fact]
    public void A_pin_wants_its_own_permission_and_leaves_a_notice()
    {
        var message = _stage.Text.Send(By(_stage.Member), Saying("important"));
        Refused(() => _stage.Text.Pin(By(_stage.Moderator), message.Id)).Code.ShouldBe(50013);

        _stage.Text.Pin(By(_stage.Administrator), message.Id);
        _stage.Text.Pin(By(_stage.Administrator), message.Id);

        message.Model.Pinned.ShouldBeTrue();
        _stage.Text.Messages.Last!.Model.Type.ShouldBe(MessageType.ChannelPinnedMessage);
        _stage.Guild.AuditLog.Count(e => e.ActionType == AuditLogEvent.MessagePin).ShouldBe(1);
    }

    [Fact]
    public void Direct_messages_need_a_common_guild_and_a_willing_ear()
    {
        var bot = _stage.World.User(_stage.World.AddApplication("bot", "t").BotId)!;
        var channel = _stage.World.DirectChannel(bot.Id, _stage.Member.Id);
        Refused(() => channel.Send(By(bot), Saying("hi"))).Code.ShouldBe(50007);
        _stage.Guild.AddMember(bot);
        channel.Send(By(bot), Saying("hi")).ShouldNotBeNull();
        _stage.Member.RefusesDirectMessages = true;
        Refused(() => channel.Send(By(bot), Saying("hi"))).Code.ShouldBe(50007);
        _stage.World.DirectChannel(_stage.Member.Id, bot.Id).ShouldBeSameAs(channel);
    }

    [Fact]
    public void A_keyword_is_blocked_unless_one_is_exempt()
    {
        _stage.Guild.CreateRule(By(_stage.Owner), new AutoModerationDraft
        {
            Name = "words",
            TriggerType = AutoModerationTriggerType.Keyword,
            Trigger = new AutoModerationTriggerMetadata { KeywordFilter = ["darn*"], AllowList = ["darning"] },
            Actions = [new AutoModerationAction { Type = AutoModerationActionType.BlockMessage }],
            Enabled = true,
            ExemptRoles = [_stage.Low.Id],
        });

        Refused(() => _stage.Text.Send(By(_stage.Member), Saying("well DARNED"))).Code.ShouldBe(200000);
        _stage.Names.ShouldContain("AUTO_MODERATION_ACTION_EXECUTION");
        Should.NotThrow(() => _stage.Text.Send(By(_stage.Member), Saying("undarned")));
        Should.NotThrow(() => _stage.Text.Send(By(_stage.Owner), Saying("darn")));
        Should.NotThrow(() => _stage.Text.Send(By(_stage.Join("lou", _stage.Low.Id)), Saying("darn")));
    }
}
