using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>What is protected stays where it is, and what stands around it may still be worked on.</summary>
public class BlastRadiusTests
{
    private const ulong Low = 5_000_001;
    private const ulong Middle = 5_000_002;
    private const ulong High = 5_000_003;
    private const ulong Category = 5_000_010;
    private const ulong Inside = 5_000_011;
    private const ulong Beside = 5_000_012;

    private readonly GuildModel _guild = new GuildModel(5_000_000).Role(Low, 1).Role(Middle, 2).Role(High, 3)
        .Channel(Category, 0, ChannelType.GuildCategory).Channel(Inside, 0, parent: Category).Channel(Beside, 1, parent: Category);

    private static readonly ulong New = Provisional.Id<Role>(1).Value;

    [Theory]
    [InlineData(new[] { Low, High, Middle }, true)]
    [InlineData(new[] { Middle, Low, High }, true)]
    [InlineData(new[] { High, Low }, true)]
    [InlineData(new[] { Low, Middle, High }, false)]
    [InlineData(new[] { Low, High }, false)]
    public void A_protected_role_is_moved_when_another_passes_it(ulong[] after, bool moved) => Refuses(Order(after), moved);

    [Fact]
    public void Roles_that_the_plan_makes_pass_nobody()
    {
        Refuses(Order([New, Low, Middle, New + 1, High]), refused: false);
        Refuses(Order([Low, Middle, New, High]), refused: false);
    }

    [Fact]
    public void Others_may_change_places_beside_a_protected_role()
    {
        _guild.Role(5_000_004, 4);
        Refuses(Order([Low, Middle, 5_000_004, High]), refused: false);
    }

    [Fact]
    public void A_protected_channel_keeps_its_place_and_its_category()
    {
        Refuses(Order((Inside, Category), (Beside, Category)), refused: false);
        Refuses(Order((Beside, Category), (Inside, Category)), refused: true);
        Refuses(Order((Inside, 0)), refused: true);
        Refuses(Order((Beside, 0)), refused: false);
        Refuses(Order((New, Category), (Inside, Category), (Beside, Category)), refused: false);
    }

    [Fact]
    public void A_protected_channel_keeps_its_category_alive_and_nothing_is_written_in_it()
    {
        Refuses(new ChannelChange { Channel = new(Category), Before = new ChannelState { Name = "c" }, Reason = "" }, refused: true);
        Refuses(new ChannelChange { Channel = new(Category), Before = new ChannelState { Name = "c" }, After = new ChannelState { Name = "d" }, Reason = "" }, refused: false);
        Refuses(new MessageChange { Channel = new(Inside), Message = Provisional.Id<Message>(1), After = new MessageState { Content = "x" }, Reason = "" }, refused: true);
        Refuses(new MessageChange { Channel = new(Beside), Message = Provisional.Id<Message>(1), After = new MessageState { Content = "x" }, Reason = "" }, refused: false);
    }

    [Fact]
    public void A_role_that_a_protected_channel_names_is_not_deleted_because_the_channel_would_change()
    {
        var guild = new GuildBuilder(5_000_000).Role(Low, 1).Role(High, 3).Channel(Inside, overwrites: [new Overwrite { Id = new(Low), Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = 0 }]).Build();
        RoleChange Gone(ulong role) => new() { Role = new(role), Before = new RoleState { Name = "r" }, Reason = "" };

        Obstacles(Gone(Low)).ShouldHaveSingleItem().ShouldContain($"no plan deletes <@&{Low}>, which its permissions name");
        Obstacles(Gone(High)).ShouldBeEmpty();

        string[] Obstacles(Change change) => [.. BlastRadius.Obstacles(guild, [change], new OperationSettings { ProtectedChannels = [new(Inside)] })];
    }

    [Fact]
    public void What_deleted_roles_may_do_in_hidden_channels_is_said_to_be_lost()
    {
        var hidden = new GuildBuilder(5_000_000).Role(Low, 1).Channel(Inside, hidden: true).Build();
        Change[] deletion = [new RoleChange { Role = new(Low), Before = new RoleState { Name = "r" }, Reason = "" }];

        HiddenPermissions.Findings(hidden, deletion).ShouldHaveSingleItem().Sentence.ShouldContain("a channel that is hidden from Mainstay");
        HiddenPermissions.Findings(hidden, []).ShouldBeEmpty();
        HiddenPermissions.Findings(new GuildBuilder(5_000_000).Role(Low, 1).Channel(Inside).Build(), deletion).ShouldBeEmpty();
    }

    [Fact]
    public void All_whom_a_plan_affects_are_counted_once()
    {
        _guild.Member(3, Low).Member(4, Low, High).Member(5);
        RoleState state = new() { Name = "r", Permissions = Permissions.None };
        RoleChange Edit(ulong role, Permissions permissions) => new() { Role = new(role), Before = state, After = state with { Permissions = permissions }, Reason = "" };

        Count(new BansChange { Users = [new(70), new(71), new(72)], Banned = true, Reason = "" }).ShouldBe(3);
        Count(new RoleChange { Role = new(Low), Before = state with { Holders = [new(3), new(4)] }, Reason = "" }).ShouldBe(2);
        Count(new RoleChange { Role = new(Low), Before = state, Reason = "" }).ShouldBe(2);
        Count(Edit(Low, Permissions.BanMembers), Edit(High, Permissions.BanMembers), new KickChange { Member = new(5), Reason = "" }).ShouldBe(3);
        Count(Edit(Low, Permissions.None)).ShouldBe(0);
        Count(Edit(_guild.Id.Value, Permissions.BanMembers)).ShouldBe(5);

        int Count(params Change[] changes) => AffectedPeople.PeopleOf(changes, _guild.Image()).Count;
    }

    [Fact]
    public void A_role_that_a_protected_person_holds_is_not_deleted_and_who_edits_it_is_told()
    {
        _guild.Member(3, Low).Member(4, High);
        RoleState state = new() { Name = "r", Permissions = Permissions.None };
        RoleChange Gone(ulong role) => new() { Role = new(role), Before = state, Reason = "" };
        RoleChange Edit(ulong role, Permissions permissions) => new() { Role = new(role), Before = state, After = state with { Permissions = permissions }, Reason = "" };

        Obstacles(Gone(Low)).ShouldHaveSingleItem().ShouldContain($"<@3> is protected (`protected-members` in `/settings show name:operations`): no plan deletes <@&{Low}>, which they hold");
        Obstacles(Gone(High)).ShouldBeEmpty();
        Obstacles(Edit(Low, Permissions.BanMembers)).ShouldBeEmpty();
        Told(Edit(Low, Permissions.BanMembers), Edit(High, Permissions.BanMembers), Edit(Low, Permissions.KickMembers)).ShouldBe([$"<@&{Low}> grants something else from then on, also to <@3>, whom this server protects."]);
        Told(Edit(_guild.Id.Value, Permissions.BanMembers)).ShouldHaveSingleItem().ShouldContain("<@3>");
        Told(Edit(Low, Permissions.None)).ShouldBeEmpty();

        string[] Obstacles(Change change) => [.. BlastRadius.Obstacles(_guild.Image(), [change], new OperationSettings { ProtectedMembers = [new(3)] })];
        IEnumerable<string> Told(params Change[] changes) => ProtectedPeople.Findings(_guild.Image(), changes, [new(3)]).Select(f => f.Sentence);
    }

    private void Refuses(Change change, bool refused) => BlastRadius.Obstacles(
        _guild.Image(), [change], new OperationSettings { ProtectedRoles = [new(Middle)], ProtectedChannels = [new(Inside)] }).Any().ShouldBe(refused);

    private RoleOrderChange Order(ulong[] after) => new()
    {
        Guild = _guild.Id,
        Before = [.. after.Order().Select(r => new Id<Role>(r))],
        After = [.. after.Select(r => new Id<Role>(r))],
        Reason = "",
    };

    private ChannelOrderChange Order(params (ulong Channel, ulong Parent)[] after) => new()
    {
        Guild = _guild.Id,
        Before = [.. after.Where(p => p.Channel > Low).OrderBy(p => p.Channel).Select(p => new ChannelPlace(new(p.Channel), new(Category)))],
        After = [.. after.Select(p => new ChannelPlace(new(p.Channel), new(p.Parent)))],
        Reason = "",
    };
}
