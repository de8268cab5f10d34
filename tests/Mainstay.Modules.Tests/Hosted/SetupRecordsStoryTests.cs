using Mainstay.Discord;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;
using static Mainstay.Modules.Tests.Hosted.SetupStoryTests;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>What is recorded of a setup, over several templates, against Discord in a box.</summary>
public class SetupRecordsStoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_template_that_counts_roles_and_channels_apart_settles(bool recordedBefore)
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver", "file", "t.json", CountedApart, LawFirm.Token), LawFirm.Token);
        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        var shape = await ShapeAsync(server);
        if (recordedBefore)
        {
            // Records of a time when the number that a role and a channel share was the role's alone.
            await ExecuteAsync(server, "DELETE FROM setup_object WHERE guild_id = @guild AND channel_id IS NOT NULL AND number <> 3");
            var plan = await owner.UseAsync("/setupserver", "file", "t.json", CountedApart, LawFirm.Token);
            Assert.True((await owner.ConfirmAsync(plan, LawFirm.Token)).Text.Contains("Set up the server: done", StringComparison.Ordinal), plan.Text);
        }

        (await CountAsync(server, "setup_object")).ShouldBe(5);
        (await owner.UseAsync("/setupserver", "file", "t.json", CountedApart, LawFirm.Token)).Text.ShouldContain("is set up as");
        (await owner.UseAsync("/repair all", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
        (await ShapeAsync(server)).ShouldBe(shape);
    }

    [Fact]
    public async Task Records_of_one_template_are_nothing_to_another()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        var law = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);
        Assert.True(law.Text.Contains("Set up the server: done", StringComparison.Ordinal), law.Text);
        var kept = await QueryAsync(server, "SELECT number AS Number, channel_id AS Channel FROM setup_object WHERE guild_id = @guild AND channel_id IS NOT NULL ORDER BY number LIMIT 4");
        var source = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token), LawFirm.Token);
        Assert.True(source.Text.Contains("Set up the server: done", StringComparison.Ordinal), source.Text);
        var shape = await ShapeAsync(server);

        // Of a run that was stopped, some numbers still stand for what they stood for in the template before.
        await ExecuteAsync(
            server,
            $"""
             UPDATE setup_object SET edition = edition - 1, channel_id = CASE number {string.Concat(kept.Select(k => $"WHEN {k.Number} THEN {k.Channel} "))}END
             WHERE guild_id = @guild AND number IN ({string.Join(", ", kept.Select(k => k.Number))})
             """);

        (await owner.UseAsync("/repair channels", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
        var again = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token), LawFirm.Token);
        Assert.True(again.Text.Contains("Set up the server: done", StringComparison.Ordinal), again.Text);
        (await ShapeAsync(server)).ShouldBe(shape);
    }

    [Fact]
    public async Task The_template_before_counts_again_when_the_next_one_was_taken_back()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token), LawFirm.Token);
        var source = await owner.ConfirmAsync(await owner.UseAsync("/setupserver template:Open-source community", LawFirm.Token), LawFirm.Token);

        var undo = await owner.ConfirmAsync(await owner.PressAsync(source, "Undo", LawFirm.Token), LawFirm.Token);

        (await owner.UseAsync("/setupserver template:Law firm", LawFirm.Token)).Text.ShouldContain("is set up as", customMessage: undo.Text);
        (await owner.UseAsync("/repair channels", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_that_was_edited_is_recorded_though_nothing_else_differs()
    {
        await using var server = await StartAsync();
        var owner = server.As("owner");
        await owner.ConfirmAsync(await owner.UseAsync("/setupserver", "file", "t.json", Lounge(""" "permission_overwrites":[{"id":0,"type":0,"allow":"0","deny":"2048"}], """), LawFirm.Token), LawFirm.Token);
        (await CountAsync(server, "setup_template", "AND body LIKE '%2048%'")).ShouldBe(1);

        var done = await owner.ConfirmAsync(await owner.UseAsync("/setupserver", "file", "t.json", Lounge(""), LawFirm.Token), LawFirm.Token);

        Assert.True(done.Text.Contains("Set up the server: done", StringComparison.Ordinal), done.Text);
        (await owner.UseAsync("/setupserver", "file", "t.json", Lounge(""), LawFirm.Token)).Text.ShouldContain("is set up as");
        (await CountAsync(server, "setup_template", "AND body LIKE '%2048%'")).ShouldBe(0);
        (await owner.UseAsync("/repair channels conflicts:database", LawFirm.Token)).Buttons.ShouldNotContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
    }

    private static string Lounge(string rules) =>
        $$"""{"name":"Den","roles":[{"id":0,"name":"@everyone","permissions":"0"}],"channels":[{"id":1,"type":0,{{rules}}"name":"lounge","position":0}]}""";

    private const string CountedApart = """
        {"name":"Den","system_channel_id":2,
         "roles":[{"id":0,"name":"@everyone","permissions":"0"},{"id":1,"name":"Wolf","permissions":"1024"},{"id":2,"name":"Reader","permissions":"1024"}],
         "channels":[{"id":1,"type":4,"name":"Home","position":0},{"id":2,"type":0,"name":"den","position":0,"parent_id":1,"permission_overwrites":[{"id":2,"type":0,"allow":"2048","deny":"0"}]},
                     {"id":3,"type":0,"name":"cave","position":1,"parent_id":1}]}
        """;

    private static Task<IReadOnlyList<Numbered>> QueryAsync(HostedMainstay server, string sql) =>
        server.Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<Numbered>(sql, new { guild = GuildOf(server) }), LawFirm.Token);

    private static Task ExecuteAsync(HostedMainstay server, string sql) =>
        server.Get<IDatabase>().WriteAsync(unit => unit.ExecuteAsync(sql, new { guild = GuildOf(server) }), LawFirm.Token);

    private sealed record Numbered
    {
        public long Number { get; init; }

        public long Channel { get; init; }
    }
}
