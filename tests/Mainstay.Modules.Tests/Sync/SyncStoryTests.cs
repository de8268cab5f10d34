using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>The commands as a person uses them.</summary>
public class SyncStoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Written_again_is_not_changed_and_stats_say_how_good_the_mirror_is()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        var members = await firm.CountAsync();
        (await owner.UseAsync("/sync users", Token)).Text.ShouldContain($"New\n{members - 1:N0}\nChanged\n0\nUnchanged\n1\nLeft\n0", customMessage: "Mainstay itself is known from the start");
        (await owner.UseAsync("/sync users force:True", Token)).Text.ShouldContain($"New\n0\nChanged\n0\nUnchanged\n{members:N0}, written again\nLeft\n0");

        var stats = (await owner.UseAsync("/sync stats", Token)).Text;
        stats.ShouldContain("**Healthy**");
        stats.ShouldContain($"Members known\n{members:N0}\nMembers on Discord\n{members:N0}\nCoverage\n100.0 %");
        stats.ShouldContain("Left, kept on record\n0");
        stats.ShouldContain("2. Members");
    }

    [Fact]
    public async Task The_journal_says_who_synced_and_what_was_found_as_it_was_leaves_no_entry()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        await owner.UseAsync("/sync users", Token);

        var rows = await firm.Get<IDatabase>().ReadAsync(
            unit => unit.QueryAsync<string>("SELECT action || ' ' || actor_kind || ' ' || actor_id || ' ' || outcome FROM journal WHERE action LIKE 'sync.%' AND correlation NOT LIKE 'sync-%' ORDER BY number"), Token);
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        rows.ShouldBe([$"sync.users person {image.Guild!.OwnerId} applied"]);
    }

    [Fact]
    public async Task What_happened_while_Mainstay_was_away_is_caught_up_with_by_itself()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await firm.BeliefAsync();
        await firm.StopAsync();
        await owner.CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{firm.Guild()}/members/{firm.Sandbox.Roster!.Staff[^1].User}", null, Token);
        await firm.StartAgainAsync(Token);

        var after = await firm.BeliefAsync();
        await Wait.UntilAsync(async () => (after = await firm.BeliefAsync()).Left > 0);
        (after.Present, after.Left).ShouldBe((before.Present - 1, 1));
        (await owner.UseAsync("/sync stats", Token)).Text.ShouldContain("**Healthy**");
    }

    [Fact]
    public async Task Who_left_without_Mainstay_hearing_of_it_is_marked_by_the_next_list_and_kept()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var before = await firm.BeliefAsync();
        var gone = firm.Sandbox.Roster!.Staff[^1].User;
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Skip, On = "GUILD_MEMBER_REMOVE", Share = 1 }] };
        await owner.CallAsync(HttpMethod.Delete, $"/as/owner/guilds/{firm.Guild()}/members/{gone}", null, Token);
        (await firm.BeliefAsync()).ShouldBe(before);

        // The next event shows that one is missing.
        (await owner.UseAsync("/sync stats", Token)).Text.ShouldContain("an event of Discord's was lost");
        (await owner.UseAsync("/sync users force:True", Token)).Text.ShouldContain("Left\n1");
        var after = await firm.BeliefAsync();
        (after.Present, after.Left).ShouldBe((before.Present - 1, 1));
        (await owner.UseAsync("/sync stats", Token)).Text.ShouldContain("Left, kept on record\n1");
    }

    [Fact]
    public async Task Roles_changed_without_Mainstay_hearing_of_it_are_found_and_stand_in_the_history()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var (person, role) = (firm.Sandbox.Roster!.Staff[^1].User, firm.Sandbox.Roster.Ranks[^1].Role);
        firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image).ShouldBeTrue();
        image.Members.TryGet(person, out var member).ShouldBeTrue();
        var had = member.Roles.Contains(role);
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Skip, On = "GUILD_MEMBER_UPDATE", Share = 1 }] };
        await owner.CallAsync(had ? HttpMethod.Delete : HttpMethod.Put, $"/as/owner/guilds/{firm.Guild()}/members/{person}/roles/{role}", null, Token);

        var one = (await owner.UseAsync($"/sync roles user:{person}", Token)).Text;
        one.ShouldContain(had ? "Roles found removed\n1" : "Roles found added\n1");
        one.ShouldContain("was compared with what Discord says");
        one.ShouldContain($"{(had ? "−" : "+")} <@&{role}>");
        one.ShouldContain("noticed by a sync");
        (await owner.UseAsync("/sync roles", Token)).Text.ShouldContain("Roles found added\n0\nRoles found removed\n0", customMessage: "it was found already");
    }

    [Fact]
    public async Task A_cleanup_marks_what_was_shown_and_shows_it_again_when_it_is_something_else()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        await owner.UseAsync("/sync users", Token);
        var guild = firm.Guild();
        await firm.Get<IDatabase>().WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE member SET joined_at = 1 WHERE guild_id = @guild", new { guild });
                await unit.ExecuteAsync(
                    "INSERT INTO sync_watch (guild_id, watched_from, watched_to) VALUES (@guild, 1, 4000000000000) ON CONFLICT (guild_id) DO UPDATE SET watched_from = 1, watched_to = 4000000000000", new { guild });
            },
            Token);
        var preview = await owner.UseAsync("/sync cleanup days:30", Token);
        preview.Text.ShouldNotContain("Would become dormant\n0");

        await firm.Get<IDatabase>().WriteAsync(
            unit => unit.ExecuteAsync(
                """
                INSERT INTO sync_seen (guild_id, user_id, seen_at, dormant_since)
                SELECT guild_id, MIN(user_id), 2000000000000, NULL FROM member WHERE guild_id = @guild AND bot = 0 GROUP BY guild_id
                ON CONFLICT (guild_id, user_id) DO UPDATE SET seen_at = excluded.seen_at
                """,
                new { guild }),
            Token);
        var again = await owner.PressAsync(preview, "Apply", Token);
        again.Text.ShouldContain("different by now");

        (await owner.PressAsync(again, "Apply", Token)).Text.ShouldContain("Now dormant");
        (await owner.UseAsync("/sync cleanup days:30", Token)).Text.ShouldContain("Would become dormant\n0");
    }

    [Fact]
    public async Task A_sync_is_stopped_by_its_button_and_what_it_took_in_stays()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        firm.Sandbox.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Hold, On = "GET /guilds/{guild_id}/members", Ordinals = [2], Name = "page" }] };
        var begun = await owner.BeginAsync("/sync users", Token);
        var seen = await owner.WaitAsync(begun, reply => reply.Buttons.Contains("Cancel"), Token);
        var stats = (await owner.UseAsync("/sync stats", Token)).Text;
        stats.ShouldContain("**Incomplete**");
        stats.ShouldContain("under way");
        (await owner.UseAsync("/sync cleanup", Token)).Text.ShouldContain("Nobody can be called gone now");
        (await owner.UseAsync("/sync roles", Token)).Text.ShouldContain("A sync of this server is under way (`/sync users`, begun by <@");

        await owner.BeginPressAsync(seen, "Cancel", Token);
        var ended = await owner.SettleAsync(begun, Token);
        ended.Text.ShouldContain("Members: cancelled");
        ended.Text.ShouldContain("nobody was marked as left for not being read");
        firm.Sandbox.Release("page");
        (await owner.UseAsync("/sync cancel", Token)).Text.ShouldContain("No sync of this server is under way");
        (await firm.BeliefAsync()).Left.ShouldBe(0);
    }

    [Fact]
    public async Task A_full_sync_shows_its_plan_first_and_refuses_without_confirm()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        (await owner.UseAsync("/sync full confirm:False", Token)).Text.ShouldContain("A full sync runs only with `confirm:True`");
        var dry = await owner.UseAsync("/sync full confirm:True dry_run:True", Token);
        dry.Text.ShouldContain("Full sync: the plan");
        dry.Buttons.ShouldBeEmpty();
        (await RunsAsync(firm)).ShouldBe(0, "nothing runs from looking");

        var plan = await owner.UseAsync("/sync full confirm:True days:1", Token);
        var report = await owner.PressAsync(plan, "Start", Token);
        report.Text.ShouldContain("Full sync is done");
        report.Text.ShouldContain($"New\n{await firm.CountAsync() - 1:N0}");
        (await RunsAsync(firm)).ShouldBe(1);
    }

    [Fact]
    public async Task The_schedule_is_shown_changed_and_taken_back()
    {
        await using var firm = await SyncedFirm.StartAsync();
        var owner = firm.As("owner");
        (await owner.UseAsync("/sync schedule", Token)).Text.ShouldContain("Whole member list\nevery week");
        (await owner.UseAsync("/sync schedule members:week", Token)).Text.ShouldContain("That is how it is set already");
        var plan = await owner.UseAsync("/sync schedule members:day marks:off days:60", Token);
        plan.Text.ShouldContain("Sync by itself: members every day, marks never, dormant after 60 days of silence");
        var done = await owner.PressAsync(plan, "Apply", Token);
        var shown = (await owner.UseAsync("/sync schedule", Token)).Text;
        shown.ShouldContain("Whole member list\nevery day");
        shown.ShouldContain("Marks for left and dormant\nnever\nDormant after\n60 days");
        (await owner.UseAsync("/sync cleanup", Token)).Text.ShouldContain("60 days of silence counting as dormant");
        await owner.PressAsync(await owner.PressAsync(done, "Undo", Token), "Apply", Token);
        (await owner.UseAsync("/sync schedule", Token)).Text.ShouldContain("Whole member list\nevery week");
    }

    [Fact]
    public async Task A_member_without_the_right_is_told_so_and_starts_nothing()
    {
        await using var firm = await SyncedFirm.StartAsync();
        foreach (var command in new[] { "/sync users", "/sync roles", "/sync cleanup", "/sync full confirm:True", "/sync cancel", "/sync stats", "/sync schedule" })
        {
            (await firm.As("member").UseAsync(command, Token)).Text.ShouldContain("sync.", customMessage: command);
        }

        (await RunsAsync(firm)).ShouldBe(0);
    }

    private static Task<long> RunsAsync(HostedMainstay firm) => firm.Get<IDatabase>().ReadAsync(
        unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM sync_run WHERE guild_id = @guild", new { guild = firm.Guild() }), Token);
}

[OnPostgres]
public sealed class SyncStoryOnPostgres : SyncStoryTests;
