using System.Text;
using System.Text.Json;
using Mainstay.Discord.Gateway;
using Mainstay.Testing.Gateway;
using Mainstay.Testing.Time;

namespace Mainstay.Discord.Tests.Gateway;

/// <summary>The whole client over real sockets.</summary>
public sealed class GatewayClientTests : IAsyncDisposable
{
    private readonly ScriptedGateway _gateway = ScriptedGateway.Start();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private readonly List<GatewayFault> _faults = [];
    private GatewayClient? _client;

    private CancellationToken Token => _patience.Token;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Identifies_receives_typed_and_raw_events_and_resumes_after_a_drop(bool compress)
    {
        var client = Client(compress: compress);
        var seen = new Seen();
        client.Events.On(GatewayEvents.MessageCreate, (origin, e, _) => seen.Add($"{origin.Sequence} {e.Id} {e.Content} {e.AuthorName}"));
        client.Events.OnRaw("SOMETHING_NEW", (origin, e, _) => seen.Add($"{origin.Sequence} {e.Name} {Encoding.UTF8.GetString(e.Payload.Span)}"));

        var starting = client.StartAsync(Token);
        var first = await _gateway.AcceptAsync(Token);
        first.Path.ShouldBe(compress ? "/?v=10&encoding=json&compress=zlib-stream" : "/?v=10&encoding=json");
        var identify = await first.BeginSessionAsync("one", Token);
        await starting;
        identify.GetProperty("token").GetString().ShouldBe("token");
        identify.GetProperty("intents").GetInt32().ShouldBe(513);
        identify.GetProperty("shard").ToString().ShouldBe("[0,1]");

        await first.DispatchAsync("MESSAGE_CREATE", Bodies.Message(7, "hello \\u00e9 🙂"), Token);
        await first.DispatchAsync("SOMETHING_NEW", """{"field":[1,2]}""", Token);
        await seen.CountAsync(2, Token);
        first.Drop();

        var second = await _gateway.AcceptAsync(Token);
        var resume = await second.BeginResumeAsync(Token);
        resume.GetProperty("session_id").GetString().ShouldBe("one");
        resume.GetProperty("seq").GetInt64().ShouldBe(3);
        await second.DispatchAsync("MESSAGE_CREATE", Bodies.Message(8, "again"), Token);
        await second.ResumedAsync(Token);
        await seen.CountAsync(3, Token);
        seen.All.ShouldBe(["2 7 hello é 🙂 somebody", """3 SOMETHING_NEW {"field":[1,2]}""", "4 8 again somebody"]);
        var counters = client.Shards[0].Counters;
        counters.Identifies.ShouldBe(1);
        counters.Connects.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_token_ends_the_start_with_a_sentence_that_says_what_to_do()
    {
        var client = Client();
        var starting = client.StartAsync(Token);
        var connection = await _gateway.AcceptAsync(Token);
        await connection.HelloAsync(TimeSpan.FromSeconds(45), Token);
        await connection.ExpectAsync(2, Token);
        await connection.CloseAsync(4004, Token);
        var refused = await Should.ThrowAsync<GatewayRefusedException>(() => starting);
        refused.Message.ShouldContain("MAINSTAY_DISCORD__TOKEN");
        (await Should.ThrowAsync<GatewayRefusedException>(() => client.Completion)).CloseCode.ShouldBe(4004);
        client.Shards[0].State.ShouldBe(ShardState.Failed);
    }

    [Fact]
    public async Task A_slow_handler_delays_its_events_but_neither_heartbeats_nor_order()
    {
        var time = new ManualTime();
        var client = Client(time: time);
        var gate = new TaskCompletionSource();
        var seen = new Seen();
        client.Events.On(GatewayEvents.MessageCreate, async (_, e, _) =>
        {
            await gate.Task;
            await seen.Add(e.Content);
        });
        var connection = await ReadyAsync(client);
        for (var i = 0; i < 50; i++)
        {
            await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(i + 1, $"m{i}"), Token);
        }

        for (var beat = 1; beat <= 5; beat++)
        {
            // The next one is due once this one was acknowledged and what came after the acknowledgement has been read.
            await time.UntilArmedAsync(1, Token);
            time.AdvanceToNext().ShouldBeTrue();
            await Wait.UntilAsync(() => connection.Heartbeats == beat);
            await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(50 + beat, $"m{49 + beat}"), Token);
            await Wait.UntilAsync(() => client.Shards[0].Waiting >= 48 + beat);
        }

        client.Shards[0].Sequence.ShouldBe(1);
        gate.SetResult();
        await seen.CountAsync(55, Token);
        seen.All.ShouldBe(Enumerable.Range(0, 55).Select(static i => $"m{i}"));
        client.Shards[0].Counters.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task When_too_much_waits_the_socket_is_not_read_until_there_is_room_and_nothing_is_lost()
    {
        var client = Client(waitingBytes: 10_000);
        var gate = new TaskCompletionSource();
        var seen = new Seen();
        client.Events.On(GatewayEvents.MessageCreate, async (_, e, _) =>
        {
            await gate.Task;
            await seen.Add(e.Content);
        });
        var connection = await ReadyAsync(client);
        for (var i = 0; i < 200; i++)
        {
            await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(i + 1, $"m{i}"), Token);
        }

        await Wait.UntilAsync(() => client.Shards[0].Waiting >= 10);
        client.Shards[0].Waiting.ShouldBeLessThan(100);
        gate.SetResult();
        await seen.CountAsync(200, Token);
        seen.All.ShouldBe(Enumerable.Range(0, 200).Select(static i => $"m{i}"));
    }

    [Fact]
    public async Task Faults_are_told_by_kind_and_name_and_the_stream_goes_on()
    {
        var client = Client();
        var seen = new Seen();
        client.Events.On(GatewayEvents.GuildRoleDelete, (_, e, _) => seen.Add(e.RoleId.ToString()));
        client.Events.On(GatewayEvents.MessageCreate, (_, e, _) => e.Content == "throw" ? throw new InvalidOperationException("on purpose") : seen.Add(e.Content));
        var connection = await ReadyAsync(client);
        await connection.DispatchAsync("GUILD_ROLE_DELETE", """{"guild_id":"1","role_id":{"not":"an id"}}""", Token);
        await connection.DispatchAsync("MESSAGE_CREATE", """{"id":"5","channel_id":["?"]}""", Token);
        await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(6, "throw"), Token);
        await connection.DispatchAsync("GUILD_ROLE_DELETE", """{"guild_id":"1","role_id":"2","never_seen":[{}]}""", Token);
        await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(7, "end"), Token);
        await seen.CountAsync(2, Token);
        seen.All.ShouldBe(["2", "end"]);
        await client.StopAsync(cancellationToken: Token);
        _faults.Where(static fault => fault.Kind != GatewayFaultKind.ConnectionLost).Select(static fault => (fault.Kind, fault.Event, fault.Sequence)).ShouldBe(
        [
            (GatewayFaultKind.MalformedBody, "GUILD_ROLE_DELETE", 2L),
            (GatewayFaultKind.MalformedBody, "MESSAGE_CREATE", 3L),
            (GatewayFaultKind.HandlerFailed, "MESSAGE_CREATE", 4L),
        ]);
        client.Shards[0].Session.ShouldBe(new StoredSession("one", _gateway.Url, 6));
    }

    [Theory]
    [InlineData("""{"op":0,"d":{BODY},"s":2,"t":"MESSAGE_CREATE"}""")]
    [InlineData("""{"d":{BODY},"t":"MESSAGE_CREATE","s":2,"op":0,"new":{"d":1}}""")]
    [InlineData("""{ "t" : "MESSAGE_CREATE", "s":2, "op":0, "d":{BODY} }""")]
    [InlineData("""{"t":"MESSAGE_CREATE","s":2,"op":0,"d":{BODY},"late":{"d":1}}""")]
    [InlineData("""{"t":"MESSAGE_CREATE","s":2,"op":0,"d":{BODY}}""")]
    public async Task The_envelope_may_come_in_any_order(string frame)
    {
        var client = Client();
        var seen = new Seen();
        client.Events.On(GatewayEvents.MessageCreate, (origin, e, _) => seen.Add($"{origin.Sequence} {e.Content}"));
        client.Events.OnRaw("MESSAGE_CREATE", (_, e, _) => seen.Add(JsonDocument.Parse(e.Payload).RootElement.GetProperty("id").GetString()!));
        var connection = await ReadyAsync(client);
        await connection.SendAsync(frame.Replace("{BODY}", Bodies.Message(9, "any order"), StringComparison.Ordinal), Token);
        await seen.CountAsync(2, Token);
        seen.All.ShouldBe(["2 any order", "9"]);
    }

    [Fact]
    public async Task An_event_may_be_read_until_its_handler_ends_and_kept_as_a_model()
    {
        var client = Client();
        var views = new List<MessageView>();
        var models = new List<MessageEvent>();
        var seen = new Seen();
        client.Events.On(GatewayEvents.MessageCreate, async (_, e, _) =>
        {
            await Task.Yield();
            views.Add(e);
            models.Add(e.ToModel());
            await seen.Add(e.Content);
        });
        var connection = await ReadyAsync(client);
        await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(3, "kept"), Token);
        await connection.DispatchAsync("MESSAGE_CREATE", Bodies.Message(4, "next"), Token);
        await seen.CountAsync(2, Token);
        await client.StopAsync(cancellationToken: Token);
        views[0].Id.ShouldBe(new Id<Message>(3));
        Should.Throw<InvalidOperationException>(() => views[0].AuthorName).Message.ShouldContain("ToModel()");
        models[0].Content.ShouldBe("kept");
    }

    [Fact]
    public async Task A_payload_above_the_limit_is_not_sent_and_one_below_is()
    {
        var client = Client();
        var connection = await ReadyAsync(client);
        await Should.ThrowAsync<GatewayPayloadTooLargeException>(() => client.Shards[0].SendAsync(new byte[GatewayLimits.PayloadBytes + 1], Token));
        await client.Shards[0].UpdatePresenceAsync(new BotPresence("dnd", "keeping watch"), Token);
        var presence = await connection.ExpectAsync(3, Token);
        presence.GetProperty("status").GetString().ShouldBe("dnd");
        presence.GetProperty("activities")[0].GetProperty("state").GetString().ShouldBe("keeping watch");
    }

    [Fact]
    public async Task A_later_client_takes_up_the_session_where_the_first_left_it()
    {
        var client = Client();
        var connection = await ReadyAsync(client);
        await connection.DispatchAsync("TYPING_START", """{}""", Token);
        await Wait.UntilAsync(() => client.Shards[0].Sequence >= 2);
        await client.StopAsync(cancellationToken: Token);
        await connection.Over.WaitAsync(Token);
        connection.ClientCloseCode.ShouldBe(4900);

        var stored = client.Shards[0].Session!;
        var later = Client(sessions: new Dictionary<int, StoredSession> { [0] = stored });
        var starting = later.StartAsync(Token);
        var again = await _gateway.AcceptAsync(Token);
        (await again.BeginResumeAsync(Token)).GetProperty("seq").GetInt64().ShouldBe(2);
        await again.ResumedAsync(Token);
        await starting;
        later.Shards[0].Counters.Identifies.ShouldBe(0);
        later.Shards[0].Counters.Resumes.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        await _gateway.DisposeAsync();
        _patience.Dispose();
    }

    private GatewayClient Client(bool compress = false, int waitingBytes = 1_000_000, IReadOnlyDictionary<int, StoredSession>? sessions = null, TimeProvider? time = null)
    {
        _client = new GatewayClient(
            new GatewayOptions
            {
                Token = "token",
                Url = _gateway.Url,
                Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages,
                Compress = compress,
                BackOffFloor = TimeSpan.FromMilliseconds(2),
                WaitingBytes = waitingBytes,
                Sessions = sessions,
            },
            time ?? TimeProvider.System,
            new Random(1));
        _client.Faulted += _faults.Add;
        return _client;
    }

    private async Task<ScriptedConnection> ReadyAsync(GatewayClient client)
    {
        var starting = client.StartAsync(Token);
        var connection = await _gateway.AcceptAsync(Token);
        await connection.BeginSessionAsync("one", Token);
        await starting;
        return connection;
    }
}
