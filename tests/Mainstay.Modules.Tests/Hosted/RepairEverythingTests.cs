using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>Repair against Discord in a box: what was deleted comes back as it was, what is hidden is left alone, policies count, and the watch watches.</summary>
public class RepairEverythingTests
{
    private static CancellationToken Token => LawFirm.Token;

    [Fact]
    public async Task A_deleted_log_channel_comes_back_with_its_permissions_topic_and_category_and_the_settings_follow()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = Channel(firm, "open-positions");
        await firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{before.Id}}"}""", Token);
        (await owner.UseAsync("/repair channels", Token)).Buttons.ShouldBeEmpty();

        await DeleteAsync(firm, before.Id);
        var plan = await owner.UseAsync("/repair channels", Token);
        plan.Text.ShouldContain("is gone from the server. It is made again with its permissions, without its messages.");
        (await owner.PressAsync(plan, "Apply", Token)).Text.ShouldContain("Repair channels: done");

        var after = Channel(firm, "open-positions");
        after.Id.ShouldNotBe(before.Id);
        Looks(after).ShouldBe(Looks(before));
        (await BodyAsync(firm, "replies")).ShouldContain($"{after.Id}");
        (await owner.UseAsync("/repair channels", Token)).Buttons.ShouldBeEmpty();
        (await owner.UseAsync("/repair config", Token)).Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_plan_over_everything_mends_all_that_can_be_mended_and_a_second_has_nothing_to_do()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var moderator = Role(firm, "Moderator");
        await firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{firm.Sandbox.Roster!.LogChannel}}"}""", Token);
        await firm.SaveSettingsAsync(firm.Guild(), "authority", $$"""{"grants":["sync.run={{Gone}}","sync.run={{moderator}}","staff.manage={{Gone}}"]}""", Token);
        await firm.Get<IDatabase>().WriteAsync(unit => unit.ExecuteAsync("DROP INDEX staff_history_by_time"), Token);

        (await owner.UseAsync("/repair channels", Token)).Text.ShouldContain("a new one is made that only Mainstay and administrators see");
        var dry = await owner.UseAsync("/repair dry-run", Token);
        dry.Buttons.ShouldBeEmpty();
        var plan = await owner.UseAsync("/repair all", Token);
        plan.Text.ShouldContain("29 changes");
        plan.Text.ShouldContain("25 members' roles");
        plan.Text.ShouldContain("staff_history_by_time");
        plan.Text.ShouldContain("It is the last one");
        (await owner.PressAsync(plan, "Apply", Token)).Text.ShouldContain("**29** of 29 changes");

        var made = Channel(firm, "mainstay-log");
        made.PermissionOverwrites!.ShouldContain(o => o.Id.Value == firm.Guild().Value && o.Deny.HasFlag(Permissions.ViewChannel));
        (await BodyAsync(firm, "replies")).ShouldContain($"{made.Id}");
        (await BodyAsync(firm, "authority")).ShouldBe($$"""{"grants":["sync.run={{moderator}}","staff.manage={{Gone}}"]}""");
        (await CountAsync(firm, "SELECT COUNT(*) FROM staff_member WHERE guild_id = @guild AND status = 'inactive'")).ShouldBe(2);
        (await owner.UseAsync("/repair all", Token)).Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_Mainstay_may_not_view_is_hidden_and_not_gone()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var hidden = await HiddenAsync(firm);
        await firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{hidden}}"}""", Token);

        foreach (var command in (string[])["/repair channels", "/repair config", "/repair channels conflicts:database"])
        {
            var reply = await owner.UseAsync(command, Token);
            reply.Text.ShouldContain("may not view");
            reply.Buttons.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Where_the_policy_says_ask_nothing_is_planned_until_somebody_decides()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        await firm.SaveSettingsAsync(firm.Guild(), "repair", """{"staff-roles":"ask"}""", Token);

        var asked = await owner.UseAsync("/repair staff-roles", Token);
        asked.Buttons.ShouldBeEmpty();
        asked.Text.ShouldContain("25 people have other roles than the staff records say");
        asked.Text.ShouldContain("conflicts:database");
        (await owner.UseAsync("/repair staff-roles conflicts:discord", Token)).Buttons.ShouldBeEmpty();
        (await owner.UseAsync("/repair staff-roles conflicts:database", Token)).Buttons.ShouldContain(b => b.StartsWith("Apply 25", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_protected_is_left_out_of_the_plan_and_named()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var rank = firm.Sandbox.Roster!.Ranks[^1].Role;
        await firm.SaveSettingsAsync(firm.Guild(), "operations", $$"""{"protected-roles":["{{rank}}"]}""", Token);

        var plan = await owner.UseAsync("/repair staff-roles", Token);
        plan.Text.ShouldContain("is protected by the settings of operations");
        var before = firm.Roles();
        await owner.PressAsync(plan, "Apply", Token);
        firm.Roles().ShouldNotBe(before);
        firm.Roles().Where(p => p.Value.Contains($"{rank}", StringComparison.Ordinal)).Select(p => p.Key).ShouldBe(before.Where(p => p.Value.Contains($"{rank}", StringComparison.Ordinal)).Select(p => p.Key));
    }

    [Fact]
    public async Task What_a_template_wants_of_channels_and_roles_is_put_back_after_drift()
    {
        await using var server = await HostedMainstay.StartAsync(
            s => s.AddMainstayModules(), HostedSandbox.ForTests, await OnPostgresAttribute.DatabaseAsync(), Token);
        var owner = server.As("owner");
        await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", Token), Token);
        var guild = server.Get<IGuilds>().All.Single();
        GuildImage Image() => server.Get<IGuilds>().TrySnapshot(guild, out var image) ? image : throw new InvalidOperationException("There is no picture.");
        var closed = Image().Channels.First(c => c.Type == ChannelType.GuildText && c.PermissionOverwrites!.Any(o => o.Id.Value == guild.Value && o.Deny.HasFlag(Permissions.ViewChannel)));
        var deleted = Image().Channels.First(c => c.Type == ChannelType.GuildText && c.Id != closed.Id && c.PermissionOverwrites!.Any(o => o.Id.Value == guild.Value && o.Deny.HasFlag(Permissions.ViewChannel)));
        var role = Image().Roles.First(r => r.Id.Value != guild.Value && !r.Managed && closed.PermissionOverwrites!.Any(o => o.Id.Value == r.Id.Value));

        // The closed channel is opened to everybody, another one is deleted, and so is a role that both speak of.
        await owner.CallAsync(HttpMethod.Put, $"/as/owner/channels/{closed.Id}/permissions/{guild}", new JsonObject { ["type"] = 0, ["allow"] = "1024", ["deny"] = "0" }, Token);
        await owner.CallAsync(HttpMethod.Delete, $"/as/owner/channels/{deleted.Id}", null, Token);
        await owner.CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{guild}/roles/{role.Id}", null, Token);
        await Wait.UntilAsync(() => Image().Roles.Find(role.Id) is null && Image().Channels.Find(deleted.Id) is null);

        var plan = await owner.UseAsync("/repair channels", Token);
        (await owner.ConfirmAsync(plan, Token)).Text.ShouldContain("Repair channels: done");

        var again = Image().Roles.Single(r => r.Name == role.Name);
        again.Permissions.ShouldBe(role.Permissions);
        ObjectStates.OverwritesOf(Image().Channels.Find(closed.Id)!).Select(o => o.ToString()).Order().ShouldBe(
            closed.PermissionOverwrites!.Select(ObjectStates.Of).Select(o => o.Id.Value == role.Id.Value ? o with { Id = again.Id.Cast<Overwrite>() } : o).Select(o => o.ToString()).Order());
        var anew = Image().Channels.Single(c => c.Name == deleted.Name);
        ObjectStates.OverwritesOf(anew).Count.ShouldBe(deleted.PermissionOverwrites!.Count);
        (anew.ParentId, anew.Topic.OrDefault()).ShouldBe((deleted.ParentId, deleted.Topic.OrDefault()));
        (await owner.UseAsync("/repair channels", Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_watch_tells_drift_in_the_log_channel_and_repairs_it_where_the_server_chose_that()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var log = Channel(firm, "bot-commands").Id;
        await firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{log}}"}""", Token);
        await firm.SaveSettingsAsync(firm.Guild(), "repair", """{"watch-seconds":1,"watch-staff-roles":"off","watch-orphaned":"off"}""", Token);
        var role = Role(firm, "Interviewee");
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var person = image.Members.AsEnumerable().First(m => !m.IsBot && m.Roles.Contains(role)).Id;
        await owner.PressAsync(await owner.UseAsync($"/job add title:Candidate role:{role}", Token), "Apply", Token);
        await owner.PressAsync(await owner.UseAsync($"/job assign job:1 member:{person}", Token), "Apply", Token);

        await TakeAsync(firm, person, role);
        await Wait.UntilAsync(async () => (await MessagesAsync(firm, log)).Contains("Drift found", StringComparison.Ordinal));
        (await MessagesAsync(firm, log)).ShouldContain($"<@{person}>");
        firm.Roles()[person].ShouldNotContain($"{role}");

        await firm.SaveSettingsAsync(firm.Guild(), "repair", """{"watch-seconds":1,"watch-staff-roles":"off","watch-orphaned":"off","watch-job-roles":"heal"}""", Token);
        await PutAsync(firm, person, Role(firm, "Event Team"));
        await Wait.UntilAsync(() => firm.Roles()[person].Contains($"{role}", StringComparison.Ordinal));
        await Wait.UntilAsync(async () => (await MessagesAsync(firm, log)).Contains("Repair job roles: done", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/repair all conflicts:@everyone")]
    [InlineData("/repair channels conflicts:\u202E\u200B<@&1>")]
    public async Task A_hostile_value_is_refused_and_nothing_is_written(string command)
    {
        await using var firm = await LawFirm.StartAsync();
        var runs = await CountAsync(firm, "SELECT COUNT(*) FROM operation_run WHERE guild_id = @guild");

        var refused = await Should.ThrowAsync<Exception>(() => firm.As("owner").UseAsync(command, Token));

        refused.Message.ShouldContain("conflicts");
        (await CountAsync(firm, "SELECT COUNT(*) FROM operation_run WHERE guild_id = @guild")).ShouldBe(runs);
    }

    [Fact]
    public async Task Health_reads_only_and_says_what_each_part_is()
    {
        await using var firm = await LawFirm.StartAsync();
        await firm.As("owner").UseAsync("/sync users", Token);

        var health = (await firm.As("owner").UseAsync("/repair health", Token)).Text;

        health.ShouldContain("Database");
        health.ShouldContain("Place in the role list");
        health.ShouldContain("hidden from Mainstay");
        health.ShouldNotContain("unhealthy");
    }

    private static ulong Gone => 123_456_789_012_345_678;

    private static Channel Channel(HostedMainstay firm, string name)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return image.Channels.Single(c => c.Name == name);
    }

    private static Id<Role> Role(HostedMainstay firm, string name)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return image.Roles.Single(r => r.Name == name).Id;
    }

    private static string Looks(Channel channel)
    {
        var state = ObjectStates.Of(channel);
        return $"{state.Type} {state.Name} {state.Parent} {state.Topic} {string.Join(';', state.Overwrites!)}";
    }

    private static async Task<Id<Channel>> HiddenAsync(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        await Task.CompletedTask;
        return image.Channels.First(c => GuildImage.IsHidden(c) && c.Type == ChannelType.GuildText).Id;
    }

    private static async Task DeleteAsync(HostedMainstay firm, Id<Channel> channel)
    {
        await firm.As("owner").CallAsync(HttpMethod.Delete, $"/as/owner/channels/{channel}", null, Token);
        await Wait.UntilAsync(() => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) && image.Channels.Find(channel) is null);
    }

    private static Task TakeAsync(HostedMainstay firm, Id<User> person, Id<Role> role) =>
        firm.As("owner").CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{firm.Guild()}/members/{person}/roles/{role}", null, Token);

    private static Task PutAsync(HostedMainstay firm, Id<User> person, Id<Role> role) =>
        firm.As("owner").CallAsync(HttpMethod.Put, $"/as/owner/guilds/{firm.Guild()}/members/{person}/roles/{role}", null, Token);

    private static async Task<string> MessagesAsync(HostedMainstay firm, Id<Channel> channel) =>
        (await firm.As("owner").CallAsync(HttpMethod.Get, $"/as/owner/channels/{channel}/messages?limit=50", null, Token)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static async Task<string> BodyAsync(HostedMainstay firm, string name) => (await firm.Get<IDatabase>().ReadAsync(
        unit => unit.QueryAsync<string>("SELECT body FROM setting_version WHERE guild_id = @guild AND name = @name ORDER BY number DESC", new { guild = firm.Guild(), name }), Token))[0];

    private static Task<long> CountAsync(HostedMainstay firm, string sql) => firm.Get<IDatabase>().ReadAsync(unit => unit.ScalarAsync<long>(sql, new { guild = firm.Guild() }), Token);
}

[OnPostgres]
public sealed class RepairEverythingOnPostgres : RepairEverythingTests;
