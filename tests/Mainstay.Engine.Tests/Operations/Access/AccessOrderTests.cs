using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations.Access;

/// <summary>Orders of plans that properties reach too seldom, or that are about more than who may do what.</summary>
public sealed class AccessOrderTests
{
    private const ulong Guild = 10_000_000;
    private const ulong One = 20_000_000;
    private const ulong Two = 20_000_001;
    private const ulong Three = 20_000_002;
    private const ulong Place = 30_000_000;
    private const ulong Somebody = 40_000_000;
    private const Permissions See = Permissions.ViewChannel;
    private const Permissions Write = Permissions.SendMessages;

    [Theory]
    [InlineData(See, Write)]
    [InlineData(See, Permissions.None)]
    [InlineData(Permissions.None, See)]
    public async Task A_channel_made_again_with_more_overwrites_than_one_request_carries_gets_the_rest_one_after_the_other(Permissions allow, Permissions deny)
    {
        await using var rig = await EngineRig.StartAsync();
        OverwriteState[] all = [.. Enumerable.Range(0, Limits.OverwritesPerRequest + 2).Select(i => Role(One + (ulong)i, allow, deny))];
        var guild = new GuildBuilder(Guild);
        Array.ForEach(all, o => guild.Role(o.Id.Value, 1));
        var gone = new ChannelChange { Channel = new(Place), Before = new ChannelState { Name = "gone", Type = ChannelType.GuildText, Overwrites = all }, Reason = "" };

        var plan = AccessOrder.Arrange(guild.Build(), rig.Get<ChangeKinds>().Undo(guild.Build(), [gone])).Value.Cast<ChannelChange>().ToArray();

        plan.Select(c => (c.Before?.Overwrites!.Count, c.After!.Overwrites!.Count, string.Join(',', c.DependsOn), c.ForcedBy)).ShouldBe(
        [
            (null, Limits.OverwritesPerRequest, "", null),
            (Limits.OverwritesPerRequest, Limits.OverwritesPerRequest + 1, "0", null),
            (Limits.OverwritesPerRequest + 1, Limits.OverwritesPerRequest + 2, "0,1", null),
        ]);
    }

    [Fact]
    public async Task A_channel_made_again_is_closed_to_whom_it_was_from_the_first_request()
    {
        await using var rig = await EngineRig.StartAsync();
        OverwriteState[] all = [.. Enumerable.Range(0, Limits.OverwritesPerRequest + 2).Select(i => Role(One + (ulong)i, i % 2 == 0 ? See : 0, i % 2 == 0 ? 0 : See))];
        var guild = new GuildBuilder(Guild);
        Array.ForEach(all, o => guild.Role(o.Id.Value, 1));
        var gone = new ChannelChange { Channel = new(Place), Before = new ChannelState { Name = "gone", Type = ChannelType.GuildText, Overwrites = all }, Reason = "" };

        var made = (ChannelChange)AccessOrder.Arrange(guild.Build(), rig.Get<ChangeKinds>().Undo(guild.Build(), [gone])).Value[0];

        made.After!.Overwrites!.Count(o => o.Deny != 0).ShouldBe(all.Length / 2);
    }

    [Fact]
    public void Who_changes_twice_while_a_role_of_theirs_goes_is_found_as_each_change_leaves_them()
    {
        var (guild, deletions) = TwoThatGo();
        var plan = AccessOrder.Arrange(
            guild.Member(Somebody, One, Two).Member(Somebody + 1).Build(),
            [
                .. deletions,
                Member([One, Two], [One, Two, Three]),
                new KickChange { Member = new(Somebody + 1), Reason = "", DependsOn = [2] },
                Member([One, Two, Three], [One, Two]) with { DependsOn = [3] },
            ]).Value;

        var (first, second) = (plan.OfType<MemberRolesChange>().First(), plan.OfType<MemberRolesChange>().Last());
        second.Before.ShouldBe(first.After);
        first.Before.ShouldBe([new(One), new(Two)]);
    }

    [Fact]
    public void Roles_that_go_lose_what_they_grant_one_by_one_in_a_channel_with_more_overwrites_than_one_request_carries()
    {
        var (guild, deletions) = TwoThatGo(more: Limits.OverwritesPerRequest);

        var forced = AccessOrder.Arrange(guild.Member(Somebody, One, Two).Build(), deletions).Value.OfType<ChannelChange>().ToArray();

        forced.Select(c => c.Before!.Overwrites!.Except(c.After!.Overwrites!).Count()).ShouldBe([1, 1]);
        forced[1].Before!.Overwrites.ShouldBe(forced[0].After!.Overwrites);
        forced.ShouldAllBe(c => ChannelFields.SingleOverwrite(c.Before!, c.After!) != null);
    }

    [Fact]
    public void Roles_that_go_with_the_only_channel_that_names_them_cost_nothing_more()
    {
        OverwriteState[] overwrites = [.. Enumerable.Range(0, 20).Select(i => Role(One + (ulong)i, See, Write))];
        var guild = new GuildBuilder(Guild).Channel(Place, overwrites: Wire(overwrites));
        Array.ForEach(overwrites, o => guild.Role(o.Id.Value, 1, Write));
        Change[] changes =
        [
            .. overwrites.Select(o => Deletion(o.Id.Value, Write, o)),
            new ChannelChange { Channel = new(Place), Before = new ChannelState { Overwrites = overwrites }, Reason = "" },
        ];

        var plan = AccessOrder.Arrange(guild.Build(), changes).Value;

        plan.Count.ShouldBe(changes.Length);
        plan[0].ShouldBeOfType<ChannelChange>();
        plan.Skip(1).ShouldAllBe(c => c.Group == plan[0].Group && c.Level > plan[0].Level);
    }

    [Fact]
    public void A_time_out_ends_after_the_channel_closes()
    {
        OverwriteState[] open = [Role(One, See | Write, 0)];
        OverwriteState[] closed = [Role(One, See, Write)];
        var guild = new GuildBuilder(Guild).Role(One, 1).Channel(Place, overwrites: Wire(open)).Member(Somebody, One);
        Change[] changes =
        [
            new MemberChange { Member = new(Somebody), Before = new MemberState { TimeoutUntil = DateTimeOffset.UnixEpoch.AddYears(60) }, After = new MemberState { TimeoutUntil = DateTimeOffset.UnixEpoch }, Reason = "" },
            new ChannelChange { Channel = new(Place), Before = new ChannelState { Overwrites = open }, After = new ChannelState { Overwrites = closed }, Reason = "" },
        ];

        var plan = AccessOrder.Arrange(guild.Build(), changes).Value;

        plan.Select(c => (c.Kind, c.Level)).ShouldBe([("channel", 0), ("member", 1)]);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_an_edit_that_nobody_asked_for_says_why_it_is_there()
    {
        await using var rig = await EngineRig.StartAsync();
        var (guild, deletions) = TwoThatGo(mainstay: Permissions.ManageRoles | See | Write);
        guild.Member(Somebody, One, Two);
        var plan = AccessOrder.Arrange(guild.Build(), deletions).Value;
        var checks = new PlanChecks(guild.Build(), new ImageReach(guild.Build(), new Actor { User = GuildBuilder.Owner, Permissions = Permissions.All }), plan);

        rig.Get<ChangeKinds>().Obstacles(checks, deletions).ShouldBeEmpty();
        rig.Get<ChangeKinds>().Obstacles(checks, plan).ShouldHaveSingleItem().ShouldContain("Nobody asked for this edit by itself: it takes rights before others are given");
    }

    [Fact]
    public async Task A_plan_that_would_lock_Mainstay_out_half_way_is_refused_with_what_to_do()
    {
        await using var rig = await EngineRig.StartAsync();
        var guild = new GuildBuilder(Guild, mainstayPermissions: See).Role(One, 1, Permissions.ManageRoles).Role(Two, 1).Member(GuildBuilder.Mainstay.Value, GuildBuilder.MainstayRole.Value, One, Two);
        RoleChange Edit(ulong role, Permissions before, Permissions after) =>
            new() { Role = new(role), Before = new RoleState { Permissions = before }, After = new RoleState { Permissions = after }, Reason = "" };

        Obstacles(Edit(Two, 0, Permissions.ManageRoles), Edit(One, Permissions.ManageRoles, 0)).Distinct().ShouldHaveSingleItem().ShouldContain("would take **Manage Roles** from Mainstay itself");
        Obstacles(Edit(One, Permissions.ManageRoles, Permissions.ManageRoles | See), Edit(Two, 0, See)).ShouldBeEmpty();

        IEnumerable<string> Obstacles(params Change[] changes) =>
            rig.Get<ChangeKinds>().Obstacles(new PlanChecks(guild.Build(), new ImageReach(guild.Build(), new Actor { User = GuildBuilder.Owner, Permissions = Permissions.All }), changes), changes);
    }

    [Fact]
    public void In_a_full_server_something_goes_before_something_else_is_made()
    {
        const ulong Full = 500;
        const ulong Emptied = 501;
        var guild = new GuildBuilder().Channel(Full, type: ChannelType.GuildCategory).Channel(Emptied, type: ChannelType.GuildCategory);
        ulong[] roles = [.. Enumerable.Range(0, Limits.RolesPerGuild - 2).Select(i => One + (ulong)i)];
        Array.ForEach(roles, r => guild.Role(r, 1, See));
        ulong[] channels = [.. Enumerable.Range(0, Limits.ChannelsPerGuild - 2).Select(i => Place + (ulong)i)];
        Array.ForEach(channels, c => guild.Channel(c, parent: (c - Place) switch { < Limits.ChannelsPerCategory => Full, < 60 => Emptied, _ => 0 }));
        Change[] made =
        [
            .. Enumerable.Range(1, 3).Select(i => new RoleChange { Role = Provisional.Id<Role>(i), After = new RoleState { Name = "new", Permissions = See }, Reason = "" }),
            .. Enumerable.Range(4, 2).Select(i => New(i, Full)),
            New(6, 0),
        ];
        Change[] gone =
        [
            .. roles[..4].Select(r => new RoleChange { Role = new(r), Before = new RoleState { Permissions = See, Overwrites = [] }, Reason = "" }),
            .. channels[48..52].Select(c => new ChannelChange { Channel = new(c), Before = new ChannelState { Name = "old", Overwrites = [] }, Reason = "" }),
        ];

        var plan = AccessOrder.Arrange(guild.Build(), [.. made, .. gone]).Value;

        // Made is what can be made, as soon as it can; only when nothing can, something goes.
        var (left, done, most) = (Enumerable.Range(0, plan.Count).ToList(), new HashSet<int>(), (Roles: 0, Channels: 0, Full: 0));
        while (left.Count > 0)
        {
            var next = left.Where(i => plan[i].DependsOn.All(done.Contains)).OrderBy(i => PlanOrder.DeletedBy(plan[i]) is not null).First();
            left.Remove(next);
            done.Add(next);
            most = (
                Math.Max(most.Roles, roles.Length + 2 + Count(c => c is RoleChange)),
                Math.Max(most.Channels, channels.Length + 2 + Count(c => c is ChannelChange)),
                Math.Max(most.Full, Limits.ChannelsPerCategory + Count(c => c is ChannelChange { After.Parent.Value: Full } or ChannelChange { Channel.Value: >= Place and < Place + Limits.ChannelsPerCategory })));
        }

        most.ShouldBe((Limits.RolesPerGuild, Limits.ChannelsPerGuild, Limits.ChannelsPerCategory));

        int Count(Func<Change, bool> of) => done.Select(i => plan[i]).Where(of).Sum(c => PlanOrder.MadeBy(c) is not null ? 1 : -1);

        static ChannelChange New(int number, ulong parent) =>
            new() { Channel = Provisional.Id<Channel>(number), After = new ChannelState { Name = "new", Parent = new(parent), Overwrites = [] }, Reason = "" };
    }

    /// <summary>Two roles of which each lifts, when it goes, what keeps the holders of the other out.</summary>
    private static (GuildBuilder Guild, Change[] Deletions) TwoThatGo(int more = 0, Permissions mainstay = Permissions.Administrator)
    {
        OverwriteState[] overwrites =
        [
            Role(Guild, 0, mainstay == Permissions.Administrator ? 0 : Permissions.ManageRoles), Role(One, See, Write), Role(Two, Write, See),
            .. Enumerable.Range(0, more).Select(i => Role(One + 100 + (ulong)i, See, 0)),
        ];
        var guild = new GuildBuilder(Guild, mainstayPermissions: mainstay).Role(One, 1, Write).Role(Two, 1, See).Role(Three, 1, Permissions.EmbedLinks).Channel(Place, overwrites: Wire(overwrites));
        Array.ForEach(overwrites[3..], o => guild.Role(o.Id.Value, 1));
        return (guild, [Deletion(One, Write, overwrites[1]), Deletion(Two, See, overwrites[2])]);
    }

    private static RoleChange Deletion(ulong role, Permissions permissions, OverwriteState overwrite) =>
        new() { Role = new(role), Before = new RoleState { Permissions = permissions, Overwrites = [new ChannelOverwrite(new(Place), overwrite)] }, Reason = "" };

    private static MemberRolesChange Member(ulong[] before, ulong[] after) =>
        new() { Member = new(Somebody), Before = [.. before.Select(r => new Id<Role>(r))], After = [.. after.Select(r => new Id<Role>(r))], Reason = "" };

    private static OverwriteState Role(ulong id, Permissions allow, Permissions deny) => new(new Id<Overwrite>(id), OverwriteType.Role, allow, deny);

    private static Overwrite[] Wire(IEnumerable<OverwriteState> overwrites) => [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
}
