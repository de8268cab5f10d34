using Mainstay.Discord.Rest;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Tests.Rest.Scheduling;

/// <summary>What happens after a 429, an error or a lost answer.</summary>
public sealed class LimitedTests
{
    private static readonly BucketFacts Plenty = new("b", 10, 9, TimeSpan.FromSeconds(1));
    private static readonly BucketFacts Empty = new("b", 10, 0, TimeSpan.FromSeconds(2));

    [Fact]
    public void A_limited_bucket_waits_as_told_and_its_requests_arrive()
    {
        var simulation = new Simulation();
        simulation.Override = (_, seen) => seen < TimeSpan.FromSeconds(2)
            ? new RestAnswer(429, Empty, TimeSpan.FromSeconds(2) - seen)
            : new RestAnswer(200, Plenty);
        simulation.Queue("POST /m", "1");
        simulation.Queue("POST /m", "1");
        simulation.Run();
        simulation.Delivered.Select(done => done.Status).ShouldBe([200, 200]);
        simulation.Limited.ShouldBe(1, "the second must not try its luck");
    }

    [Fact]
    public void A_global_429_stops_everything_but_interactions()
    {
        var simulation = new Simulation();
        var blocked = true;
        simulation.Override = (ticket, _) =>
        {
            if (ticket.Exempt || !blocked)
            {
                return new RestAnswer(200, Plenty with { Bucket = ticket.Route });
            }

            blocked = false;
            return new RestAnswer(429, null, TimeSpan.FromSeconds(5), LimitScope.Global);
        };
        simulation.Queue("GET /a", "1");
        simulation.At(TimeSpan.FromSeconds(1), () =>
        {
            simulation.Queue("GET /b", "2");
            simulation.Queue("POST /callback", "3", RestLane.Interaction, exempt: true);
        });
        simulation.Run();
        simulation.Answers.Single(answer => answer.Ticket.Exempt).Sent.ShouldBe(TimeSpan.FromSeconds(1));
        simulation.Answers.Where(answer => !answer.Ticket.Exempt && answer.Status == 200).ShouldAllBe(answer => answer.Sent >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_limit_that_headers_do_not_show_holds_only_its_own_request()
    {
        var simulation = new Simulation();
        var renamed = 0;
        simulation.Override = (ticket, seen) => ticket.Lane == RestLane.Bulk && renamed++ == 0
            ? new RestAnswer(429, Plenty, TimeSpan.FromSeconds(30))
            : new RestAnswer(200, Plenty);
        simulation.Queue("PATCH /channels", "1");
        simulation.Run(TimeSpan.FromSeconds(2));
        var rename = simulation.Queue("PATCH /channels", "1", RestLane.Bulk);
        simulation.At(TimeSpan.FromSeconds(3), () => simulation.Queue("PATCH /channels", "1"));
        simulation.Run();
        simulation.Answers.Single(answer => answer.Sent >= TimeSpan.FromSeconds(3) && answer.Ticket != rename).Sent.ShouldBe(TimeSpan.FromSeconds(3));
        simulation.Delivered.Single(done => done.Ticket == rename).At.ShouldBeGreaterThan(TimeSpan.FromSeconds(32));
    }

    [Fact]
    public void A_429_for_two_days_is_told_at_once_and_to_all_that_wait_for_the_same()
    {
        var simulation = new Simulation();
        simulation.Override = (_, _) => new RestAnswer(429, Empty, TimeSpan.FromHours(48));
        var first = simulation.Queue("POST /roles", "1");
        simulation.Queue("POST /roles", "1");
        simulation.At(TimeSpan.FromMinutes(1), () => simulation.Queue("POST /roles", "1"));
        simulation.Run(TimeSpan.FromMinutes(2));
        simulation.Delivered.Single().ShouldBe((first, 429, simulation.Delivered[0].At));
        simulation.Refused.Select(refused => refused.Why).ShouldBe([RestRefusal.BlockedTooLong, RestRefusal.BlockedTooLong]);
        simulation.Answers.Count.ShouldBe(1);
    }

    [Fact]
    public void Cloudflares_429_stops_interactions_too()
    {
        var simulation = new Simulation();
        var banned = true;
        simulation.Override = (_, _) =>
        {
            (var was, banned) = (banned, false);
            return was ? new RestAnswer(429, null, TimeSpan.FromSeconds(20), LimitScope.Address) : new RestAnswer(200, Plenty);
        };
        simulation.Queue("GET /a", "1");
        simulation.At(TimeSpan.FromSeconds(1), () => simulation.Queue("POST /callback", "3", RestLane.Interaction, exempt: true));
        simulation.Run();
        simulation.Answers.Where(answer => answer.Status == 200).ShouldAllBe(answer => answer.Sent >= TimeSpan.FromSeconds(20));
        simulation.Delivered.Count.ShouldBe(2);
    }

    [Fact]
    public void A_shared_429_is_no_invalid_request()
    {
        var simulation = new Simulation();
        var first = true;
        simulation.Override = (_, _) =>
        {
            (var was, first) = (first, false);
            return was ? new RestAnswer(429, Empty, TimeSpan.FromSeconds(1), LimitScope.Shared) : new RestAnswer(200, Plenty);
        };
        simulation.Queue("POST /m", "1");
        simulation.Run();
        simulation.Scheduler.Counts.Invalid.ShouldBe(0);
        simulation.Scheduler.Counts.Limited.ShouldBe(1);
        simulation.Delivered.Single().Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(true, 4, 502)]
    [InlineData(false, 1, 502)]
    public void A_server_error_is_tried_again_only_if_that_is_safe(bool repeatable, int attempts, int status)
    {
        var simulation = new Simulation { Override = (_, _) => new RestAnswer(502) };
        simulation.Queue("X /a", "1", repeatable: repeatable);
        simulation.Run();
        simulation.Answers.Count.ShouldBe(attempts);
        simulation.Delivered.Single().Status.ShouldBe(status);
        var waits = simulation.Answers.Zip(simulation.Answers.Skip(1), (a, b) => (b.Sent - a.Heard).TotalSeconds).ToList();
        waits.Zip([0.5, 1.0, 2.0], (wait, longest) => wait >= longest / 2 && wait <= longest + 0.002).ShouldAllBe(fits => fits);
    }

    [Fact]
    public void A_lost_create_is_not_repeated_and_a_lost_put_is()
    {
        var simulation = new Simulation { Lose = ticket => ticket.Attempts == 1 ? true : null };
        simulation.Queue("POST /m", "1");
        simulation.Queue("PUT /m", "1", repeatable: true);
        simulation.Run();
        simulation.Delivered.Single(done => done.Ticket.Route == "POST /m").Status.ShouldBe(0);
        simulation.Delivered.Single(done => done.Ticket.Route == "PUT /m").Status.ShouldBe(200);
    }

    [Fact]
    public void Lost_answers_never_lead_to_a_429()
    {
        foreach (var (kind, seed) in Enum.GetValues<WindowKind>().SelectMany(kind => Enumerable.Range(1, 20).Select(seed => (kind, seed))))
        {
            var random = new Random(seed);
            var simulation = new Simulation(new ModelNetwork(5, 5, 1, Seed: seed)) { Lose = _ => random.Next(5) switch { 0 => true, 1 => false, _ => null } };
            simulation.Limit(kind, 5, 2, "PUT /m");
            for (var i = 0; i < 100; i++)
            {
                simulation.Queue("PUT /m", "1", repeatable: true);
            }

            simulation.Run();
            simulation.Limited.ShouldBe(0, $"{kind}, seed {seed}");
            simulation.Delivered.Count.ShouldBe(100);
        }
    }

    [Fact]
    public void A_refused_token_is_not_used_again()
    {
        var simulation = new Simulation { Override = (_, _) => new RestAnswer(401) };
        for (var i = 0; i < 5; i++)
        {
            simulation.Queue("GET /a", i.ToString());
        }

        simulation.Queue("GET /a", "0");
        simulation.Run();
        simulation.Answers.Count.ShouldBe(5, "those that had left");
        simulation.Refused.Single().Why.ShouldBe(RestRefusal.TokenRefused);
        simulation.Queue("GET /b");
        simulation.Run();
        simulation.Answers.Count.ShouldBe(5);
    }

    [Fact]
    public void Ten_thousand_refusals_in_ten_minutes_are_never_reached()
    {
        var simulation = new Simulation { Override = (_, _) => new RestAnswer(403) };
        for (var i = 0; i < 40_000; i++)
        {
            simulation.Queue("GET /a", (i % 100).ToString());
        }

        simulation.Run(TimeSpan.FromMinutes(45));
        var heard = simulation.Answers.Select(answer => answer.Heard).ToList();
        var most = 0;
        for (int i = 0, from = 0; i < heard.Count; i++)
        {
            while (heard[i] - heard[from] >= TimeSpan.FromMinutes(10))
            {
                from++;
            }

            most = Math.Max(most, i - from + 1);
        }

        most.ShouldBeLessThan(10_000);
        most.ShouldBeGreaterThan(5_000, "half of it is free");
        heard.Count.ShouldBeGreaterThan(20_000, "slowed down, not stopped");
    }
}
