namespace Mainstay.EndToEnd.Story;

/// <summary>Mainstay in servers as people really made them: many roles, names in another language, dividers, emoji.</summary>
public sealed class TemplateStoryTests
{
    [Theory]
    [InlineData("dev-server.json", "Staff")]
    [InlineData("gaming-community.json", "Communauté")]
    public async Task A_rank_is_made_somebody_is_hired_and_drift_is_repaired(string template, string role)
    {
        if (FindTemplate(template) is not { } file)
        {
            Assert.Skip($"../shared/discord/templates/{template} is not there.");
            return;
        }

        await using var demo = await Demo.StartAsync("--template", file);

        var person = await SomebodyAsync(demo);
        await SucceedsAsync(demo, "/sync users", [], "Members are in sync");
        await SucceedsAsync(demo, "/staff list", [], "no ranks yet");
        (await demo.ExecAsync("owner", "/repair staff-roles")).Output.ShouldContain("No role is declared as a staff rank yet");
        await SucceedsAsync(demo, $"/staff rank add role:@{role} level:3 limit:1000", ["Apply"], "done");
        await SucceedsAsync(demo, $"/staff hire member:{person} rank:{role} reason:the interview went well", ["Apply"], "Hire: done");
        (await HoldsAsync(demo, person, role)).ShouldBeTrue();
        await SucceedsAsync(demo, "/staff list", [], "· 1 of 1,000");

        await TakeAsync(demo, person, role);
        await SucceedsAsync(demo, "/repair staff-roles", ["Apply"], "Repair staff roles: done");
        (await HoldsAsync(demo, person, role)).ShouldBeTrue();
        await SucceedsAsync(demo, "/repair staff-roles", [], "Repair staff roles");
    }

    private static async Task SucceedsAsync(Demo demo, string command, string[] presses, string says)
    {
        var (code, output) = await demo.ExecAsync("owner", command, presses);
        code.ShouldBe(0, $"{command}\n{output}\n{demo.Output}");
        output.ShouldContain(says, Case.Insensitive, command);
    }

    /// <summary>A person without a role of their own, by id.</summary>
    private static async Task<string> SomebodyAsync(Demo demo)
    {
        var members = await demo.GetAsync($"guilds/{await GuildAsync(demo)}/members?limit=1000&as=owner");
        return members["members"]!.AsArray().Where(m => m!["bot"] is null && (string)m["kind"]! == "member" && m["roles"]!.AsArray().Count == 0).Select(m => (string)m!["id"]!).First();
    }

    private static async Task<bool> HoldsAsync(Demo demo, string person, string role)
    {
        var wanted = await RoleAsync(demo, role);
        var seen = await demo.GetAsync($"guilds/{await GuildAsync(demo)}/people/{person}?as=owner");
        return seen["roles"]!.AsArray().Any(r => (string)r! == wanted);
    }

    private static async Task TakeAsync(Demo demo, string person, string role)
    {
        using var taken = await demo.Api.DeleteAsync(
            new Uri($"as/owner/guilds/{await GuildAsync(demo)}/members/{person}/roles/{await RoleAsync(demo, role)}", UriKind.Relative), TestContext.Current.CancellationToken);
        taken.EnsureSuccessStatusCode();
    }

    private static async Task<string> RoleAsync(Demo demo, string name)
    {
        var view = await demo.GetAsync($"guilds/{await GuildAsync(demo)}/view?as=owner");
        return view["roles"]!.AsArray().Where(r => (string)r!["name"]! == name).Select(r => (string)r!["id"]!).Single();
    }

    private static async Task<string> GuildAsync(Demo demo) => (string)(await demo.GetAsync("info?as=owner"))["guilds"]![0]!["id"]!;

    /// <summary>The templates lie beside a clone of the repository, and only where its makers work.</summary>
    private static string? FindTemplate(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "discord", "templates", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
