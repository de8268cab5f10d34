using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.Tests.Gateway;

/// <summary>A gateway client of a few lines that hides nothing. Every wait ends with the test or after a while.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const string Everything = "53608447";
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience;
    private MemoryStream? _packed;
    private ZLibStream? _unpack;

    private RawClient() => _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public int Sequence { get; private set; }

    public string Session { get; private set; } = "";

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<RawClient> ConnectAsync(SandboxServer server, string query = "?v=10&encoding=json")
    {
        var client = new RawClient();
        if (query.Contains("zlib-stream", StringComparison.Ordinal))
        {
            client._packed = new MemoryStream();
            client._unpack = new ZLibStream(client._packed, CompressionMode.Decompress);
        }

        await client._socket.ConnectAsync(new Uri(server.GatewayUrl + query), client._patience.Token);
        return client;
    }

    /// <summary>Connects, reads HELLO, identifies, and reads READY and the guild.</summary>
    public static async Task<(RawClient Client, JsonElement Ready, JsonElement Guild)> LogInAsync(SandboxServer server, string? intents = null, string query = "?v=10&encoding=json", string more = "")
    {
        var client = await ConnectAsync(server, query);
        (await client.ReadAsync()).Op.ShouldBe(10);
        await client.IdentifyAsync(intents, more);
        var ready = await client.ReadEventAsync("READY");
        client.Session = ready.GetProperty("session_id").GetString()!;
        return (client, ready, await client.ReadEventAsync("GUILD_CREATE"));
    }

    public Task IdentifyAsync(string? intents = null, string more = "", string token = SandboxOptions.DefaultToken) => SendAsync(
        $$"""{"op":2,"d":{"token":"{{token}}","intents":{{intents ?? Everything}},"properties":{"os":"linux","browser":"test","device":"test"}{{more}} } }""");

    public Task ResumeAsync(string session, int sequence, string token = SandboxOptions.DefaultToken) =>
        SendAsync($$"""{"op":6,"d":{"token":"{{token}}","session_id":"{{session}}","seq":{{sequence}} } }""");

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    public async Task<(int Op, string? Name, JsonElement Data)> ReadAsync()
    {
        var bytes = await ReadBytesAsync() ?? throw new EndOfStreamException($"Closed with {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}");
        var root = JsonDocument.Parse(bytes).RootElement;
        if (root.GetProperty("s").ValueKind == JsonValueKind.Number)
        {
            root.GetProperty("s").GetInt32().ShouldBe(Sequence + 1);
            Sequence++;
        }

        return (root.GetProperty("op").GetInt32(), root.GetProperty("t").GetString(), root.GetProperty("d"));
    }

    /// <summary>Where the numbering goes on after a resume.</summary>
    public void Continue(string session, int sequence) => (Session, Sequence) = (session, sequence);

    /// <summary>The next frame, which has to be this event.</summary>
    public async Task<JsonElement> ReadEventAsync(string name)
    {
        var (op, actual, data) = await ReadAsync();
        (op, actual).ShouldBe((0, name));
        return data;
    }

    /// <summary>The close code that comes next.</summary>
    public async Task<int> ReadCloseAsync()
    {
        while (await ReadBytesAsync() is not null)
        {
        }

        return (int?)_socket.CloseStatus ?? 0;
    }

    /// <summary>Null once the socket is closed or cut.</summary>
    public async Task<byte[]?> ReadBytesAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[65_536];
        WebSocketReceiveResult received;
        do
        {
            try
            {
                received = await _socket.ReceiveAsync(buffer, _patience.Token);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);

        return _unpack is null ? message.ToArray() : Unpack(message.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        if (_unpack is not null)
        {
            await _unpack.DisposeAsync();
        }

        _socket.Dispose();
        _patience.Dispose();
    }

    public Task CloseAsync(int code) => _socket.CloseAsync((WebSocketCloseStatus)code, "", _patience.Token);

    public void Abort() => _socket.Abort();

    private byte[] Unpack(byte[] bytes)
    {
        // Each message ends in a sync flush, so that it can be unpacked without the next.
        bytes.AsSpan()[^4..].ToArray().ShouldBe(new byte[] { 0, 0, 0xFF, 0xFF });
        var at = _packed!.Position;
        _packed.Write(bytes);
        _packed.Position = at;
        using var text = new MemoryStream();
        var buffer = new byte[65_536];
        int read;
        while ((read = _unpack!.Read(buffer)) > 0)
        {
            text.Write(buffer, 0, read);
        }

        return text.ToArray();
    }
}
