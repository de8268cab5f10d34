using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mainstay.Bench.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mainstay.Bench.Command;

/// <summary>One bot's gateway connection, server side. Frames are made by hand, so that a thousand events are one write.</summary>
internal sealed class CommandSocket(Stream stream)
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ArrayBufferWriter<byte> _frames = new(1 << 20);
    private long _sequence;

    /// <summary>How many commands were used on it.</summary>
    public long Interactions { get; set; }

    public static Task ServeAsync(HttpContext context, FrameFactory factory, Action<string, CommandSocket> identified) =>
        ServeAsync(context, (socket, payload, port) => socket.TakeAsync(payload, port, factory, identified));

    /// <summary>Serves a connection; heartbeats are answered here, everything else is <paramref name="take" />'s.</summary>
    public static async Task ServeAsync(HttpContext context, Func<CommandSocket, JsonElement, int, Task> take)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
#pragma warning disable CA5350 // The protocol asks for SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = accept;
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var socket = new CommandSocket(stream);
        await socket.SendAsync("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["bench"]}}""");
        using var reader = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var received = await reader.ReceiveAsync(buffer.AsMemory(), default);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var payload = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count));
                await (payload.GetProperty("op").GetInt32() == 1
                    ? socket.SendAsync("""{"t":null,"s":null,"op":11,"d":null}""")
                    : take(socket, payload, context.Connection.LocalPort));
            }
        }
        catch (WebSocketException)
        {
            // The bot has gone, which ends every benchmark.
        }
    }

    public Task DispatchAsync(byte[] name, ReadOnlyMemory<byte> body) => WriteAsync(() => Frame(name, body.Span));

    /// <summary>Messages and member updates by turns, from a place in a ring of bodies.</summary>
    public Task DispatchAsync(byte[][] ring, int from, int count) => WriteAsync(() =>
    {
        for (var i = from; i < from + count; i++)
        {
            Frame(i % 2 == 0 ? "MESSAGE_CREATE"u8 : "GUILD_MEMBER_UPDATE"u8, ring[i % ring.Length]);
        }
    });

    private async Task TakeAsync(JsonElement payload, int port, FrameFactory factory, Action<string, CommandSocket> identified)
    {
        switch (payload.GetProperty("op").GetInt32())
        {
            case 2:
                var guild = factory.GuildCreate();
                await DispatchAsync("READY"u8.ToArray(), Encoding.UTF8.GetBytes(CommandFrames.Ready(port)));
                await DispatchAsync("GUILD_CREATE"u8.ToArray(), Encoding.UTF8.GetBytes(guild));
                identified(payload.GetProperty("d").GetProperty("token").GetString()!.Replace("Bot ", "", StringComparison.Ordinal), this);
                break;
            case 8:
                await ListAsync(payload.GetProperty("d"), factory);
                break;
        }
    }

    private async Task ListAsync(JsonElement request, FrameFactory factory)
    {
        const int Most = 1_000;
        using var guild = JsonDocument.Parse(factory.GuildCreate());
        var chunks = guild.RootElement.GetProperty("members").EnumerateArray().Select(static member => member.GetRawText()).Chunk(Most).ToArray();
        var nonce = request.TryGetProperty("nonce", out var given) ? given.GetRawText() : "null";
        for (var i = 0; i < chunks.Length; i++)
        {
            var body = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"guild_id":"{{FrameFactory.Guild}}","members":[{{string.Join(',', chunks[i])}}],"chunk_index":{{i}},"chunk_count":{{chunks.Length}},"not_found":[],"nonce":{{nonce}}}""");
            await DispatchAsync("GUILD_MEMBERS_CHUNK"u8.ToArray(), Encoding.UTF8.GetBytes(body));
        }
    }

    private Task SendAsync(string payload) => WriteAsync(() => Frame(Encoding.UTF8.GetBytes(payload)));

    private async Task WriteAsync(Action fill)
    {
        await _writing.WaitAsync();
        try
        {
            _frames.ResetWrittenCount();
            fill();
            await stream.WriteAsync(_frames.WrittenMemory);
            await stream.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Frame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        Span<byte> digits = stackalloc byte[20];
        (++_sequence).TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
        Head("{\"t\":\"\",\"s\":,\"op\":0,\"d\":}".Length + name.Length + written + body.Length);
        _frames.Write("{\"t\":\""u8);
        _frames.Write(name);
        _frames.Write("\",\"s\":"u8);
        _frames.Write(digits[..written]);
        _frames.Write(",\"op\":0,\"d\":"u8);
        _frames.Write(body);
        _frames.Write("}"u8);
    }

    private void Frame(ReadOnlySpan<byte> payload)
    {
        Head(payload.Length);
        _frames.Write(payload);
    }

    private void Head(int length)
    {
        Span<byte> head = stackalloc byte[10];
        head[0] = 0x81;
        if (length < 126)
        {
            head[1] = (byte)length;
            _frames.Write(head[..2]);
        }
        else if (length <= ushort.MaxValue)
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
            _frames.Write(head[..4]);
        }
        else
        {
            head[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)length);
            _frames.Write(head);
        }
    }
}
