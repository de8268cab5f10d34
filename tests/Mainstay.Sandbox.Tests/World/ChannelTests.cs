using Mainstay.Discord;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class ChannelTests
{
    private readonly Stage _stage = new();

    [Theory]
    [InlineData(ChannelType.GuildText, "General  Chat!", "general-chat")]
    [InlineData(ChannelType.GuildForum, "Übung 1", "übung-1")]
    [InlineData(ChannelType.GuildVoice, "Lounge One", "Lounge One")]
    [InlineData(ChannelType.GuildCategory, "COURT", "COURT")]
    public void Names_become_what_discord_makes_of_them(ChannelType type, string given, string name) =>
        _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft { Name = given, Type = type }).Model.Name.ShouldBe(name);

    [Fact]
    public void A_channel_made_in_a_category_takes_its_overwrites()
    {
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "staff", overwrites: [Deny(_stage.Guild.EveryoneId, Permissions.ViewChannel)]);

        var channel = _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft { Name = "inside", Parent = category.Id });

        channel.Model.PermissionOverwrites.ShouldBe(category.Model.PermissionOverwrites);
        _stage.Names.ShouldBe(["CHANNEL_CREATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
        _stage.LastLogged.Changes!.Select(c => c.Key).ShouldContain("permission_overwrites");
    }

    [Fact]
    public void Categories_hold_fifty_and_guilds_five_hundred()
    {
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "full");
        for (var i = 0; i < Limits.ChannelsPerCategory; i++)
        {
            _stage.Guild.AddChannel(ChannelType.GuildText, "c", category);
        }

        Refused(() => _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft { Name = "one-more", Parent = category.Id }))
            .Fields.Single().Code.ShouldBe("CHANNEL_PARENT_MAX_CHANNELS");
        while (_stage.Guild.Channels.Count < Limits.ChannelsPerGuild)
        {
            _stage.Guild.AddChannel(ChannelType.GuildText, "c");
        }

        Refused(() => _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft { Name = "one-more" })).Code.ShouldBe(30013);
    }

    [Fact]
    public void Only_categories_are_parents()
    {
        Refused(() => _stage.Guild.CreateChannel(By(_stage.Owner), new ChannelDraft { Name = "x", Parent = _stage.Text.Id }))
            .Fields.Single().Code.ShouldBe("CHANNEL_PARENT_INVALID_TYPE");
    }

    [Fact]
    public void Overwrites_may_only_touch_what_one_has()
    {
        Refused(() => _stage.Guild.SetOverwrite(By(_stage.Moderator), _stage.Text, Deny(_stage.Low.Id, Permissions.ManageWebhooks))).Code.ShouldBe(50013);
        Refused(() => _stage.Guild.SetOverwrite(By(_stage.Moderator), _stage.Text, Deny(_stage.Low.Id, Permissions.ManageRoles))).Code.ShouldBe(50013);

        _stage.Guild.SetOverwrite(By(_stage.Moderator), _stage.Text, Deny(_stage.Low.Id, Permissions.SendMessages));

        _stage.Names.ShouldBe(["CHANNEL_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
        var entry = _stage.LastLogged;
        entry.ActionType.ShouldBe(AuditLogEvent.ChannelOverwriteCreate);
        entry.Options!.Id.ShouldBe(_stage.Low.Id.Cast<Overwrite>());
        entry.Options.Type.ShouldBe("0");
        entry.Options.RoleName.ShouldBe("low");
    }

    [Fact]
    public void What_one_has_in_the_guild_overwrites_may_touch_even_where_the_channel_denies_it()
    {
        var readOnly = _stage.Guild.AddChannel(ChannelType.GuildText, "news", overwrites: [Deny(_stage.Guild.EveryoneId, Permissions.SendMessages), Deny(_stage.Moderators.Id, Permissions.SendMessages)]);

        _stage.Guild.SetOverwrite(By(_stage.Moderator), readOnly, Deny(_stage.Low.Id, Permissions.SendMessages));
        _stage.Guild.ModifyChannel(By(_stage.Moderator), readOnly, new ChannelDraft { Overwrites = new([Deny(_stage.Guild.EveryoneId, Permissions.SendMessages)]) });

        readOnly.Model.PermissionOverwrites!.Count.ShouldBe(1);
    }

    [Fact]
    public void What_one_has_in_the_category_overwrites_may_touch_but_not_what_one_has_in_the_channel_alone()
    {
        Overwrite granted = new() { Id = _stage.Moderators.Id.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.ManageWebhooks, Deny = Permissions.None };
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "staff", overwrites: [granted with { Allow = Permissions.ManageWebhooks | Permissions.ManageRoles }]);
        var inside = _stage.Guild.AddChannel(ChannelType.GuildText, "inside", category, overwrites: []);
        var alone = _stage.Guild.AddChannel(ChannelType.GuildText, "alone", overwrites: [granted]);

        _stage.Guild.SetOverwrite(By(_stage.Moderator), inside, Deny(_stage.Low.Id, Permissions.ManageWebhooks));
        Refused(() => _stage.Guild.SetOverwrite(By(_stage.Moderator), inside, Deny(_stage.Low.Id, Permissions.ManageRoles))).Code.ShouldBe(50013);
        Refused(() => _stage.Guild.SetOverwrite(By(_stage.Moderator), alone, Deny(_stage.Low.Id, Permissions.ManageWebhooks))).Code.ShouldBe(50013);
    }

    [Fact]
    public void An_overwrite_set_twice_is_told_once()
    {
        _stage.Guild.SetOverwrite(By(_stage.Owner), _stage.Text, Deny(_stage.Low.Id, Permissions.SendMessages));
        _stage.Happened.Clear();

        _stage.Guild.SetOverwrite(By(_stage.Owner), _stage.Text, Deny(_stage.Low.Id, Permissions.SendMessages));

        _stage.Happened.ShouldBeEmpty();
    }

    [Fact]
    public void Hidden_channels_are_out_of_the_list_and_out_of_reach()
    {
        var hidden = _stage.Guild.AddChannel(ChannelType.GuildText, "secret", overwrites: [Deny(_stage.Guild.EveryoneId, Permissions.ViewChannel)]);

        _stage.Guild.VisibleTo(_stage.Member.Id).ShouldNotContain(hidden);
        _stage.Guild.VisibleTo(_stage.Administrator.Id).ShouldContain(hidden);
        Refused(() => hidden.Send(By(_stage.Member), Saying("hello?"))).Code.ShouldBe(50001);
        Refused(() => _stage.Guild.ModifyChannel(By(_stage.Moderator), hidden, new ChannelDraft { Name = "x" })).Code.ShouldBe(50001);
    }

    [Fact]
    public void To_who_may_not_view_it_a_channel_keeps_place_and_kind_only()
    {
        var hidden = _stage.Guild.AddChannel(ChannelType.GuildText, "secret", overwrites: [Deny(_stage.Guild.EveryoneId, Permissions.ViewChannel)], topic: "plans");

        var shown = _stage.Guild.ChannelFor(hidden, _stage.Member.Id);

        shown.Name.ShouldBe("___hidden___");
        shown.Flags.ShouldBe(ChannelFlags.ChannelObfuscated);
        shown.Topic.OrDefault().ShouldBeNull();
        shown.Position.ShouldBe(hidden.Model.Position);
        shown.PermissionOverwrites!.Single().Deny.ShouldBe(Permissions.ViewChannel);
    }

    [Fact]
    public void Moving_with_the_lock_takes_the_categorys_overwrites()
    {
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "staff", overwrites: [Deny(_stage.Guild.EveryoneId, Permissions.ViewChannel)]);

        _stage.Guild.MoveChannels(By(_stage.Owner), [new ChannelMove(_stage.Text.Id, 7, new(category.Id), Lock: true)]);

        _stage.Text.Model.Position.ShouldBe(7);
        _stage.Text.ParentId.ShouldBe(category.Id);
        _stage.Text.Model.PermissionOverwrites.ShouldBe(category.Model.PermissionOverwrites);
        _stage.Names.Count(n => n == "CHANNEL_UPDATE").ShouldBe(1);
    }

    [Fact]
    public void A_deleted_category_lets_its_channels_go()
    {
        var category = _stage.Guild.AddChannel(ChannelType.GuildCategory, "staff");
        var inside = _stage.Guild.AddChannel(ChannelType.GuildText, "inside", category);

        _stage.Guild.DeleteChannel(By(_stage.Owner), category);

        inside.ParentId.ShouldBeNull();
        _stage.Names.ShouldBe(["CHANNEL_DELETE", "GUILD_AUDIT_LOG_ENTRY_CREATE", "CHANNEL_UPDATE"]);
    }

    [Fact]
    public void Community_guilds_keep_their_rules()
    {
        var updates = _stage.Guild.AddChannel(ChannelType.GuildText, "updates");
        Refused(() => _stage.Guild.ModifySettings(By(_stage.Moderator), Community(updates.Id))).Code.ShouldBe(50013);
        _stage.Guild.ModifySettings(By(_stage.Administrator), Community(updates.Id));

        Refused(() => _stage.Guild.DeleteChannel(By(_stage.Owner), _stage.Text)).Code.ShouldBe(50074);
        Refused(() => _stage.Guild.ModifyChannel(By(_stage.Owner), _stage.Text, new ChannelDraft { Type = ChannelType.GuildAnnouncement })).Code.ShouldBe(50086);
    }

    [Fact]
    public void Text_does_not_become_voice() =>
        Refused(() => _stage.Guild.ModifyChannel(By(_stage.Owner), _stage.Text, new ChannelDraft { Type = ChannelType.GuildVoice })).Code.ShouldBe(50024);

    [Fact]
    public void Webhooks_are_fifteen_in_a_channel()
    {
        for (var i = 0; i < Limits.WebhooksPerChannel; i++)
        {
            _stage.Guild.CreateWebhook(By(_stage.Owner), _stage.Text, "hook", hasAvatar: false);
        }

        Refused(() => _stage.Guild.CreateWebhook(By(_stage.Owner), _stage.Text, "hook", hasAvatar: false)).Code.ShouldBe(30007);
    }

    [Fact]
    public void An_invite_is_used_up()
    {
        var invite = _stage.Guild.CreateInvite(By(_stage.Owner), _stage.Text, maxUses: 1);
        _stage.Guild.Accept(invite, _stage.World.AddPerson("nina")).ShouldNotBeNull();

        Refused(() => _stage.Guild.Accept(invite, _stage.World.AddPerson("otto"))).Code.ShouldBe(10006);
        _stage.Guild.Invites.ShouldBeEmpty();
    }

    private GuildDraft Community(Id<Channel> updates) =>
        new() { Features = [GuildFeature.Community], RulesChannel = new(_stage.Text.Id), UpdatesChannel = new(updates) };

    private static Overwrite Deny(Id<Role> role, Permissions permissions) =>
        new() { Id = role.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.None, Deny = permissions };
}
