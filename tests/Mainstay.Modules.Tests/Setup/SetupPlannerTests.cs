using Mainstay.Discord;
using Mainstay.Modules.Setup;
using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Setup;

public sealed class SetupPlannerTests
{
    private const Permissions All = (Permissions)((1UL << 53) - 1);
    private static readonly Id<Channel> Here = new(500);
    private static readonly SetupBook Nothing = new(null, new Dictionary<long, Id<Role>>(), new Dictionary<long, Id<Channel>>());

    [Fact]
    public void The_law_firm_has_seven_categories_eight_roles_and_six_jobs()
    {
        var draft = Plan(Empty(), Find("law-firm"));

        draft.Changes.OfType<ChannelChange>().Count(c => c.After!.Type == ChannelType.GuildCategory).ShouldBe(7);
        draft.Changes.OfType<RoleChange>().Count().ShouldBe(8);
        draft.Changes.OfType<RowChange>().Count(r => r.Table == "job").ShouldBe(6);
        draft.Changes.OfType<RowChange>().Count(r => r.Table == "staff_rank").ShouldBe(6);
        draft.Changes.OfType<SettingsChange>().ShouldBeEmpty("there are no settings in this reading");
        draft.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("law-firm")]
    [InlineData("open-source-community")]
    public void What_is_made_is_numbered_once_and_a_closed_channel_stays_open_to_Mainstay(string name)
    {
        var draft = Plan(Empty(Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ViewChannel | Permissions.SendMessages), Find(name));

        var made = draft.Changes.Select(c => c switch { RoleChange r => r.Role.Value, ChannelChange c2 => c2.Channel.Value, _ => 0UL }).Where(id => id != 0).ToArray();
        made.ShouldBeUnique();
        made.ShouldAllBe(id => Provisional.Is(new Id<Channel>(id)));
        var closed = draft.Changes.OfType<ChannelChange>().Where(c => c.After!.Overwrites!.Any(o => o.Id.Value == 1_000 && (o.Deny & Permissions.ViewChannel) != 0)).ToArray();
        closed.ShouldNotBeEmpty();
        closed.ShouldAllBe(c => c.After!.Overwrites!.Any(o => o.Id.Value == GuildBuilder.Mainstay.Value && (o.Allow & Permissions.ViewChannel) != 0));
    }

    [Fact]
    public void Nothing_is_given_that_Mainstay_does_not_hold_and_the_plan_says_so()
    {
        var draft = Plan(Empty(Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ViewChannel), Find("law-firm"));

        draft.Changes.OfType<RoleChange>().ShouldAllBe(r => (r.After!.Permissions!.Value & ~(Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ViewChannel)) == 0);
        draft.Findings.ShouldContain(f => f.Check == "setup.permissions" && f.Sentence.Contains("Managing Partner"));
    }

    [Fact]
    public void What_has_the_name_already_is_taken_over_and_nothing_else_is_touched()
    {
        var guild = Empty().Role(40, 5, Permissions.None, "managing partner").Role(41, 4, Permissions.None, "Friends").Channel(600, "General");

        var draft = Plan(guild, Find("law-firm"));

        draft.Changes.OfType<RoleChange>().Where(r => r.Role.Value == 40).ShouldHaveSingleItem().After!.Name.ShouldBeNull();
        draft.Changes.OfType<RoleChange>().ShouldAllBe(r => r.Role.Value != 41);
        draft.Changes.OfType<ChannelChange>().Where(c => c.Channel.Value == 600).ShouldHaveSingleItem().After!.Parent.ShouldNotBeNull();
        draft.Changes.OfType<ChannelChange>().ShouldAllBe(c => c.Channel != Here);
        draft.Changes.ShouldAllBe(c => c.Risk != Risk.Destructive);
    }

    [Fact]
    public void What_stood_for_it_before_goes_before_what_has_its_name()
    {
        var guild = Empty().Role(40, 5, Permissions.None, "Boss").Role(41, 4, Permissions.None, "Managing Partner");
        var template = Find("law-firm");
        var number = template.Guild.Roles.Single(r => r.Name == "Managing Partner").Id;
        var book = Nothing with { Template = new SetupRecord("law-firm", null, 0, 1, 0), Roles = new Dictionary<long, Id<Role>> { [number] = new(40) } };

        Plan(guild, template, book: book).Changes.OfType<RowChange>().ShouldContain(r => r.Table == "staff_rank" && (long)r.Key["role_id"]! == 40);
    }

    [Fact]
    public void Numbers_of_another_template_mean_nothing_and_are_forgotten()
    {
        var guild = Empty().Role(40, 5, Permissions.None, "Boss");
        var book = Nothing with { Template = new SetupRecord("open-source-community", null, 0, 1, 0), Roles = new Dictionary<long, Id<Role>> { [1] = new(40), [777] = new(40) } };

        var draft = Plan(guild, Find("law-firm"), book: book);

        draft.Changes.OfType<RoleChange>().ShouldAllBe(r => Provisional.Is(r.Role));
        draft.Changes.OfType<RowChange>().ShouldContain(r => r.Table == "setup_object" && (long)r.Key["number"]! == 777 && r.After == null);
    }

    [Fact]
    public void A_wipe_leaves_where_it_was_asked_for_what_is_hidden_and_what_belongs_to_bots()
    {
        var guild = Empty().Role(40, 5, managed: true).Role(41, 4).Role(42, 200).Channel(600).Channel(601, hidden: true).Channel(602, "Old", ChannelType.GuildCategory)
            .Channel(603, "Kept", ChannelType.GuildCategory).Channel(604, parent: 603, hidden: true);

        var draft = Plan(guild, Find("law-firm"), wipes: true);

        draft.Changes.OfType<ChannelChange>().Where(c => c.After is null).Select(c => c.Channel.Value).ShouldBe([600UL, 602UL]);
        draft.Changes.OfType<RoleChange>().Where(c => c.After is null).Select(c => c.Role.Value).ShouldBe([41UL]);
        draft.Changes.Where(c => c.Risk == Risk.Destructive).Count().ShouldBe(3);
        draft.Findings.Select(f => f.Check).ShouldContain("setup.here");
        draft.Findings.Select(f => f.Check).ShouldContain("setup.reach");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_settings_protect_stays_as_it_is_and_the_rest_goes_on(bool wipes)
    {
        var guild = Empty().Role(40, 5, Permissions.None, "Managing Partner").Role(41, 4).Channel(600, "General").Channel(601, "Old", ChannelType.GuildCategory).Channel(602, "old", parent: 601);
        var settings = new SettingsRecord("operations", "Operations", "{}",
        [
            new("protected-roles", "", DiscordObject.Role, 40), new("protected-roles", "", DiscordObject.Role, 41),
            new("protected-channels", "", DiscordObject.Channel, 600), new("protected-channels", "", DiscordObject.Channel, 602),
        ]);

        var draft = Plan(guild, Find("law-firm"), wipes, settings: [settings]);

        draft.Changes.Select(c => c.Target.Id).Intersect(new ulong[] { 40, 41, 600, 601, 602 }).ShouldBeEmpty();
        draft.Changes.OfType<RoleChange>().Count().ShouldBe(7);
        draft.Findings.Count(f => f.Check == "setup.protected").ShouldBe(wipes ? 2 : 1);
        draft.Findings.Count(f => f.Check == "setup.reach" && f.Subject.Id is 40 or 41).ShouldBe(wipes ? 2 : 1);
    }

    [Fact]
    public void A_wipe_keeps_a_role_that_a_protected_channel_names_and_says_so()
    {
        var guild = Empty().Role(40, 5, Permissions.None, "Old hands").Channel(600, "old", overwrites: [new Overwrite { Id = new(40), Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = 0 }]);
        var settings = new SettingsRecord("operations", "Operations", "{}", [new("protected-channels", "", DiscordObject.Channel, 600)]);

        var draft = Plan(guild, Find("law-firm"), wipes: true, settings: [settings]);

        draft.Changes.OfType<RoleChange>().ShouldNotContain(r => r.Role.Value == 40);
        draft.Findings.ShouldContain(f => f.Check == "setup.protected" && f.Subject.Id == 40);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"roles\":[{\"id\":1,\"name\":\"a\"},{\"id\":1,\"name\":\"b\"}]}")]
    [InlineData("{\"serialized_source_guild\":{\"name\":\"x\",\"roles\":{},\"channels\":[]}}")]
    [InlineData("{\"name\":\"x\",\"roles\":[],\"channels\":[{\"id\":1,\"type\":0,\"name\":\"a\",\"parent_id\":9}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[],\"channels\":[{\"id\":1,\"type\":0,\"name\":\"a\",\"permission_overwrites\":[{\"id\":5,\"type\":0,\"allow\":\"-1\",\"deny\":\"0\"}]}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[{\"id\":1,\"name\":\"a\"}],\"channels\":[{\"id\":2,\"type\":0,\"name\":\"a\",\"permission_overwrites\":[{\"id\":1,\"type\":0,\"allow\":\"0\",\"deny\":\"1\"},{\"id\":1,\"type\":0,\"allow\":\"1\",\"deny\":\"0\"}]}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[],\"channels\":[{\"id\":2,\"type\":11,\"name\":\"a\"}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[],\"channels\":[{\"id\":2,\"type\":99,\"name\":\"a\"}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[],\"channels\":[{\"id\":2,\"type\":2,\"name\":\"a\",\"user_limit\":1000}]}")]
    [InlineData("{\"name\":\"x\",\"roles\":[{\"id\":1,\"name\":\"a\",\"color\":99999999}],\"channels\":[]}")]
    public void A_file_that_is_no_template_is_one_sentence(string? body)
    {
        ServerTemplates.Find(ServerTemplates.OfFile, body).Try(out _, out var failure).ShouldBeFalse();
        failure!.Sentence.ShouldEndWith(".");
        failure.Sentence.ShouldNotContain("Exception");
    }

    [Theory]
    [InlineData("""{"roles":[{"id":1,"name":"x\ud800"}],"channels":[]}""", "\"name\" of role 1 holds half a character")]
    [InlineData("""{"roles":[{"id":1,"\ud800":"x"}],"channels":[]}""", "half a character")]
    [InlineData("""{"roles":[{"id":1,"permissions":"18446744073709551615"}],"channels":[]}""", "\"permissions\" of role 1 is no set of permissions")]
    [InlineData("""{"roles":[{"id":1,"permissions":-1}],"channels":[]}""", "\"permissions\" of role 1 is no set of permissions")]
    [InlineData("""{"roles":[{"id":1,"color":4294967296}],"channels":[]}""", "\"color\" of role 1 is no whole number")]
    [InlineData("""{"roles":[],"channels":[{"id":1},{"id":2,"type":4294967300}]}""", "\"type\" of channel 2 is no whole number")]
    [InlineData("""{"roles":[],"channels":[{"id":2,"position":0.5}]}""", "\"position\" of channel 1 is no whole number")]
    [InlineData("""{"roles":[],"channels":[{"id":2,"permission_overwrites":[{"id":0,"type":0.5}]}]}""", "\"type\" of permission overwrite 1 of channel 1 is neither")]
    [InlineData("""{"roles":[],"channels":[{"id":2,"permission_overwrites":[{"id":0,"type":99999999999}]}]}""", "\"type\" of permission overwrite 1 of channel 1 is neither")]
    [InlineData("""{"roles":[],"channels":[{"id":1,"type":4},{"id":2,"type":4,"parent_id":1}]}""", "\"parent_id\" of channel 2 puts a category into a category")]
    [InlineData("""{"roles":[],"channels":[{"id":1,"type":4,"parent_id":1}]}""", "\"parent_id\" of channel 1 puts a category into a category")]
    [InlineData("""{"roles":[],"channels":[{"id":1,"type":0,"name":"!!!"}]}""", "nothing is left")]
    [InlineData("""{"roles":[],"channels":[{"id":1,"type":15,"name":" - "}]}""", "nothing is left")]
    public void What_is_wrong_with_a_template_is_named_with_its_place(string body, string what)
    {
        ServerTemplates.Find(ServerTemplates.OfFile, body).Try(out _, out var failure).ShouldBeFalse();
        failure!.Sentence.ShouldContain(what);
        failure.Sentence.ShouldEndWith(".");
    }

    [Theory]
    [InlineData(ChannelType.GuildText, "What's new?", "whats-new")]
    [InlineData(ChannelType.GuildForum, "Q&A (all)", "qa-all")]
    [InlineData(ChannelType.GuildText, "a--b", "a-b")]
    [InlineData(ChannelType.GuildAnnouncement, "#general", "general")]
    [InlineData(ChannelType.GuildMedia, " 📣 News – heute_2 ", "📣-news-–-heute_2")]
    [InlineData(ChannelType.GuildVoice, "What's new?", "What's new?")]
    [InlineData(ChannelType.GuildCategory, "Q&A (all)", "Q&A (all)")]
    public void Names_are_wanted_as_Discord_writes_them_and_found_so(ChannelType type, string name, string written)
    {
        var template = OfFile($$"""{"roles":[],"channels":[{"id":1,"type":{{(int)type}},"name":"{{name}}"}]}""");

        Plan(Empty(), template).Changes.OfType<ChannelChange>().ShouldHaveSingleItem().After!.Name.ShouldBe(written);
        Plan(Empty().Channel(600, written, type), template).Changes.OfType<ChannelChange>().ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_a_template_says_of_a_channel_is_put_right_and_nothing_else()
    {
        var template = OfFile("""
            {"roles":[],"channels":[{"id":1,"type":0,"name":"den","nsfw":true},{"id":2,"type":2,"name":"Talk","bitrate":64000,"user_limit":5},{"id":3,"type":2,"name":"Other"},
             {"id":4,"type":2,"name":"Boosted","bitrate":128000}]}
            """);
        var guild = Empty().Channel(Text(600, "den") with { Topic = "ours", Nsfw = false }).Channel(Voice(601, "Talk") with { Bitrate = 32_000, UserLimit = 9 })
            .Channel(Voice(602, "Other") with { Bitrate = 32_000, UserLimit = 9 }).Channel(Voice(603, "Boosted") with { Bitrate = 128_000, UserLimit = 0 });

        var edits = Plan(guild, template).Changes.OfType<ChannelChange>().ToDictionary(c => c.Channel.Value);

        edits.Keys.Order().ShouldBe([600UL, 601UL]);
        (edits[600].Before, edits[600].After).ShouldBe((new ChannelState { Nsfw = false }, new ChannelState { Nsfw = true }));
        (edits[601].Before, edits[601].After).ShouldBe((new ChannelState { Bitrate = 32_000, UserLimit = 9 }, new ChannelState { Bitrate = 64_000, UserLimit = 5 }));

        static Channel Text(ulong id, string name) => new() { Id = new(id), GuildId = new(1_000), Type = ChannelType.GuildText, Name = name, Position = 0, PermissionOverwrites = [] };
        static Channel Voice(ulong id, string name) => Text(id, name) with { Type = ChannelType.GuildVoice };
    }

    [Fact]
    public void What_everybody_may_do_is_what_the_template_says_and_built_in_ones_say_nothing()
    {
        var gated = OfFile("""{"roles":[{"id":0,"name":"@everyone","permissions":"0"},{"id":1,"name":"Verified","permissions":"1024"}],"channels":[]}""");

        var edit = Plan(Empty(), gated).Changes.OfType<RoleChange>().Single(r => r.Role.Value == 1_000);
        (edit.Before, edit.After).ShouldBe((new RoleState { Permissions = Permissions.ViewChannel }, new RoleState { Permissions = Permissions.None }));
        Plan(Empty().Role(1_000, 0, Permissions.None, "@everyone"), gated).Changes.OfType<RoleChange>().ShouldAllBe(r => Provisional.Is(r.Role));
        Plan(Empty(), OfFile("""{"roles":[{"id":0,"name":"@everyone"}],"channels":[]}""")).Changes.OfType<RoleChange>().ShouldBeEmpty();
        foreach (var template in ServerTemplates.BuiltIn)
        {
            Plan(Empty(), template).Changes.OfType<RoleChange>().ShouldAllBe(r => Provisional.Is(r.Role));
        }
    }

    [Fact]
    public void What_everybody_may_do_stays_where_Mainstay_would_lose_sight_or_the_settings_protect_it()
    {
        var gated = OfFile("""{"roles":[{"id":0,"name":"@everyone","permissions":"0"}],"channels":[]}""");
        var blind = Plan(Empty(Permissions.ManageRoles | Permissions.ManageChannels), gated);
        var settings = new SettingsRecord("operations", "Operations", "{}", [new("protected-roles", "", DiscordObject.Role, 1_000)]);
        var shielded = Plan(Empty(), gated, settings: [settings]);

        foreach (var draft in (Draft[])[blind, shielded])
        {
            draft.Changes.OfType<RoleChange>().ShouldBeEmpty();
            draft.Findings.ShouldContain(f => f.Check == "setup.everyone");
        }

        blind.Findings.ShouldContain(f => f.Sentence.Contains("has **View Channel** only from it"));
    }

    [Fact]
    public void What_was_deleted_is_made_again_as_what_it_was_with_its_rank_its_job_and_its_record()
    {
        var template = Find("open-source-community");
        var (role, channel) = (template.Guild.Roles.Single(r => r.Name == "Triage").Id, template.Guild.Channels.Single(c => c.Name == "general").Id);
        var book = new SetupBook(new SetupRecord(template.Name, null, 0, 1, 0), new Dictionary<long, Id<Role>> { [role] = new(40) }, new Dictionary<long, Id<Channel>> { [channel] = new(600) });
        NamedObject[] named =
        [
            new("staff_rank", new Row { ["guild_id"] = 1_000L, ["role_id"] = 40L }, "role_id", DiscordObject.Role, 40, WhenGone.Keep),
            new("job", new Row { ["guild_id"] = 1_000L, ["job_id"] = 1L }, "role_id", DiscordObject.Role, 40, WhenGone.Keep),
        ];

        var draft = Plan(Empty(), template, book: book, named: named);

        draft.Changes.OfType<RoleChange>().Single(r => r.After!.Name == "Triage").Recreates.Value.ShouldBe(40UL);
        draft.Changes.OfType<RoleChange>().Count(r => r.Recreates.IsNone).ShouldBe(5);
        draft.Changes.OfType<ChannelChange>().Single(c => c.After!.Name == "general").Recreates.Value.ShouldBe(600UL);
        draft.Changes.OfType<RowChange>().Count(r => r.Table == "staff_rank").ShouldBe(3);
        draft.Changes.OfType<RowChange>().Count(r => r.Table == "job").ShouldBe(1);
        draft.Changes.OfType<RowChange>().ShouldNotContain(r => r.Table == "setup_object" && ((long)r.Key["number"]! == role || (long)r.Key["number"]! == channel));
    }

    [Fact]
    public void Names_of_a_file_are_what_people_can_read()
    {
        var body = """{"name":"\u202Ex","roles":[{"id":1,"name":"\u200B","permissions":"0"}],"channels":[{"id":2,"type":0,"name":"\u2066general\u0000"}]}""";

        var template = ServerTemplates.Find(ServerTemplates.OfFile, body).Value;

        template.Guild.Roles.Single(r => r.Id == 1).Name.ShouldBe("role");
        template.Guild.Channels.Single().Name.ShouldBe("general");
    }

    internal static ServerTemplate Find(string name) => ServerTemplates.Find(name, null).Value;

    private static ServerTemplate OfFile(string body) => ServerTemplates.Find(ServerTemplates.OfFile, body).Value;

    internal static GuildBuilder Empty(Permissions permissions = All) => new GuildBuilder(mainstayPermissions: permissions).Channel(Here.Value, "start");

    internal static Draft Plan(GuildBuilder guild, ServerTemplate template, bool wipes = false, SetupBook? book = null, IReadOnlyList<SettingsRecord>? settings = null, IReadOnlyList<NamedObject>? named = null)
    {
        var image = guild.Build();
        var actor = new Actor { User = GuildBuilder.Owner };
        var input = new SetupInput(template, null, book ?? Nothing, named ?? [], settings ?? [], wipes, Here);
        return SetupPlanner.Plan(new(image, input, Arguments.None, actor, Reaches.Of(image, actor), DateTimeOffset.UnixEpoch)).Value;
    }
}
