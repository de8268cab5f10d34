using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Json;
using Mainstay.Sdk;

namespace Mainstay.Engine.Image;

/// <summary>Lists members by chunks over the gateway: one request, up to 1,000 members each, complete when all came in one unbroken session.</summary>
internal sealed class GatewayMemberSource
{
    private GatewayClient? _client;
    private GatewayIntents _intents;

    public void Attach(GatewayClient client, GatewayIntents intents)
    {
        _client = client;
        _intents = intents;
    }

    public Failure? Refuses(Id<Guild> guild)
    {
        if (_client is not { } client)
        {
            return new Failure("sync.unavailable", "Mainstay is not connected to Discord yet; try again in a moment.");
        }

        if ((_intents & GatewayIntents.GuildMembers) == 0)
        {
            return new Failure("sync.intent", "The bot may not list members: switch on the Server Members Intent in Discord's developer portal and start Mainstay again.");
        }

        var shard = GatewayClient.ShardOf(guild, client.ShardCount);
        return client.Shards.Any(other => other.Id == shard)
            ? null
            : new Failure("sync.unavailable", "Another process of Mainstay looks after this server; ask there.");
    }

    /// <summary>Lists, unless Discord would have the request wait longer than <paramref name="patience" />; then the list has not even begun.</summary>
    public async Task<ListEnd> ListAsync(Id<Guild> guild, TimeSpan? patience, IMemberSink sink, CancellationToken cancellationToken)
    {
        var list = _client!.Members.Request(new MemberRequest(guild) { Patience = patience });
        await foreach (var chunk in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Take(chunk, sink);
            await sink.StepAsync(default).ConfigureAwait(false);
        }

        return list.Outcome switch
        {
            MemberListOutcome.Complete => ListEnd.Complete,
            MemberListOutcome.RateLimited => new ListEnd(false, "Discord has given this list too recently", Began: false),
            MemberListOutcome.SessionLost => new ListEnd(false, "the connection to Discord was replaced in the middle of it"),
            _ => new ListEnd(false, "a part of it never came"),
        };
    }

    private static void Take(GuildMembersChunkView chunk, IMemberSink sink)
    {
        var taken = 0;
        try
        {
            foreach (var member in chunk)
            {
                sink.Take(MemberReading.Of(member));
                taken++;
            }
        }
        catch (JsonException)
        {
            TakeOneByOne(chunk, taken, sink);
        }
    }

    // One member that does not fit must not take the rest of the chunk along.
    private static void TakeOneByOne(GuildMembersChunkView chunk, int from, IMemberSink sink)
    {
        using var body = JsonDocument.Parse(chunk.Payload);
        foreach (var element in body.RootElement.GetProperty("members").EnumerateArray().Skip(from))
        {
            try
            {
                sink.Take(MemberReading.Of(element.Deserialize<GuildMember>(DiscordJson.Options)!));
            }
            catch (Exception error) when (error is JsonException or ArgumentException)
            {
                sink.Fail(MemberReading.IdOf(element), "Discord's answer about this member could not be read.");
            }
        }
    }
}
