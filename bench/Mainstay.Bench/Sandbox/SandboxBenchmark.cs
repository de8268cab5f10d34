using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Mainstay.Sandbox;

namespace Mainstay.Bench.Sandbox;

/// <summary>How much the sandbox itself can do: events sent to its clients, REST requests answered. Stated so that one can see that it is no bottleneck.</summary>
internal static class SandboxBenchmark
{
    private const int Events = 100_000;
    private const int Requests = 40_000;
    private const int Sockets = 8;
    private const int Pipeline = 32;
    private const int Repetitions = 5;

    public static async Task<int> RunAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. HostArguments(), "sandbox-serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.")).Split(' ');
        var (origin, guild, channel) = (new Uri(said[0]), said[1], said[2]);

        Console.WriteLine("| sandbox | median /s | min - max /s | per second of its CPU |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var (sessions, query) in new[] { (1, ""), (1, "&compress=zlib-stream"), (4, "") })
        {
            var clients = new List<Listener>();
            for (var i = 0; i < sessions; i++)
            {
                clients.Add(await Listener.ConnectAsync(origin, query));
            }

            await Report($"events, {sessions} client{(sessions == 1 ? "" : "s")}{(query == "" ? "" : ", zlib-stream")}", process, Events, async () =>
            {
                await process.StandardInput.WriteLineAsync(Events.ToString(CultureInfo.InvariantCulture));
                await process.StandardInput.FlushAsync();
                await Task.WhenAll(clients.Select(client => client.ReceiveAsync(Events)));
            });
            clients.ForEach(client => client.Dispose());
        }

        await Report("REST GET /guilds/{guild_id}", process, Requests, () => Flood(origin, Request("GET", $"/api/v10/guilds/{guild}", "")));
        await Report("REST GET /guilds/{guild_id}/members?limit=10", process, Requests, () => Flood(origin, Request("GET", $"/api/v10/guilds/{guild}/members?limit=10", "")));
        await Report("REST POST /channels/{channel_id}/messages", process, Requests, () => Flood(origin, Request("POST", $"/api/v10/channels/{channel}/messages", "{\"content\":\"Hello\"}")));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return 0;
    }

    // Started through `dotnet x.dll` the child needs the same detour; as an apphost it does not.
    private static IEnumerable<string> HostArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SandboxBenchmark).Assembly.Location] : [];

    private static async Task Report(string name, Process process, int count, Func<Task> run)
    {
        await run();
        var rates = new List<double>();
        var perCpu = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            process.Refresh();
            var cpu = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            await run();
            rates.Add(count / watch.Elapsed.TotalSeconds);
            process.Refresh();
            perCpu.Add(count / Math.Max(0.001, (process.TotalProcessorTime - cpu).TotalSeconds));
        }

        rates.Sort();
        perCpu.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {rates[Repetitions / 2]:N0} | {rates[0]:N0} - {rates[^1]:N0} | {perCpu[Repetitions / 2]:N0} |"));
    }

    private static byte[] Request(string method, string path, string body) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bot {SandboxOptions.DefaultToken}\r\nUser-Agent: DiscordBot (bench, 1)\r\n"
        + (body.Length > 0 ? $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}" : "\r\n"));

    private static Task Flood(Uri origin, byte[] request) => Task.WhenAll(Enumerable.Range(0, Sockets).Select(async _ =>
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(origin.Host, origin.Port);
        var batch = Enumerable.Repeat(request, Pipeline).SelectMany(one => one).ToArray();
        var buffer = new byte[1 << 18];
        for (var done = 0; done < Requests / Sockets; done += Pipeline)
        {
            await socket.SendAsync(batch);
            var filled = 0;
            for (var answers = 0; answers < Pipeline;)
            {
                filled += await socket.ReceiveAsync(buffer.AsMemory(filled));
                var used = Answers(buffer.AsSpan(0, filled), ref answers);
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
        }
    }));

    private static int Answers(ReadOnlySpan<byte> bytes, ref int answers)
    {
        var used = 0;
        while (true)
        {
            var rest = bytes[used..];
            var head = rest.IndexOf("\r\n\r\n"u8);
            var at = rest.IndexOf("Content-Length: "u8);
            if (head < 0 || at < 0)
            {
                return used;
            }

            if (!rest.StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 400)]));
            }

            var digits = rest[(at + 16)..];
            var length = int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
            if (rest.Length < head + 4 + length)
            {
                return used;
            }

            used += head + 4 + length;
            answers++;
        }
    }

    /// <summary>A client that counts messages and reads none.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly ClientWebSocket _socket = new();
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 18);

        public static async Task<Listener> ConnectAsync(Uri origin, string query)
        {
            var listener = new Listener();
            await listener._socket.ConnectAsync(new Uri($"ws://{origin.Authority}/gateway?v=10{query}"), CancellationToken.None);
            await listener.ReceiveAsync(1);
            var identify = $$"""{"op":2,"d":{"token":"{{SandboxOptions.DefaultToken}}","intents":33283,"properties":{"os":"linux","browser":"bench","device":"bench"} } }""";
            await listener._socket.SendAsync(Encoding.UTF8.GetBytes(identify), WebSocketMessageType.Text, true, CancellationToken.None);
            await listener.ReceiveAsync(2);
            return listener;
        }

        public async Task ReceiveAsync(int count)
        {
            while (count > 0)
            {
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                if (received.EndOfMessage)
                {
                    count--;
                }
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
