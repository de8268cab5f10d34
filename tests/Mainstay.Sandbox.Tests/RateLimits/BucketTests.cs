using FsCheck;
using FsCheck.Fluent;
using Mainstay.Sandbox.RateLimits;

namespace Mainstay.Sandbox.Tests.RateLimits;

public sealed class BucketTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void A_fixed_window_gives_everything_back_at_once()
    {
        var bucket = new FixedWindow(3, 10 * Second);

        bucket.Take(0).ShouldBe(new BucketAnswer(true, 2, 10 * Second, 0));
        bucket.Take(4 * Second).ShouldBe(new BucketAnswer(true, 1, 6 * Second, 0));
        bucket.Take(5 * Second).ShouldBe(new BucketAnswer(true, 0, 5 * Second, 5 * Second));
        bucket.Take(6 * Second).ShouldBe(new BucketAnswer(false, 0, 4 * Second, 4 * Second));
        bucket.Take(10 * Second).ShouldBe(new BucketAnswer(true, 2, 10 * Second, 0));
    }

    [Fact]
    public void A_sliding_window_gives_back_one_by_one()
    {
        var bucket = new SlidingWindow(5, 5 * Second);

        bucket.Take(0).ShouldBe(new BucketAnswer(true, 4, Second, 0));
        for (var i = 0; i < 3; i++)
        {
            bucket.Take(0).Allowed.ShouldBeTrue();
        }

        bucket.Take(0).ShouldBe(new BucketAnswer(true, 0, 5 * Second, Second));
        bucket.Take(0).ShouldBe(new BucketAnswer(false, 0, 5 * Second, Second));
        bucket.Take(Second / 2).RetryAfter.ShouldBe(Second / 2);
        bucket.Take(Second).ShouldBe(new BucketAnswer(true, 0, 5 * Second, Second));
    }

    [Fact]
    public void Who_waits_as_told_is_never_refused()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Limit, PositiveInt Milliseconds, bool Fixed, NonNegativeInt[] Pauses)>(),
            story =>
            {
                var bucket = Bucket.Of(story.Fixed ? WindowKind.Fixed : WindowKind.Sliding, story.Limit.Get, story.Milliseconds.Get * TimeSpan.TicksPerMillisecond);
                long now = 0;
                foreach (var pause in story.Pauses)
                {
                    now += pause.Get * TimeSpan.TicksPerMillisecond;
                    var answer = bucket.Take(now);
                    answer.Allowed.ShouldBeTrue();
                    now += answer.RetryAfter;
                }
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_window_lets_more_through_than_it_says()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Limit, bool Fixed, NonNegativeInt[] Pauses)>(),
            story =>
            {
                const long Window = 100;
                var bucket = Bucket.Of(story.Fixed ? WindowKind.Fixed : WindowKind.Sliding, story.Limit.Get, Window);
                var passed = new List<long>();
                long now = 0;
                foreach (var pause in story.Pauses)
                {
                    now += pause.Get;
                    if (bucket.Take(now).Allowed)
                    {
                        passed.Add(now);
                    }
                }

                // Both let a burst pass at the edge of two windows, but never more than two windows' worth in one.
                foreach (var start in passed)
                {
                    passed.Count(at => at >= start && at < start + Window).ShouldBeLessThanOrEqualTo(2 * story.Limit.Get);
                }
            }).QuickCheckThrowOnFailure();
    }
}
