using System.Text.Json.Nodes;
using Mainstay.Sandbox.Faults;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>The story from the first page: plan, Apply, the roles change, Undo, they change back.</summary>
public class RepairStoryTests
{
    [Fact]
    public async Task Repair_applies_what_the_plan_says_and_undo_takes_it_back()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        (await owner.UseAsync("/sync users", LawFirm.Token)).Text.ShouldContain("in sync");
        var before = firm.Roles();

        var plan = await owner.UseAsync("/repair staff-roles", LawFirm.Token);
        plan.Buttons.ShouldContain(b => b.StartsWith("Apply"), plan.ToString());
        firm.Roles().ShouldBe(before);

        var report = await owner.PressAsync(plan, "Apply", LawFirm.Token);
        report.Buttons.ShouldBe(["Undo"], report.ToString());
        var after = firm.Roles();
        after.ShouldNotBe(before);
        (await owner.UseAsync("/repair staff-roles", LawFirm.Token)).Buttons.ShouldBeEmpty();

        var undo = await owner.PressAsync(report, "Undo", LawFirm.Token);
        undo.Buttons.ShouldContain(b => b.StartsWith("Apply"), undo.ToString());
        firm.Roles().ShouldBe(after);
        var undone = await owner.PressAsync(undo, "Apply", LawFirm.Token);
        undone.Text.ShouldContain("Undo: Repair staff roles: done");
        firm.Roles().ShouldBe(before);
    }

    [Fact]
    public async Task A_run_that_a_stop_interrupts_goes_on_after_the_start_and_each_effect_exists_once()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var plan = await owner.UseAsync("/repair staff-roles", LawFirm.Token);
        firm.Sandbox.Faults = new FaultPlan
        {
            Rules = [new FaultRule { Kind = FaultKind.Hold, On = "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}", Ordinals = [3], Name = "third" }],
        };
        await owner.BeginPressAsync(plan, "Apply", LawFirm.Token);
        await Wait.UntilAsync(() => firm.Sandbox.Waiting("third") > 0);
        await firm.StopAsync();
        firm.Sandbox.Release("third");
        firm.Sandbox.Faults = FaultPlan.None;
        await firm.StartAgainAsync(LawFirm.Token);
        await firm.Bot.Recovered.WaitAsync(LawFirm.Token);

        (await owner.UseAsync("/repair staff-roles", LawFirm.Token)).Buttons.ShouldBeEmpty();
        var audit = await owner.CallAsync(HttpMethod.Get, $"/as/owner/guilds/{firm.Guild()}/audit-logs?action_type=25&limit=100", null, LawFirm.Token);
        var changed = ((JsonArray)audit["audit_log_entries"]!).Where(e => ((string?)e!["reason"])?.Contains("Mainstay run", StringComparison.Ordinal) == true).Select(e => (string)e!["target_id"]!).ToArray();
        changed.ShouldBeUnique();
    }
}
