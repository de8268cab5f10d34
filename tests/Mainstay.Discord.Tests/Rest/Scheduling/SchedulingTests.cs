using Mainstay.Discord.Rest;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Tests.Rest.Scheduling;

/// <summary>Who goes when, and who does not go at all.</summary>
public sealed class SchedulingTests
{
    [Fact]
    public void Any_traffic_on_any_server_is_never_limited_and_all_of_it_arrives()
    {
        foreach (var seed in Enumerable.Range(1, 400))
        {
            var random = new Random(seed);
            var way = random.NextDouble() * 60;
            var network = new ModelNetwork(way, way * random.NextDouble() * 2, way / 5, random.Next(3) * 10, random.Next(2) == 0, seed);
            var simulation = new Simulation(network, globalKind: (WindowKind)random.Next(4));
            var routes = new[] { "GET /a", "PUT /b", "POST /c" };
            foreach (var route in routes)
            {
                simulation.Limit((WindowKind)random.Next(4), random.Next(1, 12), random.Next(1, 8), route);
            }

            var requests = random.Next(1, 250);
            for (var i = 0; i < requests; i++)
            {
                var (route, major, lane) = (routes[random.Next(3)], random.Next(4).ToString(), (RestLane)random.Next(3));
                simulation.At(TimeSpan.FromMilliseconds(random.Next(20_000)), () => simulation.Queue(route, major, lane));
            }

            simulation.Run();
            (simulation.Limited, simulation.Delivered.Count, simulation.Scheduler.Queued).ShouldBe((0, requests, 0), $"seed {seed}");
        }
    }

    [Fact]
    public void An_unknown_route_is_probed_with_one_request_and_then_used_to_the_full()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Fixed, 5, 1, "POST /m");
        for (var i = 0; i < 5; i++)
        {
            simulation.Queue("POST /m", "1");
        }

        simulation.Run();
        var sent = simulation.Answers.Select(answer => answer.Sent).Order().ToList();
        sent.Count(at => at == TimeSpan.Zero).ShouldBe(1);
        sent.Skip(1).ShouldAllBe(at => at > TimeSpan.Zero && at < TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Routes_that_share_a_bucket_share_its_queue()
    {
        var simulation = new Simulation(new ModelNetwork(1, 1, 0));
        simulation.Limit(WindowKind.Fixed, 4, 1, "PUT /r", "DELETE /r");
        simulation.Queue("PUT /r", "1");
        simulation.Run(TimeSpan.FromSeconds(3));
        simulation.Queue("DELETE /r", "1");
        simulation.Run(TimeSpan.FromSeconds(6));
        for (var i = 0; i < 20; i++)
        {
            simulation.Queue(i % 2 == 0 ? "PUT /r" : "DELETE /r", "1");
        }

        simulation.Run();
        simulation.Limited.ShouldBe(0);
        simulation.Delivered.Count.ShouldBe(22);
    }

    [Fact]
    public void Channels_of_the_same_bucket_do_not_wait_for_each_other()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Fixed, 1, 10, "POST /m");
        for (var channel = 0; channel < 20; channel++)
        {
            simulation.Queue("POST /m", channel.ToString());
        }

        simulation.Run();
        simulation.Answers[^1].Heard.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Buckets_take_turns_when_the_global_limit_binds()
    {
        var simulation = new Simulation();
        for (var i = 0; i < 900; i++)
        {
            simulation.Queue("POST /m", "busy", RestLane.Bulk);
        }

        for (var i = 0; i < 50; i++)
        {
            simulation.Queue("POST /m", "modest", RestLane.Bulk);
        }

        simulation.Run();
        simulation.Delivered.Count.ShouldBe(950);

        // Half of each second's 50 belong to the modest one, however long the other's queue.
        simulation.Delivered.Last(done => done.Ticket.Major == "modest").At.ShouldBeLessThan(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public void Interactions_leave_at_once_whatever_waits()
    {
        var simulation = new Simulation();
        for (var i = 0; i < 1000; i++)
        {
            simulation.Queue("PATCH /x", (i % 40).ToString(), RestLane.Bulk);
        }

        var late = new List<RestTicket>();
        for (var i = 0; i < 20; i++)
        {
            simulation.At(TimeSpan.FromMilliseconds(200 + (i * 333)), () => late.Add(simulation.Queue("POST /callback", "i" + late.Count, RestLane.Interaction, exempt: true)));
        }

        simulation.Run();
        foreach (var (ticket, index) in late.Select((ticket, index) => (ticket, index)))
        {
            var answer = simulation.Answers.Single(answer => ReferenceEquals(answer.Ticket, ticket));
            answer.Sent.ShouldBe(TimeSpan.FromMilliseconds(200 + (index * 333)));
        }
    }

    [Fact]
    public void A_person_goes_before_bulk_work_in_the_same_bucket_and_across_buckets()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Fixed, 2, 1, "PATCH /m");
        for (var i = 0; i < 40; i++)
        {
            simulation.Queue("PATCH /m", "1", RestLane.Bulk);
        }

        RestTicket? person = null;
        simulation.At(TimeSpan.FromSeconds(3.5), () => person = simulation.Queue("PATCH /m", "1"));
        simulation.Run();
        simulation.Delivered.Single(done => done.Ticket == person).At.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_is_cancelled_never_leaves_and_gives_its_place_away()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Fixed, 1, 1, "POST /m");
        var tickets = Enumerable.Range(0, 10).Select(_ => simulation.Queue("POST /m", "1")).ToList();
        simulation.Run(TimeSpan.FromSeconds(0.5));
        foreach (var ticket in tickets.Skip(1).Take(8))
        {
            simulation.Scheduler.Cancel(ticket).ShouldBeTrue();
        }

        simulation.Scheduler.Cancel(tickets[0]).ShouldBeFalse("it has left");
        simulation.Run();
        simulation.Delivered.Select(done => done.Ticket).ShouldBe([tickets[0], tickets[9]]);
        simulation.Answers[^1].Heard.ShouldBeLessThan(TimeSpan.FromSeconds(1.1));
        simulation.Scheduler.Queued.ShouldBe(0);
    }

    [Fact]
    public void Idle_buckets_are_forgotten()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Leaking, 5, 5, "POST /m");
        for (var channel = 0; channel < 2000; channel++)
        {
            simulation.Queue("POST /m", channel.ToString());
        }

        simulation.Run();
        simulation.Scheduler.BucketCount.ShouldBe(2000);
        simulation.At(TimeSpan.FromMinutes(10), () => simulation.Queue("POST /m", "last"));
        simulation.Run();
        simulation.Scheduler.BucketCount.ShouldBe(1);
        simulation.Limited.ShouldBe(0);
    }

    [Fact]
    public void The_queue_has_a_bound()
    {
        var simulation = new Simulation(options: new SchedulerOptions { LongestQueue = 3 });
        for (var i = 0; i < 5; i++)
        {
            simulation.Queue("POST /m", "1");
        }

        simulation.Refused.Select(refused => refused.Why).ShouldBe([RestRefusal.QueueFull, RestRefusal.QueueFull]);
    }

    [Fact]
    public void Another_process_with_the_same_token_is_noticed()
    {
        var simulation = new Simulation(new ModelNetwork(1, 1, 0));
        var buckets = new ModelBuckets(WindowKind.Fixed, 5, TimeSpan.FromSeconds(1));
        simulation.Override = (ticket, seen) =>
        {
            // The other takes a place for each of ours.
            buckets.Take("1", seen);
            var (allowed, remaining, resetAfter, retryAfter) = buckets.Take("1", seen);
            return new RestAnswer(allowed ? 200 : 429, new BucketFacts("b", 5, remaining, resetAfter), retryAfter);
        };
        for (var i = 0; i < 20; i++)
        {
            simulation.Queue("POST /m", "1");
        }

        simulation.Run();
        simulation.Delivered.Count(done => done.Status == 200).ShouldBe(20);

        // Nobody can know what another does between two answers; but it must not become a habit.
        simulation.Limited.ShouldBeLessThan(20);
    }

    [Fact]
    public void Estimates_come_from_what_was_measured()
    {
        var simulation = new Simulation();
        simulation.Limit(WindowKind.Fixed, 10, 10, "PATCH /guilds/{guild_id}/members/{user_id}");
        simulation.Limit(WindowKind.Leaking, 5, 5, "POST /channels/{channel_id}/messages");
        RestEstimate Ask(RestRoute route, int calls) => RestEstimate.Of([new PlannedCalls(route, 1, calls)], 50, simulation.Scheduler.Measure);
        Ask(Routes.ModifyMember, 25).ShouldBe(new RestEstimate(TimeSpan.FromSeconds(20), 25, Measured: false));
        simulation.Queue(Routes.ModifyMember.Name, "1");
        for (var i = 0; i < 3; i++)
        {
            simulation.Queue(Routes.CreateMessage.Name, "1");
        }

        simulation.Run();
        Ask(Routes.ModifyMember, 25).ShouldBe(new RestEstimate(TimeSpan.FromSeconds(20), 25, Measured: true));
        Ask(Routes.CreateMessage, 25).ShouldBe(new RestEstimate(TimeSpan.FromSeconds(20), 25, Measured: true));
        Ask(Routes.CreateMessage, 5).Time.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(WindowKind.Fixed, 20)]
    [InlineData(WindowKind.Leaking, 15)]
    public void One_answer_is_enough_for_an_estimate_of_either_kind(WindowKind kind, int seconds)
    {
        var simulation = new Simulation();
        simulation.Limit(kind, 10, 10, Routes.ModifyMember.Name);
        simulation.Queue(Routes.ModifyMember.Name, "1");
        simulation.Run();

        RestEstimate.Of([new PlannedCalls(Routes.ModifyMember, 1, 25)], 50, simulation.Scheduler.Measure)
            .ShouldBe(new RestEstimate(TimeSpan.FromSeconds(seconds), 25, Measured: true));
    }

    [Fact]
    public void Routes_that_share_a_bucket_are_counted_together()
    {
        PlannedCalls[] calls = [new(Routes.AddMemberRole, 1, 17), new(Routes.RemoveMemberRole, 1, 6)];

        RestEstimate.Of(calls, 50, (_, _) => null).ShouldBe(new RestEstimate(TimeSpan.FromSeconds(20), 23, Measured: false));
    }
}
