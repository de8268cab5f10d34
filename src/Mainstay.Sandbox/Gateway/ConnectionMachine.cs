using System.Text.Json;

namespace Mainstay.Sandbox.Gateway;

/// <summary>
/// One connection as a machine: which frames are in order now, how many there may be, when a silent client is given up. It owns no socket and no clock;
/// times are ticks. See https://discord.com/developers/docs/events/gateway#connections.
/// </summary>
internal sealed class ConnectionMachine(long heartbeatInterval, long now)
{
    /// <summary>Documented: 4,096 bytes, else close 4002.</summary>
    public const int MaxPayload = 4_096;

    /// <summary>Documented: 120 frames in 60 s, else close 4008.</summary>
    public const int SendLimit = 120;

    private const long SendWindow = 60 * TimeSpan.TicksPerSecond;
    private const int DefaultLargeThreshold = 50;

    // A client is given up after this many intervals without a heartbeat; Discord says no number.
    private const double Patience = 2.25;

    private long _lastHeartbeat = now;
    private long _windowEnd = long.MinValue;
    private int _sent;

    /// <summary>Whether identify or resume went through.</summary>
    public bool IsAuthenticated { get; private set; }

    /// <summary>When to call <see cref="IsSilent" />, in ticks.</summary>
    public long Deadline => _lastHeartbeat + (long)(heartbeatInterval * Patience);

    /// <summary>Whether the client has been silent too long.</summary>
    public bool IsSilent(long now) => now >= Deadline;

    /// <summary>The session took the connection: everything but heartbeats, identify and resume is in order from now on.</summary>
    public void Authenticated() => IsAuthenticated = true;

    /// <summary>The session was found invalid: identify is in order again.</summary>
    public void Unauthenticated() => IsAuthenticated = false;

    public ClientMessage Received(ReadOnlyMemory<byte> payload, long now)
    {
        if (payload.Length > MaxPayload)
        {
            return new ClientMessage.Refused(GatewayClose.DecodeError);
        }

        if (now >= _windowEnd)
        {
            _windowEnd = now + SendWindow;
            _sent = 0;
        }

        if (++_sent > SendLimit)
        {
            return new ClientMessage.Refused(GatewayClose.RateLimited);
        }

        try
        {
            var document = JsonDocument.Parse(payload.ToArray());
            return Decode(document.RootElement, now);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new ClientMessage.Refused(GatewayClose.DecodeError);
        }
    }

    private ClientMessage Decode(JsonElement root, long now)
    {
        var op = (GatewayOp)root.GetProperty("op").GetInt32();
        var data = root.TryGetProperty("d", out var d) ? d : default;
        switch (op)
        {
            case GatewayOp.Heartbeat:
                _lastHeartbeat = now;
                return new ClientMessage.Heartbeat(data.ValueKind == JsonValueKind.Number ? data.GetInt32() : null);
            case GatewayOp.Identify:
                return IsAuthenticated ? new ClientMessage.Refused(GatewayClose.AlreadyAuthenticated) : DecodeIdentify(data);
            case GatewayOp.Resume:
                return IsAuthenticated
                    ? new ClientMessage.Refused(GatewayClose.AlreadyAuthenticated)
                    : new ClientMessage.Resume(BareToken(data.GetProperty("token")), data.GetProperty("session_id").GetString() ?? "", data.GetProperty("seq").GetInt32());
            case GatewayOp.PresenceUpdate:
            case GatewayOp.VoiceStateUpdate:
            case GatewayOp.RequestGuildMembers:
            case GatewayOp.RequestSoundboardSounds:
                if (!IsAuthenticated)
                {
                    return new ClientMessage.Refused(GatewayClose.NotAuthenticated);
                }

                return data.ValueKind == JsonValueKind.Object ? new ClientMessage.Command(op, data) : new ClientMessage.Refused(GatewayClose.DecodeError);
            default:
                return new ClientMessage.Refused(GatewayClose.UnknownOpcode);
        }
    }

    private static ClientMessage DecodeIdentify(JsonElement data)
    {
        var token = BareToken(data.GetProperty("token"));
        if (data.GetProperty("properties").ValueKind != JsonValueKind.Object)
        {
            return new ClientMessage.Refused(GatewayClose.DecodeError);
        }

        // Required since version 8.
        if (!data.TryGetProperty("intents", out var sent) || !sent.TryGetInt64(out var intents) || (intents & ~(long)Intents.Known) != 0)
        {
            return new ClientMessage.Refused(GatewayClose.InvalidIntents);
        }

        int shard = 0, shards = 1;
        if (data.TryGetProperty("shard", out var pair) && pair.ValueKind == JsonValueKind.Array)
        {
            if (pair.GetArrayLength() != 2)
            {
                return new ClientMessage.Refused(GatewayClose.InvalidShard);
            }

            (shard, shards) = (pair[0].GetInt32(), pair[1].GetInt32());
            if (shard < 0 || shards < 1 || shard >= shards)
            {
                return new ClientMessage.Refused(GatewayClose.InvalidShard);
            }
        }

        var large = data.TryGetProperty("large_threshold", out var threshold) && threshold.ValueKind == JsonValueKind.Number ? threshold.GetInt32() : DefaultLargeThreshold;
        return new ClientMessage.Identify(
            token,
            (Intents)intents,
            shard,
            shards,
            large,
            data.TryGetProperty("compress", out var compress) && compress.ValueKind == JsonValueKind.True,
            data.TryGetProperty("presence", out var presence) && presence.ValueKind == JsonValueKind.Object ? presence : null);
    }

    // Discord takes the token with or without its scheme.
    private static string BareToken(JsonElement token)
    {
        var text = token.GetString() ?? "";
        return text.StartsWith("Bot ", StringComparison.Ordinal) ? text[4..] : text;
    }
}
