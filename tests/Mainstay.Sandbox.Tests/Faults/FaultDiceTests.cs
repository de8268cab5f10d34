using Mainstay.Sandbox.Faults;

namespace Mainstay.Sandbox.Tests.Faults;

public sealed class FaultDiceTests
{
    [Fact]
    public void Ordinals_count_each_route_for_itself()
    {
        var dice = new FaultDice(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.DropAfter, On = "GET /guilds/{guild_id}", Ordinals = [2] }] });

        dice.Request("GET /guilds/{guild_id}").ShouldBeNull();
        dice.Request("GET /users/@me").ShouldBeNull();
        dice.Request("GET /guilds/{guild_id}")!.Kind.ShouldBe(FaultKind.DropAfter);
        dice.Request("GET /guilds/{guild_id}").ShouldBeNull();
    }

    [Fact]
    public void A_share_hits_the_same_frames_under_the_same_seed_whatever_comes_between()
    {
        var plan = new FaultPlan { Seed = 3, Rules = [new FaultRule { Kind = FaultKind.HalfFrame, On = "MESSAGE_CREATE", Share = 0.1 }] };

        var alone = Hits(new FaultDice(plan), others: 0);
        Hits(new FaultDice(plan), others: 5).ShouldBe(alone);
        Hits(new FaultDice(plan with { Seed = 4 }), others: 0).ShouldNotBe(alone);
        alone.Count.ShouldBeInRange(60, 140);

        static List<int> Hits(FaultDice dice, int others)
        {
            var hits = new List<int>();
            for (var i = 0; i < 1_000; i++)
            {
                if (dice.Frame("1/0", "MESSAGE_CREATE") is not null)
                {
                    hits.Add(i);
                }

                for (var n = 0; n < others; n++)
                {
                    dice.Frame("1/0", "PRESENCE_UPDATE").ShouldBeNull();
                }
            }

            return hits;
        }
    }

    [Fact]
    public void Times_is_the_end_of_it()
    {
        var dice = new FaultDice(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, On = "rest:*", Share = 1, Times = 2 }] });

        Enumerable.Range(0, 5).Count(_ => dice.Request("GET /gateway") is not null).ShouldBe(2);
    }

    [Fact]
    public void Writes_are_counted_without_the_reads_between_them()
    {
        var dice = new FaultDice(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, On = "rest:writes", Ordinals = [2] }] });

        string[] routes = ["GET /gateway", "POST /channels/{channel_id}/messages", "GET /gateway", "GET /gateway", "DELETE /channels/{channel_id}", "PATCH /channels/{channel_id}"];
        routes.Where(route => dice.Request(route) is not null).ShouldBe(["DELETE /channels/{channel_id}"]);
        dice.Frame("", "HELLO").ShouldBeNull();
    }

    [Fact]
    public void Rules_for_frames_leave_requests_alone()
    {
        var dice = new FaultDice(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Disconnect, On = "gateway:*", Share = 1 }] });

        dice.Request("GET /gateway").ShouldBeNull();
        dice.Frame("", "HELLO")!.Kind.ShouldBe(FaultKind.Disconnect);
    }

    [Fact]
    public void A_plan_survives_its_JSON()
    {
        var plan = new FaultPlan { Seed = 9, Rules = [new FaultRule { Kind = FaultKind.Hold, On = "POST /channels/{channel_id}/messages", Ordinals = [1, 3], Name = "gate" }] };

        FaultPlan.Parse(plan.ToJson()).ToJson().ShouldBe(plan.ToJson());
        Should.Throw<System.Text.Json.JsonException>(() => FaultPlan.Parse("""{"rules": [{"kind": "Explode", "on": "rest:*"}]}"""));
        Should.Throw<System.Text.Json.JsonException>(() => FaultPlan.Parse("""{"rule": []}"""));
    }
}
