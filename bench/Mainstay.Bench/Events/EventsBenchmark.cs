using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mainstay.Bench.Events;

/// <summary>
/// Events per second of process CPU, side by side with other people's clients. Frames come from another process. Every client is warmed
/// on free cores first and pinned afterwards; repetitions are interleaved, medians count.
/// </summary>
internal static class EventsBenchmark
{
    private static readonly string[] Ours = ["mainstay", "mainstay-bare", "mainstay-ids", "mainstay-none", "stj", "tokens"];
    private static readonly string[] Peers = ["discordjs", "oceanic", "eris"];

    public static async Task<int> RunAsync(string[] args)
    {
        var events = Number(args, "--events", 100_000);
        var repetitions = Number(args, "--repetitions", 5);
        using var server = Start(Environment.ProcessPath!, [.. Self, "serve-frames"]);
        var port = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var wanted = Option(args, "--clients")?.Split(',') ?? [.. Ours, .. Peers];
        var clients = new List<Client>();
        try
        {
            foreach (var name in wanted)
            {
                clients.Add(await ConnectAsync(name, port, server));
            }

            foreach (var client in clients)
            {
                for (var warm = 0; warm < 3; warm++)
                {
                    var burst = await BurstAsync(server, client, events);
                    Console.Error.WriteLine($"warm {client.Name,-14} {burst.PerCpuSecond / 1000,8:0} k/s");
                }
            }

            // The background compiler finishes on free cores; only then does pinning measure the code and not the compiler.
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            Pin(server, 1);
            foreach (var client in clients)
            {
                Pin(client.Process, 0);
            }

            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                foreach (var client in clients)
                {
                    var burst = await BurstAsync(server, client, events);
                    client.Bursts.Add(burst);
                    Console.Error.WriteLine($"{repetition + 1}/{repetitions} {client.Name,-14} {burst.PerCpuSecond / 1000,8:0} k/s");
                }
            }
        }
        finally
        {
            foreach (var client in clients)
            {
                client.Process.Kill();
                client.Process.Dispose();
            }

            server.Kill();
        }

        return EventsReport.Write(clients.ToDictionary(static client => client.Name, static client => client.Bursts), events, Option(args, "--out"));
    }

    private static string[] Self => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(EventsBenchmark).Assembly.Location] : [];

    private static async Task<Client> ConnectAsync(string name, int port, Process server)
    {
        var url = $"ws://127.0.0.1:{port}/gateway";
        var process = Peers.Contains(name)
            ? Start("node", ["--expose-gc", Path.Combine(PeersFolder(), $"{name}.mjs"), $"http://127.0.0.1:{port}/api", url])
            : Start(Environment.ProcessPath!, [.. Self, "events-client", name, url]);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            await server.StandardInput.WriteLineAsync($"has {name}");
            if (await server.StandardOutput.ReadLineAsync() == "yes")
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
                return new(name, process);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new InvalidOperationException($"{name} did not connect.");
    }

    private static async Task<Burst> BurstAsync(Process server, Client client, int events)
    {
        await server.StandardInput.WriteLineAsync($"burst {client.Name} {events} mixed");
        var result = await client.Process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{client.Name} ended.");
        await server.StandardOutput.ReadLineAsync();
        var values = JsonSerializer.Deserialize<Dictionary<string, double>>(result)!;
        return new(events, values["cpu"], values["wall"], values.GetValueOrDefault("allocated", double.NaN), (uint)values["checksum"], (int)values["events"]);
    }

    private static string PeersFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "bench", "peers");
            if (Directory.Exists(peers))
            {
                return Directory.Exists(Path.Combine(peers, "node_modules"))
                    ? peers
                    : throw new InvalidOperationException($"Run `npm ci` in {peers} first, or pass --clients with ours only.");
            }
        }

        throw new InvalidOperationException("bench/peers was not found.");
    }

    private static Process Start(string file, string[] args)
    {
        var start = new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        return Process.Start(start)!;
    }

    private static void Pin(Process process, int core)
    {
        if (OperatingSystem.IsLinux())
        {
            using var taskset = Process.Start(new ProcessStartInfo(
                "taskset", ["-acp", core.ToString(CultureInfo.InvariantCulture), process.Id.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardOutput = true })!;
            taskset.StandardOutput.ReadToEnd();
            taskset.WaitForExit();
        }
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) =>
        Option(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Client(string Name, Process Process)
    {
        public List<Burst> Bursts { get; } = [];
    }
}

/// <summary>One measured burst; times in microseconds.</summary>
internal sealed record Burst(int Events, double Cpu, double Wall, double Allocated, uint Checksum, int Counted)
{
    public double PerCpuSecond => Events / Cpu * 1_000_000;

    public double PerEvent => Allocated / Events;
}
