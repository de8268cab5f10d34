using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Tests.Server;

public sealed class RestPipelineTests
{
    private readonly SmallWorld _small = new();

    [Theory]
    [InlineData("/api/v10/gateway/bot")]
    [InlineData("/api/v9/gateway/bot")]
    [InlineData("/api/gateway/bot")]
    [InlineData("/api/v10/gateway/bot/")]
    public async Task Every_base_leads_there(string path)
    {
        await using var server = await _small.StartAsync();
        using var http = Client(server);
        var bot = await http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
        bot.GetProperty("url").GetString().ShouldBe(server.GatewayUrl.ToString());
        bot.GetProperty("session_start_limit").GetProperty("remaining").GetInt32().ShouldBe(1_000);
    }

    [Theory]
    [InlineData("GET", "/api/v10/gateway/bot", "Bot wrong", 401, "401: Unauthorized")]
    [InlineData("GET", "/api/v10/gateway/bot", "Bearer sandbox-token", 401, "401: Unauthorized")]
    [InlineData("GET", "/api/v10/nothing/here", "Bot sandbox-token", 404, "404: Not Found")]
    [InlineData("DELETE", "/api/v10/gateway", "Bot sandbox-token", 405, "405: Method Not Allowed")]
    public async Task Refusals_look_like_Discords(string method, string path, string authorization, int status, string message)
    {
        await using var server = await _small.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Origin };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe($$"""{"message":"{{message}}","code":0}""");
    }

    [Fact]
    public async Task Broken_JSON_is_50109_and_the_content_type_is_looked_at()
    {
        await using var server = await _small.StartAsync();
        using var http = Client(server);
        (await Code(http, new StringContent("{\"name\":", Encoding.UTF8, "application/json"))).ShouldBe((400, 50109));
        (await Code(http, new StringContent("name=x", Encoding.UTF8, "text/plain"))).ShouldBe((400, 50035));

        async Task<(int, int)> Code(HttpClient client, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v10/gateway") { Content = content };
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, body.GetProperty("code").GetInt32());
        }
    }

    [Fact]
    public void Field_errors_nest_by_path()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        ErrorBodies.Write(buffer, Refusal.Form(
            new FieldError("embeds.0.title", "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length."),
            new FieldError("content", "BASE_TYPE_REQUIRED", "This field is required")));

        var errors = JsonDocument.Parse(buffer.WrittenMemory).RootElement.GetProperty("errors");
        errors.GetProperty("content").GetProperty("_errors")[0].GetProperty("code").GetString().ShouldBe("BASE_TYPE_REQUIRED");
        errors.GetProperty("embeds").GetProperty("0").GetProperty("title").GetProperty("_errors")[0].GetProperty("message").GetString().ShouldBe("Must be 256 or fewer in length.");
    }

    [Fact]
    public async Task Rate_limits_show_in_the_headers_and_then_refuse()
    {
        await using var server = await _small.StartAsync(options => options with { RateLimits = RateLimitProfile.Discord });
        using var http = Client(server);
        using (var first = await http.GetAsync("/api/v10/gateway/bot", TestContext.Current.CancellationToken))
        {
            Header(first, "X-RateLimit-Limit").ShouldBe("2");
            Header(first, "X-RateLimit-Remaining").ShouldBe("1");
            double.Parse(Header(first, "X-RateLimit-Reset-After"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 5);
            Header(first, "X-RateLimit-Bucket").Length.ShouldBe(32);
        }

        (await http.GetAsync("/api/v10/gateway/bot", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await http.GetAsync("/api/v10/gateway/bot", TestContext.Current.CancellationToken);
        ((int)refused.StatusCode).ShouldBe(429);
        Header(refused, "X-RateLimit-Scope").ShouldBe("user");
        var body = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        body.GetProperty("retry_after").GetDouble().ShouldBeInRange(0.001, 5);
        body.GetProperty("global").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Too_many_invalid_requests_shut_the_address_out_without_JSON()
    {
        await using var server = await _small.StartAsync(options => options with { RateLimits = RateLimitProfile.Off with { InvalidPerTenMinutes = 2 } });
        using var http = new HttpClient { BaseAddress = server.Origin };
        for (var i = 0; i < 2; i++)
        {
            (await http.GetAsync("/api/v10/gateway/bot", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var shut = await http.GetAsync("/api/v10/gateway", TestContext.Current.CancellationToken);
        ((int)shut.StatusCode).ShouldBe(429);
        shut.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Faults_hit_requests_by_their_ordinal()
    {
        const string Route = "GET /gateway";
        var plan = new FaultPlan
        {
            Rules =
            [
                new FaultRule { Kind = FaultKind.ServerError, On = Route, Ordinals = [1], Status = 503 },
                new FaultRule { Kind = FaultKind.RateLimited, On = Route, Ordinals = [2], Seconds = 1.5 },
                new FaultRule { Kind = FaultKind.DropBefore, On = Route, Ordinals = [3] },
                new FaultRule { Kind = FaultKind.DropAfter, On = Route, Ordinals = [4] },
                new FaultRule { Kind = FaultKind.LoseResponse, On = Route, Ordinals = [5] },
                new FaultRule { Kind = FaultKind.Hold, On = Route, Ordinals = [6], Name = "gate" },
            ],
        };
        await using var server = await _small.StartAsync(options => options with { Faults = plan });
        using var http = Client(server);
        ((int)(await http.GetAsync("/api/gateway", TestContext.Current.CancellationToken)).StatusCode).ShouldBe(503);
        using (var limited = await http.GetAsync("/api/gateway", TestContext.Current.CancellationToken))
        {
            Header(limited, "X-RateLimit-Scope").ShouldBe("shared");
            Header(limited, "Retry-After").ShouldBe("2");
        }

        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("/api/gateway", TestContext.Current.CancellationToken));
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("/api/gateway", TestContext.Current.CancellationToken));

        // Whichever comes first is never answered, and the other one waits at the gate.
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage>[] both = [http.GetAsync("/api/gateway", leaving.Token), http.GetAsync("/api/gateway", leaving.Token)];
        await Wait.UntilAsync(() => server.Waiting("gate") > 0);
        both.ShouldAllBe(request => !request.IsCompleted);
        server.Release("gate");
        var held = await Task.WhenAny(both);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => both.Single(request => request != held));
        (await held).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_can_be_held_while_what_was_asked_for_is_done_and_who_leaves_waits_no_more()
    {
        const string Route = "PATCH /channels/{channel_id}";
        var plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.HoldResponse, On = Route, Ordinals = [1], Name = "gate" }, new FaultRule { Kind = FaultKind.Hold, On = Route, Ordinals = [2], Name = "gate" }] };
        await using var server = await _small.StartAsync(options => options with { Faults = plan });
        using var http = Client(server);

        using (var leaving = new CancellationTokenSource())
        {
            var held = RenameAsync("done", leaving.Token);
            await WaitingAsync(1);
            (await NameAsync()).ShouldBe("done");
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => held);
            await WaitingAsync(0);
        }

        // Held before, and left: never done.
        using (var leaving = new CancellationTokenSource())
        {
            var held = RenameAsync("never", leaving.Token);
            await WaitingAsync(1);
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => held);
            await WaitingAsync(0);
            server.Release("gate");
            (await NameAsync()).ShouldBe("done");
        }

        Task<HttpResponseMessage> RenameAsync(string name, CancellationToken cancellation) => http.PatchAsJsonAsync($"/api/channels/{_small.Open.Id}", new { name }, cancellation);

        async Task<string?> NameAsync() => (await http.GetFromJsonAsync<JsonElement>($"/api/channels/{_small.Open.Id}", TestContext.Current.CancellationToken)).GetProperty("name").GetString();

        Task WaitingAsync(int count) => Wait.UntilAsync(() => server.Waiting("gate") == count);
    }

    [Fact]
    public async Task Traffic_is_recorded_line_by_line()
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-record-").FullName;
        try
        {
            await using (var server = await _small.StartAsync(options => options with { Record = true, RecordFolder = folder }))
            {
                using var http = Client(server);
                http.DefaultRequestHeaders.UserAgent.ParseAdd("test/1.0");
                using var response = await http.GetAsync("/api/v10/gateway/bot?x=1", TestContext.Current.CancellationToken);
                var (client, _, _) = await Gateway.RawClient.LogInAsync(server);
                await client.DisposeAsync();
            }

            var lines = (await File.ReadAllLinesAsync(Directory.GetFiles(folder).Single(), TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            var implemented = lines.Single(line => line.GetProperty("kind").GetString() == "implemented");
            implemented.GetProperty("routes").EnumerateArray().Select(route => route.GetString()).ShouldContain("GET /gateway/bot");
            implemented.GetProperty("events").EnumerateArray().Select(name => name.GetString()).ShouldContain("GUILD_CREATE");
            var rest = lines.Single(line => line.GetProperty("kind").GetString() == "rest");
            (rest.GetProperty("route").GetString(), rest.GetProperty("query").GetString(), rest.GetProperty("status").GetInt32(), rest.GetProperty("agent").GetString())
                .ShouldBe(("/gateway/bot", "x=1", 200, "test/1.0"));
            rest.GetProperty("response").GetProperty("shards").GetInt32().ShouldBe(1);
            lines.Where(line => line.GetProperty("kind").GetString() == "frame")
                .Select(line => (line.GetProperty("from").GetString(), line.GetProperty("op").GetInt32(), line.GetProperty("t").GetString()))
                .Take(4)
                .ShouldBe([("server", 10, null), ("client", 2, null), ("server", 0, "READY"), ("server", 0, "GUILD_CREATE")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static HttpClient Client(SandboxServer server)
    {
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = server.Origin };
        http.DefaultRequestHeaders.Add("Authorization", "Bot sandbox-token");
        return http;
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
