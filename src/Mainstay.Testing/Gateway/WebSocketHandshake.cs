using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Testing.Gateway;

/// <summary>The server's side of RFC 6455, section 4.</summary>
internal static class WebSocketHandshake
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int LongestRequest = 16 * 1024;

    /// <summary>Reads the upgrade request, answers it, and returns the path with query.</summary>
    public static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var request = new StringBuilder();
        var one = new byte[1];
        while (!EndsRequest(request))
        {
            if (request.Length > LongestRequest || await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new IOException("The client did not send a WebSocket request.");
            }

            request.Append((char)one[0]);
        }

        var lines = request.ToString().Split("\r\n");
        var key = lines.FirstOrDefault(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))?
            .Split(':', 2)[1].Trim() ?? throw new IOException("The client did not send a WebSocket key.");
#pragma warning disable CA5350 // The protocol asks for SHA-1; nothing is secured by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
        var answer = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken).ConfigureAwait(false);
        return lines[0].Split(' ')[1];
    }

    private static bool EndsRequest(StringBuilder request) =>
        request.Length >= 4 && request[^4] == '\r' && request[^3] == '\n' && request[^2] == '\r' && request[^1] == '\n';
}
