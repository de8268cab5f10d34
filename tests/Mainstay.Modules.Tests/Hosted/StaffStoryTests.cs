using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>Staff and jobs as people use them, against Discord in a box.</summary>
public class StaffStoryTests
{
    private const string Hostile = "\u202E\u200B@everyone **<@&1>** `x`\u0000\u2066 zalg\u006F\u0308";

    [Fact]
    public async Task An_old_hire_taken_back_leaves_newer_history_and_the_history_only_grows()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var (person, rank, next) = Newcomer(firm);
        var hire = await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{rank} roblox_username:Ada_99 reason:first", LawFirm.Token), "Apply", LawFirm.Token);
        hire.Text.ShouldContain("Hire: done");
        var promote = await owner.PressAsync(await owner.UseAsync($"/staff promote member:{person} rank:{next}", LawFirm.Token), "Apply", LawFirm.Token);
        promote.Text.ShouldContain("Promote: done");

        // The record is newer than the hire: it stays, and so does the history.
        (await TakeBackAsync(owner, hire)).Text.ShouldContain("Left alone");
        (await ActionsAsync(firm, person)).ShouldBe(["hire", "promotion"]);
        firm.Roles()[person].ShouldContain($"{next}");

        // Newest first, each undo is a line of its own, and the person's record is still there, terminated.
        (await TakeBackAsync(owner, promote)).Text.ShouldContain("done");
        (await TakeBackAsync(owner, hire)).Text.ShouldContain("done");
        (await ActionsAsync(firm, person)).ShouldBe(["hire", "promotion", "taken back", "taken back"]);
        (await QueryAsync<string>(firm, "SELECT status FROM staff_member WHERE guild_id = @guild AND user_id = @user", person)).ShouldBe(["terminated"]);
        firm.Roles()[person].ShouldNotContain($"{rank}");

        var history = (await owner.UseAsync($"/staff history member:{person}", LawFirm.Token)).Text;
        history.ShouldContain("the hiring was taken back");
        history.ShouldContain("promoted from");
        (await owner.UseAsync($"/staff info member:{person}", LawFirm.Token)).Text.ShouldContain("no longer works here");
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_without_a_button_and_writes_nothing()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var (person, rank, _) = Newcomer(firm);

        var reply = await owner.UseAsync($"/staff hire member:{person} rank:{rank} dry_run:true", LawFirm.Token);

        reply.Text.ShouldContain("works here as");
        reply.Buttons.ShouldBeEmpty();
        (await ActionsAsync(firm, person)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_whose_rank_may_manage_need_no_other_right_and_stay_below_themselves()
    {
        await using var firm = await LawFirm.StartAsync();
        await firm.As("owner").UseAsync("/sync users", LawFirm.Token);
        var (person, rank, next) = Newcomer(firm);
        var senior = Senior(firm);

        (await firm.As($"{senior}").UseAsync($"/staff hire member:{person} rank:{rank}", LawFirm.Token)).Buttons.ShouldContain(b => b.StartsWith("Apply", StringComparison.Ordinal));
        (await firm.As($"{senior}").UseAsync($"/staff hire member:{person} rank:Managing Partner", LawFirm.Token)).Text.ShouldContain("above");
        (await firm.As("member").UseAsync($"/staff hire member:{person} rank:{next}", LawFirm.Token)).Text.ShouldContain("staff.manage");
    }

    [Theory]
    [InlineData("/staff hire member:{person} rank:{hostile}", "That is not a staff rank")]
    [InlineData("/staff hire member:{person} rank:{rank} roblox_username:**bold**", "A Roblox username has")]
    [InlineData("/staff hire member:{person} rank:{rank} reason:\u200B\u2066\u3164", "nothing that can be seen")]
    [InlineData("/staff promote member:{person} rank:{hostile}", "is not on staff")]
    [InlineData("/job close job:{hostile}", "There is no such job")]
    [InlineData("/job add title:\u200B role:{rank}", "nothing that can be seen")]
    public async Task A_hostile_value_is_one_sentence_and_nothing_is_written(string command, string sentence)
    {
        await using var firm = await LawFirm.StartAsync();
        await firm.As("owner").UseAsync("/sync users", LawFirm.Token);
        var (person, rank, _) = Newcomer(firm);
        var before = await CountsAsync(firm);
        var text = command.Replace("{person}", $"{person}", StringComparison.Ordinal).Replace("{rank}", $"{rank}", StringComparison.Ordinal)
            .Replace("{hostile}", Hostile, StringComparison.Ordinal);

        var reply = await firm.As("owner").UseAsync(text, LawFirm.Token);

        reply.Text.ShouldContain(sentence);
        reply.Buttons.ShouldBeEmpty();
        (await CountsAsync(firm)).ShouldBe(before);
    }

    [Fact]
    public async Task A_job_with_a_hostile_title_is_kept_clean_and_shown_as_plain_text()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var role = RoleNamed(firm, "Event Team");
        (await owner.PressAsync(await owner.UseAsync($"/job add title:{Hostile} role:{role} limit:1", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Add a job: done");

        (await QueryAsync<string>(firm, "SELECT title FROM job WHERE guild_id = @guild", default)).ShouldBe(["@everyone **<@&1>** `x` zalg\u00F6"]);
        var list = (await owner.UseAsync("/job list", LawFirm.Token)).Text;
        list.ShouldContain("\\@everyone");
        list.ShouldNotContain("<@&1>");
        list.ShouldContain("0 of 1");

        var (person, _, _) = Newcomer(firm);
        (await owner.PressAsync(await owner.UseAsync($"/job assign job:1 member:{person}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        firm.Roles()[person].ShouldContain($"{role}");
        (await owner.UseAsync($"/job assign job:1 member:{Senior(firm)}", LawFirm.Token)).Text.ShouldContain("full");
        (await owner.PressAsync(await owner.UseAsync("/job remove job:1", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        (await owner.UseAsync("/job list", LawFirm.Token)).Text.ShouldContain("no open jobs");
        firm.Roles()[person].ShouldContain($"{role}");
        (await owner.PressAsync(await owner.UseAsync($"/job unassign job:1 member:{person}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        firm.Roles()[person].ShouldNotContain($"{role}");
    }

    [Fact]
    public async Task A_role_deleted_on_Discord_is_called_deleted_where_jobs_and_ranks_are_listed()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        var rank = RoleNamed(firm, "Interviewee");
        (await owner.PressAsync(await owner.UseAsync($"/staff rank add role:{rank} level:1", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Add a staff rank: done");
        var role = RoleNamed(firm, "Event Team");
        (await owner.PressAsync(await owner.UseAsync($"/job add title:Host role:{role}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Add a job: done");
        (await owner.PressAsync(await owner.UseAsync($"/job add title:Waiter role:{rank}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("Add a job: done");
        (await owner.UseAsync("/job list", LawFirm.Token)).Text.ShouldContain(Mention.Role(role));

        foreach (var gone in new[] { role, rank })
        {
            await owner.CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{firm.Guild()}/roles/{gone}", null, LawFirm.Token);
            await Wait.UntilAsync(() => firm.Get<IGuilds>().IsGone(firm.Guild(), gone));
        }

        var list = (await owner.UseAsync("/job list", LawFirm.Token)).Text;
        list.ShouldContain("its role was deleted");
        list.ShouldNotContain(Mention.Role(role));
        (await owner.UseAsync("/job info job:1", LawFirm.Token)).Text.ShouldContain("its role was deleted");
        var ranks = (await owner.UseAsync("/staff rank list", LawFirm.Token)).Text;
        ranks.ShouldContain("Interviewee (its role was deleted)");
        ranks.ShouldNotContain(Mention.Role(rank));

        // What repair advises is possible.
        var advice = (await owner.UseAsync("/repair orphaned", LawFirm.Token)).Text;
        advice.ShouldContain("`/job remove` takes a job off the list");
        advice.ShouldContain("`/staff rank remove` takes it off the list");
        var other = RoleNamed(firm, "Court Reporter");
        (await owner.PressAsync(await owner.UseAsync("/job remove job:2", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        (await owner.PressAsync(await owner.UseAsync($"/job edit job:1 role:{other}", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        (await owner.PressAsync(await owner.UseAsync("/staff rank remove rank:Interviewee", LawFirm.Token), "Apply", LawFirm.Token)).Text.ShouldContain("done");
        (await owner.UseAsync("/repair orphaned", LawFirm.Token)).Text.ShouldNotContain("was deleted");
    }

    [Fact]
    public async Task What_made_a_rank_is_not_taken_back_while_people_have_it()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var ((person, _, _), rank) = (Newcomer(firm), RoleNamed(firm, "Interviewee"));
        var added = await owner.PressAsync(await owner.UseAsync($"/staff rank add role:{rank} level:1", LawFirm.Token), "Apply", LawFirm.Token);
        var hire = await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{rank}", LawFirm.Token), "Apply", LawFirm.Token);

        (await owner.PressAsync(added, "Undo", LawFirm.Token)).Text.ShouldContain("Promote, demote or fire them first");
        (await TakeBackAsync(owner, hire)).Text.ShouldContain("done");

        // Nor is whoever is hired between the preview and Apply left without a rank.
        var preview = await owner.PressAsync(added, "Undo", LawFirm.Token);
        hire = await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{rank}", LawFirm.Token), "Apply", LawFirm.Token);
        await owner.PressAsync(preview, "Apply", LawFirm.Token);
        (await owner.UseAsync("/staff rank list", LawFirm.Token)).Text.ShouldContain(Mention.Role(rank));

        (await TakeBackAsync(owner, hire)).Text.ShouldContain("done");
        (await TakeBackAsync(owner, added)).Text.ShouldContain("done");
        (await owner.UseAsync("/staff rank list", LawFirm.Token)).Text.ShouldNotContain(Mention.Role(rank));
    }

    [Fact]
    public async Task Another_role_that_somebody_gives_between_preview_and_Apply_is_in_nobodys_way()
    {
        await using var firm = await LawFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", LawFirm.Token);
        var ((person, rank, _), other) = (Newcomer(firm), RoleNamed(firm, "Event Team"));
        await owner.PressAsync(await owner.UseAsync($"/staff hire member:{person} rank:{rank}", LawFirm.Token), "Apply", LawFirm.Token);

        var preview = await owner.UseAsync($"/staff fire member:{person}", LawFirm.Token);
        await owner.CallAsync(HttpMethod.Put, $"/as/owner/guilds/{firm.Guild()}/members/{person}/roles/{other}", null, LawFirm.Token);
        await Wait.UntilAsync(() => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) && image.Members.TryGet(person, out var seen) && seen.Roles.Contains(other));

        (await owner.PressAsync(preview, "Apply", LawFirm.Token)).Text.ShouldContain("Fire: done");
        firm.Roles()[person].ShouldContain($"{other}");
        firm.Roles()[person].ShouldNotContain($"{rank}");
    }

    /// <summary>Somebody who is not on staff, with the lowest rank that has a seat and the next one above that has one.</summary>
    private static (Id<User> Person, Id<Role> Rank, Id<Role> Next) Newcomer(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var roster = firm.Sandbox.Roster!;
        var staff = roster.Staff.Select(s => s.User).ToHashSet();
        var ranks = roster.Ranks.Select(r => r.Role).ToArray();
        var free = roster.Ranks.Reverse().Where(r => roster.Staff.Count(s => s.Rank == r.Name) < r.Limit).Select(r => r.Role).ToArray();
        var person = image.Members.AsEnumerable().First(m => !m.IsBot && m.Id != image.Guild!.OwnerId && !staff.Contains(m.Id) && m.Roles.Count == 0).Id;
        return (person, free[0], free[1]);
    }

    /// <summary>Undo shows its plan first, as everything does.</summary>
    private static async Task<SeenReply> TakeBackAsync(SandboxPerson person, SeenReply report) =>
        await person.PressAsync(await person.PressAsync(report, "Undo", LawFirm.Token), "Apply", LawFirm.Token);

    private static Id<User> Senior(HostedMainstay firm)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        var rank = firm.Sandbox.Roster!.Ranks[1];
        return firm.Sandbox.Roster.Staff.First(s => s.Rank == rank.Name && image.Members.TryGet(s.User, out var member) && member.Roles.Contains(rank.Role)).User;
    }

    private static Id<Role> RoleNamed(HostedMainstay firm, string name)
    {
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        return image.Roles.Single(r => r.Name == name).Id;
    }

    private static Task<IReadOnlyList<string>> ActionsAsync(HostedMainstay firm, Id<User> person) =>
        QueryAsync<string>(firm, "SELECT action FROM staff_history WHERE guild_id = @guild AND user_id = @user ORDER BY number", person);

    private static Task<IReadOnlyList<long>> CountsAsync(HostedMainstay firm) => QueryAsync<long>(
        firm, "SELECT (SELECT COUNT(*) FROM staff_member) * 1000000 + (SELECT COUNT(*) FROM staff_history) * 1000 + (SELECT COUNT(*) FROM job) * 100 + (SELECT COUNT(*) FROM operation_run)", default);

    private static Task<IReadOnlyList<T>> QueryAsync<T>(HostedMainstay firm, string sql, Id<User> user) =>
        firm.Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<T>(sql, new { guild = firm.Guild(), user }), LawFirm.Token);
}
