using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mainstay.Host.Cli;
using Mainstay.Host.Sandbox;
using Mainstay.Testing.Time;

namespace Mainstay.Host.Tests.Sandbox;

/// <summary><c>sandbox exec</c> against a control API that says what each test wants it to say.</summary>
public sealed class ExecSessionTests
{
    private const string Plan = """{"id": "9", "channel_id": "3", "author": {"username": "Bot"}, "flags": 64, "content": "", "embeds": [{"title": "Plan", "description": "2 changes", "fields": [{"name": "Cost", "value": "2 calls"}], "footer": {"text": "Run 1"}}], "components": [{"type": 1, "components": [{"type": 2, "style": 3, "label": "Apply 2 changes", "custom_id": "go"}, {"type": 2, "style": 2, "label": "Dismiss", "custom_id": "no"}]}]}""";
    private const string Busy = """{"id": "9", "channel_id": "3", "author": {"username": "Bot"}, "flags": 64, "content": "1 of 2", "embeds": [], "components": [{"type": 1, "components": [{"type": 2, "style": 4, "label": "Stop", "custom_id": "stop"}]}]}""";
    private const string Done = """{"id": "9", "channel_id": "3", "author": {"username": "Bot"}, "flags": 64, "content": "Done.", "embeds": [], "components": []}""";

    private readonly ManualTime _time = new();
    private readonly StringWriter _output = new();
    private readonly Script _script = new();

    [Fact]
    public async Task It_waits_out_thinking_and_prints_the_reply()
    {
        _script.Says("1", ("waiting", null), ("thinking", Done.Replace("Done.", "", StringComparison.Ordinal).Replace("64", "192", StringComparison.Ordinal)), ("answered", Plan));
        (await Run("/repair staff-roles")).ShouldBe(ExitCode.Ok);
        _output.ToString().ReplaceLineEndings("\n").ShouldBe("""
            Bot (only you can see this)
              ┃ Plan
              │ 2 changes
              │ Cost:
              │   2 calls
              └ Run 1
              [Apply 2 changes]  [Dismiss]

            """.ReplaceLineEndings("\n"));
        _script.Sent.ShouldContain(s => s.Path == "/channels/3/slash" && s.Body.Contains("/repair staff-roles", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_presses_in_order_and_follows_the_progress_to_its_end()
    {
        _script.Says("1", ("answered", Plan));
        _script.Says("2", ("answered", Busy), ("answered", Busy.Replace("1 of", "2 of", StringComparison.Ordinal)), ("answered", Done));
        (await Run("/repair staff-roles", "apply")).ShouldBe(ExitCode.Ok);
        _output.ToString().ShouldContain("Done.");
        _script.Sent.ShouldContain(s => s.Path == "/channels/3/messages/9/components" && s.Body.Contains("\"go\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_did_not_respond_is_a_failure()
    {
        _script.Says("1", ("waiting", null), ("failed", null));
        (await Should.ThrowAsync<CliException>(Run("/silent"))).Message.ShouldBe("The application did not respond.");
    }

    [Fact]
    public async Task What_never_ends_is_a_failure_after_the_time_given()
    {
        _script.Says("1", ("answered", Busy));
        (await Should.ThrowAsync<CliException>(Run("/forever"))).Message.ShouldContain("not final after 20 s");
    }

    [Fact]
    public async Task There_must_be_something_to_press()
    {
        _script.Says("1", ("answered", Plan));
        (await Should.ThrowAsync<CliException>(Run("/repair staff-roles", "Undo"))).Message.ShouldContain("nothing called \"Undo\"");
    }

    [Fact]
    public async Task A_refusal_of_the_client_is_passed_on()
    {
        _script.Refusal = "user: This option is required. Specify a value.";
        (await Should.ThrowAsync<CliException>(Run("/staff hire"))).Message.ShouldBe("user: This option is required. Specify a value.");
    }

    private async Task<int> Run(string text, params string[] presses)
    {
        using var http = new HttpClient(_script) { BaseAddress = new Uri("http://sandbox") };
        var request = new ExecRequest(text, "owner", presses, new Dictionary<string, string>(), new Dictionary<string, FileInfo>(), null, null, http.BaseAddress, false, TimeSpan.FromSeconds(20));
        var run = new ExecSession(new ControlClient(http, "owner"), request, _time, _output).RunAsync(TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            // The stand-in answers at once, so the session is either waiting for the clock or done.
            if (_time.NextDue is { } next)
            {
                _time.Advance(next);
            }

            await Task.Yield();
        }

        return await run;
    }

    private sealed class Script : HttpMessageHandler
    {
        private readonly Dictionary<string, Queue<JsonObject>> _states = [];
        private int _begun;

        public string? Refusal { get; set; }

        public List<(string Path, string Body)> Sent { get; } = [];

        public void Says(string interaction, params (string State, string? Message)[] states) => _states[interaction] = new(states.Select(s => new JsonObject
        {
            ["interaction"] = new JsonObject { ["id"] = interaction, ["state"] = s.State, ["error"] = s.State == "failed" ? "The application did not respond" : null },
            ["messages"] = s.Message is null ? [] : new JsonArray(JsonNode.Parse(s.Message)),
        }));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath["/sandbox/api".Length..];
            if (request.Method == HttpMethod.Post)
            {
                Sent.Add((path, await request.Content!.ReadAsStringAsync(cancellationToken)));
                return Refusal is { } no ? Answer(HttpStatusCode.BadRequest, new JsonObject { ["message"] = no }) : Answer(HttpStatusCode.OK, new JsonObject { ["id"] = $"{++_begun}" });
            }

            return Answer(HttpStatusCode.OK, path switch
            {
                "/info" => JsonNode.Parse("""{"guilds": [{"id": "2", "name": "Server"}]}""")!,
                "/guilds/2/view" => JsonNode.Parse("""{"home_channel_id": "3", "channels": []}""")!,
                _ => Next(_states[path.Split('/')[^1]]),
            });
        }

        private static JsonObject Next(Queue<JsonObject> states) => states.Count > 1 ? states.Dequeue() : states.Peek();

        private static HttpResponseMessage Answer(HttpStatusCode status, JsonNode body) => new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }
}
