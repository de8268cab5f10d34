using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.Tests.Server;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class MemberRequestTests
{
    [Fact]
    public async Task Everyone_comes_in_chunks_once_in_thirty_seconds()
    {
        var small = new SmallWorld(members: 25);
        var (server, client) = await Start(small);
        await using var _ = server;
        await using var _2 = client;
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"","limit":0,"nonce":"n1"} }""");
        var seen = new HashSet<string>();
        for (var index = 0; index < 3; index++)
        {
            var chunk = await client.ReadEventAsync("GUILD_MEMBERS_CHUNK");
            (chunk.GetProperty("chunk_index").GetInt32(), chunk.GetProperty("chunk_count").GetInt32(), chunk.GetProperty("nonce").GetString()).ShouldBe((index, 3, "n1"));
            seen.UnionWith(Ids(chunk));
        }

        seen.Count.ShouldBe(27);
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"","limit":0,"nonce":"n2"} }""");
        var limited = await client.ReadEventAsync("RATE_LIMITED");
        limited.GetProperty("opcode").GetInt32().ShouldBe(8);
        limited.GetProperty("retry_after").GetDouble().ShouldBeInRange(1, 30);
        limited.GetProperty("meta").GetProperty("nonce").GetString().ShouldBe("n2");
    }

    [Fact]
    public async Task Some_come_by_id_or_by_the_beginning_of_their_name()
    {
        var small = new SmallWorld(members: 12);
        var (server, client) = await Start(small);
        await using var _ = server;
        await using var _2 = client;
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":["{{small.Guild.Id}}"],"user_ids":["{{small.Owner.Id}}","42"],"presences":true} }""");
        var chunk = await client.ReadEventAsync("GUILD_MEMBERS_CHUNK");
        Ids(chunk).ShouldBe([small.Owner.Id.ToString()]);
        chunk.GetProperty("not_found").EnumerateArray().Select(id => id.GetString()).ShouldBe(["42"]);
        chunk.GetProperty("presences").GetArrayLength().ShouldBe(0);

        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"MEMBER1","limit":2} }""");
        Ids(await client.ReadEventAsync("GUILD_MEMBERS_CHUNK")).Count().ShouldBe(2);
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"nobody","limit":2} }""");
        (await client.ReadEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("chunk_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Who_leaves_before_their_chunk_is_not_in_it_and_who_joins_comes_as_an_event()
    {
        var (small, time, pause) = (new SmallWorld(members: 30), new ManualTime(), TimeSpan.FromMilliseconds(500));
        var (server, client) = await Start(small, options => options with { ChunkInterval = pause }, time);
        await using var _ = server;
        await using var _2 = client;
        var last = small.Guild.Members.Last!;
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"","limit":0} }""");
        await NextAsync();
        var first = await client.ReadEventAsync("GUILD_MEMBERS_CHUNK");
        first.GetProperty("chunk_count").GetInt32().ShouldBe(4);
        lock (small.World.Gate)
        {
            small.Guild.Members.Remove(last.Id.Value);
            small.World.Raise(new WorldEvent("GUILD_MEMBER_REMOVE", small.Guild.Id, null, null, new GuildMemberRemoveEvent { GuildId = small.Guild.Id, User = last.User.ToModel() }));
        }

        var members = new HashSet<string>(Ids(first));
        var isGone = false;
        await NextAsync();
        for (var chunks = 1; chunks < 4;)
        {
            var (_, name, data) = await client.ReadAsync();
            if (name == "GUILD_MEMBER_REMOVE")
            {
                isGone = true;
            }
            else
            {
                name.ShouldBe("GUILD_MEMBERS_CHUNK");
                members.UnionWith(Ids(data));
                if (++chunks < 4)
                {
                    await NextAsync();
                }
            }
        }

        isGone.ShouldBeTrue();
        members.ShouldNotContain(last.Id.ToString());
        members.Count.ShouldBe(31);

        async Task NextAsync()
        {
            await time.UntilArmedAsync(pause, TestContext.Current.CancellationToken);
            time.Advance(pause);
        }
    }

    [Fact]
    public async Task Without_the_members_intent_nobody_comes()
    {
        var small = new SmallWorld();
        await using var server = await small.StartAsync();
        var (client, _, _) = await RawClient.LogInAsync(server, intents: "1");
        await using var _2 = client;
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{small.Guild.Id}}","query":"","limit":0} }""");
        await client.SendAsync("""{"op":1,"d":null}""");
        (await client.ReadAsync()).Op.ShouldBe(11);
    }

    private static async Task<(SandboxServer Server, RawClient Client)> Start(SmallWorld small, Func<GatewayOptions, GatewayOptions>? with = null, TimeProvider? time = null)
    {
        var server = await small.StartAsync(options =>
        {
            var gateway = options.Gateway with { ChunkSize = 10 };
            return options with { Gateway = with?.Invoke(gateway) ?? gateway, Time = time ?? options.Time };
        });
        var (client, _, _) = await RawClient.LogInAsync(server, intents: "259");
        return (server, client);
    }

    private static IEnumerable<string> Ids(JsonElement chunk) => chunk.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("id").GetString()!);
}
