using Mainstay.Testing.Time;

namespace Mainstay.Testing.Tests.Time;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();
    private readonly DateTimeOffset _start = new ManualTime().GetUtcNow();
    private readonly List<string> _fired = [];

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var before = _time.GetUtcNow();
        _time.GetUtcNow().ShouldBe(before);
        var mark = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromDays(365));
        _time.GetUtcNow().ShouldBe(before.AddDays(365));
        _time.GetElapsedTime(mark).ShouldBe(TimeSpan.FromDays(365));
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_and_see_their_own_moment()
    {
        var start = _time.GetUtcNow();
        Arm("late", 3);
        Arm("early", 1);
        Arm("early too", 1);
        Arm("never", 100);
        _time.Advance(TimeSpan.FromSeconds(10));
        _fired.ShouldBe(["early 1", "early too 1", "late 3"]);
        _time.ArmedTimers.ShouldBe(1);
        _time.NextDue.ShouldBe(TimeSpan.FromSeconds(90));
        _time.GetUtcNow().ShouldBe(start.AddSeconds(10));
    }

    [Fact]
    public void A_timer_armed_by_a_timer_fires_in_the_same_step_when_it_is_due_by_then()
    {
        using var outer = _time.CreateTimer(_ => Arm("inner", 2), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(2));
        _fired.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        _fired.ShouldBe(["inner 3"]);
    }

    [Fact]
    public void Periods_repeat_and_changes_count_from_now()
    {
        var count = 0;
        using var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(6));
        count.ShouldBe(3);
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(9));
        count.ShouldBe(3);
        _time.AdvanceToNext().ShouldBeTrue();
        count.ShouldBe(4);
        _time.AdvanceToNext().ShouldBeFalse();
        timer.Dispose();
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_can_wait_until_other_threads_have_armed_a_timer()
    {
        var work = Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(2), _time);
            return _time.GetUtcNow();
        });
        var start = _time.GetUtcNow();
        await _time.UntilArmedAsync(TimeSpan.FromHours(2), TestContext.Current.CancellationToken);
        _time.AdvanceToNext();
        (await work).ShouldBe(start.AddHours(2));
    }

    [Fact]
    public async Task Work_with_many_delays_is_driven_to_its_end()
    {
        var start = _time.GetUtcNow();
        var days = await _time.DriveAsync(Task.Run(async () =>
        {
            for (var day = 0; day < 1000; day++)
            {
                await Task.Delay(TimeSpan.FromDays(1), _time);
            }

            return (_time.GetUtcNow() - start).TotalDays;
        }), TestContext.Current.CancellationToken);
        days.ShouldBe(1000);
    }

    [Fact]
    public async Task Cancelled_waiting_ends()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _time.UntilArmedAsync(1, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private void Arm(string name, int seconds)
    {
        _ = _time.CreateTimer(_ => _fired.Add($"{name} {Math.Round((_time.GetUtcNow() - _start).TotalSeconds)}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }
}
