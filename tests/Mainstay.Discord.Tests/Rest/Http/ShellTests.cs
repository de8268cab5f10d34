using System.Net;
using System.Text.Json;
using Mainstay.Discord.Rest;
using Microsoft.AspNetCore.Http;

namespace Mainstay.Discord.Tests.Rest.Http;

/// <summary>The client over real sockets.</summary>
public sealed class ShellTests : IAsyncLifetime
{
    private const string Token = "MTIz.secret-of-the-bot.xyz";
    private const string User = """{"id":"7","username":"mainstay","discriminator":"0000","global_name":null,"avatar":null}""";
    private static readonly Id<Channel> Channel = new(11);

    private StubServer _server = null!;
    private DiscordRest? _rest;

    public async ValueTask InitializeAsync() => _server = await StubServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _rest?.Dispose();
        await _server.DisposeAsync();
    }

    private DiscordRest Rest(DiscordRestOptions? options = null) =>
        _rest = new DiscordRest(new BotToken(Token), (options ?? new DiscordRestOptions()) with { BaseAddress = _server.Api });

    [Fact]
    public async Task A_request_carries_token_reason_and_body()
    {
        _server.Answer = (context, _) =>
        {
            context.Request.Headers.UserAgent.ToString().ShouldStartWith("DiscordBot (");
            return StubServer.Json(context, 204, "");
        };
        var reason = "Ränge: " + new string('x', 600);
        await Rest().SetOverwriteAsync(Channel, new(5), new SetOverwrite { Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = default }, reason);
        var (method, path, authorization, sent, body) = _server.Asked.Single();
        method.ShouldBe("PUT");
        path.ShouldBe("/api/v10/channels/11/permissions/5");
        authorization.ShouldBe("Bot " + Token);
        Uri.UnescapeDataString(sent!).ShouldBe(reason[..511] + Clip.Ellipsis);
        body.ShouldBe("""{"type":0,"allow":"1024","deny":"0"}""");
    }

    [Fact]
    public async Task A_patch_tells_absent_from_null()
    {
        _server.Answer = (context, _) => StubServer.Json(context, 200, """{"user":null,"roles":[],"joined_at":null,"deaf":false,"mute":false,"flags":0}""");
        await Rest().ModifyMemberAsync(new(1), new(2), new ModifyMember { Nick = (string?)null, Roles = [new(3)] }).ContinueWith(_ => { });
        _server.Asked[0].Body.ShouldBe("""{"nick":null,"roles":["3"]}""");
    }

    [Fact]
    public async Task A_message_pings_nobody_unless_asked_to()
    {
        _server.Answer = (context, _) => StubServer.Json(context, 400, "{}");
        var rest = Rest();
        await Should.ThrowAsync<DiscordRestException>(rest.CreateMessageAsync(Channel, new CreateMessage { Content = "@everyone" }));
        await Should.ThrowAsync<DiscordRestException>(rest.CreateMessageAsync(Channel, new CreateMessage { Content = "@everyone", AllowedMentions = new() { Parse = ["everyone"] } }));
        await Should.ThrowAsync<DiscordRestException>(rest.EditMessageAsync(Channel, new(1), new EditMessage { Content = new string('é', 3000) }));
        await Should.ThrowAsync<DiscordRestException>(rest.CreateInteractionResponseAsync(new(1), "t", InteractionResponse.Message(new() { Content = "<@7>" })));
        _server.Asked[0].Body.ShouldBe("""{"content":"@everyone","allowed_mentions":{"parse":[]}}""");
        _server.Asked[1].Body.ShouldContain("""{"parse":["everyone"]}""");
        using var edit = JsonDocument.Parse(_server.Asked[2].Body);
        edit.RootElement.GetProperty("content").GetString()!.Length.ShouldBe(2000);
        edit.RootElement.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        _server.Asked[3].Body.ShouldContain("""{"parse":[]}""");
        _server.Asked[3].Authorization.ShouldBeNull("the path has a token of its own");
    }

    [Fact]
    public async Task Files_go_as_multipart_with_their_descriptions()
    {
        _server.Answer = async (context, _) => await StubServer.Json(context, 400, "{}");
        RestFile[] files = [new("report.csv", "a,b"u8.ToArray(), "text/csv", "the report"), new("bild ü.png", new byte[] { 1, 2, 3 })];
        await Should.ThrowAsync<DiscordRestException>(Rest().CreateMessageAsync(Channel, new CreateMessage { Content = "here" }, files));
        var body = _server.Asked[0].Body;
        body.ShouldContain("name=payload_json");
        body.ShouldContain("\"attachments\":[{\"id\":\"0\",\"filename\":\"report.csv\",\"description\":\"the report\"},{\"id\":\"1\",\"filename\":\"bild ü.png\"}]");
        body.ShouldContain("name=\"files[0]\"");
        body.ShouldContain("Content-Type: text/csv");
        body.ShouldContain("name=\"files[1]\"");
    }

    [Fact]
    public async Task An_error_carries_code_fields_and_a_sentence()
    {
        _server.Answer = (context, _) =>
        {
            context.Response.Headers["cf-ray"] = "8f-FRA";
            return StubServer.Json(context, 400, """
                {"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}},
                "nonce":{"_errors":[{"code":"X","message":"Y"}]}}}
                """);
        };
        var error = await Should.ThrowAsync<DiscordRestException>(Rest().GetChannelAsync(Channel));
        error.Kind.ShouldBe(RestErrorKind.Invalid);
        error.Code.ShouldBe(DiscordErrorCode.InvalidFormBody);
        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        error.Route.ShouldBe("GET /channels/{channel_id}");
        error.RequestId.ShouldBe("8f-FRA");
        error.FieldErrors.ShouldBe([new("embeds[0].title", "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length."), new("nonce", "X", "Y")]);
        error.Message.ShouldBe("GET /channels/{channel_id}: Invalid Form Body (400, code 50035): embeds[0].title: Must be 256 or fewer in length.; nonce: Y");
    }

    [Theory]
    [InlineData(403, """{"code":50013,"message":"Missing Permissions"}""", RestErrorKind.Forbidden, 50013)]
    [InlineData(404, """{"code":10007,"message":"Unknown Member"}""", RestErrorKind.NotFound, 10007)]
    [InlineData(409, "{}", RestErrorKind.Refused, 0)]
    [InlineData(413, "<html>nginx</html>", RestErrorKind.Refused, 0)]
    [InlineData(404, "[1]", RestErrorKind.NotFound, 0)]
    [InlineData(200, "{\"id\":", RestErrorKind.Unreadable, 0)]
    [InlineData(200, "{\"name\":\"no id\"}", RestErrorKind.Unreadable, 0)]
    [InlineData(200, "", RestErrorKind.Unreadable, 0)]
    public async Task Every_answer_has_its_kind(int status, string body, RestErrorKind kind, int code)
    {
        _server.Answer = (context, _) => StubServer.Json(context, status, body);
        var error = await Should.ThrowAsync<DiscordRestException>(Rest().GetCurrentUserAsync());
        (error.Kind, error.Code).ShouldBe((kind, code));
    }

    [Fact]
    public async Task A_429_is_waited_for()
    {
        _server.Answer = (context, number) =>
        {
            context.Response.Headers["X-RateLimit-Scope"] = "user";
            return number == 1 ? StubServer.Json(context, 429, """{"message":"You are being rate limited.","retry_after":0.2,"global":false}""") : StubServer.Json(context, 200, User);
        };
        var rest = Rest();
        (await rest.GetCurrentUserAsync()).Username.ShouldBe("mainstay");
        rest.Statistics.RateLimited.ShouldBe(1);
        _server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_429_of_cloudflare_for_an_hour_is_told_and_stops_everything()
    {
        _server.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            context.Response.StatusCode = 429;
            return context.Response.WriteAsync("<html>error 1015</html>");
        };
        var rest = Rest();
        var error = await Should.ThrowAsync<DiscordRestException>(rest.GetCurrentUserAsync());
        error.Kind.ShouldBe(RestErrorKind.RateLimited);
        error.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        error.Message.ShouldContain("60 minutes");
        (await Should.ThrowAsync<DiscordRestException>(rest.GetChannelAsync(Channel))).NeverLeft.ShouldBeTrue();
        (await Should.ThrowAsync<DiscordRestException>(rest.CreateInteractionResponseAsync(new(1), "t", InteractionResponse.DeferUpdate()))).Kind.ShouldBe(RestErrorKind.RateLimited);
        _server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_token_gives_a_sentence_and_is_not_tried_again()
    {
        _server.Answer = (context, _) => StubServer.Json(context, 401, """{"message":"401: Unauthorized","code":0}""");
        var rest = Rest();
        var error = await Should.ThrowAsync<DiscordRestException>(rest.GetCurrentUserAsync());
        error.Kind.ShouldBe(RestErrorKind.InvalidToken);
        error.Message.ShouldContain("Copy the token again");
        (await Should.ThrowAsync<DiscordRestException>(rest.GetGuildAsync(new(1)))).Kind.ShouldBe(RestErrorKind.InvalidToken);
        (await Should.ThrowAsync<DiscordRestException>(rest.ExecuteWebhookAsync(new(1), "hook", new ExecuteWebhook { Content = "x" }))).Kind.ShouldBe(RestErrorKind.InvalidPathToken);
        _server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_there_gives_a_sentence_with_host_and_port()
    {
        var nowhere = _server.Api;
        await _server.DisposeAsync();
        using var rest = new DiscordRest(new BotToken(Token), new DiscordRestOptions { BaseAddress = nowhere, MostAttempts = 1 });
        var error = await Should.ThrowAsync<DiscordRestException>(rest.GetCurrentUserAsync());
        error.Kind.ShouldBe(RestErrorKind.Network);
        error.NeverLeft.ShouldBeTrue();
        error.Message.ShouldContain($"127.0.0.1:{nowhere.Port} cannot be reached");
        _server = await StubServer.StartAsync();
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        _server.Answer = (context, _) => StubServer.Never(context);
        var error = await Should.ThrowAsync<DiscordRestException>(Rest(new() { Timeout = TimeSpan.FromMilliseconds(200), MostAttempts = 1 }).GetCurrentUserAsync());
        error.Kind.ShouldBe(RestErrorKind.Timeout);
        error.Message.ShouldContain("in 0.2 s");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_breaks_is_tried_again_where_that_is_safe(bool inTheBody)
    {
        _server.Answer = async (context, number) =>
        {
            if (number > 1)
            {
                await StubServer.Json(context, 200, User);
                return;
            }

            if (inTheBody)
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
            }

            context.Abort();
        };
        (await Rest().GetCurrentUserAsync()).Id.ShouldBe(new Id<User>(7));
        _server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_not_repeated_but_one_with_an_enforced_nonce_is()
    {
        _server.Answer = (context, number) =>
        {
            if (number == 3)
            {
                return StubServer.Json(context, 403, "{}");
            }

            context.Abort();
            return Task.CompletedTask;
        };
        var rest = Rest();
        var error = await Should.ThrowAsync<DiscordRestException>(rest.CreateMessageAsync(Channel, new CreateMessage { Content = "x" }));
        (error.Kind, error.NeverLeft, error.Attempts).ShouldBe((RestErrorKind.Network, false, 1));
        _server.Asked.Count.ShouldBe(1);
        error = await Should.ThrowAsync<DiscordRestException>(rest.CreateMessageAsync(Channel, new CreateMessage { Content = "x", Nonce = "k", EnforceNonce = true }));
        (error.Kind, error.Attempts).ShouldBe((RestErrorKind.Forbidden, 2));
        _server.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cancelled_requests_end_at_once_whether_they_wait_or_are_under_way()
    {
        _server.Answer = (context, _) => StubServer.Never(context);
        var rest = Rest();
        using var stop = new CancellationTokenSource();
        var underWay = rest.GetChannelAsync(Channel, cancellationToken: stop.Token);
        var waiting = rest.GetChannelAsync(Channel, cancellationToken: stop.Token);
        await Wait.UntilAsync(() => _server.Asked.Count == 1);
        rest.Statistics.Waiting.ShouldBe(1, "the route is new, so one request goes ahead");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(underWay);
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        rest.Statistics.Waiting.ShouldBe(0);
        _server.Answer = (context, _) => StubServer.Json(context, 404, "{}");
        await Should.ThrowAsync<DiscordRestException>(rest.GetChannelAsync(Channel));
        _server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Many_threads_share_one_client_and_every_request_arrives_once()
    {
        _server.Answer = (context, _) => StubServer.Json(context, 200, User);
        var rest = Rest(new() { RequestsPerSecond = 100_000 });
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, stop) =>
            await rest.SendAsync(RestRequest.To(Routes.GetMember, [(ulong)number % 7, (ulong)number]), stop));
        _server.Asked.Select(asked => asked.Path).Distinct().Count().ShouldBe(2000);
        _server.Asked.Count.ShouldBe(2000);
    }

    [Fact]
    public async Task Pages_are_read_as_far_as_they_are_wanted()
    {
        string Member(int id) => $$$"""{"user":{"id":"{{{id}}}","username":"u","discriminator":"0","global_name":null,"avatar":null},"roles":[],"joined_at":null,"deaf":false,"mute":false,"flags":0}""";
        _server.Answer = (context, number) =>
        {
            context.Request.QueryString.Value.ShouldBe(number == 1 ? "?limit=1000" : "?limit=1000&after=1000");
            return StubServer.Json(context, 200, "[" + string.Join(',', Enumerable.Range(number == 1 ? 1 : 1001, number == 1 ? 1000 : 5).Select(Member)) + "]");
        };
        var ids = new List<ulong>();
        await foreach (var member in Rest().EnumerateMembersAsync(new(1)))
        {
            ids.Add(member.User!.Id.Value);
        }

        ids.ShouldBe(Enumerable.Range(1, 1005).Select(id => (ulong)id));
        _server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_secret_is_in_any_error()
    {
        const string hook = "hook-secret";
        var failures = new Func<HttpContext, int, Task>[]
        {
            (context, _) => StubServer.Json(context, 401, "{}"),
            (context, _) => StubServer.Json(context, 500, "{}"),
            (context, _) => StubServer.Json(context, 200, "<"),
            (context, _) =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            (context, _) => StubServer.Never(context),
        };
        foreach (var failure in failures)
        {
            _server.Answer = failure;
            using var rest = Rest(new() { Timeout = TimeSpan.FromMilliseconds(300), MostAttempts = 1 });
            foreach (var call in new Func<Task>[]
            {
                () => rest.GetCurrentUserAsync(),
                () => rest.ExecuteWebhookAsync(new(1), hook, new ExecuteWebhook { Content = "private" }),
                () => rest.EditOriginalResponseAsync(new(1), hook, new EditMessage { Content = "private" }),
            })
            {
                var error = await Should.ThrowAsync<DiscordRestException>(call);
                var text = error + JsonSerializer.Serialize(error.Data) + error.Route;
                text.ShouldNotContain(Token);
                text.ShouldNotContain(hook);
                text.ShouldNotContain("private");
            }
        }
    }

    [Theory]
    [InlineData("  Bot abc.def \n")]
    [InlineData("abc.def")]
    public void A_token_hides_itself(string copied)
    {
        var token = new BotToken(copied);
        token.Reveal().ShouldBe("abc.def");
        token.ToString().ShouldBe("***");
        JsonSerializer.Serialize(token).ShouldBe("{}");
        Should.Throw<ArgumentException>(() => new BotToken("abc def")).Message.ShouldNotContain("abc");
        Should.Throw<ArgumentException>(() => new BotToken(" "));
    }

    [Fact]
    public void Every_route_is_listed_once_and_fills_its_template()
    {
        Routes.All.Select(route => route.Name).Distinct().Count().ShouldBe(Routes.All.Count - 1, "a follow-up is sent by the route that executes webhooks");
        Routes.AddReaction.Path([1UL, 2UL, "🔥"]).ShouldBe("/channels/1/messages/2/reactions/%F0%9F%94%A5/@me");
        Routes.AddReaction.Major([1UL, 2UL, "🔥"]).ShouldBe("1");
        Routes.CreateFollowup.Major([1UL, "t/../x"]).ShouldBe("1:t/../x");
        Routes.CreateFollowup.Path([1UL, "t/../x"]).ShouldBe("/webhooks/1/t%2F..%2Fx");
        Routes.GetGuildTemplate.Major(["abc"]).ShouldBe("");
        Should.Throw<ArgumentException>(() => Routes.GetGuild.Path([]));
    }
}
