using System.Text;
using Mainstay.Sandbox.Gateway;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class ConnectionMachineTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private const string Properties = "\"properties\":{\"os\":\"linux\",\"browser\":\"test\",\"device\":\"test\"}";

    private readonly ConnectionMachine _machine = new(40 * Second, 0);

    [Theory]
    [InlineData("""{"op":99,"d":null}""", 4001)]
    [InlineData("""{"d":null}""", 4002)]
    [InlineData("""[]""", 4002)]
    [InlineData("""{"op":"two","d":null}""", 4002)]
    [InlineData("""{"op":1,"d":""", 4002)]
    [InlineData("""{"op":8,"d":{"guild_id":"1"}}""", 4003)]
    [InlineData("""{"op":2,"d":{"token":"t"}}""", 4002)]
    [InlineData("""{"op":6,"d":{"token":"t"}}""", 4002)]
    [InlineData("""{"op":6,"d":{"token":"t","session_id":"s","seq":null}}""", 4002)]
    public void Wrong_frames_close_with_their_code(string frame, int code) => Refused(frame).ShouldBe(code);

    [Theory]
    [InlineData("\"intents\":1,\"shard\":[2,2]", 4010)]
    [InlineData("\"intents\":1,\"shard\":[0,0]", 4010)]
    [InlineData("\"intents\":1,\"shard\":[0]", 4010)]
    [InlineData("\"compress\":true", 4013)]
    [InlineData("\"intents\":131072", 4013)]
    [InlineData("\"intents\":-1", 4013)]
    public void Wrong_identifies_close_with_their_code(string fields, int code) => Refused($"{{\"op\":2,\"d\":{{\"token\":\"t\",{Properties},{fields}}}}}").ShouldBe(code);

    [Fact]
    public void Identify_is_taken_once()
    {
        var frame = $"{{\"op\":2,\"d\":{{\"token\":\"Bot t\",{Properties},\"intents\":513,\"shard\":[1,4],\"large_threshold\":250}}}}";

        var identify = Send(frame).ShouldBeOfType<ClientMessage.Identify>();
        (identify.Token, identify.Intents, identify.Shard, identify.Shards, identify.LargeThreshold).ShouldBe(("t", Intents.Guilds | Intents.GuildMessages, 1, 4, 250));
        _machine.Authenticated();
        Refused(frame).ShouldBe(4005);
    }

    [Fact]
    public void A_payload_may_have_4096_bytes()
    {
        Send($"{{\"op\":1,\"d\":null{new string(' ', 4_096 - 17)}}}").ShouldBeOfType<ClientMessage.Heartbeat>();
        Refused($"{{\"op\":1,\"d\":null{new string(' ', 4_097 - 17)}}}").ShouldBe(4002);
    }

    [Fact]
    public void A_minute_has_120_frames()
    {
        for (var i = 0; i < 120; i++)
        {
            Send("""{"op":1,"d":null}""").ShouldBeOfType<ClientMessage.Heartbeat>();
        }

        Refused("""{"op":1,"d":null}""", 59 * Second).ShouldBe(4008);
        Send("""{"op":1,"d":null}""", 60 * Second).ShouldBeOfType<ClientMessage.Heartbeat>();
    }

    [Fact]
    public void A_client_without_heartbeats_is_given_up()
    {
        _machine.IsSilent(89 * Second).ShouldBeFalse();
        _machine.IsSilent(90 * Second).ShouldBeTrue();
        Send("""{"op":1,"d":251}""", 89 * Second).ShouldBe(new ClientMessage.Heartbeat(251));
        _machine.IsSilent(178 * Second).ShouldBeFalse();
        _machine.IsSilent(179 * Second).ShouldBeTrue();
    }

    private int Refused(string frame, long now = 0) => Send(frame, now).ShouldBeOfType<ClientMessage.Refused>().Close.Code;

    private ClientMessage Send(string frame, long now = 0) => _machine.Received(Encoding.UTF8.GetBytes(frame), now);
}
