using Mainstay.Discord;
using Mainstay.Engine.Authority;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Authority;

public class AuthorityTests
{
    private static readonly Capability Open = new("probe.open", "look at the probe") { DefaultPermissions = Permissions.ManageGuild };

    [Theory]
    [InlineData(1UL, 0UL, true)] // the owner
    [InlineData(10UL, 60UL, true)] // ADMINISTRATOR
    [InlineData(10UL, 61UL, false)] // MANAGE_GUILD is no default holder of probe.use
    [InlineData(10UL, 0UL, false)]
    [InlineData(0UL, 0UL, false)] // Mainstay itself holds nothing by itself
    public async Task Unset_means_owner_and_administrators(ulong user, ulong role, bool allowed)
    {
        await using var rig = await StartAsync();

        (await CheckAsync(rig, user, role, ProbeModule.Use)).Allowed.ShouldBe(allowed);
    }

    [Fact]
    public async Task A_default_permission_counts_until_the_guild_says_who_holds_it()
    {
        await using var rig = await StartAsync();
        (await CheckAsync(rig, 10, 61, Open)).Allowed.ShouldBeTrue();

        await rig.Get<ISettings>().SaveAsync(
            rig.Guild, new AuthoritySettings { Grants = [AuthoritySettings.Entry(Open.Name, new(EngineRig.Staff))] }, 0, Actor.Mainstay, EngineRig.Token);

        (await CheckAsync(rig, 10, 61, Open)).Allowed.ShouldBeFalse();
        (await CheckAsync(rig, 10, EngineRig.Staff, Open)).Allowed.ShouldBeTrue();
        (await CheckAsync(rig, 1, 0, Open)).Allowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(12UL, true)] // holds role 40, below 60
    [InlineData(13UL, true)] // holds none
    [InlineData(14UL, false)] // holds 60 as well
    [InlineData(15UL, false)] // holds 90
    [InlineData(1UL, false)] // the owner
    [InlineData(10UL, false)] // oneself
    public async Task No_right_reaches_above_its_holder(ulong target, bool allowed)
    {
        await using var rig = await StartAsync();
        rig.Discord.Change(g => g.Member(10, 60).Member(14, 60).Member(15, EngineRig.High));

        (await CheckAsync(rig, 10, 60, ProbeModule.Use, Target.Member(new(target)))).Allowed.ShouldBe(allowed);
    }

    [Fact]
    public async Task In_a_direct_message_only_what_is_open_to_all_is_allowed()
    {
        await using var rig = await StartAsync();
        var authority = rig.Get<IAuthority>();

        (await authority.CheckAsync(rig.As().Actor, Capability.Everyone, null, default, EngineRig.Token)).Allowed.ShouldBeTrue();
        (await authority.CheckAsync(rig.As().Actor, ProbeModule.Use, null, default, EngineRig.Token)).Allowed.ShouldBeFalse();
    }

    private static async Task<EngineRig> StartAsync()
    {
        var rig = await EngineRig.StartAsync();
        rig.Discord.Change(g => g.Role(60, 60, Permissions.Administrator).Role(61, 61, Permissions.ManageGuild));
        return rig;
    }

    private static ValueTask<Verdict> CheckAsync(EngineRig rig, ulong user, ulong role, Capability capability, Target? target = null) =>
        rig.Get<IAuthority>().CheckAsync(
            new Actor { User = new(user), Roles = role == 0 ? [] : [new(role)] }, capability, target, new Place(rig.Guild), EngineRig.Token);
}
