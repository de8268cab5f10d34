using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Engine.Tests.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>The whole way of a list: source, image, mirror in a real database.</summary>
public class MemberSyncTests : MemberSyncStage
{
    [Fact]
    public async Task The_first_pass_creates_the_second_finds_nothing_to_do()
    {
        Source.Members = [.. Enumerable.Range(1, 25)];
        var steps = new List<SyncProgress>();
        var first = await RunAsync(progress: step =>
        {
            steps.Add(step);
            return ValueTask.CompletedTask;
        });
        (first.Created, first.Updated, first.Unchanged, first.Left, first.Complete).ShouldBe((25, 0, 0, 0, true));
        steps.Where(step => step.Seen > 0).Distinct().ShouldBe([new(10, 25), new(20, 25), new(25, 25)]);

        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await RunAsync();
        (second.Created, second.Updated, second.Unchanged).ShouldBe((0, 0, 25));
        (await Mirror.CountAsync(Told.Guild, Token)).ShouldBe(new MirrorCounts(25, 0, Time.GetUtcNow()));

        var runs = await Runs.ListAsync(Told.Guild, 5, Token);
        runs.Select(run => run.State).ShouldBe([SyncRunState.Completed, SyncRunState.Completed]);
        runs[1].Report.Created.ShouldBe(25);
    }

    [Fact]
    public async Task Leavers_are_marked_after_a_complete_list_and_only_then()
    {
        Source.Members = [.. Enumerable.Range(1, 25)];
        await RunAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [.. Enumerable.Range(1, 20)];
        Source.Completes = false;
        var broken = await RunAsync();
        (broken.Left, broken.Complete).ShouldBe((0, false));
        (await Mirror.CountAsync(Told.Guild, Token)).Present.ShouldBe(25);
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.CompletedWithErrors);

        Source.Completes = true;
        (await RunAsync(force: true)).Left.ShouldBe(5);
        var counts = await Mirror.CountAsync(Told.Guild, Token);
        (counts.Present, counts.Departed).ShouldBe((20, 5));
    }

    [Fact]
    public async Task Right_after_a_list_the_image_answers_without_another_request()
    {
        Source.Members = [1, 2];
        await RunAsync();
        var again = await RunAsync();
        (again.Unchanged, again.Complete, Source.Requests).ShouldBe((2, true, 1));
        var forced = await RunAsync(force: true);
        (forced.Updated, forced.Unchanged, forced.Rewritten).ShouldBe((0, 2, 2), "written again is not changed");
        Source.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task By_force_rows_are_written_that_the_image_thinks_are_right()
    {
        Source.Members = [1, 2];
        await RunAsync();
        await Services.GetRequiredService<IDatabase>().WriteAsync(unit => unit.ExecuteAsync("UPDATE member SET username = 'wrong'; INSERT INTO member "
            + "(guild_id, user_id, username, role_set_id, flags, pending, bot, first_seen_at, updated_at) VALUES (900, 99, 'ghost', 0, 0, 0, 0, 1, 1)"), Token);
        await RunAsync(force: true);
        (await NamesAsync()).ShouldBe(["user_1", "user_2"]);
        (await Mirror.PresentAsync(Told.Guild, Token)).ShouldBe([Told.User(1), Told.User(2)]);
    }

    [Fact]
    public async Task One_bad_member_does_not_stop_the_others()
    {
        Source.Members = [1, 2, 3];
        Source.Bad = [2];
        var report = await RunAsync();
        report.Errors.ShouldBe([(Told.User(2), "bad")]);
        report.Created.ShouldBe(2);
        var run = (await Runs.ListAsync(Told.Guild, 1, Token))[0];
        (run.State, run.ErrorCount).ShouldBe((SyncRunState.CompletedWithErrors, 1));
        (await Services.GetRequiredService<IDatabase>().ReadAsync(unit => unit.QueryAsync<string>("SELECT user_id || ' ' || reason FROM sync_error"), Token)).ShouldBe([$"{Told.User(2)} bad"]);
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_it_took_and_calls_nobody_gone()
    {
        Source.Members = [.. Enumerable.Range(1, 25)];
        var run = (await Runs.RunAsync(new SyncRequest(Told.Guild, SyncKind.Users), p => _ = p.Members.Seen > 0 ? Runs.CancelAsync(Told.Guild, null, Told.User(8), Token) : null, Token)).Value;
        (run.State, run.Report.Created, run.Report.Left, run.Report.Complete).ShouldBe((SyncRunState.Cancelled, 10, 0, false));
        Live.Snapshot().Members.Count.ShouldBe(10);
        Live.Snapshot().Members.Completeness.IsComplete.ShouldBeFalse();
        (await Runs.ListAsync(Told.Guild, 1, Token))[0].State.ShouldBe(SyncRunState.Cancelled);
        Live.TakeSave(null).ShouldNotBeNull().Members.Count.ShouldBe(10);
        (await RunAsync()).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_had_left_is_back_and_not_new()
    {
        Source.Members = [1, 2, 3];
        await RunAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [1];
        (await RunAsync()).Left.ShouldBe(2);
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [1, 2, 4];
        var report = await RunAsync();
        (report.Created, report.Returned, report.Unchanged, report.Left).ShouldBe((1, 1, 1, 0));
    }

    [Fact]
    public async Task Who_is_new_is_new_although_the_list_is_written_part_by_part()
    {
        Source.Members = [1, 2];
        await RunAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [1];
        (await RunAsync()).Left.ShouldBe(1);
        Time.Advance(TimeSpan.FromMinutes(1));
        Source.Members = [.. Enumerable.Range(1, 12_000)];
        var report = await RunAsync();
        (report.Created, report.Returned, report.Updated, report.Unchanged).ShouldBe((11_998, 1, 0, 1));
    }

    [Fact]
    public async Task An_image_that_does_not_come_from_the_mirror_finds_there_who_left_meanwhile()
    {
        Source.Members = [1, 2, 3];
        await RunAsync();
        var images = Services.GetRequiredService<GuildImages>();
        images.Remove(Told.Guild);
        Live = images.GetOrAdd(Told.Guild);
        Live.Create(Told.Create(2, [Told.Role(1, "a")], []));
        Source.Members = [1, 4];
        var report = await RunAsync();
        (report.Created, report.Updated, report.Left).ShouldBe((1, 1, 2));
        (await Mirror.PresentAsync(Told.Guild, Token)).ShouldBe([Told.User(1), Told.User(4)]);
    }

    [Fact]
    public async Task Status_says_what_is_known()
    {
        (await Sync.StatusAsync(Told.Guild, Token)).ShouldBe(new MirrorStatus { Present = 0, Departed = 0, Expected = 25, Stale = true });
        Source.Members = [1, 2];
        await RunAsync();
        (await Sync.StatusAsync(Told.Guild, Token)).ShouldBe(
            new MirrorStatus { Present = 2, Departed = 0, Expected = 2, CompletedAt = Time.GetUtcNow(), Stale = false });
    }
}

[OnPostgres]
public sealed class MemberSyncOnPostgres : MemberSyncTests;
