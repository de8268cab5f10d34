using Mainstay.Discord.Gateway;
using Mainstay.Testing.Gateway;
using Mainstay.Testing.Time;

namespace Mainstay.Discord.Tests.Gateway;

public sealed class MemberListTests : IAsyncDisposable
{
    private static readonly Id<Guild> Guild = new(30);

    private readonly ScriptedGateway _gateway = ScriptedGateway.Start();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private readonly GatewayClient _client;

    public MemberListTests() => _client = Client(TimeProvider.System);

    private CancellationToken Token => _patience.Token;

    [Fact]
    public async Task A_list_is_complete_when_every_chunk_of_its_nonce_came_in_one_session()
    {
        var connection = await ReadyAsync();
        var list = _client.Members.Request(new MemberRequest(Guild));
        var reading = ReadAsync(list);
        var request = await connection.ExpectAsync(8, Token);
        request.GetProperty("guild_id").GetString().ShouldBe("30");
        request.GetProperty("query").GetString().ShouldBe("");
        request.GetProperty("limit").GetInt32().ShouldBe(0);
        var nonce = request.GetProperty("nonce").GetString()!;
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk("somebody else's", 0, 1, 99), Token);
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 0, 3, 1, 2), Token);
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 2, 3, 5), Token);

        // A resume is no break of the session: what is missing is replayed.
        connection.Drop();
        var second = await _gateway.AcceptAsync(Token);
        await second.BeginResumeAsync(Token);
        second.Sequence = 4;
        await second.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 1, 3, 3, 4), Token);
        await second.ResumedAsync(Token);
        (await reading).ShouldBe([1UL, 2, 5, 3, 4]);
        list.Outcome.ShouldBe(MemberListOutcome.Complete);
        list.ChunkCount.ShouldBe(3);
    }

    [Fact]
    public async Task A_new_session_in_between_leaves_the_list_incomplete()
    {
        var connection = await ReadyAsync();
        var list = _client.Members.Request(new MemberRequest(Guild));
        var reading = ReadAsync(list);
        var nonce = (await connection.ExpectAsync(8, Token)).GetProperty("nonce").GetString()!;
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 0, 2, 1), Token);
        await connection.SendAsync("""{"t":null,"s":null,"op":9,"d":false}""", Token);
        var second = await _gateway.AcceptAsync(Token);
        await second.BeginSessionAsync("two", Token);
        await reading;
        list.Outcome.ShouldBe(MemberListOutcome.SessionLost);
    }

    [Fact]
    public async Task A_missing_chunk_is_not_waited_for_for_ever()
    {
        var time = new ManualTime();
        await using var client = Client(time);
        var connection = await ReadyAsync(client);
        var list = client.Members.Request(new MemberRequest(Guild) { ChunkTimeout = TimeSpan.FromMilliseconds(80) });
        await using var chunks = list.GetAsyncEnumerator(Token);
        var first = chunks.MoveNextAsync();
        var nonce = (await connection.ExpectAsync(8, Token)).GetProperty("nonce").GetString()!;
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 0, 2, 1), Token);
        (await first).ShouldBeTrue();
        chunks.Current.MemberCount.ShouldBe(1);
        (await time.DriveAsync(chunks.MoveNextAsync().AsTask(), Token)).ShouldBeFalse();
        list.Outcome.ShouldBe(MemberListOutcome.TimedOut);
    }

    [Fact]
    public async Task A_rate_limited_request_is_sent_again_when_Discord_allows()
    {
        var connection = await ReadyAsync();
        var list = _client.Members.Request(new MemberRequest(Guild) { UserIds = [new(7), new(8)] });
        var reading = ReadAsync(list);
        var nonce = (await connection.ExpectAsync(8, Token)).GetProperty("nonce").GetString()!;
        await connection.DispatchAsync("RATE_LIMITED", $$$"""{"opcode":8,"retry_after":0.02,"meta":{"guild_id":"30","nonce":"{{{nonce}}}"}}""", Token);
        var again = await connection.ExpectAsync(8, Token);
        again.GetProperty("nonce").GetString().ShouldBe(nonce);
        again.GetProperty("user_ids").ToString().ShouldBe("""["7","8"]""");
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 0, 1, 7), Token);
        (await reading).ShouldBe([7UL]);
        list.Outcome.ShouldBe(MemberListOutcome.Complete);
    }

    [Fact]
    public void The_whole_list_of_a_guild_is_asked_for_once_in_thirty_seconds()
    {
        _client.Members.TakeTurn(Guild, null).ShouldBe(TimeSpan.Zero);
        _client.Members.TakeTurn(new Id<Guild>(31), null).ShouldBe(TimeSpan.Zero);
        _client.Members.TakeTurn(Guild, null)!.Value.TotalSeconds.ShouldBeInRange(28, 30);
        _client.Members.TakeTurn(Guild, null)!.Value.TotalSeconds.ShouldBeInRange(58, 60);
    }

    [Fact]
    public async Task Leaving_early_says_that_the_list_proves_nothing()
    {
        var connection = await ReadyAsync();
        var list = _client.Members.Request(new MemberRequest(Guild));
        var reading = Task.Run(
            async () =>
            {
                await foreach (var chunk in list.WithCancellation(Token))
                {
                    return chunk.MemberCount;
                }

                return 0;
            },
            Token);
        var nonce = (await connection.ExpectAsync(8, Token)).GetProperty("nonce").GetString()!;
        await connection.DispatchAsync("GUILD_MEMBERS_CHUNK", Chunk(nonce, 0, 2, 1, 2), Token);
        (await reading).ShouldBe(2);
        list.Outcome.ShouldBe(MemberListOutcome.Abandoned);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _gateway.DisposeAsync();
        _patience.Dispose();
    }

    private static string Chunk(string nonce, int index, int count, params ulong[] users) =>
        $$"""{"members":[{{string.Join(',', users.Select(static user => Bodies.Member(30, (long)user, $"n{user}", "\"31\"")))}}],"guild_id":"30","chunk_index":{{index}},"chunk_count":{{count}},"nonce":"{{nonce}}"}""";

    private async Task<List<ulong>> ReadAsync(MemberList list)
    {
        var users = new List<ulong>();
        await foreach (var chunk in list.WithCancellation(Token))
        {
            foreach (var member in chunk)
            {
                users.Add(member.UserId.Value);
                member.Nick.ShouldBe($"n{member.UserId}");
            }
        }

        return users;
    }

    private GatewayClient Client(TimeProvider time) => new(
        new GatewayOptions
        {
            Token = "token",
            Url = _gateway.Url,
            Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers,
            Compress = false,
            BackOffFloor = TimeSpan.FromMilliseconds(2),
            InvalidSessionFloor = TimeSpan.FromMilliseconds(1),
            InvalidSessionCeiling = TimeSpan.FromMilliseconds(2),
            SessionStarts = SessionStarts.Unlimited with { MaxConcurrency = 1 },
            IdentifyBudget = new Free(),
        },
        time,
        new Random(1));

    private async Task<ScriptedConnection> ReadyAsync(GatewayClient? client = null)
    {
        var starting = (client ?? _client).StartAsync(Token);
        var connection = await _gateway.AcceptAsync(Token);
        await connection.BeginSessionAsync("one", Token);
        await starting;
        return connection;
    }

    /// <summary>Grants at once: these tests start sessions in quick succession.</summary>
    private sealed class Free : IIdentifyBudget
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(int shard, CancellationToken cancellationToken) => new(new Permit());

        private sealed class Permit : IIdentifyPermit
        {
            public void Use()
            {
            }

            public void Dispose()
            {
            }
        }
    }
}
