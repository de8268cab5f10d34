using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.Tests.Gateway;
using Mainstay.Sandbox.Tests.Server;

namespace Mainstay.Sandbox.Tests.Faults;

public sealed class FrameFaultTests
{
    private readonly SmallWorld _small = new();

    [Theory]
    [InlineData(FaultKind.Disconnect)]
    [InlineData(FaultKind.HalfFrame)]
    public async Task A_cut_connection_can_be_resumed_without_loss(FaultKind kind)
    {
        await using var server = await Start(new FaultRule { Kind = kind, On = "TYPING_START", Ordinals = [2] });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        for (var n = 1; n <= 3; n++)
        {
            _small.Raise("TYPING_START", new { n });
        }

        (await client.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(1);
        (await client.ReadBytesAsync()).ShouldBeNull();
        await using var again = await RawClient.ConnectAsync(server);
        await again.ReadAsync();
        await again.ResumeAsync(client.Session, client.Sequence);
        again.Continue(client.Session, client.Sequence);
        (await again.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(2);
        (await again.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(3);
        await again.ReadEventAsync("RESUMED");
    }

    [Fact]
    public async Task A_stalled_heartbeat_is_never_acknowledged()
    {
        await using var server = await Start(new FaultRule { Kind = FaultKind.Skip, On = "HEARTBEAT_ACK", Ordinals = [1] });
        await using var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.SendAsync("""{"op":1,"d":null}""");
        await client.IdentifyAsync();
        await client.ReadEventAsync("READY");
    }

    [Fact]
    public async Task An_invalid_session_comes_instead_of_peace()
    {
        await using var server = await Start(new FaultRule { Kind = FaultKind.InvalidSession, On = "TYPING_START", Ordinals = [1] });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        _small.Raise("TYPING_START", new { n = 1 });
        var (op, _, data) = await client.ReadAsync();
        (op, data.GetBoolean()).ShouldBe((9, false));
        server.Hub.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_close_code_can_be_chosen_and_reconnect_asked_for()
    {
        await using var server = await Start(
            new FaultRule { Kind = FaultKind.Reconnect, On = "TYPING_START", Ordinals = [1] },
            new FaultRule { Kind = FaultKind.Close, On = "TYPING_START", Ordinals = [2], CloseCode = 4009 });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        _small.Raise("TYPING_START", new { n = 1 });
        (await client.ReadAsync()).Op.ShouldBe(7);
        await client.ReadEventAsync("TYPING_START");
        _small.Raise("TYPING_START", new { n = 2 });
        (await client.ReadCloseAsync()).ShouldBe(4009);
    }

    [Fact]
    public async Task Garbled_text_is_no_JSON()
    {
        await using var server = await Start(new FaultRule { Kind = FaultKind.Garble, On = "TYPING_START", Ordinals = [1] });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        _small.Raise("TYPING_START", new { n = 1 });
        var bytes = await client.ReadBytesAsync();
        Should.Throw<System.Text.Json.JsonException>(() => System.Text.Json.JsonDocument.Parse(bytes!));
    }

    [Fact]
    public async Task A_held_frame_waits_for_its_release_and_so_does_all_behind_it()
    {
        await using var server = await Start(new FaultRule { Kind = FaultKind.Hold, On = "TYPING_START", Ordinals = [1], Name = "typing" });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        _small.Raise("TYPING_START", new { n = 1 });
        _small.Raise("TYPING_START", new { n = 2 });
        var reading = client.ReadEventAsync("TYPING_START");
        await Wait.UntilAsync(() => server.Waiting("typing") > 0);
        reading.IsCompleted.ShouldBeFalse();
        server.Release("typing").ShouldBe(1);
        (await reading).GetProperty("n").GetInt32().ShouldBe(1);
        (await client.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task An_outage_can_be_planned()
    {
        await using var server = await Start(new FaultRule { Kind = FaultKind.GuildOutage, On = "TYPING_START", Ordinals = [1], Guild = _small.Guild.Id.Value });
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _ = client;
        _small.Raise("TYPING_START", new { n = 1 });
        await client.ReadEventAsync("TYPING_START");
        (await client.ReadEventAsync("GUILD_DELETE")).GetProperty("unavailable").GetBoolean().ShouldBeTrue();
    }

    private Task<SandboxServer> Start(params FaultRule[] rules) => _small.StartAsync(options => options with { Faults = new FaultPlan { Seed = 1, Rules = rules } });
}
