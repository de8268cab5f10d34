using Mainstay.Engine.Keys;
using Mainstay.Engine.Operations;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;
using Mainstay.Testing.Time;

namespace Mainstay.Engine.Tests.Operations;

public abstract class StepWriterTests(DatabaseKind kind)
{
    [Fact]
    public async Task A_write_that_fails_fails_alone_and_the_others_of_its_batch_are_kept_in_their_order()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var writer = rig.Get<StepWriter>();
        var release = await HoldAsync(rig);
        var writes = Enumerable.Range(0, 20).Select(i => writer.WriteAsync(
            unit => i == 7 ? throw new InvalidOperationException("its own") : unit.ExecuteAsync(Insert(i == 13 ? 3 : i, i)), EngineRig.Token)).ToArray();
        release.SetResult();

        for (var i = 0; i < writes.Length; i++)
        {
            if (i == 7)
            {
                (await Should.ThrowAsync<InvalidOperationException>(writes[i])).Message.ShouldBe("its own");
            }
            else if (i == 13)
            {
                (await Should.ThrowAsync<DatabaseException>(writes[i])).Fault.ShouldBe(DatabaseFault.Constraint);
            }
            else
            {
                (await writes[i]).ShouldBe(1);
            }
        }

        (await rig.QueryAsync<long>("SELECT user_id FROM probe_note ORDER BY user_id")).ShouldBe(Enumerable.Range(0, 20).Where(i => i is not 7 and not 13).Select(i => (long)i));
        writer.Writes.ShouldBe(19, "the one that held the writer, and 18");
        writer.Commits.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_was_made_in_a_write_that_failed_is_not_used_by_the_next_one()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var (writer, keys) = (rig.Get<StepWriter>(), rig.Get<KeyRing>());
        var place = new SealedPlace("t", "c", "1");
        var release = await HoldAsync(rig);
        var failing = writer.WriteAsync(
            async unit =>
            {
                await keys.SealAsync(unit, KeyOwner.Of(new(5)), place, [1]);
                throw new InvalidOperationException();
            },
            EngineRig.Token);
        var good = writer.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(new(5)), place, [2]), EngineRig.Token);
        release.SetResult();

        await Should.ThrowAsync<InvalidOperationException>(failing);
        await using var next = rig.Reborn();
        (await next.Get<IDatabase>().ReadAsync(async unit => await next.Get<KeyRing>().OpenAsync(unit, place, await good), EngineRig.Token)).Text.ShouldBe([2]);
    }

    [Theory]
    [InlineData(DatabaseFault.Full)]
    [InlineData(DatabaseFault.Locked)]
    [InlineData(DatabaseFault.ReadOnly)]
    public async Task A_failure_of_the_database_befalls_every_write_and_is_not_tried_again(DatabaseFault fault)
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var writer = rig.Get<StepWriter>();
        var release = await HoldAsync(rig);
        var tries = 0;
        var writes = Enumerable.Range(0, 5).Select(i => writer.WriteAsync(
            unit => ++tries == 3 ? throw new DatabaseException(fault, "No.") : unit.ExecuteAsync(Insert(i, i)), EngineRig.Token)).ToArray();
        release.SetResult();

        foreach (var write in writes)
        {
            (await Should.ThrowAsync<DatabaseException>(write)).Fault.ShouldBe(fault);
        }

        tries.ShouldBe(3);
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM probe_note")).ShouldBe([0L]);
        await writer.WriteAsync(unit => unit.ExecuteAsync(Insert(1, 1)), EngineRig.Token);
    }

    [Fact]
    public async Task While_requests_are_under_way_commits_are_rationed_and_when_none_is_they_are_not()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var time = new ManualTime();
        await using var writer = new StepWriter(rig.Get<IDatabase>(), rig.Get<KeyRing>(), new CommitPace(2, TimeSpan.FromMilliseconds(500)), time);

        for (var i = 0; i < 5; i++)
        {
            await writer.WriteAsync(Nothing, EngineRig.Token);
        }

        await writer.SentAsync(1, 0, Nothing, EngineRig.Token);
        await writer.SentAsync(1, 1, Nothing, EngineRig.Token);
        await writer.SettledAsync(1, 0, Nothing, EngineRig.Token);
        writer.Commits.ShouldBe(8, "two of them under the burst");
        var sent = writer.SentAsync(1, 2, Nothing, EngineRig.Token);
        await time.UntilArmedAsync(TimeSpan.FromMilliseconds(500), EngineRig.Token);
        sent.IsCompleted.ShouldBeFalse();
        var rides = writer.SentAsync(1, 3, Nothing, EngineRig.Token);
        await time.UntilArmedAsync(cancellationToken: EngineRig.Token);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Task.WhenAll(sent, rides);
        writer.Commits.ShouldBe(9);

        // 1, 2 and 3 are under way. The last outcome is what everybody waits for.
        var first = writer.SettledAsync(1, 1, Nothing, EngineRig.Token);
        var second = writer.SettledAsync(1, 2, Nothing, EngineRig.Token);
        await time.UntilArmedAsync(cancellationToken: EngineRig.Token);
        first.IsCompleted.ShouldBeFalse();
        await Task.WhenAll(writer.SettledAsync(1, 3, Nothing, EngineRig.Token), first, second);
        writer.Commits.ShouldBe(10);
    }

    [Fact]
    public void At_fifty_requests_a_second_a_commit_carries_twenty_steps()
    {
        var ration = new CommitRation(CommitPace.Default);
        var (commits, steps) = (0, 0);
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(20); now += TimeSpan.FromMilliseconds(20))
        {
            steps++;
            commits += ration.Take(now) == TimeSpan.Zero ? 1 : 0;
        }

        ((double)steps / commits).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_before_the_writer_goes()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var writer = new StepWriter(rig.Get<IDatabase>(), rig.Get<KeyRing>(), new CommitPace(1, TimeSpan.FromHours(1)), new ManualTime());
        await writer.SentAsync(1, 0, Nothing, EngineRig.Token);
        await writer.WriteAsync(Nothing, EngineRig.Token);
        var waiting = writer.WriteAsync(unit => unit.ExecuteAsync(Insert(1, 1)), EngineRig.Token);

        await writer.DisposeAsync();

        (await waiting).ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => writer.WriteAsync(Nothing, EngineRig.Token));
    }

    private static Task Nothing(IUnit unit) => Task.CompletedTask;

    private static string Insert(int user, int note) => $"INSERT INTO probe_note (guild_id, user_id, note) VALUES (1, {user}, '{note}')";

    /// <summary>A write that holds the writer until it is released, so that what comes meanwhile makes one batch.</summary>
    private static async Task<TaskCompletionSource> HoldAsync(EngineRig rig)
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = rig.Get<StepWriter>().WriteAsync(
            async _ =>
            {
                entered.SetResult();
                await release.Task;
            },
            EngineRig.Token);
        await entered.Task;
        return release;
    }
}

public sealed class SqliteStepWriterTests() : StepWriterTests(DatabaseKind.Sqlite);

public sealed class PostgresStepWriterTests() : StepWriterTests(DatabaseKind.Postgres);
