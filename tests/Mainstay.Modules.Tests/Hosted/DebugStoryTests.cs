using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>A look at records, and their end and return, against Discord in a box.</summary>
public class DebugStoryTests
{
    [Fact]
    public async Task Counts_and_samples_name_nobody()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");

        var counts = (await owner.UseAsync("/debug collection", LawFirm.Token)).Text;
        var sample = (await owner.UseAsync("/debug collection table:staff_member", LawFirm.Token)).Text;

        counts.ShouldContain("`staff_rank` 6");
        sample.ShouldContain("`user_id`");
        firm.Sandbox.Roster!.Staff.ShouldAllBe(s => !sample.Contains($"{s.User}"));
        (await owner.UseAsync("/debug collection table:sqlite_master", LawFirm.Token)).Text.ShouldContain("no such table");
        (await firm.As("member").UseAsync("/debug collection", LawFirm.Token)).Text.ShouldContain("debug.look");
    }

    [Fact]
    public async Task Records_go_after_the_phrase_and_come_back_as_they_were()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var (staff, journal) = (await RowsAsync(firm, "staff_member"), await CountAsync(firm, "journal"));
        (await owner.UseAsync("/debug wipe-collections dry_run:True", LawFirm.Token)).Buttons.ShouldBeEmpty();
        (await owner.UseAsync("/debug wipe-collections table:journal", LawFirm.Token)).Text.ShouldContain("no records of that name");

        var preview = await owner.UseAsync("/debug wipe-collections", LawFirm.Token);
        preview.Text.ShouldContain("staff_member");
        var done = await owner.ConfirmAsync(preview, LawFirm.Token);

        Assert.True(done.Text.Contains("done", StringComparison.Ordinal), done.Text);
        (await RowsAsync(firm, "staff_member")).ShouldBeEmpty();
        (await RowsAsync(firm, "staff_rank")).ShouldBeEmpty();
        (await CountAsync(firm, "journal")).ShouldBeGreaterThan(journal);
        (await owner.UseAsync("/debug wipe-collections", LawFirm.Token)).Text.ShouldContain("no records to delete");

        await owner.ConfirmAsync(await owner.PressAsync(done, "Undo", LawFirm.Token), LawFirm.Token);
        (await RowsAsync(firm, "staff_member")).ShouldBe(staff);
    }

    private static async Task<string[]> RowsAsync(HostedMainstay firm, string table)
    {
        var key = table == "staff_member" ? "user_id" : "role_id";
        var rows = await firm.Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<long>($"SELECT {key} FROM {table} WHERE guild_id = @guild ORDER BY {key}", new { guild = firm.Guild() }), LawFirm.Token);
        return [.. rows.Select(r => $"{r}")];
    }

    private static Task<long> CountAsync(HostedMainstay firm, string table) =>
        firm.Get<IDatabase>().ReadAsync(unit => unit.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE guild_id = @guild", new { guild = firm.Guild() }), LawFirm.Token);
}
