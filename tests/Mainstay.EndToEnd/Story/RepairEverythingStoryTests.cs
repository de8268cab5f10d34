using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mainstay.EndToEnd.Story;

/// <summary>One plan over everything, through a browser: findings of every kind, their details, Apply, the report's file, and back again.</summary>
public sealed partial class RepairEverythingStoryTests
{
    private const string Guild = "Whitfield & Partners";

    [Fact]
    public async Task Everything_that_drifted_is_shown_repaired_reported_and_taken_back()
    {
        if (!ConsolePage.CanOpen)
        {
            Assert.Skip("Chromium is not installed.");
        }

        await using var demo = await Demo.StartAsync("--profile", "off");
        await using var console = await ConsolePage.OpenAsync(demo.Console);
        var pictures = new Screenshots(console.Page, "everything");
        await console.BeginAsync("/sync u", "/sync users");
        await console.CompleteAndSendAsync("/sync users");
        await console.SeesAsync("Members are in sync");
        var before = await console.RolesAsync();

        await SendAsync(console, "/repair all");
        await console.Button("Apply").WaitForAsync();
        await pictures.TakeAsync("plan");
        await TheMessageNamesTheGravestAsync(console);
        await TheFilesHaveEveryKindAsync(console, demo);

        await console.Button("Apply").ClickAsync();
        await console.SeesAsync("Repair everything: done");
        await console.Button("Undo").WaitForAsync();
        await pictures.TakeAsync("report");
        var report = await FileAsync(console, demo, RunFile());
        report.Split('\n').Count(line => line.StartsWith("Done\t", StringComparison.Ordinal)).ShouldBe(31);
        (await ChannelsAsync(demo)).ShouldContain("mainstay-log");
        await console.SeesRolesAsync(before, same: false);

        await TakeBackAsync(console, pictures);
        await Assertions.Expect(console.Last).ToContainTextAsync("31 of 31 changes");
        (await ChannelsAsync(demo)).ShouldNotContain("mainstay-log");
        await console.SeesRolesAsync(before, same: true);
        console.Errors.ShouldBeEmpty();
    }

    private static async Task TheMessageNamesTheGravestAsync(ConsolePage console)
    {
        var plan = await console.Last.InnerTextAsync();
        plan.ShouldContain("31 changes for 27 people. Nothing has been changed yet.");
        plan.ShouldContain("create the channel mainstay");
        plan.ShouldContain("active → inactive");
        plan.ShouldContain("stands at or above Mainstay's own highest role");
        plan.ShouldContain("The role of the job Bailiff is gone from the server.");
        plan.ShouldNotContain("**");
    }

    /// <summary>What a message does not hold stands in its files: every change, and every finding with what was expected, what is there, and what mends it.</summary>
    private static async Task TheFilesHaveEveryKindAsync(ConsolePage console, Demo demo)
    {
        (await FileAsync(console, demo, PlanFile())).TrimEnd().Split('\n').Length.ShouldBe(31);
        var findings = (await FileAsync(console, demo, FindingsFile())).TrimEnd().Split('\n');
        foreach (var check in (string[])["roles.reach", "roles.gone", "roles.no-record", "channels.gone", "settings.gone", "settings.hidden", "records.job.role_id", "records.staff_member.user_id", "schema.missingindex"])
        {
            findings.ShouldContain(line => line.Contains($"\t{check}\t", StringComparison.Ordinal), check);
        }

        findings.ShouldContain(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("expected: a channel\tfound: none\tthis plan: make it again", StringComparison.Ordinal));
    }

    /// <summary>Undo is a plan of its own; as it deletes the channel that was made, it asks for the server's name.</summary>
    private static async Task TakeBackAsync(ConsolePage console, Screenshots pictures)
    {
        await console.Button("Undo").ClickAsync();
        await console.SeesAsync("Undo: Repair everything");
        await console.Button("Apply").WaitForAsync();
        (await console.Last.Locator(".mention[data-kind=channel]").First.EvaluateAsync<string>("mention => getComputedStyle(mention).display")).ShouldBe("inline");
        await pictures.TakeAsync("undo-plan");
        await console.Button("Apply").ClickAsync();
        var form = console.Page.Locator("dialog form.modal");
        await form.Locator("input").First.FillAsync(Guild);
        await pictures.TakeAsync("typed-phrase");
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new Regex("submit|send", RegexOptions.IgnoreCase) }).First.ClickAsync();
        await console.SeesAsync("Undo: Repair everything: done");
        await pictures.TakeAsync("undone");
    }

    private static async Task SendAsync(ConsolePage console, string command)
    {
        await console.BeginAsync(command, command);
        await console.CompleteAndSendAsync(command);
    }

    private static async Task<string> FileAsync(ConsolePage console, Demo demo, Regex name)
    {
        var link = console.Last.Locator(".file a").Filter(new LocatorFilterOptions { HasTextRegex = name });
        await link.WaitForAsync();
        return await demo.Api.GetStringAsync(new Uri(demo.Console, await link.GetAttributeAsync("href")), TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ChannelsAsync(Demo demo)
    {
        var info = await demo.GetAsync("info?as=owner");
        var view = await demo.GetAsync($"guilds/{info["guilds"]![0]!["id"]}/view?as=owner");
        return [.. view["channels"]!.AsArray().Select(c => (string)c!["name"]!)];
    }

    [GeneratedRegex("^plan")]
    private static partial Regex PlanFile();

    [GeneratedRegex("^findings")]
    private static partial Regex FindingsFile();

    [GeneratedRegex("^run-")]
    private static partial Regex RunFile();
}
