using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.World;
using DiscordRoutes = Mainstay.Discord.Rest.Routes;

namespace Mainstay.Sandbox.Tests.Rest;

/// <summary>Our own client at work in the sandbox, over sockets: what it has a method for must be used here, or the last line fails.</summary>
public sealed class EveryRouteTests
{
    [Fact]
    public async Task Every_route_of_the_client_works_in_the_sandbox()
    {
        await using var stage = await RestStage.StartAsync(RateLimitProfile.Off);
        await Guilds(stage);
        await Roles(stage);
        await Members(stage);
        await Bans(stage);
        await Channels(stage);
        await Threads(stage);
        await Messages(stage);
        await Webhooks(stage);
        await Expressions(stage);
        await AutoModeration(stage);
        await Commands(stage);
        DiscordRoutes.All.Select(route => route.Name).Except(stage.Used).ShouldBeEmpty("implemented, but not exercised");
    }

    [Fact]
    public async Task Under_Discords_limits_the_client_is_never_limited()
    {
        await using var stage = await RestStage.StartAsync(RateLimitProfile.Discord);
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var channel = (await rest.ListGuildChannelsAsync(guild)).Single(c => c.Name == "general").Id;
        var role = (await rest.CreateRoleAsync(guild, new CreateRole { Name = "r" })).Id;
        var calls = new List<Task>();
        for (var i = 0; i < 8; i++)
        {
            calls.Add(rest.CreateMessageAsync(channel, new CreateMessage { Content = $"message {i}" }));
            calls.Add(rest.GetMemberAsync(guild, stage.Person.Id));
            calls.Add(rest.ListRolesAsync(guild, new RestCallOptions(Lane: RestLane.Bulk)));
            calls.Add(i % 2 == 0 ? rest.AddMemberRoleAsync(guild, stage.Person.Id, role) : rest.RemoveMemberRoleAsync(guild, stage.Person.Id, role));
        }

        await Task.WhenAll(calls);
        rest.Statistics.RateLimited.ShouldBe(0);
    }

    private static async Task Guilds(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        (await rest.GetGatewayBotAsync()).Shards.ShouldBe(1);
        (await rest.GetCurrentApplicationAsync()).Id.ShouldBe(stage.Application.Id);
        (await rest.GetCurrentUserAsync()).Bot.ShouldBe(true);
        (await rest.CreateDmAsync(stage.Person.Id)).Type.ShouldBe(ChannelType.Dm);
        (await rest.GetGuildAsync(guild, withCounts: true)).ApproximateMemberCount.ShouldBe(3);
        (await rest.GetGuildPreviewAsync(guild)).Name.ShouldBe("Served");
        (await rest.ModifyGuildAsync(guild, new ModifyGuild { Name = "Renamed", Description = "for tests" }, "as asked")).Name.ShouldBe("Renamed");
        var until = DateTimeOffset.UnixEpoch.AddMilliseconds(stage.World.Now.AddHours(1).ToUnixTimeMilliseconds());
        (await rest.ModifyIncidentActionsAsync(guild, new ModifyIncidentActions { InvitesDisabledUntil = until })).InvitesDisabledUntil.ShouldBe(until);
        (await rest.ModifyIncidentActionsAsync(guild, new ModifyIncidentActions { InvitesDisabledUntil = (DateTimeOffset?)null })).InvitesDisabledUntil.ShouldBeNull();
        (await rest.GetOnboardingAsync(guild)).GuildId.ShouldBe(guild);
        stage.Locked(() => stage.Guild.WelcomeScreen = new WelcomeScreen { Description = "Hello", WelcomeChannels = [] });
        (await rest.GetWelcomeScreenAsync(guild)).Description.ShouldBe("Hello");
        var code = stage.Locked(() => stage.Guild.MakeTemplate(stage.Person, "copy").Code);
        (await rest.ListGuildTemplatesAsync(guild)).Single().Code.ShouldBe(code);
        (await rest.GetGuildTemplateAsync(code)).SourceGuildId.ShouldBe(guild);
        (await rest.GetPruneCountAsync(guild, 30)).Pruned.ShouldNotBeNull();
        (await rest.BeginPruneAsync(guild, new BeginPrune { Days = 30, ComputePruneCount = false })).Pruned.ShouldBeNull();
        var log = await rest.EnumerateAuditLogAsync(guild).ToListAsync();
        log.ShouldContain(entry => entry.ActionType == AuditLogEvent.GuildUpdate && entry.Reason == "as asked");
    }

    private static async Task Roles(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var role = await rest.CreateRoleAsync(guild, new CreateRole { Name = "clerk", Color = 0x112233, Permissions = Permissions.ViewChannel }, "für später");
        (await rest.ModifyRoleAsync(guild, role.Id, new ModifyRole { Hoist = true })).Hoist.ShouldBeTrue();
        (await rest.ModifyRolePositionsAsync(guild, [new RolePosition { Id = role.Id, Position = 2 }])).Single(r => r.Id == role.Id).Position.ShouldBe(2);
        await rest.AddMemberRoleAsync(guild, stage.Person.Id, role.Id);
        (await rest.GetRoleMemberCountsAsync(guild))[role.Id].ShouldBe(1);
        await rest.RemoveMemberRoleAsync(guild, stage.Person.Id, role.Id);
        await rest.DeleteRoleAsync(guild, role.Id);
        (await rest.ListRolesAsync(guild)).ShouldNotContain(r => r.Id == role.Id);
        var gone = await Should.ThrowAsync<DiscordRestException>(rest.DeleteRoleAsync(guild, role.Id));
        (gone.Kind, gone.Code).ShouldBe((RestErrorKind.NotFound, DiscordErrorCode.UnknownRole));
    }

    private static async Task Members(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        (await rest.ListMembersAsync(guild)).Length.ShouldBe(3);
        (await rest.EnumerateMembersAsync(guild).ToListAsync()).Count.ShouldBe(3);
        (await rest.SearchMembersAsync(guild, "ma")).Single().User!.Id.ShouldBe(stage.Person.Id);
        var until = stage.World.Now.AddMinutes(5);
        (await rest.ModifyMemberAsync(guild, stage.Person.Id, new ModifyMember { Nick = "Maxi", CommunicationDisabledUntil = until })).Nick.Value.ShouldBe("Maxi");
        (await rest.ModifyCurrentMemberAsync(guild, new ModifyCurrentMember { Nick = "Bot" })).Nick.Value.ShouldBe("Bot");
        (await rest.GetMemberAsync(guild, stage.Person.Id)).CommunicationDisabledUntil.Value.ShouldNotBeNull();
        await rest.ModifyMemberAsync(guild, stage.Person.Id, new ModifyMember { CommunicationDisabledUntil = (DateTimeOffset?)null });
        var guest = stage.Locked(() => stage.World.AddPerson("guest"));
        stage.Locked(() => stage.Guild.AddMember(guest));
        await rest.RemoveMemberAsync(guild, guest.Id);
        (await Should.ThrowAsync<DiscordRestException>(rest.GetMemberAsync(guild, guest.Id))).Code.ShouldBe(DiscordErrorCode.UnknownMember);
        var invalid = await Should.ThrowAsync<DiscordRestException>(rest.ModifyMemberAsync(guild, stage.Person.Id, new ModifyMember { Nick = new string('x', 33) }));
        invalid.FieldErrors.Single().Path.ShouldBe("nick");
    }

    private static async Task Bans(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var raiders = stage.Locked(() => Enumerable.Range(0, 3).Select(i => stage.World.AddPerson($"raider{i}").Id).ToArray());
        await rest.CreateBanAsync(guild, raiders[0], deleteMessageSeconds: 60, options: "raid");
        (await rest.GetBanAsync(guild, raiders[0])).Reason.ShouldBe("raid");
        (await rest.BulkBanAsync(guild, raiders[1..])).BannedUsers.Count.ShouldBe(2);
        (await rest.ListBansAsync(guild, limit: 2)).Length.ShouldBe(2);
        (await rest.EnumerateBansAsync(guild).ToListAsync()).Select(ban => ban.User.Id).ShouldBe(raiders.Order());
        await rest.RemoveBanAsync(guild, raiders[0]);
        (await Should.ThrowAsync<DiscordRestException>(rest.GetBanAsync(guild, raiders[0]))).Code.ShouldBe(DiscordErrorCode.UnknownBan);
    }

    private static async Task Channels(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var role = (await rest.ListRolesAsync(guild)).First(r => r.Name == "first").Id;
        var channel = await rest.CreateGuildChannelAsync(guild, new CreateChannel
        {
            Name = "court",
            Type = ChannelType.GuildText,
            PermissionOverwrites = [new Overwrite { Id = role.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = default }],
        });
        channel.PermissionOverwrites!.Count.ShouldBe(1);
        (await rest.ModifyChannelAsync(channel.Id, new ModifyChannel { Topic = "law", RateLimitPerUser = (int?)5 })).Topic.Value.ShouldBe("law");
        await rest.ModifyChannelPositionsAsync(guild, [new ChannelPosition { Id = channel.Id, Position = (int?)0 }]);
        await rest.SetOverwriteAsync(channel.Id, role.Cast<Overwrite>(), new SetOverwrite { Type = OverwriteType.Role, Allow = default, Deny = Permissions.SendMessages });
        (await rest.GetChannelAsync(channel.Id)).PermissionOverwrites!.Single().Deny.ShouldBe(Permissions.SendMessages);
        await rest.DeleteOverwriteAsync(channel.Id, role.Cast<Overwrite>());
        var invite = await rest.CreateChannelInviteAsync(channel.Id, new CreateInvite { MaxAge = 0, Unique = true });
        (await rest.ListChannelInvitesAsync(channel.Id)).Single().Code.ShouldBe(invite.Code);
        (await rest.ListGuildInvitesAsync(guild)).Single().Code.ShouldBe(invite.Code);
        await rest.DeleteInviteAsync(invite.Code);
        var message = await rest.CreateMessageAsync(channel.Id, new CreateMessage { Content = "pinned" });
        await rest.PinMessageAsync(channel.Id, message.Id);
        (await rest.ListPinsAsync(channel.Id)).Items.Single().Message.Id.ShouldBe(message.Id);
        await rest.UnpinMessageAsync(channel.Id, message.Id);
        (await rest.DeleteChannelAsync(channel.Id)).Id.ShouldBe(channel.Id);
    }

    private static async Task Threads(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var channel = (await rest.CreateGuildChannelAsync(guild, new CreateChannel { Name = "threads" })).Id;
        var forum = (await rest.CreateGuildChannelAsync(guild, new CreateChannel { Name = "forum", Type = ChannelType.GuildForum })).Id;
        var message = await rest.CreateMessageAsync(channel, new CreateMessage { Content = "start" });
        var fromMessage = await rest.StartThreadAsync(channel, message.Id, new StartThread { Name = "from a message" });
        fromMessage.Id.ShouldBe(message.Id.Cast<Channel>());
        var secret = await rest.StartThreadAsync(channel, new StartThread { Name = "secret", Type = ChannelType.PrivateThread, Invitable = false });
        var post = await rest.StartForumThreadAsync(forum, new StartForumThread { Name = "post", Message = new CreateMessage { Content = "first" } });
        (await rest.ListActiveThreadsAsync(guild)).Threads.Select(t => t.Id).ShouldBe([fromMessage.Id, secret.Id, post.Id], ignoreOrder: true);
        await rest.AddThreadMemberAsync(secret.Id, stage.Person.Id);
        (await rest.ListThreadMembersAsync(secret.Id, withMember: true)).ShouldContain(m => m.UserId == stage.Person.Id && m.Member != null);
        await rest.RemoveThreadMemberAsync(secret.Id, stage.Person.Id);
        await rest.LeaveThreadAsync(fromMessage.Id);
        await rest.JoinThreadAsync(fromMessage.Id);
        await rest.ModifyChannelAsync(fromMessage.Id, new ModifyChannel { Archived = true });
        await rest.ModifyChannelAsync(secret.Id, new ModifyChannel { Archived = true, Locked = true });
        (await rest.ListPublicArchivedThreadsAsync(channel, limit: 10)).Threads.Single().Id.ShouldBe(fromMessage.Id);
        (await rest.ListPrivateArchivedThreadsAsync(channel)).Threads.Single().Id.ShouldBe(secret.Id);
    }

    private static async Task Messages(RestStage stage)
    {
        var rest = stage.Rest;
        var channel = (await rest.ListGuildChannelsAsync(stage.Guild.Id)).Single(c => c.Name == "general").Id;
        var message = await rest.CreateMessageAsync(
            channel,
            new CreateMessage
            {
                Content = "hello @everyone",
                Embeds = [new Embed { Title = "t", Description = new string('x', 5000), Color = 0x112233 }],
                Components = [new ActionRow { Components = [new Button { Style = ButtonStyle.Primary, Label = "Go", CustomId = "go" }] }],
                Nonce = "n1",
                EnforceNonce = true,
            },
            [new RestFile("a.txt", "text"u8.ToArray(), "text/plain", "a file")]);
        message.MentionEveryone.ShouldBeFalse();
        message.Attachments.Single().Filename.ShouldBe("a.txt");
        (await rest.GetMessageAsync(channel, message.Id)).Content.ShouldBe("hello @everyone");
        (await rest.EditMessageAsync(channel, message.Id, new EditMessage { Content = "edited", Components = new([]) })).Content.ShouldBe("edited");
        (await rest.ListMessagesAsync(channel, limit: 1)).Single().Id.ShouldBe(message.Id);
        await rest.AddReactionAsync(channel, message.Id, "🔥");
        (await rest.ListReactionsAsync(channel, message.Id, "🔥")).Single().Bot.ShouldBe(true);
        await rest.RemoveOwnReactionAsync(channel, message.Id, "🔥");
        await rest.AddReactionAsync(channel, message.Id, "🔥");
        await rest.RemoveUserReactionAsync(channel, message.Id, "🔥", stage.Application.BotId);
        await rest.AddReactionAsync(channel, message.Id, "🔥");
        await rest.RemoveEmojiReactionsAsync(channel, message.Id, "🔥");
        await rest.RemoveAllReactionsAsync(channel, message.Id);
        await rest.DeleteMessageAsync(channel, message.Id);
        var two = new[] { await rest.CreateMessageAsync(channel, new CreateMessage { Content = "1" }), await rest.CreateMessageAsync(channel, new CreateMessage { Content = "2" }) };
        await rest.BulkDeleteMessagesAsync(channel, two.Select(m => m.Id).ToArray());
        (await Should.ThrowAsync<DiscordRestException>(rest.GetMessageAsync(channel, two[0].Id))).Code.ShouldBe(DiscordErrorCode.UnknownMessage);
    }

    private static async Task Webhooks(RestStage stage)
    {
        var rest = stage.Rest;
        var channel = (await rest.ListGuildChannelsAsync(stage.Guild.Id)).Single(c => c.Name == "general").Id;
        var webhook = await rest.CreateWebhookAsync(channel, new CreateWebhook { Name = "herald" });
        (await rest.ListChannelWebhooksAsync(channel)).Single().Id.ShouldBe(webhook.Id);
        (await rest.ListGuildWebhooksAsync(stage.Guild.Id)).Single().Id.ShouldBe(webhook.Id);
        (await rest.ModifyWebhookAsync(webhook.Id, new ModifyWebhook { Name = "crier" })).Name.ShouldBe("crier");
        (await rest.ExecuteWebhookAsync(webhook.Id, webhook.Token!, new ExecuteWebhook { Content = "oyez", Username = "Town" })).Author.Username.ShouldBe("Town");
        (await Should.ThrowAsync<DiscordRestException>(rest.ExecuteWebhookAsync(webhook.Id, "wrong", new ExecuteWebhook { Content = "x" }))).Kind.ShouldBe(RestErrorKind.InvalidPathToken);
        await rest.DeleteWebhookAsync(webhook.Id);
    }

    private static async Task Expressions(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var (emoji, sticker, scheduled) = stage.Locked(() => Furniture.Add(stage.World, stage.Guild));
        (await rest.ListEmojisAsync(guild)).Single().Id.ShouldBe(emoji);
        (await rest.GetEmojiAsync(guild, emoji)).Name.ShouldBe("gavel");
        (await rest.ListStickersAsync(guild)).Single().Id.ShouldBe(sticker);
        (await rest.GetStickerAsync(guild, sticker)).Name.ShouldBe("scales");
        (await rest.ListScheduledEventsAsync(guild, withUserCount: true)).Single().UserCount.ShouldBe(0);
        (await rest.GetScheduledEventAsync(guild, scheduled)).Name.ShouldBe("Hearing");
    }

    private static async Task AutoModeration(RestStage stage)
    {
        var (rest, guild) = (stage.Rest, stage.Guild.Id);
        var rule = await rest.CreateAutoModerationRuleAsync(guild, new CreateAutoModerationRule
        {
            Name = "words",
            EventType = AutoModerationEventType.MessageSend,
            TriggerType = AutoModerationTriggerType.Keyword,
            TriggerMetadata = new AutoModerationTriggerMetadata { KeywordFilter = ["bad*"] },
            Actions = [new AutoModerationAction { Type = AutoModerationActionType.BlockMessage }],
            Enabled = true,
        });
        (await rest.ListAutoModerationRulesAsync(guild)).Single().Id.ShouldBe(rule.Id);
        (await rest.ModifyAutoModerationRuleAsync(guild, rule.Id, new ModifyAutoModerationRule { Enabled = false })).Enabled.ShouldBeFalse();
        (await rest.GetAutoModerationRuleAsync(guild, rule.Id)).Name.ShouldBe("words");
        await rest.DeleteAutoModerationRuleAsync(guild, rule.Id);
    }

    private static async Task Commands(RestStage stage)
    {
        var (rest, guild, application) = (stage.Rest, stage.Guild.Id, stage.Application.Id);
        var channel = (await rest.ListGuildChannelsAsync(guild)).Single(c => c.Name == "general").Id;
        CommandDefinition[] commands = [new() { Name = "ping", Description = "Ping", DefaultMemberPermissions = (Permissions?)null }];
        (await rest.OverwriteGlobalCommandsAsync(application, commands)).Single().Name.ShouldBe("ping");
        (await rest.ListGlobalCommandsAsync(application, withLocalizations: true)).Single().Name.ShouldBe("ping");
        (await rest.OverwriteGuildCommandsAsync(application, guild, [new() { Name = "pong", Description = "Pong" }])).Single().GuildId.ShouldBe(guild);
        (await rest.ListGuildCommandsAsync(application, guild)).Single().Name.ShouldBe("pong");
        (await rest.ListCommandPermissionsAsync(application, guild)).ShouldBeEmpty();

        var used = stage.Use(channel, "/ping");
        await rest.CreateInteractionResponseAsync(used.Id, used.Token, InteractionResponse.DeferMessage(ephemeral: true));
        (await rest.EditOriginalResponseAsync(application, used.Token, new EditMessage { Content = "done" })).Content.ShouldBe("done");
        (await rest.GetOriginalResponseAsync(application, used.Token)).Content.ShouldBe("done");
        var followup = await rest.CreateFollowupAsync(application, used.Token, new ExecuteWebhook { Content = "more", Flags = MessageFlags.Ephemeral });
        (await rest.GetFollowupAsync(application, used.Token, followup.Id)).Content.ShouldBe("more");
        (await rest.EditFollowupAsync(application, used.Token, followup.Id, new EditMessage { Content = "less" })).Content.ShouldBe("less");
        await rest.DeleteFollowupAsync(application, used.Token, followup.Id);
        await rest.DeleteOriginalResponseAsync(application, used.Token);

        var again = stage.Use(channel, "/ping");
        var answer = await rest.CreateInteractionResponseWithResultAsync(again.Id, again.Token, InteractionResponse.Message(new() { Content = "pong" }));
        answer.Resource!.Message!.Content.ShouldBe("pong");
        var late = await Should.ThrowAsync<DiscordRestException>(rest.CreateInteractionResponseAsync(again.Id, again.Token, InteractionResponse.DeferMessage(false)));
        late.Code.ShouldBe(DiscordErrorCode.InteractionAlreadyAcknowledged);
    }
}
