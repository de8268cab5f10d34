using System.Text.Json.Nodes;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>Settings as people look at and change them, against Discord in a box.</summary>
public class SettingsStoryTests
{
    [Fact]
    public async Task A_setting_is_changed_by_a_plan_shown_kept_with_its_history_and_taken_back()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");

        var plan = await owner.UseAsync("/settings set name:operations key:most-changes value:321", LawFirm.Token);
        plan.Text.ShouldContain("`most-changes` 5,000 → 321");
        (await VersionsAsync(firm)).ShouldBe(0);
        var report = await owner.PressAsync(plan, "Apply", LawFirm.Token);
        report.Text.ShouldContain("Change settings: done");

        (await owner.UseAsync("/settings show name:operations key:most-changes", LawFirm.Token)).Text.ShouldContain("**321** (at the start: 5,000)");
        (await owner.UseAsync("/settings list", LawFirm.Token)).Text.ShouldContain("`operations` Operations · 1 value of its own · version 1");
        (await owner.UseAsync("/settings history name:operations", LawFirm.Token)).Text.ShouldContain("`most-changes` 5,000 → 321");

        var undo = await owner.PressAsync(await owner.PressAsync(report, "Undo", LawFirm.Token), "Apply", LawFirm.Token);
        undo.Text.ShouldContain("Undo: Change settings: done");
        (await owner.UseAsync("/settings list", LawFirm.Token)).Text.ShouldContain("`operations` Operations · as at the start · version 2");
    }

    [Fact]
    public async Task Lists_take_entries_in_and_out_and_reset_goes_back_to_the_start()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var (one, two) = (firm.Sandbox.Roster!.Ranks[0].Role, firm.Sandbox.Roster!.Ranks[^1].Role);

        await ApplyAsync(owner, $"/settings set name:operations key:protected-roles value:<@&{one}> {two}");
        (await owner.UseAsync("/settings show name:operations key:protected-roles", LawFirm.Token)).Text.ShouldContain($"**<@&{one}>, <@&{two}>**");
        (await owner.UseAsync($"/settings set name:operations key:protected-roles value:-<@&{one}>", LawFirm.Token)).Text.ShouldContain($"`protected-roles` **−** <@&{one}>");
        await ApplyAsync(owner, $"/settings set name:operations key:protected-roles value:-<@&{one}>");
        (await owner.UseAsync("/settings show name:operations key:protected-roles", LawFirm.Token)).Text.ShouldContain($"**<@&{two}>**");
        (await owner.UseAsync("/repair staff-roles", LawFirm.Token)).Text.ShouldContain("is protected");
        await ApplyAsync(owner, "/settings reset name:operations");
        (await owner.UseAsync("/settings show name:operations key:protected-roles", LawFirm.Token)).Text.ShouldContain("**none**");
        (await owner.UseAsync("/settings reset name:operations", LawFirm.Token)).Text.ShouldContain("how it stands already");
    }

    [Theory]
    [InlineData("name:operations key:most-changes value:0", "is not between 1 and 100,000")]
    [InlineData("name:operations key:most-changes value:many", "takes a number from 1 to 100,000")]
    [InlineData("name:operations key:most-changes value:99999999999999999999", "I cannot read")]
    [InlineData("name:operations key:protected-roles value:<@&123456789012345678>", "is no role of this server")]
    [InlineData("name:operations key:protected-roles value:<@123456789012345678>", "takes roles")]
    [InlineData("name:replies key:log-channel value:everyone", "takes a channel")]
    [InlineData("name:nonsense key:most-changes value:1", "There are no settings named \"nonsense\"")]
    [InlineData("name:operations key:@everyone value:1", "Operations has no")]
    [InlineData("name:repair key:staff-roles value:maybe", "`database`")]
    [InlineData("name:authority key:grants value:repair.apply", "entries like `word=@role`")]
    [InlineData("name:authority key:grants value:+stafff.manage=@Partner", "There is no right called `stafff.manage`")]
    public async Task A_bad_value_is_one_sentence_and_nothing_is_kept(string options, string sentence)
    {
        await using var firm = await LawFirm.StartAsync();

        var reply = await firm.As("owner").UseAsync($"/settings set {options}", LawFirm.Token);

        reply.Text.ShouldContain(sentence);
        reply.Buttons.ShouldBeEmpty();
        (await VersionsAsync(firm)).ShouldBe(0);
    }

    [Fact]
    public async Task Roles_and_channels_are_known_by_name()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var partner = firm.Sandbox.Roster!.Ranks.Single(r => r.Name == "Senior Partner").Role;

        await ApplyAsync(owner, "/settings set name:operations key:protected-roles value:+@Senior Partner");
        (await owner.UseAsync("/settings show name:operations key:protected-roles", LawFirm.Token)).Text.ShouldContain($"**<@&{partner}>**");
        await ApplyAsync(owner, "/settings set name:authority key:grants value:+staff.manage=@senior partner, +repair.apply=@Senior Partner");
        (await owner.UseAsync("/settings show name:authority", LawFirm.Token)).Text.ShouldContain($"staff.manage = <@&{partner}>, repair.apply = <@&{partner}>");
        await ApplyAsync(owner, "/settings set name:replies key:log-channel value:#bot-commands");
        (await owner.UseAsync("/settings set name:operations key:protected-roles value:@Nobody", LawFirm.Token)).Text.ShouldContain("I cannot read");
    }

    [Theory]
    [InlineData("/settings set name:repair key:channel", "key", "Repair · channels|Repair · channel-names|Repair · watch-channels")]
    [InlineData("/settings set name:repair key:channels value:", "value", "database|discord|ask")]
    [InlineData("/settings set name:operations key:protected-roles value:+@Senior P", "value", "add @Senior Partner")]
    [InlineData("/settings set name:replies key:log-channel value:#bot-c", "value", "#bot-commands")]
    [InlineData("/settings set name:nonsense key:channels value:", "value", "")]
    public async Task What_can_be_set_is_offered(string text, string focused, string offered)
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var guild = (string)(await owner.CallAsync(HttpMethod.Get, "/info", null, LawFirm.Token))["guilds"]![0]!["id"]!;
        var channel = (string)(await owner.CallAsync(HttpMethod.Get, $"/guilds/{guild}/view", null, LawFirm.Token))["home_channel_id"]!;

        var answer = await owner.CallAsync(HttpMethod.Post, $"/channels/{channel}/autocomplete", new JsonObject { ["text"] = text, ["picked"] = new JsonObject(), ["focused"] = focused }, LawFirm.Token);

        string.Join('|', answer["choices"]!.AsArray().Select(c => (string)c!["name"]!)).ShouldBe(offered);
    }

    [Fact]
    public async Task Whoever_asks_for_approvals_is_told_that_taking_it_back_needs_them_as_well()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");

        (await owner.UseAsync("/settings set name:operations key:approvals value:2", LawFirm.Token)).Text.ShouldContain("before 2 other people agree to it, a plan to take this back included");
        (await owner.UseAsync("/settings set name:operations key:destructive-approvals value:2", LawFirm.Token)).Text.ShouldNotContain("other people agree");
    }

    [Fact]
    public async Task Who_may_not_is_told_so()
    {
        await using var firm = await LawFirm.StartAsync();

        (await firm.As("member").UseAsync("/settings set name:operations key:most-changes value:1", LawFirm.Token)).Text.ShouldContain("settings.manage");
        (await firm.As("member").UseAsync("/settings list", LawFirm.Token)).Text.ShouldContain("settings.view");
    }

    private static async Task ApplyAsync(SandboxPerson person, string command) =>
        (await person.PressAsync(await person.UseAsync(command, LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Change settings: done");

    private static async Task<long> VersionsAsync(HostedMainstay firm) =>
        (await firm.Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<long>("SELECT COUNT(*) FROM setting_version WHERE guild_id = @guild", new { guild = firm.Guild() }), LawFirm.Token))[0];
}
