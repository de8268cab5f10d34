using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mainstay.Bench.Events;

/// <summary>
/// Sends prepared frames to whoever identifies. Commands come on standard input (<c>burst NAME COUNT KIND</c>); a client's name is its
/// token. Everything of a burst is in memory, WebSocket headers included, before its first byte leaves.
/// </summary>
internal sealed class FrameServer
{
    private readonly FrameFactory _factory = new();
    private readonly ConcurrentDictionary<string, Peer> _peers = new();

    public static async Task<int> RunAsync()
    {
        var server = new FrameServer();
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = server.ListenAsync(listener);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            if (parts is ["burst", var name, var count, var kind])
            {
                await server.BurstAsync(name, int.Parse(count, CultureInfo.InvariantCulture), kind);
            }
            else if (parts is ["has", var wanted])
            {
                Console.WriteLine(server._peers.ContainsKey(wanted) ? "yes" : "no");
            }
        }

        return 0;
    }

    private async Task BurstAsync(string name, int count, string kind)
    {
        var peer = _peers[name];
        var round = ++peer.Round;
        _factory.Restart(round);
        using var frames = new MemoryStream(count * 1000);
        var messages = 0;
        var members = 0;
        Frame(frames, peer, "GUILD_ROLE_CREATE", FrameFactory.Marker("begin", peer.Sequence));
        for (var i = 0; i < count; i++)
        {
            var isMessage = kind switch { "messages" => true, "members" => false, _ => i % 2 == 0 };
            if (isMessage)
            {
                Frame(frames, peer, "MESSAGE_CREATE", _factory.Message((round * count) + messages++));
            }
            else
            {
                Frame(frames, peer, "GUILD_MEMBER_UPDATE", _factory.MemberUpdate(round, members++));
            }
        }

        Frame(frames, peer, "GUILD_ROLE_CREATE", FrameFactory.Marker("end", peer.Sequence));
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await peer.WriteAsync(frames.GetBuffer().AsMemory(0, (int)frames.Length));
        Console.WriteLine($"sent {frames.Length / count} {clock.ElapsedMilliseconds}");
    }

    private async Task ListenAsync(TcpListener listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        client.NoDelay = true;
        var stream = client.GetStream();
        var port = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
        var head = await ReadHeadAsync(stream);
        var key = head.FirstOrDefault(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Trim();
        if (key is null)
        {
            await AnswerRestAsync(stream, head[0], port);
            client.Dispose();
            return;
        }

#pragma warning disable CA5350 // The protocol asks for SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        var peer = new Peer(stream);
        await peer.SendAsync("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":3600000,"_trace":["bench"]}}""");
        var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        var buffer = new byte[16 * 1024];
        while (socket.State == WebSocketState.Open)
        {
            ValueWebSocketReceiveResult received;
            try
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), default);
            }
            catch (WebSocketException)
            {
                return;
            }

            if (received.MessageType != WebSocketMessageType.Close)
            {
                await TakeAsync(peer, JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count)), port);
            }
        }
    }

    private async Task TakeAsync(Peer peer, JsonElement payload, int port)
    {
        switch (payload.GetProperty("op").GetInt32())
        {
            case 1:
                await peer.SendAsync("""{"t":null,"s":null,"op":11,"d":null}""");
                break;
            case 2:
                using (var frames = new MemoryStream())
                {
                    Frame(frames, peer, "READY", $$$"""
                        {"v":10,"user_settings":{},"user":{"verified":true,"username":"bench","mfa_enabled":false,"id":"1080000000000000001","global_name":null,"flags":0,"email":null,"discriminator":"0001","clan":null,"bot":true,"avatar":null},"session_type":"normal","session_id":"bench","resume_gateway_url":"ws://127.0.0.1:{{{port}}}/gateway","relationships":[],"private_channels":[],"presences":[],"guilds":[{"unavailable":true,"id":"{{{FrameFactory.Guild}}}"}],"guild_join_requests":[],"geo_ordered_rtc_regions":[],"application":{"id":"1080000000000000001","flags":565248},"_trace":["bench"]}
                        """);
                    Frame(frames, peer, "GUILD_CREATE", _factory.GuildCreate());
                    await peer.WriteAsync(frames.ToArray());
                }

                _peers[payload.GetProperty("d").GetProperty("token").GetString()!.Replace("Bot ", "", StringComparison.Ordinal)] = peer;
                break;
        }
    }

    private static void Frame(MemoryStream frames, Peer peer, string name, string body) =>
        Frame(frames, $$"""{"t":"{{name}}","s":{{++peer.Sequence}},"op":0,"d":{{body}}}""");

    private static void Frame(MemoryStream frames, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        frames.WriteByte(0x81);
        Span<byte> length = stackalloc byte[9];
        if (bytes.Length < 126)
        {
            frames.WriteByte((byte)bytes.Length);
        }
        else if (bytes.Length <= ushort.MaxValue)
        {
            length[0] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(length[1..], (ushort)bytes.Length);
            frames.Write(length[..3]);
        }
        else
        {
            length[0] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(length[1..], (ulong)bytes.Length);
            frames.Write(length);
        }

        frames.Write(bytes);
    }

    private static async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n");
    }

    private static async Task AnswerRestAsync(NetworkStream stream, string request, int port)
    {
        var isGateway = request.Contains("/gateway/bot", StringComparison.Ordinal);
        var body = isGateway
            ? $$$"""{"url":"ws://127.0.0.1:{{{port}}}/gateway","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":0,"max_concurrency":1}}"""
            : """{"message":"404: Not Found","code":0}""";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {(isGateway ? "200 OK" : "404 Not Found")}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }

    private sealed class Peer(NetworkStream stream)
    {
        private readonly SemaphoreSlim _writing = new(1, 1);

        public long Sequence { get; set; }

        public int Round { get; set; }

        public Task SendAsync(string payload)
        {
            using var frame = new MemoryStream();
            Frame(frame, payload);
            return WriteAsync(frame.ToArray());
        }

        public async Task WriteAsync(ReadOnlyMemory<byte> frames)
        {
            const int Piece = 256 * 1024;
            await _writing.WaitAsync();
            try
            {
                for (var at = 0; at < frames.Length; at += Piece)
                {
                    await stream.WriteAsync(frames.Slice(at, Math.Min(Piece, frames.Length - at)));
                }
            }
            finally
            {
                _writing.Release();
            }
        }
    }
}
