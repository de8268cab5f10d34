using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Tests.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class AudienceTests
{
    private readonly SmallWorld _small = new();

    [Fact]
    public async Task Channels_out_of_sight_are_hidden_until_a_role_shows_them()
    {
        await using var server = await _small.StartAsync();
        var (client, _, guild) = await RawClient.LogInAsync(server);
        await using var _ = client;
        var hidden = Find(guild, _small.Hidden);
        hidden.GetProperty("name").GetString().ShouldBe("___hidden___");
        hidden.GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);
        (hidden.GetProperty("flags").GetInt32() & (1 << 17)).ShouldNotBe(0);
        hidden.GetProperty("permission_overwrites").GetArrayLength().ShouldBe(1);
        Find(guild, _small.Open).GetProperty("name").GetString().ShouldBe("open");

        SetRole(_small.BotRole with { Permissions = Permissions.Administrator });
        await client.ReadEventAsync("GUILD_ROLE_UPDATE");
        var shown = await client.ReadEventAsync("CHANNEL_UPDATE");
        shown.GetProperty("name").GetString().ShouldBe("hidden");

        SetRole(_small.BotRole);
        await client.ReadEventAsync("GUILD_ROLE_UPDATE");
        (await client.ReadEventAsync("CHANNEL_UPDATE")).GetProperty("name").GetString().ShouldBe("___hidden___");
    }

    [Fact]
    public async Task Events_of_hidden_channels_are_not_sent()
    {
        await using var server = await _small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        _small.Raise("TYPING_START", new { n = 1 }, _small.Hidden.Model);
        _small.Raise("TYPING_START", new { n = 2 }, _small.Open.Model);
        (await client.ReadEventAsync("TYPING_START")).GetProperty("n").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("512", "", "", "empty")]
    [InlineData("33280", "", "", "full")]
    [InlineData("512", "bot", "", "full")]
    [InlineData("512", "", "bot", "full")]
    public async Task Message_content_needs_its_intent_a_mention_or_ones_own_pen(string intents, string author, string mention, string expected)
    {
        await using var server = await _small.StartAsync();
        await using var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.IdentifyAsync(intents);
        await client.ReadEventAsync("READY");
        var bot = _small.Application.BotId.ToString();
        _small.Raise(
            "MESSAGE_CREATE",
            new
            {
                content = "secret",
                embeds = new[] { new { title = "t" } },
                author = new { id = author == "bot" ? bot : "1" },
                mentions = mention == "bot" ? new[] { new { id = bot } } : [],
            },
            _small.Open.Model);
        var message = await client.ReadEventAsync("MESSAGE_CREATE");
        message.GetProperty("content").GetString().ShouldBe(expected == "full" ? "secret" : "");
        message.GetProperty("embeds").GetArrayLength().ShouldBe(expected == "full" ? 1 : 0);
    }

    [Fact]
    public async Task Intents_filter_and_ones_own_member_comes_anyway()
    {
        await using var server = await _small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server, intents: "1");
        await using var _2 = client;
        _small.Raise("GUILD_MEMBER_UPDATE", new { user = new { id = "1" } });
        _small.Raise("GUILD_BAN_ADD", new { n = 1 });
        _small.Raise("GUILD_MEMBER_UPDATE", new { user = new { id = _small.Application.BotId.ToString() } });
        (await client.ReadEventAsync("GUILD_MEMBER_UPDATE")).GetProperty("user").GetProperty("id").GetString().ShouldBe(_small.Application.BotId.ToString());
    }

    [Fact]
    public async Task The_audit_log_needs_the_permission()
    {
        await using var server = await _small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        _small.Raise("GUILD_AUDIT_LOG_ENTRY_CREATE", new { n = 1 });
        SetRole(_small.BotRole with { Permissions = _small.BotRole.Permissions | Permissions.ViewAuditLog });
        await client.ReadEventAsync("GUILD_ROLE_UPDATE");
        _small.Raise("GUILD_AUDIT_LOG_ENTRY_CREATE", new { n = 2 });
        (await client.ReadEventAsync("GUILD_AUDIT_LOG_ENTRY_CREATE")).GetProperty("n").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Shards_hear_their_guilds_and_the_first_hears_direct_messages()
    {
        await using var server = await _small.StartAsync();
        var home = (int)((_small.Guild.Id.Value >> 22) % 2);
        await using var owner = await Shard(server, home);
        await using var other = await Shard(server, 1 - home);
        await owner.ReadEventAsync("GUILD_CREATE");
        _small.Raise("TYPING_START", new { n = 1 });
        _small.Raise("INTERACTION_CREATE", new { n = 2 }, only: _small.Application.BotId, isDirect: true);
        await owner.ReadEventAsync("TYPING_START");
        await (home == 0 ? owner : other).ReadEventAsync("INTERACTION_CREATE");
    }

    [Fact]
    public async Task An_outage_hides_a_guild_and_brings_it_back()
    {
        await using var server = await _small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server);
        await using var _2 = client;
        server.BeginOutage(_small.Guild.Id.Value);
        (await client.ReadEventAsync("GUILD_DELETE")).GetProperty("unavailable").GetBoolean().ShouldBeTrue();
        _small.Raise("TYPING_START", new { n = 1 });
        server.EndOutage(_small.Guild.Id.Value);
        await client.ReadEventAsync("GUILD_CREATE");
    }

    private static JsonElement Find(JsonElement guild, WorldChannel channel) =>
        guild.GetProperty("channels").EnumerateArray().Single(one => one.GetProperty("id").GetString() == channel.Id.ToString());

    private static async Task<RawClient> Shard(Mainstay.Sandbox.Server.SandboxServer server, int shard)
    {
        var client = await RawClient.ConnectAsync(server);
        await client.ReadAsync();
        await client.IdentifyAsync(more: $",\"shard\":[{shard},2]");
        await client.ReadEventAsync("READY");
        return client;
    }

    private void SetRole(Role role)
    {
        lock (_small.World.Gate)
        {
            _small.Guild.Set(role);
            _small.World.Raise(new WorldEvent("GUILD_ROLE_UPDATE", _small.Guild.Id, null, null, new GuildRoleEvent { GuildId = _small.Guild.Id, Role = role }));
        }
    }
}
