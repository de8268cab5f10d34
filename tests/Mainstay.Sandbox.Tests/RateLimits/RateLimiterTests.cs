using Mainstay.Sandbox.RateLimits;

namespace Mainstay.Sandbox.Tests.RateLimits;

public sealed class RateLimiterTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private const string Patch = "PATCH /channels/{channel_id}";
    private const string PutRole = "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}";
    private const string DeleteRole = "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}";

    [Fact]
    public void Routes_of_one_rule_share_a_bucket_and_guilds_do_not()
    {
        var limiter = new RateLimiter(RateLimitProfile.Discord, 1);
        for (var i = 0; i < 10; i++)
        {
            limiter.Ask(Request(i % 2 == 0 ? PutRole : DeleteRole, "1"), 0).Allowed.ShouldBeTrue();
        }

        limiter.Ask(Request(PutRole, "1"), 0).Allowed.ShouldBeFalse();
        limiter.Ask(Request(PutRole, "2"), 0).Allowed.ShouldBeTrue();
        limiter.Ask(Request(PutRole, "1"), 10 * Second).Remaining.ShouldBe(9);
    }

    [Fact]
    public void The_hidden_limit_of_names_counts_only_names()
    {
        var limiter = new RateLimiter(RateLimitProfile.Discord, 1);
        for (var i = 0; i < 2; i++)
        {
            limiter.Ask(Request(Patch, "1", "name"), 0).Allowed.ShouldBeTrue();
        }

        var refused = limiter.Ask(Request(Patch, "1", "topic"), 0);
        refused.Allowed.ShouldBeFalse();
        refused.BucketHash.ShouldBeNull();
        refused.RetryAfter.ShouldBe(600 * Second);
        limiter.Ask(Request(Patch, "1", "nsfw"), 0).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Fifty_a_second_over_all_routes_but_interactions()
    {
        var limiter = new RateLimiter(RateLimitProfile.Discord, 1);
        for (var i = 0; i < 50; i++)
        {
            limiter.Ask(Request("GET /guilds/{guild_id}", $"{i}"), 0).Allowed.ShouldBeTrue();
        }

        var refused = limiter.Ask(Request("GET /guilds/{guild_id}", "x"), Second / 2);
        refused.Scope.ShouldBe(LimitScope.Global);
        refused.Allowed.ShouldBeFalse();
        limiter.Ask(Request("POST /interactions/{interaction_id}/{interaction_token}/callback", "x") with { Exempt = true }, Second / 2).Allowed.ShouldBeTrue();
        limiter.Ask(Request("GET /guilds/{guild_id}", "x") with { Token = "other" }, Second / 2).Allowed.ShouldBeTrue();
        limiter.Ask(Request("GET /guilds/{guild_id}", "x"), (Second / 2) + refused.RetryAfter).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Off_refuses_nothing_and_says_nothing()
    {
        var limiter = new RateLimiter(RateLimitProfile.Off, 1);
        for (var i = 0; i < 1_000; i++)
        {
            limiter.Ask(Request(PutRole, "1"), 0).ShouldBe(LimitAnswer.Unlimited);
        }
    }

    [Fact]
    public void A_storm_refuses_the_same_requests_again_under_the_same_seed()
    {
        Refused(7).ShouldBe(Refused(7));
        Refused(7).ShouldNotBe(Refused(8));
        Refused(7).Count.ShouldBeInRange(40, 130);

        static List<int> Refused(int seed)
        {
            var limiter = new RateLimiter(RateLimitProfile.Storm, seed);
            return [.. Enumerable.Range(0, 1_000).Where(i => limiter.Ask(Request("GET /guilds/{guild_id}", "1"), i * 60 * Second).Scope == LimitScope.Shared)];
        }
    }

    [Fact]
    public void A_profile_can_be_read_from_JSON_and_names_what_it_does_not_know()
    {
        var profile = RateLimitProfile.Parse("""
            {"name": "custom", "global_per_second": 50, "rules": [{"name": "messages", "routes": ["POST /channels/{channel_id}/messages"], "limit": 5, "seconds": 1, "kind": "Fixed"}]}
            """);

        var limiter = new RateLimiter(profile, 1);
        limiter.Ask(Request("POST /channels/{channel_id}/messages", "1"), 0).Limit.ShouldBe(5);
        Should.Throw<System.Text.Json.JsonException>(() => RateLimitProfile.Parse("""{"name": "custom", "limits": 1}"""));
    }

    [Fact]
    public void An_address_with_too_many_invalid_requests_is_shut_out_until_its_ten_minutes_are_over()
    {
        var invalid = new InvalidRequests(3);
        for (var i = 0; i < 3; i++)
        {
            invalid.ShutOutFor("a", 0).ShouldBe(0);
            invalid.Count("a", 0);
        }

        invalid.ShutOutFor("a", Second).ShouldBe(InvalidRequests.Window - Second);
        invalid.ShutOutFor("b", Second).ShouldBe(0);
        invalid.ShutOutFor("a", InvalidRequests.Window).ShouldBe(0);
    }

    private static LimitedRequest Request(string route, string major, params string[] fields) => new("token", route, major, false, fields.Contains);
}
