using System.Buffers;
using System.Text.Json;

namespace Mainstay.Discord.Gateway;

/// <summary>What a client sends. See https://discord.com/developers/docs/events/gateway-events#send-events.</summary>
internal static class Payloads
{
    public static byte[] Heartbeat(long? sequence) => Write(1, writer =>
    {
        if (sequence is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    });

    public static byte[] Identify(GatewayOptions options, int shard) => Write(2, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", options.Token);
        writer.WriteNumber("intents", (int)options.Intents);
        writer.WriteStartObject("properties");
        writer.WriteString("os", OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
        writer.WriteString("browser", "mainstay");
        writer.WriteString("device", "mainstay");
        writer.WriteEndObject();
        writer.WriteStartArray("shard");
        writer.WriteNumberValue(shard);
        writer.WriteNumberValue(options.ShardCount);
        writer.WriteEndArray();
        if (options.LargeThreshold is { } threshold)
        {
            writer.WriteNumber("large_threshold", threshold);
        }

        if (options.Presence is { } presence)
        {
            writer.WritePropertyName("presence");
            WritePresence(writer, presence);
        }

        writer.WriteEndObject();
    });

    public static byte[] Resume(string token, string sessionId, long sequence) => Write(6, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", token);
        writer.WriteString("session_id", sessionId);
        writer.WriteNumber("seq", sequence);
        writer.WriteEndObject();
    });

    public static byte[] Presence(BotPresence presence) => Write(3, writer => WritePresence(writer, presence));

    public static byte[] RequestMembers(MemberRequest request, string nonce) => Write(8, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("guild_id", request.GuildId.ToString());
        if (request.UserIds is { } users)
        {
            writer.WriteStartArray("user_ids");
            foreach (var user in users)
            {
                writer.WriteStringValue(user.ToString());
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteString("query", request.Query ?? "");
        }

        writer.WriteNumber("limit", request.Limit);
        if (request.Presences)
        {
            writer.WriteBoolean("presences", true);
        }

        writer.WriteString("nonce", nonce);
        writer.WriteEndObject();
    });

    private static void WritePresence(Utf8JsonWriter writer, BotPresence presence)
    {
        writer.WriteStartObject();
        writer.WriteNull("since");
        writer.WriteStartArray("activities");
        if (presence.ActivityName is { } name)
        {
            const int Custom = 4;
            writer.WriteStartObject();
            writer.WriteString("name", presence.ActivityType == Custom ? "Custom Status" : name);
            writer.WriteNumber("type", presence.ActivityType);
            if (presence.ActivityType == Custom)
            {
                writer.WriteString("state", name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("status", presence.Status);
        writer.WriteBoolean("afk", false);
        writer.WriteEndObject();
    }

    private static byte[] Write(int op, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("op", op);
            writer.WritePropertyName("d");
            body(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
