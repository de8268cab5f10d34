using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>Roles, channels and their orders: made, edited, deleted, put in order, and taken back, against Discord in a box.</summary>
public class StructureKindTests
{
    private const Permissions See = Permissions.ViewChannel;

    [Fact]
    public async Task A_plan_makes_roles_channels_and_what_names_them_in_one_go_and_is_taken_back()
    {
        await using var rig = await KindRig.StartAsync();
        var (role, category, channel) = (Provisional.Id<Role>(1), Provisional.Id<Channel>(2), Provisional.Id<Channel>(3));
        var mia = rig.Person("mia");
        var (roles, channels) = (rig.Image.Roles.Count, rig.Image.Channels.Count);

        var steps = await rig.ApplyAsync(
            new MemberRolesChange { Member = mia, Before = [], After = [role], Reason = "set up" },
            new RowChange
            {
                Table = "kindprobe_spot",
                Key = new Row { ["guild_id"] = (long)rig.Guild.Value, ["number"] = 1L },
                After = new Row { ["role_id"] = (long)role.Value, ["channel_id"] = (long)channel.Value },
                Reason = "set up",
                Summary = "note both",
            },
            new ChannelChange { Channel = channel, After = new ChannelState { Type = ChannelType.GuildText, Name = "staff", Parent = category, Topic = "Work" }, Reason = "set up" },
            new ChannelChange
            {
                Channel = category,
                After = new ChannelState
                {
                    Type = ChannelType.GuildCategory,
                    Name = "Office",
                    Overwrites = [new(role.Cast<Overwrite>(), OverwriteType.Role, See, 0)],
                },
                Reason = "set up",
            },
            new RoleChange { Role = role, After = new RoleState { Name = "Clerk", Permissions = See, Color = 0x00FF00, Hoist = true }, Reason = "set up" });

        steps.ShouldAllBe(s => s.State == StepState.Applied);
        var clerk = (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Single(r => r.Name == "Clerk");
        clerk.Color.ShouldBe(0x00FF00);
        var made = await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token);
        var office = made.Single(c => c.Name == "Office");
        office.PermissionOverwrites!.Select(o => (o.Id.Value, o.Allow)).ShouldContain((clerk.Id.Value, See));
        made.Single(c => c.Name == "staff").ParentId.OrDefault().ShouldBe(office.Id);
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).Roles.ShouldBe([clerk.Id]);
        (await rig.QueryAsync<long>("SELECT role_id FROM kindprobe_spot")).ShouldBe([(long)clerk.Id.Value]);

        await rig.UndoAsync(steps);
        (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Length.ShouldBe(roles);
        (await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token)).Length.ShouldBe(channels);
        (await rig.QueryAsync<long>("SELECT number FROM kindprobe_spot")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_role_comes_back_under_a_new_id_that_everything_follows()
    {
        await using var rig = await KindRig.StartAsync();
        var (mia, general) = (rig.Person("mia"), rig.Channel("general"));
        var built = await rig.ApplyAsync(
            new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "Low" }, Reason = "test" },
            new RoleChange { Role = Provisional.Id<Role>(2), After = new RoleState { Name = "Clerk", Permissions = See, Color = 7, Hoist = true, Mentionable = true }, Reason = "test" },
            new MemberRolesChange { Member = mia, Before = [], After = [Provisional.Id<Role>(2)], Reason = "test" },
            new ChannelChange
            {
                Channel = general.Id,
                Before = new ChannelState { Overwrites = ObjectStates.OverwritesOf(general) },
                After = new ChannelState { Overwrites = [new(Provisional.Id<Overwrite>(2), OverwriteType.Role, Permissions.SendMessages, 0), .. ObjectStates.OverwritesOf(general)] },
                Reason = "test",
            });
        built.ShouldAllBe(s => s.State == StepState.Applied);
        await Wait.UntilAsync(() => rig.Image.Roles.Any(r => r.Name == "Clerk") && rig.Channel("general").PermissionOverwrites!.Count == ObjectStates.OverwritesOf(general).Count + 1);
        var order = rig.Image.Roles.OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => r.Name).ToArray();
        var old = rig.Role("Clerk");
        await rig.ExecuteAsync($"INSERT INTO kindprobe_spot (guild_id, number, role_id) VALUES ({rig.Guild}, 1, {old.Id})");
        var settings = rig.Get<ISettings>();
        await settings.SaveAsync(rig.Guild, new KindProbeSettings { Trusted = [old.Id] }, 0, Actor.Mainstay, KindRig.Token);

        var steps = await rig.ApplyAsync(new RoleChange { Role = old.Id, Before = ObjectStates.Whole(rig.Image, old), Reason = "test", Risk = Risk.Destructive });
        steps.Single().State.ShouldBe(StepState.Applied);
        await Wait.UntilAsync(() => rig.Image.Roles.Find(old.Id) is null);
        await rig.UndoAsync(steps);

        var back = (await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token)).Single(r => r.Name == "Clerk");
        back.Id.ShouldNotBe(old.Id);
        (await rig.NowAsync(old.Id)).ShouldBe(back.Id);
        ObjectStates.Of(back).ShouldBe(ObjectStates.Of(old));
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).Roles.ShouldBe([back.Id]);
        (await rig.Discord.GetChannelAsync(general.Id, null, KindRig.Token)).PermissionOverwrites!.ShouldContain(o => o.Id.Value == back.Id.Value && o.Allow == Permissions.SendMessages);
        (await rig.QueryAsync<long>("SELECT role_id FROM kindprobe_spot")).ShouldBe([(long)back.Id.Value]);
        (await settings.GetAsync<KindProbeSettings>(rig.Guild, KindRig.Token)).Value.Trusted.ShouldBe([back.Id]);
        await Wait.UntilAsync(() => rig.Image.Roles.OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => r.Name).SequenceEqual(order));

        // What was done under the old id can still be taken back: it is the new one's doing by now.
        (await rig.InverseAsync(built)).OfType<RoleChange>().ShouldContain(c => c.Role == back.Id && c.After == null);
    }

    [Fact]
    public async Task A_deleted_category_comes_back_with_its_channels_and_their_order()
    {
        await using var rig = await KindRig.StartAsync();
        var category = rig.Channel("Text channels");
        var steps = await rig.ApplyAsync(new ChannelChange { Channel = category.Id, Before = ObjectStates.Whole(rig.Image, category), Reason = "test", Risk = Risk.Destructive });
        steps.Single().State.ShouldBe(StepState.Applied);
        await Wait.UntilAsync(() => rig.Image.Channels.Find(category.Id) is null && rig.Channel("general").ParentId.OrDefault() is null);

        await rig.UndoAsync(steps);

        var all = await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token);
        all.Single(c => c.Name == "general").ParentId.OrDefault().ShouldBe(all.Single(c => c.Name == "Text channels").Id);
    }

    [Fact]
    public async Task What_was_taken_back_in_part_is_finished_and_nothing_is_made_twice()
    {
        await using var rig = await KindRig.StartAsync();
        var (mia, general) = (rig.Person("mia"), rig.Channel("general"));
        var (staff, low) = (Provisional.Id<Role>(1), Provisional.Id<Role>(2));
        await rig.ApplyAsync(
            new RoleChange { Role = low, After = new RoleState { Name = "Low" }, Reason = "test" },
            new RoleChange { Role = staff, After = new RoleState { Name = "Clerk" }, Reason = "test" },
            new MemberRolesChange { Member = mia, Before = [], After = [staff], Reason = "test" },
            new ChannelChange
            {
                Channel = general.Id,
                Before = new ChannelState { Overwrites = ObjectStates.OverwritesOf(general) },
                After = new ChannelState { Overwrites = [new(staff.Cast<Overwrite>(), OverwriteType.Role, Permissions.SendMessages, 0), .. ObjectStates.OverwritesOf(general)] },
                Reason = "test",
            });
        await Wait.UntilAsync(() => rig.Channel("general").PermissionOverwrites!.Count == ObjectStates.OverwritesOf(general).Count + 1);
        var (clerk, category) = (rig.Role("Clerk"), rig.Channel("Text channels"));
        var (held, placed) = (ObjectStates.Whole(rig.Image, clerk), ObjectStates.OverwritesOf(rig.Channel("general")).Count);
        general = rig.Channel("general");
        var steps = await rig.ApplyAsync(
            new RoleChange { Role = clerk.Id, Before = held, Reason = "test", Risk = Risk.Destructive },
            new ChannelChange { Channel = category.Id, Before = ObjectStates.Whole(rig.Image, category), Reason = "test", Risk = Risk.Destructive });
        steps.ShouldAllBe(s => s.State == StepState.Applied);
        await Wait.UntilAsync(() => rig.Image.Roles.Find(clerk.Id) is null && rig.Channel("general").ParentId.OrDefault() is null && rig.Channel("general").PermissionOverwrites!.Count == placed - 1);

        // Only the objects came back: neither who held the role, nor where it was named, nor what stood in the category.
        var made = await rig.ApplyAsync([.. (await rig.InverseAsync(steps)).Where(c => PlanOrder.MadeBy(c) is not null)]);
        made.Select(s => s.State).ShouldBe([StepState.Applied, StepState.Applied]);
        await Wait.UntilAsync(() => rig.Image.Roles.Any(r => r.Name == "Clerk") && rig.Image.Channels.Any(c => c.Name == "Text channels"));

        var rest = await rig.InverseAsync(steps);
        rest.ShouldAllBe(c => PlanOrder.MadeBy(c) == null);
        await rig.UndoAsync(steps);

        var roles = await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token);
        var back = roles.Single(r => r.Name == "Clerk");
        var all = await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token);
        (await rig.Discord.GetMemberAsync(rig.Guild, mia, null, KindRig.Token)).Roles.ShouldBe([back.Id]);
        all.Single(c => c.Name == "general").ParentId.OrDefault().ShouldBe(all.Single(c => c.Name == "Text channels").Id);
        all.Single(c => c.Name == "general").PermissionOverwrites!.ShouldContain(o => o.Id.Value == back.Id.Value && o.Allow == Permissions.SendMessages);
        await Wait.UntilAsync(() => rig.Channel("general").ParentId.OrDefault() is not null && rig.Channel("general").PermissionOverwrites!.Count == placed && rig.Image.Members.TryGet(mia, out var seen) && seen.Roles.Count == 1);
        (await rig.InverseAsync(steps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_waits_for_a_role_a_channel_or_the_guild_itself_hears_of_it_at_once()
    {
        await using var rig = await KindRig.StartAsync();
        var echoes = rig.Get<EchoBoard>();
        var guild = $"/as/owner/guilds/{rig.Guild}";
        (string Path, System.Text.Json.Nodes.JsonObject Body, Func<bool> Shows)[] deeds =
        [
            ($"{guild}/channels", new() { ["name"] = "heard", ["type"] = 0 }, () => rig.Image.Channels.Any(c => c.Name == "heard")),
            ($"{guild}/roles", new() { ["name"] = "Heard" }, () => rig.Image.Roles.Any(r => r.Name == "Heard")),
            (guild, new() { ["name"] = "Heard of" }, () => rig.Image.Guild!.Name == "Heard of"),
        ];
        foreach (var (path, body, shows) in deeds)
        {
            var heard = echoes.WaitAsync(rig.Guild, shows, Timeout.InfiniteTimeSpan, KindRig.Token);
            await rig.Owner.CallAsync(path == guild ? HttpMethod.Patch : HttpMethod.Post, path, body, KindRig.Token);
            (await heard.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, KindRig.Token)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Orders_of_roles_and_channels_go_in_one_request_each_and_back()
    {
        await using var rig = await KindRig.StartAsync();
        var made = await rig.ApplyAsync(
        [
            .. Enumerable.Range(1, 4).Select(i => (Change)new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = $"r{i}" }, Reason = "test" }),
            .. Enumerable.Range(5, 4).Select(i => (Change)new ChannelChange { Channel = Provisional.Id<Channel>(i), After = new ChannelState { Type = ChannelType.GuildText, Name = $"c{i}" }, Reason = "test" }),
        ]);
        var roles = rig.Image.Roles.Where(r => r.Name.StartsWith('r')).OrderBy(r => r.Position).ThenByDescending(r => r.Id).Select(r => r.Id).ToArray();
        var channels = rig.Image.Channels.Where(c => c.Name!.StartsWith('c')).OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => new ChannelPlace(c.Id, default)).ToArray();

        var steps = await rig.ApplyAsync(
            new RoleOrderChange { Guild = rig.Guild, Before = roles, After = [.. roles.Reverse()], Reason = "test" },
            new ChannelOrderChange { Guild = rig.Guild, Before = channels, After = [.. channels.Reverse().Select(c => c with { Parent = rig.Channel("Text channels").Id })], Reason = "test" });

        steps.ShouldAllBe(s => s.State == StepState.Applied);
        Names(await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token), r => (r.Name, r.Position), 'r').ShouldBe([.. roles.Reverse().Select(r => rig.Image.Roles.Find(r)!.Name)]);
        Names(await rig.Discord.ListGuildChannelsAsync(rig.Guild, null, KindRig.Token), c => (c.Name!, c.Position ?? 0), 'c').ShouldBe([.. channels.Reverse().Select(c => rig.Image.Channels.Find(c.Channel)!.Name!)]);
        rig.Channel("c5").ParentId.OrDefault().ShouldBe(rig.Channel("Text channels").Id);

        await rig.UndoAsync(steps);
        Names(await rig.Discord.ListRolesAsync(rig.Guild, null, KindRig.Token), r => (r.Name, r.Position), 'r').ShouldBe([.. roles.Select(r => rig.Image.Roles.Find(r)!.Name)]);
        rig.Channel("c5").ParentId.OrDefault().ShouldBeNull();
        await rig.UndoAsync(made);
    }

    [Fact]
    public async Task What_taking_back_costs_counts_the_holders_of_a_role_that_goes_and_the_channels_that_stay()
    {
        await using var rig = await KindRig.StartAsync();
        var (stays, goes) = (rig.Channel("general"), new Id<Channel>(77));
        ChannelOverwrite In(Id<Channel> channel, Id<Role> role) => new(channel, new OverwriteState(role.Cast<Overwrite>(), OverwriteType.Role, Permissions.ViewChannel, 0));
        RoleChange Gone(ulong id, params ulong[] holders) => new()
        {
            Role = new(id),
            Before = new RoleState { Name = "x", Holders = [.. holders.Select(h => new Id<User>(h))], Overwrites = [In(stays.Id, new(id)), In(goes, new(id))] },
            Reason = "test",
        };

        var undo = rig.Kinds.Undo(null,
        [
            new ChannelChange { Channel = goes, Before = new ChannelState { Name = "old", Type = ChannelType.GuildText, Overwrites = [] }, Reason = "test" },
            Gone(78, 1, 2), Gone(79, 2, 3),
        ]);

        undo.CountBy(c => c.Kind).ShouldBe([new("role", 2), new("channel", 2), new("member-roles", 3)], ignoreOrder: true);
    }

    [Fact]
    public async Task An_order_of_nothing_but_what_was_made_needs_no_taking_back()
    {
        await using var rig = await KindRig.StartAsync();
        var made = rig.Channel("general").Id;

        var undo = rig.Kinds.Undo(rig.Image, [new ChannelOrderChange { Guild = rig.Guild, Before = [], After = [new ChannelPlace(made, default)], Reason = "test" }]);

        undo.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stands_in_the_way_is_named_before_anything_is_written()
    {
        await using var rig = await KindRig.StartAsync();
        var (admin, general) = (rig.Role("Admin"), rig.Channel("general"));
        rig.Obstacles(new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "x", Permissions = Permissions.Administrator }, Reason = "test" })
            .ShouldContain(o => o.Contains("**Administrator**", StringComparison.Ordinal));
        rig.Obstacles(new ChannelChange { Channel = Provisional.Id<Channel>(1), After = new ChannelState { Type = ChannelType.GuildText, Name = new string('x', 101) }, Reason = "test" })
            .ShouldContain(o => o.Contains("1 to 100 characters", StringComparison.Ordinal));
        rig.Obstacles([.. Enumerable.Range(1, 300).Select(i => (Change)new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = "x" }, Reason = "test" })])
            .ShouldContain(o => o.Contains("Discord allows 250", StringComparison.Ordinal));
        rig.Obstacles([.. Enumerable.Range(1, 600).Select(i => (Change)new ChannelChange { Channel = Provisional.Id<Channel>(i), After = new ChannelState { Type = ChannelType.GuildText, Name = "x" }, Reason = "test" })])
            .ShouldContain(o => o.Contains("Discord allows 500", StringComparison.Ordinal));

        // Somebody without rights asks: what they do not hold, no plan of theirs grants.
        rig.Actor = new Actor { User = rig.Person("mia"), Roles = [] };
        rig.Obstacles(new RoleChange { Role = Provisional.Id<Role>(1), After = new RoleState { Name = "x", Permissions = Permissions.BanMembers }, Reason = "test" })
            .ShouldContain(o => o.StartsWith("You do not hold **Ban Members** yourself", StringComparison.Ordinal));
        rig.Obstacles(new ChannelChange
        {
            Channel = general.Id,
            Before = new ChannelState { Overwrites = ObjectStates.OverwritesOf(general) },
            After = new ChannelState { Overwrites = [new(rig.Guild.Cast<Overwrite>(), OverwriteType.Role, Permissions.ManageMessages, 0)] },
            Reason = "test",
        }).ShouldContain(o => o.StartsWith("You do not hold **Manage Messages** yourself", StringComparison.Ordinal));
        rig.Actor = Actor.Mainstay;
        admin.ShouldNotBeNull();
    }

    private static string[] Names<T>(IEnumerable<T> all, Func<T, (string Name, int Position)> of, char first) =>
        [.. all.Select(of).Where(x => x.Name.StartsWith(first)).OrderBy(x => x.Position).Select(x => x.Name)];
}
