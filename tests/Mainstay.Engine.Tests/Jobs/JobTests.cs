using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;
using Mainstay.Engine.Jobs;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mainstay.Engine.Tests.Jobs;

/// <summary>What modules do by themselves: when their turns come.</summary>
public sealed class JobTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    [Fact]
    public void Many_wakes_become_one_turn_after_the_quiet_and_at_the_latest_after_twenty_times_as_long()
    {
        var seat = new JobSeat(Start);
        seat.TryBegin(Start).ShouldBeTrue();
        seat.End(Start, TimeSpan.FromHours(6));

        for (var second = 0; second < 100; second++)
        {
            seat.Wake(Start.AddSeconds(second), Quiet);
            seat.TryBegin(Start.AddSeconds(second)).ShouldBeFalse();
        }

        seat.Due.ShouldBe(Start.AddSeconds(99) + Quiet);
        for (var second = 100; second < 599; second++)
        {
            seat.Wake(Start.AddSeconds(second), Quiet);
        }

        seat.Due.ShouldBe(Start + (Quiet * 20));
        seat.TryBegin(Start + (Quiet * 20)).ShouldBeTrue();
    }

    [Fact]
    public void A_wake_during_a_turn_brings_another_one_and_never_two_at_once()
    {
        var seat = new JobSeat(Start);
        seat.TryBegin(Start).ShouldBeTrue();
        seat.Wake(Start, Quiet);
        seat.TryBegin(Start.AddHours(1)).ShouldBeFalse();
        seat.End(Start.AddSeconds(1), TimeSpan.FromHours(6));

        seat.Due.ShouldBe(Start + Quiet);
    }

    [Fact]
    public async Task Turns_come_at_start_and_when_the_job_says_and_a_minute_after_one_that_broke()
    {
        var time = new ManualTime(Start);
        var turns = new List<DateTimeOffset>();
        var took = new SemaphoreSlim(0);
        var module = new OneJob(new GuildJob("look", (_, _) =>
        {
            turns.Add(time.GetUtcNow());
            took.Release();
            return turns.Count == 2 ? throw new InvalidOperationException("broken on purpose") : Task.FromResult<TimeSpan?>(TimeSpan.FromMinutes(10));
        }));
        await using var runner = new JobRunner(new Lazy<ModuleRegistry>(() => new ModuleRegistry([module])), new OneGuild(), time, NullLogger<JobRunner>.Instance);

        runner.Start();
        for (var i = 0; i < 3; i++)
        {
            await TurnAsync(runner, time, took);
        }

        (turns[1] - turns[0]).ShouldBe(TimeSpan.FromMinutes(10));
        (turns[2] - turns[1]).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_wake_shortens_the_wait()
    {
        var time = new ManualTime(Start);
        var turns = new List<DateTimeOffset>();
        var took = new SemaphoreSlim(0);
        var module = new OneJob(new GuildJob("look", (_, _) =>
        {
            turns.Add(time.GetUtcNow());
            took.Release();
            return Task.FromResult<TimeSpan?>(null);
        }));
        await using var runner = new JobRunner(new Lazy<ModuleRegistry>(() => new ModuleRegistry([module])), new OneGuild(), time, NullLogger<JobRunner>.Instance);
        runner.Start();
        await took.WaitAsync(TestContext.Current.CancellationToken);

        var woken = time.GetUtcNow();
        runner.Wake(OneGuild.Id, "look", Quiet);
        await TurnAsync(runner, time, took);

        (turns[1] - woken).ShouldBeInRange(Quiet, Quiet + TimeSpan.FromSeconds(30));
    }

    // The clock stands still while a turn is being taken: the next one counts from its end.
    private static async Task TurnAsync(JobRunner runner, ManualTime time, SemaphoreSlim took)
    {
        while (!await took.WaitAsync(0, TestContext.Current.CancellationToken))
        {
            await time.UntilArmedAsync(cancellationToken: TestContext.Current.CancellationToken);
            if (runner.Working == 0)
            {
                time.AdvanceToNext();
            }

            await Task.Yield();
        }
    }

    private sealed class OneJob(GuildJob job) : IModule
    {
        public string Name => "one";

        public IReadOnlyList<GuildJob> Jobs => [job];
    }

    private sealed class OneGuild : IGuilds
    {
        public static readonly Id<Guild> Id = new(1_000);

        public IReadOnlyCollection<Id<Guild>> All => [Id];

        public bool TrySnapshot(Id<Guild> guild, [NotNullWhen(true)] out GuildImage? image)
        {
            image = null;
            return false;
        }
    }
}
