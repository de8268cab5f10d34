using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox.Tests.Routes;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Wire;

public sealed partial class WireTests
{
    private static async Task Guild(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        (await rest.GetGatewayBotAsync(cancellationToken: Stop)).Shards.ShouldBe(1);
        (await rest.GetCurrentApplicationAsync(cancellationToken: Stop)).Name.ShouldBe("Tester");
        (await rest.GetCurrentUserAsync(cancellationToken: Stop)).Bot.ShouldBe(true);

        (await rest.GetGuildAsync(guild, withCounts: true, cancellationToken: Stop)).ApproximateMemberCount.ShouldBe(3);
        (await rest.GetGuildPreviewAsync(guild, cancellationToken: Stop)).Name.ShouldBe("Served");
        var changed = await rest.ModifyGuildAsync(
            guild,
            new ModifyGuild
            {
                Name = "Chambers",
                Description = "A firm",
                VerificationLevel = VerificationLevel.Low,
                DefaultMessageNotifications = DefaultMessageNotifications.OnlyMentions,
                ExplicitContentFilter = ExplicitContentFilter.AllMembers,
                PreferredLocale = "en-GB",
                AfkTimeout = 300,
                SystemChannelId = api.Text.Id,
                SystemChannelFlags = SystemChannelFlags.SuppressPremiumSubscriptions,
                PremiumProgressBarEnabled = true,
            },
            "a new name",
            Stop);
        (changed.Name, changed.SystemChannelId).ShouldBe(("Chambers", api.Text.Id));
        var until = api.World.Now.AddHours(2);
        (await rest.ModifyIncidentActionsAsync(guild, new ModifyIncidentActions { InvitesDisabledUntil = until, DmsDisabledUntil = (DateTimeOffset?)null }, cancellationToken: Stop))
            .InvitesDisabledUntil.ShouldNotBeNull();

        (await rest.GetOnboardingAsync(guild, cancellationToken: Stop)).Enabled.ShouldBeFalse();
        string template;
        lock (api.World.Gate)
        {
            api.Guild.WelcomeScreen = new WelcomeScreen { Description = "Hello", WelcomeChannels = [] };
            template = api.Guild.MakeTemplate(api.Person, "copy").Code;
        }

        (await rest.GetWelcomeScreenAsync(guild, cancellationToken: Stop)).Description.ShouldBe("Hello");
        (await rest.ListGuildTemplatesAsync(guild, cancellationToken: Stop)).Length.ShouldBe(1);
        (await rest.GetGuildTemplateAsync(template, cancellationToken: Stop)).Name.ShouldBe("copy");

        var (emoji, sticker, scheduled) = GuildRoutesTests.Furnish(api);
        (await rest.ListEmojisAsync(guild, cancellationToken: Stop)).Single().Id.ShouldBe(emoji);
        (await rest.GetEmojiAsync(guild, emoji, cancellationToken: Stop)).Name.ShouldBe("gavel");
        (await rest.ListStickersAsync(guild, cancellationToken: Stop)).Single().Id.ShouldBe(sticker);
        (await rest.GetStickerAsync(guild, sticker, cancellationToken: Stop)).Name.ShouldBe("scales");
        (await rest.ListScheduledEventsAsync(guild, withUserCount: true, cancellationToken: Stop)).Single().Id.ShouldBe(scheduled);
        (await rest.GetScheduledEventAsync(guild, scheduled, withUserCount: true, cancellationToken: Stop)).Name.ShouldBe("Hearing");
    }

    private static async Task Members(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        var max = api.Person.Id;
        var role = api.Guild.RolesInOrder.Single(r => r.Name == "first").Id;
        (await rest.GetMemberAsync(guild, max, cancellationToken: Stop)).User!.Username.ShouldBe("max");
        (await rest.ListMembersAsync(guild, limit: 10, cancellationToken: Stop)).Length.ShouldBe(3);
        (await rest.SearchMembersAsync(guild, "ma", 5, cancellationToken: Stop)).Length.ShouldBe(1);
        var until = api.World.Now.AddHours(1);
        var timedOut = await rest.ModifyMemberAsync(guild, max, new ModifyMember { Nick = "Maxim", Roles = [role], CommunicationDisabledUntil = until, Flags = GuildMemberFlags.BypassesVerification }, "late", Stop);
        (timedOut.Nick, timedOut.Roles.Single()).ShouldBe(("Maxim", role));
        (await rest.ModifyMemberAsync(guild, max, new ModifyMember { Nick = (string?)null, CommunicationDisabledUntil = (DateTimeOffset?)null }, cancellationToken: Stop)).Nick.OrDefault().ShouldBeNull();
        (await rest.ModifyCurrentMemberAsync(guild, new ModifyCurrentMember { Nick = "Clerk" }, cancellationToken: Stop)).Nick.ShouldBe("Clerk");
        await rest.RemoveMemberRoleAsync(guild, max, role, cancellationToken: Stop);
        await rest.AddMemberRoleAsync(guild, max, role, cancellationToken: Stop);

        var people = Newcomers(api, 3);
        await rest.RemoveMemberAsync(guild, people[0], "gone", Stop);
        await rest.CreateBanAsync(guild, people[0], deleteMessageSeconds: 60, options: "spam", cancellationToken: Stop);
        (await rest.GetBanAsync(guild, people[0], cancellationToken: Stop)).Reason.ShouldBe("spam");
        (await rest.BulkBanAsync(guild, [people[1], people[2]], deleteMessageSeconds: 60, options: "raid", cancellationToken: Stop)).BannedUsers.Count.ShouldBe(2);
        (await rest.ListBansAsync(guild, limit: 2, cancellationToken: Stop)).Length.ShouldBe(2);
        await rest.RemoveBanAsync(guild, people[0], "forgiven", Stop);

        (await rest.GetPruneCountAsync(guild, 7, [role], cancellationToken: Stop)).Pruned.ShouldNotBeNull();
        (await rest.BeginPruneAsync(guild, new BeginPrune { Days = 30, ComputePruneCount = true, IncludeRoles = [role] }, "tidy", Stop)).Pruned.ShouldNotBeNull();
        (await rest.GetAuditLogAsync(guild, limit: 5, cancellationToken: Stop)).AuditLogEntries.Count.ShouldBe(5);
        (await rest.CreateDmAsync(max, cancellationToken: Stop)).Type.ShouldBe(ChannelType.Dm);
    }

    private static async Task Roles(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        var colors = new RoleColors { PrimaryColor = 0x112233, SecondaryColor = null, TertiaryColor = null };
        var role = await rest.CreateRoleAsync(guild, new CreateRole { Name = "clerk", Permissions = Permissions.ViewChannel, Colors = colors, Hoist = true, Mentionable = true }, "new", Stop);
        (await rest.ListRolesAsync(guild, cancellationToken: Stop)).Select(r => r.Id).ShouldContain(role.Id);
        (await rest.ModifyRoleAsync(guild, role.Id, new ModifyRole { Name = "clerks", Permissions = Permissions.None, Color = 0x445566, Hoist = false }, cancellationToken: Stop)).Name.ShouldBe("clerks");
        (await rest.ModifyRolePositionsAsync(guild, [new RolePosition { Id = role.Id, Position = 2 }], cancellationToken: Stop)).Length.ShouldBe(api.Guild.RolesInOrder.Count());
        (await rest.GetRoleMemberCountsAsync(guild, cancellationToken: Stop))[role.Id].ShouldBe(0);
        await rest.DeleteRoleAsync(guild, role.Id, cancellationToken: Stop);
    }

    private static async Task Rules(Api api, DiscordRest rest)
    {
        var guild = api.Guild.Id;
        var rule = await rest.CreateAutoModerationRuleAsync(
            guild,
            new CreateAutoModerationRule
            {
                Name = "No whistling",
                EventType = AutoModerationEventType.MessageSend,
                TriggerType = AutoModerationTriggerType.Keyword,
                TriggerMetadata = new AutoModerationTriggerMetadata { KeywordFilter = ["whistle"], AllowList = ["whistler"] },
                Actions =
                [
                    new AutoModerationAction { Type = AutoModerationActionType.BlockMessage, Metadata = new AutoModerationActionMetadata { CustomMessage = "Quiet" } },
                    new AutoModerationAction { Type = AutoModerationActionType.Timeout, Metadata = new AutoModerationActionMetadata { DurationSeconds = 60 } },
                ],
                Enabled = true,
                ExemptChannels = [api.Text.Id],
            },
            cancellationToken: Stop);
        (await rest.ListAutoModerationRulesAsync(guild, cancellationToken: Stop)).Single().Id.ShouldBe(rule.Id);
        (await rest.GetAutoModerationRuleAsync(guild, rule.Id, cancellationToken: Stop)).Actions.Count.ShouldBe(2);
        (await rest.ModifyAutoModerationRuleAsync(guild, rule.Id, new ModifyAutoModerationRule { Name = "Quiet", Enabled = false, ExemptRoles = [] }, cancellationToken: Stop)).Enabled.ShouldBeFalse();
        await rest.DeleteAutoModerationRuleAsync(guild, rule.Id, cancellationToken: Stop);
    }

    private static Id<User>[] Newcomers(Api api, int count)
    {
        lock (api.World.Gate)
        {
            return [.. Enumerable.Range(0, count).Select(n => api.World.AddPerson($"newcomer{n}", $"Newcomer {n}")).Select(person => api.Guild.AddMember(person).Id)];
        }
    }
}
