using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Sandbox.Control;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Tests.Control;

public sealed class ControlApiTests : IAsyncLifetime
{
    private SandboxServer _server = null!;
    private HttpClient _http = null!;
    private string _guild = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "empty", RateLimits = RateLimitProfile.Off, Record = false }, Cancellation);
        _http = new HttpClient { BaseAddress = _server.Origin };
        _guild = (await Get("/info"))["guilds"]![0]!["id"]!.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void People_are_found_wherever_a_message_mentions_them() =>
        MessageViews.MentionedIn(JsonNode.Parse("""{"embeds":[{"description":"<@12> and <@!34>, <@&56> is a role"}]}""")!).Select(id => id.Value).ShouldBe([12UL, 34UL]);

    [Theory]
    [InlineData("/sandbox", "text/html")]
    [InlineData("/sandbox/", "text/html")]
    [InlineData("/sandbox/app.js", "text/javascript")]
    [InlineData("/sandbox/console.css", "text/css")]
    public async Task The_page_is_served_and_may_load_nothing_from_outside(string path, string type)
    {
        using var response = await _http.GetAsync(path, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_there()
    {
        var names = new HashSet<string>();
        var next = new Queue<string>(["index.html"]);
        while (next.TryDequeue(out var name))
        {
            if (!names.Add(name))
            {
                continue;
            }

            using var response = await _http.GetAsync($"/sandbox/{name}", Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(text, @"(?:""/sandbox/|from ""\./)([\w.]+)"""))
            {
                next.Enqueue(match.Groups[1].Value);
            }
        }

        names.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_page_from_elsewhere_is_turned_away()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/api/info");
        request.Headers.Add("Origin", "https://example.org");
        using var response = await _http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task People_are_found_by_what_they_are_and_by_name()
    {
        foreach (var (who, name) in new[] { ("owner", "olivia"), ("admin", "adam"), ("member", "mia"), ("Mia", "mia"), ("@adam", "adam") })
        {
            (await Get($"/guilds/{_guild}/view", who))["me"]!["username"]!.ToString().ShouldBe(name);
        }

        using var response = await _http.GetAsync($"/sandbox/api/guilds/{_guild}/view?as=nobody", Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("I know nobody called");
    }

    [Fact]
    public async Task Discords_own_API_works_as_a_person_with_that_persons_permissions()
    {
        var channel = (await Get($"/guilds/{_guild}/view"))["home_channel_id"]!.ToString();
        (await Send(HttpMethod.Post, $"/as/member/channels/{channel}/messages", new { content = "hello" })).Status.ShouldBe(200);
        var page = await Get($"/channels/{channel}/messages");
        page["messages"]![0]!["content"]!.ToString().ShouldBe("hello");
        page["people"]!.AsObject().Single().Value!["name"]!.ToString().ShouldBe("Mia");

        var refused = await Send(HttpMethod.Post, $"/as/member/guilds/{_guild}/roles", new { name = "mine" });
        (refused.Status, refused.Body!["code"]!.GetValue<int>()).ShouldBe((403, 50013));
        var made = await Send(HttpMethod.Post, $"/as/owner/guilds/{_guild}/roles", new { name = "drifted" });
        made.Status.ShouldBe(200);
        var log = await Get($"/guilds/{_guild}/audit-log");
        log["entries"]![0]!["target_name"]!.ToString().ShouldBe("@drifted");
    }

    [Fact]
    public async Task Who_is_mentioned_in_a_message_comes_with_their_name()
    {
        var view = await Get($"/guilds/{_guild}/view");
        var (channel, owner) = (view["home_channel_id"]!.ToString(), view["me"]!["id"]!.ToString());
        await Send(HttpMethod.Post, $"/as/member/channels/{channel}/messages", new { content = $"hello <@{owner}>" });

        var page = await Get($"/channels/{channel}/messages");

        page["people"]![owner]!["name"]!.ToString().ShouldBe("Olivia");
    }

    [Fact]
    public async Task Members_are_grouped_searched_and_come_and_go()
    {
        var all = await Get($"/guilds/{_guild}/members");
        all["total"]!.GetValue<int>().ShouldBe(4);
        all["members"]![0]!["group"]!.ToString().ShouldBe("Admin");
        (await Get($"/guilds/{_guild}/members?query=mi"))["members"]!.AsArray().Single()!["username"]!.ToString().ShouldBe("mia");
        (await Send(HttpMethod.Post, $"/guilds/{_guild}/join", new { name = "Newcomer" })).Status.ShouldBe(200);
        (await Get($"/guilds/{_guild}/members"))["total"]!.GetValue<int>().ShouldBe(5);
        (await Send(HttpMethod.Post, $"/guilds/{_guild}/leave?as=Newcomer", new { })).Status.ShouldBe(204);
        (await Get($"/guilds/{_guild}/members"))["total"]!.GetValue<int>().ShouldBe(4);
        (await Get("/people?query=newc"))["people"]!.AsArray().Single()!["kind"]!.ToString().ShouldBe("guest");
    }

    [Fact]
    public async Task Live_updates_tell_what_the_person_may_see()
    {
        using var stream = await _http.GetStreamAsync($"/sandbox/api/events?as=member&guild={_guild}", Cancellation);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(Cancellation)).ShouldBe(": connected");
        var channel = (await Get($"/guilds/{_guild}/view"))["home_channel_id"]!.ToString();
        (await Send(HttpMethod.Post, $"/as/owner/guilds/{_guild}/roles", new { name = "quiet" })).Status.ShouldBe(200);
        await Send(HttpMethod.Post, $"/as/owner/channels/{channel}/messages", new { content = "<script>" });
        var seen = new List<string>();
        while (!seen.Contains("MESSAGE_CREATE"))
        {
            if (await reader.ReadLineAsync(Cancellation) is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var frame = JsonNode.Parse(line[6..])!;
                seen.Add(frame["t"]!.ToString());
                if (seen[^1] == "MESSAGE_CREATE")
                {
                    frame["d"]!["content"]!.ToString().ShouldBe("<script>");
                    frame["people"]!.AsObject().Count.ShouldBe(1);
                }
            }
        }

        seen.ShouldContain("GUILD_ROLE_CREATE");
        seen.ShouldNotContain("GUILD_AUDIT_LOG_ENTRY_CREATE");
    }

    [Fact]
    public async Task Faults_are_set_and_cleared()
    {
        (await Send(HttpMethod.Put, "/faults", new { seed = 7, rules = new[] { new { kind = "ServerError", on = "GET /gateway/bot", share = 1.0 } } })).Status.ShouldBe(200);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v10/gateway/bot");
        request.Headers.TryAddWithoutValidation("Authorization", "Bot sandbox-token");
        using var response = await _http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await Send(HttpMethod.Delete, "/faults", null)).Status.ShouldBe(200);
        (await Send(HttpMethod.Put, "/faults", new { nonsense = true })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_command_that_nobody_registered_is_explained()
    {
        var channel = (await Get($"/guilds/{_guild}/view"))["home_channel_id"]!.ToString();
        var (status, body) = await Send(HttpMethod.Post, $"/channels/{channel}/slash?as=owner", new { text = "/help" });
        status.ShouldBe(400);
        body!["message"]!.ToString().ShouldContain("No application has commands for you here");
    }

    private async Task<JsonNode> Get(string path, string who = "owner") =>
        (await _http.GetFromJsonAsync<JsonNode>($"/sandbox/api{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as={who}", Cancellation))!;

    private async Task<(int Status, JsonNode? Body)> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, $"/sandbox/api{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonSerializer.Deserialize<JsonNode>(text));
    }
}
