using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mainstay.Discord.Gateway.Frames;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Discord.Gateway;

/// <summary>One socket: reads frames, writes payloads, and can be left at any moment without waiting for either.</summary>
internal sealed class ShardConnection(int number, bool compress, TimeProvider time) : IDisposable
{
    /// <summary>Above this a payload is no guild that Discord ever sent, but a broken stream.</summary>
    private const int LargestPayload = 256 * 1024 * 1024;

    /// <summary>
    /// What the system may hold of what Discord has sent and nobody has read yet. Left to itself it takes megabytes while a long list comes in, and a command
    /// waits behind all of it. Over a round trip of 50 ms this lets 5 MB/s through, compressed: some ten thousand members a second and more events than that.
    /// </summary>
    private const int UnreadBytes = 256 * 1024;

    /// <summary>How long Discord may take to be told that we leave.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly HttpMessageInvoker Opener = new(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<byte[]> _outbox = Channels.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly CancellationTokenSource _left = new();
    private readonly Inflater? _inflater = compress ? new Inflater() : null;
    private readonly Frame? _compressed = compress ? new Frame(new TextCache()) : null;
    private ITimer? _patience;
    private volatile int _closeCode;
    private volatile bool _isListening;

    public int Number => number;

    /// <summary>Whether everything that arrived was read, and more is waited for.</summary>
    public bool IsListening => _isListening;

    public CancellationToken Left => _left.Token;

    public Task ConnectAsync(Uri url)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        _left.Token.Register(static socket => ((ClientWebSocket)socket!).Abort(), _socket);
        return _socket.ConnectAsync(url, Opener, _left.Token);
    }

    public void Send(byte[] payload) => _outbox.Writer.TryWrite(payload);

    /// <summary>Gives up opening the socket, or everything at once.</summary>
    public void Abort() => Cancel(_left);

    /// <summary>Leaves the connection without waiting for it. Discord is told the close code if it still listens.</summary>
    public void Leave(int code)
    {
        _closeCode = code;
        _outbox.Writer.TryComplete();
        _patience = time.CreateTimer(static left => Cancel((CancellationTokenSource)left!), _left, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The reading side has ended: nothing more is worth writing but the close code.</summary>
    public void StopWriting()
    {
        _outbox.Writer.TryComplete();
        if (_closeCode == 0)
        {
            Cancel(_left);
        }
    }

    /// <summary>Writes what is sent until the connection is left or breaks, and the close code last.</summary>
    public async Task WriteAsync()
    {
        try
        {
            await foreach (var payload in _outbox.Reader.ReadAllAsync(_left.Token).ConfigureAwait(false))
            {
                await _socket.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, _left.Token).ConfigureAwait(false);
            }

            if (_closeCode != 0)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)_closeCode, null, _left.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException or IOException
            or InvalidOperationException)
        {
            // The reading side reports why.
        }

        if (_closeCode != 0)
        {
            Cancel(_left);
        }
    }

    /// <summary>Reads the next frame. Null and a close code when Discord closed the connection.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(bool IsOpen, int? Code, string Why)> ReadAsync(Frame frame)
    {
        frame.Clear();
        var target = _compressed ?? frame;
        target.Clear();
        while (true)
        {
            if (target.Free.Length == 0)
            {
                if (target.Length > LargestPayload)
                {
                    throw new InvalidDataException("A payload is larger than any that Discord sends.");
                }

                target.Grow();
            }

            // Without the token, which would be registered with anew for every frame: leaving aborts the socket instead.
            var receiving = _socket.ReceiveAsync(target.FreeMemory, CancellationToken.None);
            ValueWebSocketReceiveResult received;
            if (receiving.IsCompleted)
            {
                received = receiving.GetAwaiter().GetResult();
            }
            else
            {
                _isListening = true;
                received = await receiving.ConfigureAwait(false);
                _isListening = false;
            }

            if (received.MessageType == WebSocketMessageType.Close)
            {
                return (false, (int?)_socket.CloseStatus, _socket.CloseStatusDescription ?? "");
            }

            target.Length += received.Count;
            if (!received.EndOfMessage)
            {
                continue;
            }

            if (_inflater is null)
            {
                return (true, null, "");
            }

            if (received.MessageType == WebSocketMessageType.Text)
            {
                while (frame.Bytes.Length < target.Length)
                {
                    frame.Grow();
                }

                target.Bytes.AsSpan(0, target.Length).CopyTo(frame.Bytes);
                frame.Length = target.Length;
                return (true, null, "");
            }

            if (Inflater.EndsPayload(target.Bytes.AsSpan(0, target.Length)))
            {
                _inflater.Inflate(target.Bytes.AsMemory(0, target.Length), frame);
                return (true, null, "");
            }
        }
    }

    public void Dispose()
    {
        _outbox.Writer.TryComplete();
        Cancel(_left);
        _patience?.Dispose();
        _socket.Dispose();
        _inflater?.Dispose();
        _compressed?.Return();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // Before it connects: how far the window can open is settled then.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = UnreadBytes };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Cancel(CancellationTokenSource left) => left.Cancel();
}
