using static Mainstay.Discord.Permissions;

namespace Mainstay.Discord.Tests;

public sealed class PermissionMathsTests
{
    private static readonly Id<Guild> GuildId = new(1);
    private static readonly Id<User> Owner = new(10);
    private static readonly Id<User> Member = new(11);
    private static readonly Id<Role> Low = new(21);
    private static readonly Id<Role> High = new(22);
    private static readonly Id<Role> Admin = new(23);

    private static readonly Guild House = Some.Guild(GuildId, Owner,
    [
        Some.Role(new(1), 0, ViewChannel | SendMessages),
        Some.Role(Low, 1, AddReactions),
        Some.Role(High, 2, KickMembers),
        Some.Role(Admin, 3, Administrator),
    ]);

    [Fact]
    public void Roles_add_up_with_everyone() =>
        PermissionMaths.Base(House, Member, [Low, High]).ShouldBe(ViewChannel | SendMessages | AddReactions | KickMembers);

    [Fact]
    public void The_owner_and_administrators_have_everything()
    {
        PermissionMaths.Base(House, Owner, []).ShouldBe(All);
        PermissionMaths.Base(House, Member, [Admin]).ShouldBe(All);
        In([Some.Overwrite(Member, deny: All)], [Admin]).ShouldBe(All);
    }

    [Fact]
    public void A_role_that_is_gone_grants_nothing() =>
        PermissionMaths.Base(House, Member, [new Id<Role>(99)]).ShouldBe(ViewChannel | SendMessages);

    [Fact]
    public void A_roles_grant_wins_over_another_roles_denial() =>
        In([Some.Overwrite(High, deny: SendMessages), Some.Overwrite(Low, allow: SendMessages)], [Low, High]).Has(SendMessages).ShouldBeTrue();

    [Fact]
    public void A_roles_denial_wins_over_everyones_grant() =>
        In([Some.Overwrite(Low, deny: SendMessages), Some.Overwrite(new Id<Role>(1), allow: SendMessages)], [Low]).Has(SendMessages).ShouldBeFalse();

    [Fact]
    public void The_members_own_overwrite_has_the_last_word() =>
        In([Some.Overwrite(Member, deny: SendMessages), Some.Overwrite(Low, allow: SendMessages)], [Low]).Has(SendMessages).ShouldBeFalse();

    [Fact]
    public void Overwrites_of_others_do_not_matter() =>
        In([Some.Overwrite(new Id<User>(12), deny: All), Some.Overwrite(High, deny: All)], [Low]).ShouldBe(ViewChannel | SendMessages | AddReactions);

    [Fact]
    public void A_member_overwrite_with_the_guilds_id_is_not_everyones() =>
        In([new Overwrite { Id = new(1), Type = OverwriteType.Member, Allow = None, Deny = ViewChannel }], []).Has(ViewChannel).ShouldBeTrue();

    [Fact]
    public void Who_does_not_see_a_channel_can_do_nothing_in_it() =>
        PermissionMaths.Effective(All & ~ViewChannel & ~Administrator, ChannelType.GuildText).ShouldBe(None);

    [Fact]
    public void Who_may_not_send_cannot_ping_embed_attach_or_have_read_aloud() =>
        PermissionMaths.Effective(ViewChannel | AddReactions | MentionEveryone | EmbedLinks | AttachFiles | SendTtsMessages, ChannelType.GuildText)
            .ShouldBe(ViewChannel | AddReactions);

    [Theory]
    [InlineData(ChannelType.PublicThread, SendMessages, false)]
    [InlineData(ChannelType.PublicThread, SendMessagesInThreads, true)]
    [InlineData(ChannelType.PrivateThread, SendMessagesInThreads, true)]
    [InlineData(ChannelType.GuildText, SendMessagesInThreads, false)]
    [InlineData(ChannelType.GuildText, SendMessages, true)]
    public void In_threads_sending_is_a_permission_of_its_own(ChannelType type, Mainstay.Discord.Permissions sending, bool embeds) =>
        PermissionMaths.Effective(ViewChannel | EmbedLinks | sending, type).Has(EmbedLinks).ShouldBe(embeds);

    [Theory]
    [InlineData(ChannelType.GuildVoice)]
    [InlineData(ChannelType.GuildStageVoice)]
    public void Who_may_not_connect_has_nothing_of_voice_and_does_not_manage_it(ChannelType type) =>
        PermissionMaths.Effective(ViewChannel | SendMessages | Speak | MoveMembers | ManageChannels | ManageRoles, type).ShouldBe(ViewChannel | SendMessages);

    [Fact]
    public void Voice_means_nothing_in_text_channels() =>
        PermissionMaths.Effective(ViewChannel | SendMessages | Connect | Speak, ChannelType.GuildText).ShouldBe(ViewChannel | SendMessages);

    [Fact]
    public void A_timeout_leaves_seeing_and_reading_except_to_administrators()
    {
        PermissionMaths.Effective(ViewChannel | ReadMessageHistory | SendMessages | KickMembers, ChannelType.GuildText, timedOut: true)
            .ShouldBe(ViewChannel | ReadMessageHistory);
        PermissionMaths.Effective(All, ChannelType.GuildText, timedOut: true).ShouldBe(All);
        PermissionMaths.Effective(ViewChannel | KickMembers, timedOut: true).ShouldBe(ViewChannel);
        PermissionMaths.Effective(All, timedOut: true).ShouldBe(All);
    }

    [Fact]
    public void An_overwrite_makes_nobody_an_administrator() =>
        PermissionMaths.Effective(In([Some.Overwrite(Member, allow: Administrator)], []), ChannelType.GuildText, timedOut: true).ShouldBe(ViewChannel);

    [Theory]
    [InlineData(ManageMessages, PinMessages)]
    [InlineData(ManageThreads, BypassSlowmode)]
    [InlineData(ManageChannels, BypassSlowmode)]
    [InlineData(ManageGuildExpressions, CreateGuildExpressions)]
    [InlineData(ManageEvents, CreateEvents)]
    public void Since_the_splits_of_2026_02_23_the_old_permission_does_not_bring_the_new(Mainstay.Discord.Permissions old, Mainstay.Discord.Permissions split) =>
        PermissionMaths.Effective(PermissionMaths.Base(isOwner: false, ViewChannel | SendMessages | Connect | old), ChannelType.GuildText)
            .ShouldSatisfyAllConditions(permissions => permissions.Has(old).ShouldBeTrue(), permissions => permissions.Has(split).ShouldBeFalse());

    [Fact]
    public void A_private_thread_wants_membership_or_managing()
    {
        PermissionMaths.SeesThread(ViewChannel, ChannelType.PublicThread, isMember: false).ShouldBeTrue();
        PermissionMaths.SeesThread(ViewChannel, ChannelType.PrivateThread, isMember: false).ShouldBeFalse();
        PermissionMaths.SeesThread(ViewChannel, ChannelType.PrivateThread, isMember: true).ShouldBeTrue();
        PermissionMaths.SeesThread(ViewChannel | ManageThreads, ChannelType.PrivateThread, isMember: false).ShouldBeTrue();
        PermissionMaths.SeesThread(None, ChannelType.PrivateThread, isMember: true).ShouldBeFalse();
    }

    [Fact]
    public void A_role_alone_can_be_asked_about() =>
        PermissionMaths.OfRole(ViewChannel, House.Roles[1], GuildId, [Some.Overwrite(Low, deny: ViewChannel)]).ShouldBe(AddReactions);

    private static Mainstay.Discord.Permissions In(IReadOnlyList<Overwrite> overwrites, IReadOnlyList<Id<Role>> roles) =>
        PermissionMaths.InChannel(PermissionMaths.Base(House, Member, roles), GuildId, Member, roles, overwrites);
}
