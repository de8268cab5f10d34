using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>A server that is set up from a template, against Discord in a box.</summary>
public class SetupStoryTests
{
    [Theory]
    [InlineData("Law firm", 7, 8)]
    [InlineData("Open-source community", 6, 6)]
    public async Task A_server_is_set_up_stays_so_and_is_taken_back(string template, int categories, int roles)
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var before = await ShapeAsync(server);
        (await owner.UseAsync($"/setupserver template:{template} dry_run:True", LawFirm.Token)).Buttons.ShouldBeEmpty();
        (await ShapeAsync(server)).ShouldBe(before);

        var done = await owner.ConfirmAsync(await owner.UseAsync($"/setupserver template:{template}", LawFirm.Token), LawFirm.Token);

        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        var made = (await ShapeAsync(server)).Except(before).ToArray();
        made.Count(l => l.StartsWith("category", StringComparison.Ordinal)).ShouldBe(categories);
        made.Count(l => l.StartsWith("role", StringComparison.Ordinal)).ShouldBe(roles);
        (await CountAsync(server, "setup_object")).ShouldBe(made.Length);
        (await CountAsync(server, "staff_rank")).ShouldBeGreaterThan(0);
        (await CountAsync(server, "job")).ShouldBeGreaterThan(0);
        (await CountAsync(server, "setting_version")).ShouldBe(1);
        (await owner.UseAsync($"/setupserver template:{template}", LawFirm.Token)).Text.ShouldContain("is set up as");
        (await owner.UseAsync("/repair channels", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));

        var undo = await owner.ConfirmAsync(await owner.PressAsync(done, "Undo", LawFirm.Token), LawFirm.Token);
        (await ShapeAsync(server)).ShouldBe(before, undo.Text);
        (await CountAsync(server, "staff_rank")).ShouldBe(0);
        (await CountAsync(server, "setup_object")).ShouldBe(0);
        (await CountAsync(server, "setup_template")).ShouldBe(0);
    }

    [Fact]
    public async Task A_wipe_deletes_what_the_template_does_not_have_but_not_where_it_was_asked_for()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        await CallAsync(server, HttpMethod.Post, $"/guilds/{GuildOf(server)}/channels", """{"name":"old-stuff","type":0}""");
        await CallAsync(server, HttpMethod.Post, $"/guilds/{GuildOf(server)}/roles", """{"name":"Old hands"}""");

        var preview = await owner.UseAsync("/setupserver template:Law firm wipe:True", LawFirm.Token);
        preview.Text.ShouldContain("Cannot be taken back");
        preview.Text.ShouldContain("type `");
        var done = await owner.ConfirmAsync(preview, LawFirm.Token);

        Assert.True(done.Text.Contains("server: done", StringComparison.Ordinal), done.Text);
        done.Text.ShouldContain(@"delete the channel #old\-stuff");
        var shape = await ShapeAsync(server);
        shape.ShouldNotContain(l => l.Contains("old-stuff", StringComparison.Ordinal) || l.Contains("Old hands", StringComparison.Ordinal));
        Assert.True(shape.Any(l => l.Contains("mod-log", StringComparison.Ordinal)), string.Join("\n", shape) + done.Text);
        (await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token)).Text.ShouldContain("is set up as");
    }

    [Fact]
    public async Task A_file_is_read_and_one_that_is_no_template_changes_nothing()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var before = await ShapeAsync(server);
        (await owner.UseAsync("/setupserver", "file", "notes.txt", "hello", LawFirm.Token)).Text.ShouldContain("template");
        (await owner.UseAsync("/setupserver", LawFirm.Token)).Text.ShouldContain("Pick a template");
        (await owner.UseAsync("/setupserver template:Law firm", "file", "t.json", Template, LawFirm.Token)).Text.ShouldContain("not both");
        (await ShapeAsync(server)).ShouldBe(before);

        var done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver", "file", "t.json", Template, LawFirm.Token), LawFirm.Token);

        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        (await ShapeAsync(server)).Except(before).ShouldBe(["category Home", "role Wolf", "text den in Home: Wolf +2048 -0"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_channel_that_went_comes_back_with_its_overwrites_by_repair()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);
        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        var shape = await ShapeAsync(server);
        var lost = (await ReadAsync(server, "channels")).Single(c => (string?)c["name"] == "mod-log");
        await CallAsync(server, HttpMethod.Delete, $"/channels/{lost["id"]}");
        (await ShapeAsync(server)).ShouldNotBe(shape);

        var plan = await owner.UseAsync("/repair channels", LawFirm.Token);
        plan.Text.ShouldContain("create the channel mod");
        (await owner.ConfirmAsync(plan, LawFirm.Token)).Text.ShouldContain("done");

        (await ShapeAsync(server)).ShouldBe(shape);
        (await owner.UseAsync("/repair channels", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
        (await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token)).Text.ShouldContain("is set up as");
    }

    [Fact]
    public async Task A_category_that_repair_made_again_can_be_taken_back()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);
        var lost = (await ReadAsync(server, "channels")).Single(c => (string?)c["name"] == "Staff");
        await CallAsync(server, HttpMethod.Delete, $"/channels/{lost["id"]}");
        var without = await ShapeAsync(server);
        var done = await owner.ConfirmAsync(await owner.UseAsync("/repair channels conflicts:database", LawFirm.Token), LawFirm.Token);
        Assert.True(done.Text.Contains("done", StringComparison.Ordinal), done.Text);
        (await ShapeAsync(server)).ShouldNotBe(without);

        var undone = await owner.ConfirmAsync(await owner.PressAsync(done, "Undo", LawFirm.Token), LawFirm.Token);

        Assert.True(undone.Text.Contains(": done\n", StringComparison.Ordinal), undone.Text);
        (await ShapeAsync(server)).ShouldBe(without);
    }

    [Fact]
    public async Task A_template_that_was_taken_back_comes_again_with_its_jobs()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var first = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);
        (await CountAsync(server, "job", "AND state = 'open'")).ShouldBe(6, first.Text);
        await owner.ConfirmAsync(await owner.PressAsync(first, "Undo", LawFirm.Token), LawFirm.Token);
        (await CountAsync(server, "job", "AND state = 'open'")).ShouldBe(0);

        var again = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);

        (await CountAsync(server, "job", "AND state = 'open'")).ShouldBe(6, again.Text);
        again.Text.ShouldNotContain("Somebody else");
        (await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token)).Text.ShouldContain("is set up as");
    }

    [Fact]
    public async Task What_was_deleted_comes_back_by_a_second_setup_and_takes_its_people_along()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token), LawFirm.Token);
        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        var (triage, log) = (await IdOfAsync(server, "roles", "Triage"), await IdOfAsync(server, "channels", "moderation-log"));
        await owner.UseAsync("/sync users", LawFirm.Token);
        var person = (await ReadAsync(server, "members?limit=100")).Select(m => m["user"]!).First(u => (string?)u["username"] != "owner" && (bool?)u["bot"] != true)["id"];
        (await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{triage}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Hire: done");
        var (ranks, jobs) = (await CountAsync(server, "staff_rank"), await CountAsync(server, "job"));
        await CallAsync(server, HttpMethod.Delete, $"/guilds/{GuildOf(server)}/roles/{triage}");
        await CallAsync(server, HttpMethod.Delete, $"/channels/{log}");

        done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token), LawFirm.Token);

        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        var (now, logNow) = (await IdOfAsync(server, "roles", "Triage"), await IdOfAsync(server, "channels", "moderation-log"));
        now.ShouldNotBe(triage);
        (await CountAsync(server, "staff_rank")).ShouldBe(ranks);
        (await CountAsync(server, "job")).ShouldBe(jobs);
        (await CountAsync(server, "staff_rank", "role_id", now)).ShouldBe(1);
        (await CountAsync(server, "staff_member", "rank_role_id", now)).ShouldBe(1);
        (await CountAsync(server, "setup_object", "role_id", now)).ShouldBe(1);
        (await CountAsync(server, "setup_object", "channel_id", logNow)).ShouldBe(1);
        (await CountAsync(server, "setup_object", "channel_id", log)).ShouldBe(0);
        (await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token)).Text.ShouldContain("is set up as");
    }

    [Fact]
    public async Task A_gated_server_of_a_file_is_gated_and_repair_has_nothing_to_say_about_its_names()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var preview = await owner.UseAsync("/setupserver", "file", "t.json", Gated, LawFirm.Token);
        preview.Text.ShouldContain("loses **");
        preview.Text.ShouldContain("Undo cannot give them back");
        var done = await owner.ConfirmAsync(preview, LawFirm.Token);

        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        (await EveryoneAsync()).ShouldBe("0");
        var names = (await ReadAsync(server, "channels")).Select(c => (string)c["name"]!).ToArray();
        string[] written = ["whats-new", "qa-all", "a-b", "general", "Lobby (all)"];
        names.Intersect(written).ShouldBe(written, ignoreOrder: true);
        var repair = await owner.UseAsync("/repair channels", LawFirm.Token);
        repair.Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
        repair.Text.ShouldNotContain("name of", Case.Insensitive);
        (await owner.UseAsync("/setupserver", "file", "t.json", Gated, LawFirm.Token)).Text.ShouldContain("is set up as");

        async Task<string> EveryoneAsync() => (string)(await ReadAsync(server, "roles")).Single(r => (string?)r["name"] == "@everyone")["permissions"]!;
    }

    private const string Gated = """
        {"name":"Gate","roles":[{"id":0,"name":"@everyone","permissions":"0"},{"id":1,"name":"Verified","permissions":"1024"}],
         "channels":[{"id":11,"type":0,"name":"What's new?"},{"id":12,"type":0,"name":"Q&A (all)"},{"id":13,"type":0,"name":"a--b"},{"id":14,"type":0,"name":"#general"},
                     {"id":15,"type":2,"name":"Lobby (all)"}]}
        """;

    private const string Template = """
        {"name":"Den","roles":[{"id":0,"name":"@everyone","permissions":"0"},{"id":1,"name":"Wolf","permissions":"1024","color":255}],
         "channels":[{"id":2,"type":4,"name":"Home","position":0},{"id":3,"type":0,"name":"den","position":0,"parent_id":2,"permission_overwrites":[{"id":1,"type":0,"allow":"2048","deny":"0"}]}]}
        """;

    internal static async Task<HostedMainstay> StartAsync() => await HostedMainstay.StartAsync(
        s => s.AddMainstayModules(), HostedSandbox.ForTests, await OnPostgresAttribute.DatabaseAsync(), LawFirm.Token);

    /// <summary>Everything that a template speaks of, as Discord has it, in words that do not depend on ids.</summary>
    internal static async Task<string[]> ShapeAsync(HostedMainstay server)
    {
        var roles = (await ReadAsync(server, "roles")).ToDictionary(r => (string)r["id"]!, r => (string)r["name"]!);
        var channels = await ReadAsync(server, "channels");
        var names = channels.ToDictionary(c => (string)c["id"]!, c => (string)c["name"]!);
        return
        [
            .. channels.Select(c =>
            {
                var parent = (string?)c["parent_id"] is { } id ? $" in {names[id]}" : "";
                var rules = c["permission_overwrites"]!.AsArray().Select(o => $"{roles.GetValueOrDefault((string)o!["id"]!, "someone")} +{o["allow"]} -{o["deny"]}").Order(StringComparer.Ordinal).ToArray();
                var kind = (ChannelType)(int)c["type"]! switch { ChannelType.GuildCategory => "category", ChannelType.GuildVoice => "voice", _ => "text" };
                return $"{kind} {c["name"]}{parent}{(rules.Length > 0 ? $": {string.Join(", ", rules)}" : "")}";
            }).Concat(roles.Values.Select(r => $"role {r}")).Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<JsonNode[]> ReadAsync(HostedMainstay server, string what) =>
        [.. JsonNode.Parse(await CallAsync(server, HttpMethod.Get, $"/guilds/{GuildOf(server)}/{what}"))!.AsArray().OfType<JsonNode>()];

    private static async Task<string> CallAsync(HostedMainstay server, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri($"{server.Sandbox.RestBase.AbsoluteUri.TrimEnd('/')}{path}"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bot {SandboxOptions.DefaultToken}");
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, LawFirm.Token);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(LawFirm.Token);
    }

    private static async Task<ulong> IdOfAsync(HostedMainstay server, string what, string name) =>
        ulong.Parse((string)(await ReadAsync(server, what)).Single(o => (string?)o["name"] == name)["id"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<long> CountAsync(HostedMainstay server, string table, string column, ulong id) => server.Get<IDatabase>().ReadAsync(
        unit => unit.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE guild_id = @guild AND {column} = @id", new { guild = GuildOf(server), id = (long)id }), LawFirm.Token);

    internal static Id<Guild> GuildOf(HostedMainstay server) => server.Get<IGuilds>().All.Single();

    internal static Task<long> CountAsync(HostedMainstay server, string table, string which = "") =>
        server.Get<IDatabase>().ReadAsync(unit => unit.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE guild_id = @guild {which}", new { guild = GuildOf(server) }), LawFirm.Token);
}
