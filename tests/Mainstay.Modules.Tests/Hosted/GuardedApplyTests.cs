using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>What happens between plan and Apply, against Discord in a box.</summary>
public class GuardedApplyTests
{
    [Fact]
    public async Task A_plan_is_refused_when_a_role_was_renamed_and_says_which()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var plan = await owner.UseAsync("/repair staff-roles", LawFirm.Token);
        var before = firm.Roles();
        var rank = firm.Sandbox.Roster!.Ranks[0].Role;
        await owner.CallAsync(HttpMethod.Patch, $"/as/owner/guilds/{firm.Guild()}/roles/{rank}", new JsonObject { ["name"] = "Grand Partner" }, LawFirm.Token);
        await Wait.UntilAsync(() => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) && image.Roles.Find(rank)?.Name == "Grand Partner");

        var reply = await owner.PressAsync(plan, "Apply", LawFirm.Token);

        reply.Text.ShouldContain("was renamed");
        reply.Text.ShouldContain("Nothing was changed");
        firm.Roles().ShouldBe(before);
    }

    [Fact]
    public async Task Hire_and_fire_write_record_history_and_role_together()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var rank = firm.Sandbox.Roster!.Ranks[^1];
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var staff = firm.Sandbox.Roster!.Staff.Select(s => s.User).ToHashSet();
        var ranks = firm.Sandbox.Roster!.Ranks.Select(r => r.Role).ToArray();
        var person = image.Members.AsEnumerable().First(m => !m.IsBot && m.Id != image.Guild!.OwnerId && !staff.Contains(m.Id) && !ranks.Any(r => m.Roles.Contains(r))).Id;
        var before = firm.Roles()[person];

        var raise = await owner.UseAsync($"/staff rank add role:{rank.Role} level:{rank.Level} limit:500", LawFirm.Token);
        if (raise.Buttons.Count > 0)
        {
            await owner.PressAsync(raise, "Apply", LawFirm.Token);
        }

        var hire = await owner.UseAsync($"/staff hire member:{person} rank:{rank.Role}", LawFirm.Token);
        (await owner.PressAsync(hire, "Apply", LawFirm.Token)).Text.ShouldContain("Hire: done");
        firm.Roles()[person].ShouldContain($"{rank.Role}");
        (await owner.UseAsync($"/staff hire member:{person} rank:{rank.Role}", LawFirm.Token)).Text.ShouldContain("on staff already");

        var fire = await owner.UseAsync($"/staff fire member:{person} reason:done", LawFirm.Token);
        (await owner.PressAsync(fire, "Apply", LawFirm.Token)).Text.ShouldContain("Fire: done");
        firm.Roles()[person].ShouldBe(before);
    }

    [Fact]
    public async Task Who_may_not_is_told_why_and_help_shows_only_what_one_may_run()
    {
        await using var firm = await LawFirm.StartAsync();
        var member = firm.As("member");

        (await member.UseAsync("/repair staff-roles", LawFirm.Token)).Text.ShouldContain("repair.apply");
        (await member.UseAsync("/slashes", LawFirm.Token)).Text.ShouldNotContain("repair");
        (await firm.As("owner").UseAsync("/slashes", LawFirm.Token)).Text.ShouldContain("repair staff-roles");
        (await firm.As("owner").UseAsync("/help command:staff hire", LawFirm.Token)).Text.ShouldContain("Nothing happens until you press Apply");
        (await firm.As("owner").UseAsync("/help command:/staff rank", LawFirm.Token)).Text.ShouldContain("Show the ranks with their levels and limits");
        (await firm.As("owner").UseAsync("/sync stats", LawFirm.Token)).Text.ShouldContain("Coverage");
        (await firm.As("owner").UseAsync("/staff list", LawFirm.Token)).Text.ShouldContain("work here");
    }
}
