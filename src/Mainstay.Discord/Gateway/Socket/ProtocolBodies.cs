using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>What the session itself needs of READY.</summary>
internal static class ReadyBody
{
    public static bool TryRead(Frame frame, [NotNullWhen(true)] out string? sessionId, out Uri? resumeUrl)
    {
        sessionId = null;
        resumeUrl = null;
        if (!frame.IsScanned && !Envelope.TryScan(frame))
        {
            return false;
        }

        var reader = new Utf8JsonReader(frame.Body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSession = reader.ValueTextEquals("session_id"u8);
            var isUrl = reader.ValueTextEquals("resume_gateway_url"u8);
            reader.Read();
            if (isSession && reader.TokenType == JsonTokenType.String)
            {
                sessionId = reader.GetString();
            }
            else if (isUrl && reader.TokenType == JsonTokenType.String && Uri.TryCreate(reader.GetString(), UriKind.Absolute, out var url)
                && url.Scheme is "ws" or "wss")
            {
                resumeUrl = url;
            }
            else
            {
                reader.Skip();
            }
        }

        return sessionId is not null;
    }
}

/// <summary>What Discord says first.</summary>
internal static class HelloBody
{
    /// <summary>The heartbeat interval; null when it is missing or absurd.</summary>
    public static TimeSpan? Interval(Frame frame)
    {
        var reader = new Utf8JsonReader(frame.Body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInterval = reader.ValueTextEquals("heartbeat_interval"u8);
            reader.Read();
            if (isInterval)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var milliseconds) && milliseconds is > 0 and < int.MaxValue
                    ? TimeSpan.FromMilliseconds(milliseconds)
                    : null;
            }

            reader.Skip();
        }

        return null;
    }
}

/// <summary>The addresses that Discord gives lack what the connection is to be like.</summary>
internal static class GatewayUrl
{
    public static Uri Of(Uri url, bool compress) => new UriBuilder(url)
    {
        Query = compress ? "v=10&encoding=json&compress=zlib-stream" : "v=10&encoding=json",
    }.Uri;
}
