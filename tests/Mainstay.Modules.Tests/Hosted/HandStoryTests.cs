using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>People change rank roles on Discord itself, and Mainstay does what the server's policy says.</summary>
public class HandStoryTests
{
    [Fact]
    public async Task Adopted_changes_are_records_with_the_author_that_the_audit_log_names()
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, next) = await BeginAsync(firm, ByHand.Adopt);

        await GiveAsync(firm, "owner", person, rank);
        (await LinesAsync(firm, person, 1)).ShouldBe([("hire", (long?)rank.Value, (long?)OwnerOf(firm).Value)]);

        // Taking one role and giving another is one change.
        await TogetherAsync(
            firm,
            async () =>
            {
                await TakeAsync(firm, "owner", person, rank);
                await GiveAsync(firm, "owner", person, next);
            });
        (await LinesAsync(firm, person, 2))[1].ShouldBe(("promotion", (long?)next.Value, (long?)OwnerOf(firm).Value));

        await TakeAsync(firm, "owner", person, next);
        (await LinesAsync(firm, person, 3))[2].ShouldBe(("fire", null, (long?)OwnerOf(firm).Value));
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild AND given_role_id IS NULL AND outcome = 'adopted'", 1);
        (await firm.As("owner").UseAsync($"/staff info member:{person}", LawFirm.Token)).Text.ShouldContain("the record followed");
    }

    [Fact]
    public async Task What_Mainstay_does_itself_is_no_change_by_hand()
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, next) = await BeginAsync(firm, ByHand.Adopt);
        var owner = firm.As("owner");

        await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{rank}", LawFirm.Token), "Apply", LawFirm.Token);
        await GiveAsync(firm, "owner", Senior(firm), next);
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild", 1);

        (await LinesAsync(firm, person, 1)).ShouldHaveSingleItem();
        (await firm.CountAsync("SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild AND user_id = @user", person)).ShouldBe(0);
    }

    [Fact]
    public async Task Reverted_changes_leave_no_trace_in_roles_or_records_until_two_are_fighting()
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, _) = await BeginAsync(firm, ByHand.Revert);

        for (var time = 0; time < HandWatch.MostReverts; time++)
        {
            await GiveAsync(firm, "owner", person, rank);
            await UntilAsync(firm, "SELECT COUNT(*) FROM operation_run WHERE guild_id = @guild AND operation = 'staff.revert' AND state = 'done'", time + 1);
            firm.Roles()[person].ShouldNotContain($"{rank}");
        }

        await GiveAsync(firm, "owner", person, rank);
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild AND outcome = 'asked'", 1);
        firm.Roles()[person].ShouldContain($"{rank}");
        (await LinesAsync(firm, person, 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_about_changes_wait_for_a_person_and_an_unknown_author_stays_unknown()
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, _) = await BeginAsync(firm, ByHand.Ask);
        await BlindAsync(firm);

        await GiveAsync(firm, "owner", person, rank);
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild AND outcome = 'asked' AND by_id IS NULL", 1);
        (await LinesAsync(firm, person, 0)).ShouldBeEmpty();

        var owner = firm.As("owner");
        var preview = await owner.UseAsync($"/staff settle member:{person} follow:adopt", LawFirm.Token);
        preview.Text.ShouldContain("works here as");
        (await owner.PressAsync(preview, "Apply", LawFirm.Token)).Text.ShouldContain("done");
        (await LinesAsync(firm, person, 1)).ShouldBe([("hire", (long?)rank.Value, null)]);
        (await owner.UseAsync($"/staff history member:{person}", LawFirm.Token)).Text.ShouldContain("by somebody unknown");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rank_role_above_Mainstay_that_somebody_gave_is_told_although_Mainstay_cannot_take_it(bool reverts)
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, _) = await BeginAsync(firm, reverts ? ByHand.Revert : ByHand.Ask);
        var owner = firm.As("owner");
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var log = image.Channels.Single(c => c.Name == "bot-commands").Id;
        await firm.SaveSettingsAsync(firm.Guild(), "replies", $$"""{"log-channel":"{{log}}"}""", LawFirm.Token);
        await LiftAsync(firm, rank);

        await GiveAsync(firm, "owner", person, rank);
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_by_hand WHERE guild_id = @guild AND user_id = @user AND outcome = 'asked'", 1, person);
        await Wait.UntilAsync(async () => (await owner.CallAsync(HttpMethod.Get, $"/as/owner/channels/{log}/messages?limit=50", null, LawFirm.Token)).ToJsonString().Contains("Staff roles changed by hand", StringComparison.Ordinal));

        (await owner.UseAsync($"/staff settle member:{person} follow:revert", LawFirm.Token)).Text.ShouldContain("cannot put back");
        await owner.PressAsync(await owner.UseAsync($"/staff settle member:{person} follow:adopt", LawFirm.Token), "Apply", LawFirm.Token);
        (await owner.UseAsync($"/staff info member:{person}", LawFirm.Token)).Text.ShouldContain("a person was asked");
    }

    [Fact]
    public async Task Where_Discord_writes_no_entry_within_ten_seconds_the_author_is_unknown_and_nobody_is_guessed()
    {
        await using var firm = await LawFirm.StartAsync();
        var (person, rank, _) = await BeginAsync(firm, ByHand.Adopt);
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Skip, On = "GUILD_AUDIT_LOG_ENTRY_CREATE", Share = 1 }] };

        await GiveAsync(firm, "owner", person, rank);
        (await LinesAsync(firm, person, 1)).ShouldBe([("hire", (long?)rank.Value, null)]);
        (await firm.CountAsync("SELECT COUNT(*) FROM staff_member WHERE guild_id = @guild AND user_id = @user AND hired_by IS NULL", person)).ShouldBe(1);
    }

    [Fact]
    public async Task The_policy_is_a_plan_like_any_other()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);

        var plan = await owner.UseAsync("/staff policy roles_by_hand:revert", LawFirm.Token);
        plan.Text.ShouldContain("the roles follow the record");
        (await PolicyAsync()).ShouldBe(ByHand.Ask);
        (await owner.ConfirmAsync(plan, LawFirm.Token)).Text.ShouldContain("done");
        (await PolicyAsync()).ShouldBe(ByHand.Revert);
        (await owner.UseAsync("/staff policy roles_by_hand:revert", LawFirm.Token)).Text.ShouldContain("already");
        (await firm.As("member").UseAsync("/staff policy roles_by_hand:adopt", LawFirm.Token)).Text.ShouldContain("staff.ranks");

        async Task<ByHand> PolicyAsync() => (await firm.Get<ISettings>().GetAsync<StaffSettings>(firm.Guild(), LawFirm.Token)).Value.RolesByHand;
    }

    private static async Task<(Id<User> Person, Id<Role> Rank, Id<Role> Next)> BeginAsync(HostedMainstay firm, ByHand policy)
    {
        await firm.As("owner").UseAsync("/sync users", LawFirm.Token);
        var saved = await firm.Get<ISettings>().SaveAsync(firm.Guild(), new StaffSettings { RolesByHand = policy, ByHandSeconds = 1 }, 0, Actor.Mainstay, LawFirm.Token);
        saved.Succeeded.ShouldBeTrue();
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var roster = firm.Sandbox.Roster!;
        var staff = roster.Staff.Select(s => s.User).ToHashSet();
        var free = roster.Ranks.Reverse().Where(r => roster.Staff.Count(s => s.Rank == r.Name) < r.Limit).Select(r => r.Role).ToArray();
        var person = image.Members.AsEnumerable().First(m => !m.IsBot && m.Id != image.Guild!.OwnerId && !staff.Contains(m.Id) && m.Roles.Count == 0).Id;
        return (person, free[0], free[1]);
    }

    private static Id<User> OwnerOf(HostedMainstay firm) => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) ? image.Guild!.OwnerId : default;

    private static Id<User> Senior(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return firm.Sandbox.Roster!.Staff.First(s => image.Members.TryGet(s.User, out _)).User;
    }

    /// <summary>Takes the right to see the audit log from Mainstay.</summary>
    private static async Task BlindAsync(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        foreach (var role in image.Me!.Value.Roles.ToArray().Append(new Id<Role>(firm.Guild().Value)))
        {
            var permissions = image.Roles.Find(role)!.Permissions & ~(Permissions.ViewAuditLog | Permissions.Administrator);
            await firm.As("owner").CallAsync(
                HttpMethod.Patch, $"/as/owner/guilds/{firm.Guild()}/roles/{role}", new System.Text.Json.Nodes.JsonObject { ["permissions"] = $"{(ulong)permissions}" }, LawFirm.Token);
        }
    }

    /// <summary>Puts a role above all of Mainstay's.</summary>
    private static async Task LiftAsync(HostedMainstay firm, Id<Role> role)
    {
        int? Place(Id<Role> one) => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) ? image.Roles.Find(one)?.Position : null;
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var before).ShouldBeTrue();
        var top = before.Roles.Max(r => r.Position);
        await firm.As("owner").CallAsync(
            HttpMethod.Patch, $"/as/owner/guilds/{firm.Guild()}/roles", new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = $"{role}", ["position"] = top }), LawFirm.Token);
        await Wait.UntilAsync(() => Place(role) >= top && before.Me!.Value.Roles.ToArray().All(r => Place(r) < Place(role)));
    }

    private static Task GiveAsync(HostedMainstay firm, string who, Id<User> person, Id<Role> role) =>
        firm.As(who).CallAsync(HttpMethod.Put, $"/as/{who}/guilds/{firm.Guild()}/members/{person}/roles/{role}", null, LawFirm.Token);

    private static Task TakeAsync(HostedMainstay firm, string who, Id<User> person, Id<Role> role) =>
        firm.As(who).CallAsync(HttpMethod.Delete, $"/as/{who}/guilds/{firm.Guild()}/members/{person}/roles/{role}", null, LawFirm.Token);

    /// <summary>Mainstay hears of all of it in one go, however long it takes a person here.</summary>
    private static async Task TogetherAsync(HostedMainstay firm, Func<Task> work)
    {
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = "GUILD_MEMBER_UPDATE", Ordinals = [1], Name = "together" }] };
        await work();
        await Wait.UntilAsync(() => firm.Sandbox.Waiting("together") > 0);
        firm.Sandbox.Release("together");
        firm.Sandbox.Faults = FaultPlan.None;
    }

    /// <summary>The lines of somebody's history, as soon as there are so many.</summary>
    private static async Task<IReadOnlyList<(string Action, long? To, long? By)>> LinesAsync(HostedMainstay firm, Id<User> person, int count)
    {
        await UntilAsync(firm, "SELECT COUNT(*) FROM staff_history WHERE guild_id = @guild AND user_id = @user", count, person);
        var lines = await firm.Get<IDatabase>().ReadAsync(
            unit => unit.QueryAsync<Line>(
                "SELECT action, to_role_id, by_id FROM staff_history WHERE guild_id = @guild AND user_id = @user ORDER BY number", new { guild = firm.Guild(), user = person }),
            LawFirm.Token);
        return [.. lines.Select(l => (l.Action, l.ToRoleId, l.ById))];
    }

    private static Task UntilAsync(HostedMainstay firm, string sql, long count, Id<User> user = default) =>
        Wait.UntilAsync(async () => await firm.CountAsync(sql, user) == count, () => $"{count} times {sql}");

    private sealed record Line
    {
        public string Action { get; init; } = "";

        public long? ToRoleId { get; init; }

        public long? ById { get; init; }
    }
}

internal static class Counting
{
    public static Task<long> CountAsync(this HostedMainstay firm, string sql, Id<User> user = default) =>
        firm.Get<IDatabase>().ReadAsync(unit => unit.ScalarAsync<long>(sql, new { guild = firm.Guild(), user }), LawFirm.Token);
}
