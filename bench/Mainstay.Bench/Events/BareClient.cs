using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mainstay.Bench.Events;

/// <summary>
/// What one writes without a library: receive, find the envelope, and read every token (<c>tokens</c>) or deserialize the body with
/// System.Text.Json's source generation (<c>stj</c>). No cache, no session keeping.
/// </summary>
internal static class BareClient
{
    public static async Task RunAsync(string kind, Uri url, BurstMeter meter)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(url, CancellationToken.None);
        var identify = "{\"op\":2,\"d\":{\"token\":\"" + kind + "\",\"intents\":0,\"properties\":{}}}";
        await socket.SendAsync(Encoding.UTF8.GetBytes(identify), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[8 * 1024 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            if (kind == "tokens")
            {
                Touch(buffer.AsSpan(0, length), meter);
            }
            else
            {
                Deserialize(buffer.AsSpan(0, length), meter);
            }
        }
    }

    private static void Touch(ReadOnlySpan<byte> frame, BurstMeter meter)
    {
        var reader = new Utf8JsonReader(frame);
        var isMarker = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
            {
                isMarker = reader.ValueTextEquals("GUILD_ROLE_CREATE"u8);
            }
        }

        if (isMarker)
        {
            meter.Mark(frame.IndexOf("\"begin\""u8) >= 0 ? "begin" : "end");
        }
        else
        {
            meter.Count();
        }
    }

    private static void Deserialize(ReadOnlySpan<byte> frame, BurstMeter meter)
    {
        var reader = new Utf8JsonReader(frame);
        var (isMessage, isMember, isMarker) = (false, false, false);
        var (start, end) = (0, 0);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                {
                    return;
                }

                isMessage = reader.ValueTextEquals("MESSAGE_CREATE"u8);
                isMember = reader.ValueTextEquals("GUILD_MEMBER_UPDATE"u8);
                isMarker = reader.ValueTextEquals("GUILD_ROLE_CREATE"u8);
            }
            else if (reader.ValueTextEquals("d"u8))
            {
                reader.Read();
                start = (int)reader.TokenStartIndex;
                reader.Skip();
                end = (int)reader.BytesConsumed;
            }
            else
            {
                reader.Read();
            }
        }

        var body = frame[start..end];
        if (isMessage)
        {
            meter.Count();
            var e = JsonSerializer.Deserialize(body, BareContext.Default.BareMessage)!;
            meter.Checksum.Message(ulong.Parse(e.Id), ulong.Parse(e.ChannelId), ulong.Parse(e.Author.Id), e.Author.Username, e.Content);
        }
        else if (isMember)
        {
            meter.Count();
            var e = JsonSerializer.Deserialize(body, BareContext.Default.BareMember)!;
            meter.Checksum.Add(Checksum.Id(ulong.Parse(e.User!.Id)));
            foreach (var role in e.Roles)
            {
                meter.Checksum.Add(Checksum.Id(ulong.Parse(role)));
            }

            meter.Checksum.Add(e.Nick is { } nick ? (nick.Length * 131) + (nick[0] * 7) + nick[^1] : 0);
        }
        else if (isMarker)
        {
            meter.Mark(JsonSerializer.Deserialize(body, BareContext.Default.BareRoleEvent)!.Role.Name);
        }
    }
}

internal sealed record BareUser(string Id, string Username, string Discriminator, string? GlobalName, string? Avatar, long? PublicFlags, bool? Bot);

internal sealed record BareMember(
    BareUser? User, string[] Roles, string? Nick, string? Avatar, DateTimeOffset? JoinedAt, DateTimeOffset? PremiumSince, bool Deaf, bool Mute, int Flags,
    bool? Pending, DateTimeOffset? CommunicationDisabledUntil, string? GuildId);

internal sealed record BareMessage(
    string Id, string ChannelId, string? GuildId, BareUser Author, BareMember? Member, string Content, DateTimeOffset Timestamp,
    DateTimeOffset? EditedTimestamp, bool Tts, bool MentionEveryone, BareUser[] Mentions, string[] MentionRoles, JsonElement[] Attachments,
    JsonElement[] Embeds, bool Pinned, string? WebhookId, int Type, int? Flags, JsonElement[]? Components);

internal sealed record BareRole(string Id, string Name);

internal sealed record BareRoleEvent(BareRole Role);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BareMessage))]
[JsonSerializable(typeof(BareMember))]
[JsonSerializable(typeof(BareRoleEvent))]
internal sealed partial class BareContext : JsonSerializerContext;
