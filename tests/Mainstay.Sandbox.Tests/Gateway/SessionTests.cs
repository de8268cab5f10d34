using Mainstay.Sandbox.Tests.Server;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class SessionTests
{
    [Theory]
    [InlineData("?v=10&encoding=json")]
    [InlineData("/?v=10&encoding=json&compress=zlib-stream")]
    [InlineData("")]
    public async Task Log_in_brings_ready_and_the_guild(string query)
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, ready, guild) = await RawClient.LogInAsync(server, query: query);
        await using var _ = client;

        ready.GetProperty("v").GetInt32().ShouldBe(10);
        ready.GetProperty("user").GetProperty("id").GetString().ShouldBe(small.Application.BotId.ToString());
        ready.GetProperty("guilds")[0].GetProperty("unavailable").GetBoolean().ShouldBeTrue();
        ready.GetProperty("resume_gateway_url").GetString().ShouldBe(server.GatewayUrl.ToString());
        guild.GetProperty("id").GetString().ShouldBe(small.Guild.Id.ToString());
        guild.GetProperty("member_count").GetInt32().ShouldBe(5);
        guild.GetProperty("members").GetArrayLength().ShouldBe(5);
        guild.GetProperty("large").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Payload_compression_packs_what_is_large()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        await using var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.IdentifyAsync(more: ",\"compress\":true");
        await client.ReadEventAsync("READY");

        var packed = await client.ReadBytesAsync();
        using var unpack = new System.IO.Compression.ZLibStream(new MemoryStream(packed!), System.IO.Compression.CompressionMode.Decompress);
        (await new StreamReader(unpack).ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldStartWith("{\"t\":\"GUILD_CREATE\"");
    }

    [Fact]
    public async Task Without_the_presence_intent_only_the_bot_comes_with_the_guild()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, guild) = await RawClient.LogInAsync(server, intents: "3");
        await using var _2 = client;

        guild.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("id").GetString()).ShouldBe([small.Application.BotId.ToString()]);
    }

    [Fact]
    public async Task A_heartbeat_is_acknowledged_before_and_after_identify()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        await using var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.SendAsync("""{"op":1,"d":null}""");
        (await client.ReadAsync()).Op.ShouldBe(11);
        await client.IdentifyAsync();
        await client.ReadEventAsync("READY");
        await client.ReadEventAsync("GUILD_CREATE");
        await client.SendAsync("""{"op":1,"d":2}""");
        (await client.ReadAsync()).Op.ShouldBe(11);
    }

    [Fact]
    public async Task A_resume_replays_what_was_missed_and_says_so()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        small.Raise("TYPING_START", new { n = 0 });
        await client.ReadEventAsync("TYPING_START");
        server.CutConnections();
        (await client.ReadBytesAsync()).ShouldBeNull();
        for (var n = 1; n <= 3; n++)
        {
            small.Raise("TYPING_START", new { n });
        }

        await using var again = await RawClient.ConnectAsync(server);
        await again.ReadAsync();
        await again.ResumeAsync(client.Session, client.Sequence);
        again.Continue(client.Session, client.Sequence);
        for (var n = 1; n <= 3; n++)
        {
            (await again.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(n);
        }

        await again.ReadEventAsync("RESUMED");
        small.Raise("TYPING_START", new { n = 4 });
        (await again.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_session_can_be_resumed_while_its_old_connection_still_seems_alive()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        await using var again = await RawClient.ConnectAsync(server);
        await again.ReadAsync();
        await again.ResumeAsync(client.Session, client.Sequence);
        again.Continue(client.Session, client.Sequence);
        await again.ReadEventAsync("RESUMED");
        (await client.ReadBytesAsync()).ShouldBeNull();
        server.Hub.Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_resumed_is_an_invalid_session()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync(options => options with { Gateway = options.Gateway with { ReplayLimit = 2 } });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        var seen = client.Sequence;
        for (var n = 0; n < 3; n++)
        {
            small.Raise("TYPING_START", new { n });
        }

        client.Abort();
        await using var again = await RawClient.ConnectAsync(server);
        await again.ReadAsync();
        await again.ResumeAsync(client.Session, seen);
        var (op, _, data) = await again.ReadAsync();
        (op, data.GetBoolean()).ShouldBe((9, false));
        await again.ResumeAsync("no such session", 0);
        (await again.ReadAsync()).Op.ShouldBe(9);
        await again.IdentifyAsync();
        await again.ReadEventAsync("READY");
    }

    [Fact]
    public async Task A_resume_from_the_future_closes_4007_and_a_wrong_token_4004()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        await using var future = await RawClient.ConnectAsync(server);
        await future.ReadAsync();
        await future.ResumeAsync(client.Session, 4_711);
        (await future.ReadCloseAsync()).ShouldBe(4007);
        await using var stranger = await RawClient.ConnectAsync(server);
        await stranger.ReadAsync();
        await stranger.ResumeAsync(client.Session, 1, "wrong");
        (await stranger.ReadCloseAsync()).ShouldBe(4004);
    }

    [Fact]
    public async Task Goodbye_with_1000_ends_the_session_and_4000_does_not()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        foreach (var (code, isOver) in new[] { (4000, false), (1000, true) })
        {
            var (client, _, _) = await RawClient.LogInAsync(server);
            await using var _2 = client;
            await client.CloseAsync(code);
            await using var again = await RawClient.ConnectAsync(server);
            await again.ReadAsync();
            await again.ResumeAsync(client.Session, client.Sequence);
            again.Continue(client.Session, client.Sequence);
            (await again.ReadAsync()).Op.ShouldBe(isOver ? 9 : 0);
        }
    }

    [Theory]
    [InlineData("wrong", "513", "", 4004)]
    [InlineData(SandboxOptions.DefaultToken, "513", ",\"shard\":[3,2]", 4010)]
    [InlineData(SandboxOptions.DefaultToken, "2147483648", "", 4013)]
    [InlineData(SandboxOptions.DefaultToken, "2", "", 4014)]
    public async Task Identify_is_refused_with_its_code(string token, string intents, string more, int code)
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync(options => options with { Gateway = options.Gateway with { Privileged = PrivilegedIntents.None } });
        await using var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.IdentifyAsync(intents, more, token);
        (await client.ReadCloseAsync()).ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_version_closes_4012()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        await using var client = await RawClient.ConnectAsync(server, "?v=6");
        (await client.ReadCloseAsync()).ShouldBe(4012);
    }

    [Fact]
    public async Task A_second_identify_within_five_seconds_is_an_invalid_session()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync(options => options with { Gateway = new GatewayOptions() });
        var (first, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = first;
        await using var second = await RawClient.ConnectAsync(server);
        await second.ReadAsync();
        await second.IdentifyAsync();
        (await second.ReadAsync()).Op.ShouldBe(9);
    }

    [Fact]
    public async Task A_silent_client_is_closed()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync(options => options with { Gateway = options.Gateway with { HeartbeatInterval = TimeSpan.FromMilliseconds(40) } });
        await using var client = await RawClient.ConnectAsync(server);
        (await client.ReadCloseAsync()).ShouldBe(4009);
    }

    [Fact]
    public async Task Server_requests_reach_the_client()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        server.AskToReconnect();
        (await client.ReadAsync()).Op.ShouldBe(7);
        server.InvalidateSessions(mayResume: true);
        var (op, _, data) = await client.ReadAsync();
        (op, data.GetBoolean()).ShouldBe((9, true));
        server.InvalidateSessions(mayResume: false);
        (await client.ReadAsync()).Data.GetBoolean().ShouldBeFalse();
        server.Hub.Sessions.ShouldBeEmpty();
    }
}
