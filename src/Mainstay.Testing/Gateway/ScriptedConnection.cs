using System.IO.Compression;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Testing.Gateway;

/// <summary>One client connection of a <see cref="ScriptedGateway" />.</summary>
public sealed class ScriptedConnection : IAsyncDisposable
{
    /// <summary>Bytes that end each compressed payload.</summary>
    private const int SyncFlush = 4;

    private readonly TcpClient _client;
    private readonly WebSocket _socket;
    private readonly Uri _url;
    private readonly Channel<JsonElement> _received = Channels.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly MemoryStream _compressed = new();
    private readonly ZLibStream? _deflater;
    private readonly Task _reading;

    internal ScriptedConnection(TcpClient client, string path, Uri url)
    {
        _client = client;
        _url = url;
        Path = path;
        _socket = WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { IsServer = true });
        _deflater = path.Contains("compress=zlib-stream", StringComparison.Ordinal)
            ? new ZLibStream(_compressed, CompressionMode.Compress, leaveOpen: true)
            : null;
        _reading = ReadAsync();
    }

    /// <summary>What the client asked for: path and query.</summary>
    public string Path { get; }

    /// <summary>Whether heartbeats are acknowledged; switch off to stall them.</summary>
    public bool AnswersHeartbeats { get; set; } = true;

    /// <summary>How many heartbeats came, and were acknowledged where they are.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>The last sequence number that was dispatched here; set it to go on from another connection's.</summary>
    public long Sequence { get; set; }

    /// <summary>The code with which the client closed the connection; null while it has not.</summary>
    public int? ClientCloseCode { get; private set; }

    /// <summary>Ends when the connection is over, whoever ended it.</summary>
    public Task Over => _reading;

    internal bool IsOver => _reading.IsCompleted;

    /// <summary>Says hello.</summary>
    public Task HelloAsync(TimeSpan heartbeatInterval, CancellationToken cancellationToken) => SendAsync(
        $$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{(int)heartbeatInterval.TotalMilliseconds}}},"_trace":["scripted"]}}""", cancellationToken);

    /// <summary>Hello, the client's identify, READY. Returns the identify's body.</summary>
    public async Task<JsonElement> BeginSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        await HelloAsync(TimeSpan.FromSeconds(45), cancellationToken).ConfigureAwait(false);
        var identify = await ExpectAsync(2, cancellationToken).ConfigureAwait(false);
        await ReadyAsync(sessionId, cancellationToken).ConfigureAwait(false);
        return identify;
    }

    /// <summary>Hello, the client's resume, and nothing yet: replay with <see cref="DispatchAsync" /> and end with <see cref="ResumedAsync" />.</summary>
    public async Task<JsonElement> BeginResumeAsync(CancellationToken cancellationToken)
    {
        await HelloAsync(TimeSpan.FromSeconds(45), cancellationToken).ConfigureAwait(false);
        var resume = await ExpectAsync(6, cancellationToken).ConfigureAwait(false);
        Sequence = resume.GetProperty("seq").GetInt64();
        return resume;
    }

    /// <summary>Dispatches READY with this gateway's own address to resume at.</summary>
    public Task ReadyAsync(string sessionId, CancellationToken cancellationToken) => DispatchAsync(
        "READY",
        $$$"""
        {"v":10,"user":{"id":"1","username":"bot","discriminator":"0000","global_name":null,"avatar":null,"bot":true},"guilds":[],"session_id":"{{{sessionId}}}","resume_gateway_url":"{{{_url}}}","application":{"id":"1","flags":0}}
        """,
        cancellationToken);

    /// <summary>Dispatches RESUMED.</summary>
    public Task ResumedAsync(CancellationToken cancellationToken) => DispatchAsync("RESUMED", """{"_trace":["scripted"]}""", cancellationToken);

    /// <summary>Dispatches an event with the next sequence number, in the order of properties that Discord uses.</summary>
    public Task DispatchAsync(string name, string body, CancellationToken cancellationToken) =>
        SendAsync($$"""{"t":"{{name}}","s":{{++Sequence}},"op":0,"d":{{body}}}""", cancellationToken);

    /// <summary>Sends any payload as it stands, compressed if the client asked for that.</summary>
    public async Task SendAsync(string payload, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (bytes, type) = Encode(Encoding.UTF8.GetBytes(payload));
            await _socket.SendAsync(bytes, type, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// Sends a payload that was damaged on the way: the byte at <paramref name="position" /> (modulo its length) becomes one that
    /// JSON does not allow anywhere; a compressed one becomes a block that no inflater accepts.
    /// </summary>
    public async Task SendGarbledAsync(string payload, int position, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (bytes, type) = Encode(Encoding.UTF8.GetBytes(payload));
            if (_deflater is null)
            {
                bytes[position % bytes.Length] = 0x01;
            }
            else
            {
                bytes.AsSpan(0, bytes.Length - SyncFlush).Fill(0xFF);
            }

            await _socket.SendAsync(bytes, type, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends the first <paramref name="bytes" /> bytes of a payload as a message that does not end, as when the cable breaks in the middle.</summary>
    public async Task SendHalfAsync(string payload, int bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (encoded, type) = Encode(Encoding.UTF8.GetBytes(payload));
            await _socket.SendAsync(encoded.AsMemory(0, Math.Min(bytes, encoded.Length)), type, endOfMessage: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Waits for the client's next payload of an opcode and returns its body; heartbeats and other opcodes are passed over.</summary>
    public async Task<JsonElement> ExpectAsync(int op, CancellationToken cancellationToken)
    {
        await foreach (var payload in _received.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (payload.GetProperty("op").GetInt32() == op)
            {
                return payload.GetProperty("d");
            }
        }

        throw new IOException($"The connection ended before the client sent opcode {op}.");
    }

    /// <summary>The client's next payload but heartbeats, whatever it is; null when the connection ended first.</summary>
    public async Task<JsonElement?> NextAsync(CancellationToken cancellationToken) =>
        await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _received.Reader.TryRead(out var payload) ? payload : null;

    /// <summary>Closes the connection with one of Discord's codes.</summary>
    public async Task CloseAsync(int code, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, "scripted", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The client left first.
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Drop()
    {
        try
        {
            // A reset, not a goodbye.
            _client.Client?.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // It is broken already.
        }

        _client.Dispose();
        _over.Cancel();
    }

    /// <summary>Breaks the connection and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsOver)
        {
            Drop();
        }

        await _reading.ConfigureAwait(false);
        _socket.Dispose();
        _client.Dispose();
    }

    private (byte[] Bytes, WebSocketMessageType Type) Encode(byte[] payload)
    {
        if (_deflater is null)
        {
            return (payload, WebSocketMessageType.Text);
        }

        _compressed.SetLength(0);
        _deflater.Write(payload);
        _deflater.Flush();
        return (_compressed.ToArray(), WebSocketMessageType.Binary);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult result;
                do
                {
                    result = await _socket.ReceiveAsync(buffer.AsMemory(length), _over.Token).ConfigureAwait(false);
                    length += result.Count;
                }
                while (!result.EndOfMessage);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    ClientCloseCode = (int?)_socket.CloseStatus;
                    break;
                }

                await TakeAsync(JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length))).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException
            or InvalidOperationException)
        {
            // Over, one way or another.
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }

    private async Task TakeAsync(JsonElement payload)
    {
        if (payload.GetProperty("op").GetInt32() != 1)
        {
            _received.Writer.TryWrite(payload);
            return;
        }

        if (AnswersHeartbeats)
        {
            await SendAsync("""{"t":null,"s":null,"op":11,"d":null}""", _over.Token).ConfigureAwait(false);
        }

        Heartbeats++;
    }
}
