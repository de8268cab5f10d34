using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>The story from the first page: plan, Apply, the roles change, Undo, they change back.</summary>
public sealed class RepairStoryTests
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

        var undone = await owner.PressAsync(report, "Undo", LawFirm.Token);
        undone.Text.ShouldContain("Undo: Repair staff roles: done");
        firm.Roles().ShouldBe(before);
    }
}
