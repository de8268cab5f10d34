using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Testing.Gateway;

/// <summary>
/// A gateway on loopback that says exactly what a test tells it to. It is a real WebSocket server: give its <see cref="Url" /> to
/// any client, take each connection with <see cref="AcceptAsync" />, and play the script.
/// <code>
/// await using var gateway = ScriptedGateway.Start();
/// var connection = await gateway.AcceptAsync(cancellation);
/// await connection.BeginSessionAsync("session", cancellation);          // hello, identify, READY
/// await connection.DispatchAsync("MESSAGE_CREATE", """{"id":"1"}""", cancellation);
/// connection.Drop();                                                     // as a broken cable would
/// </code>
/// </summary>
public sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<ScriptedConnection> _accepted = Channels.CreateUnbounded<ScriptedConnection>();
    private readonly List<ScriptedConnection> _connections = [];
    private readonly Task _accepting;

    private ScriptedGateway()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Url = new Uri($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = ListenAsync();
    }

    /// <summary>Where clients connect; port chosen by the system.</summary>
    public Uri Url { get; }

    /// <summary>Begins to listen.</summary>
    public static ScriptedGateway Start() => new();

    /// <summary>Waits for the next client connection.</summary>
    public async Task<ScriptedConnection> AcceptAsync(CancellationToken cancellationToken) =>
        await _accepted.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Drops every connection and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        ScriptedConnection[] open;
        lock (_connections)
        {
            open = [.. _connections];
        }

        foreach (var connection in open)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = GreetAsync(client);
        }
    }

    private async Task GreetAsync(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            var path = await WebSocketHandshake.AnswerAsync(client.GetStream(), _stopping.Token).ConfigureAwait(false);
            var connection = new ScriptedConnection(client, path, Url);
            lock (_connections)
            {
                _connections.RemoveAll(static known => known.IsOver);
                _connections.Add(connection);
            }

            _accepted.Writer.TryWrite(connection);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }
}
