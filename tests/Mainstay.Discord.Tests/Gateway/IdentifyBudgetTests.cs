using Mainstay.Discord.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

public sealed class IdentifyBudgetTests
{
    private static readonly SessionStarts Starts = new(1000, 1000, TimeSpan.FromHours(20), MaxConcurrency: 1);

    [Fact]
    public void One_start_per_key_in_five_seconds_counted_from_its_use()
    {
        var budget = new IdentifyBudgetMachine(Starts, TimeSpan.Zero);
        budget.TryAcquire(0, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.TryAcquire(1, TimeSpan.FromSeconds(1), out var retryAt).ShouldBeFalse();
        retryAt.ShouldBeNull();
        budget.Use(0, TimeSpan.FromSeconds(3));
        budget.TryAcquire(1, TimeSpan.FromSeconds(4), out retryAt).ShouldBeFalse();
        retryAt.ShouldBe(TimeSpan.FromSeconds(8));
        budget.TryAcquire(1, TimeSpan.FromSeconds(8), out _).ShouldBeTrue();
    }

    [Fact]
    public void Different_keys_start_side_by_side()
    {
        var budget = new IdentifyBudgetMachine(Starts with { MaxConcurrency = 16 }, TimeSpan.Zero);
        for (var shard = 0; shard < 16; shard++)
        {
            budget.TryAcquire(shard, TimeSpan.Zero, out _).ShouldBeTrue();
        }

        budget.TryAcquire(16, TimeSpan.Zero, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_permit_that_comes_back_unused_costs_nothing()
    {
        var budget = new IdentifyBudgetMachine(Starts with { Remaining = 1 }, TimeSpan.Zero);
        budget.TryAcquire(0, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.Return(0);
        budget.TryAcquire(0, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.Use(0, TimeSpan.Zero);
        budget.Remaining.ShouldBe(0);
    }

    [Fact]
    public void When_the_day_is_used_up_the_next_start_waits_for_the_reset()
    {
        var budget = new IdentifyBudgetMachine(Starts with { Remaining = 0 }, TimeSpan.Zero);
        budget.TryAcquire(0, TimeSpan.FromHours(1), out var retryAt).ShouldBeFalse();
        retryAt.ShouldBe(TimeSpan.FromHours(20));
        budget.TryAcquire(0, TimeSpan.FromHours(20), out _).ShouldBeTrue();
        budget.Remaining.ShouldBe(999);
    }
}
