using FsCheck;
using FsCheck.Fluent;
using Mainstay.Sandbox.Gateway;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class SessionMachineTests
{
    [Fact]
    public void A_resume_replays_exactly_what_came_since()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Limit, NonNegativeInt Sent, NonNegativeInt Seen)>(),
            story =>
            {
                var machine = new SessionMachine(story.Limit.Get);
                for (var i = 0; i < story.Sent.Get; i++)
                {
                    machine.Dispatch("MESSAGE_CREATE", BitConverter.GetBytes(i + 1)).Sequence.ShouldBe(i + 1);
                }

                var seen = story.Seen.Get;
                var verdict = machine.Resume(seen, out var missed);
                if (seen > story.Sent.Get)
                {
                    verdict.ShouldBe(ResumeVerdict.FromTheFuture);
                }
                else if (story.Sent.Get - seen > story.Limit.Get)
                {
                    verdict.ShouldBe(ResumeVerdict.Invalid);
                }
                else
                {
                    verdict.ShouldBe(ResumeVerdict.Replay);
                    missed.Select(frame => frame.Sequence).ShouldBe(Enumerable.Range(seen + 1, story.Sent.Get - seen));
                    missed.ShouldAllBe(frame => BitConverter.ToInt32(frame.Data.ToArray(), 0) == frame.Sequence);
                }
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Identifies_of_one_key_wait_five_seconds_and_the_day_has_an_end()
    {
        var budget = new IdentifyBudget(new GatewayOptions { MaxConcurrency = 2, SessionStarts = 3 });
        const long Second = TimeSpan.TicksPerSecond;

        budget.Look(0).Remaining.ShouldBe(3);
        budget.Take(0, 0).ShouldBe(IdentifyVerdict.Allowed);
        budget.Take(1, 0).ShouldBe(IdentifyVerdict.Allowed);
        budget.Take(2, 4 * Second).ShouldBe(IdentifyVerdict.TooSoon);
        budget.Take(2, 5 * Second).ShouldBe(IdentifyVerdict.Allowed);
        budget.Look(5 * Second).ShouldBe(new SessionStarts(3, 0, TimeSpan.TicksPerDay - (5 * Second), 2));
        budget.Take(3, 60 * Second).ShouldBe(IdentifyVerdict.Exhausted);
        budget.Take(3, TimeSpan.TicksPerDay).ShouldBe(IdentifyVerdict.Allowed);
    }
}
