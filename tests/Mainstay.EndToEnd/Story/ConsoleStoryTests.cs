using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Mainstay.EndToEnd.Story;

/// <summary>The first five minutes with Mainstay, through a browser: a plan is read, applied, watched, and taken back.</summary>
public sealed class ConsoleStoryTests
{
    // One of the people whose records and roles drifted apart in the law firm: the record says Associate, the role is gone.
    private const string Drifted = "Grace Adeyemi";
    private const string DriftedUsername = "grace.adeyemi";
    private const string DriftedRole = "Associate";

    [Fact]
    public async Task Staff_roles_are_repaired_before_ones_eyes_and_put_back_again()
    {
        if (!ConsolePage.CanOpen)
        {
            Assert.Skip("Chromium is not installed.");
        }

        await using var demo = await Demo.StartAsync("--profile", "discord");
        await using var console = await ConsolePage.OpenAsync(demo.Console);
        var pictures = new Screenshots(console.Page);
        await pictures.TakeAsync("open");

        await console.BeginAsync("/sync u", "/sync users");
        await pictures.TakeAsync("commands-complete-themselves");
        await console.CompleteAndSendAsync("/sync users");
        await console.SeesAsync("Members are in sync");
        await pictures.TakeAsync("synced");
        (await console.RolesOfAsync(DriftedUsername)).ShouldNotContain(DriftedRole);
        await pictures.TakeAsync("before");
        await console.CloseCardAsync();
        var before = await console.RolesAsync();

        await console.BeginAsync("/repair st", "/repair staff-roles");
        await console.CompleteAndSendAsync("/repair staff-roles");
        await console.Button("Apply 25 changes").WaitForAsync();
        var plan = await console.Last.InnerTextAsync();
        plan.ShouldContain("25 changes for 25 people. Nothing has been changed yet.");
        plan.ShouldContain($"@A | {Drifted} + @{DriftedRole}");
        plan.ShouldNotContain("unknown");
        plan.ShouldNotContain("**");
        await pictures.TakeAsync("plan");
        await NobodyElseCanApplyAsync(demo, console);

        await console.Button("Apply 25 changes").ClickAsync();
        await console.Button("Stop").WaitForAsync();
        await Assertions.Expect(console.Last).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\b[1-9]\d* of 25 changes"));
        await pictures.TakeAsync("progress");
        await console.Button("Undo").WaitForAsync();
        await console.SeesAsync("Repair staff roles: done");
        await pictures.TakeAsync("report");
        (await console.RolesOfAsync(DriftedUsername)).ShouldContain(DriftedRole);
        await pictures.TakeAsync("after");
        await console.CloseCardAsync();
        await console.SeesRolesAsync(before, same: false);
        await console.ShowAsync("audit");
        await console.Page.Locator(".audit", new PageLocatorOptions { HasText = "Mainstay run 1" }).First.WaitForAsync();
        await pictures.TakeAsync("audit-log");

        await console.Button("Undo").ClickAsync();
        await console.SeesAsync("25 changes for 25 people. Nothing has been changed yet.");
        await console.Button("Apply 25 changes").ClickAsync();
        await console.SeesAsync("Undo: Repair staff roles: done");
        await pictures.TakeAsync("undone");
        (await console.RolesOfAsync(DriftedUsername)).ShouldNotContain(DriftedRole);
        await console.CloseCardAsync();
        await console.SeesRolesAsync(before, same: true);

        await AMemberIsRefusedPolitelyAsync(console, pictures);
        console.Errors.ShouldBeEmpty();
    }

    /// <summary>The plan is shown to its asker alone; a client that names its button all the same gets nowhere.</summary>
    private static async Task NobodyElseCanApplyAsync(Demo demo, ConsolePage console)
    {
        var message = await console.Last.GetAttributeAsync("data-id");
        var button = await console.Button("Apply 25 changes").GetAttributeAsync("data-custom-id");
        var info = await demo.GetAsync("info?as=owner");
        var view = await demo.GetAsync($"guilds/{info["guilds"]![0]!["id"]}/view?as=owner");
        var press = new Uri($"channels/{view["home_channel_id"]}/messages/{message}/components?as=admin", UriKind.Relative);
        using var pressed = await demo.Api.PostAsJsonAsync(press, new { custom_id = button }, TestContext.Current.CancellationToken);

        pressed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await pressed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("does not exist");
        (await console.Button("Apply 25 changes").IsEnabledAsync()).ShouldBeTrue();
    }

    private static async Task AMemberIsRefusedPolitelyAsync(ConsolePage console, Screenshots pictures)
    {
        await console.ShowAsync("members");
        await console.BecomeAsync("Sofía Castillo");
        (await console.Page.GetByText("Repair staff roles: done").CountAsync()).ShouldBe(0);
        await console.BeginAsync("/repair st", "/repair staff-roles");
        await console.CompleteAndSendAsync("/repair staff-roles");
        await console.SeesAsync("Not yours to do");
        await console.SeesAsync("Only you can see this");
        await pictures.TakeAsync("a-member-is-refused");
    }
}
