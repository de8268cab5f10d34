using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mainstay.Bench.Rest;

/// <summary>How much of what the limits allow is used, beside @discordjs/rest, on fixed and sliding windows, over sockets.</summary>
internal static class RestBenchmark
{
    private const double Goal = 0.98;
    private static readonly TimeSpan UntilBucketsAreWhole = TimeSpan.FromSeconds(2.5);
    private static readonly string[] Kinds = ["fixed", "sliding"];
    private static readonly string[] Clients = ["Mainstay", "@discordjs/rest"];

    public static async Task<int> RunAsync(string[] args)
    {
        var repetitions = Option(args, "--repetitions") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 5;
        var load = Load();
        var runs = new Dictionary<(string Kind, string Scenario, string Client), List<(double Seconds, int Limited)>>();
        foreach (var kind in Kinds)
        {
            using var server = Start(Environment.ProcessPath!, [.. Self, "rest-serve", kind]);
            var said = (await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.")).Split(' ');
            var clients = new[]
            {
                Start(Environment.ProcessPath!, [.. Self, "rest-client", said[0], said[1]]),
                Start("node", [Path.Combine(PeersFolder(), "rest.mjs"), said[0], said[1]]),
            };

            // Not counted: what is compiled, loaded and connected for the first time.
            foreach (var client in clients)
            {
                await AskAsync(client, 20, 3);
            }

            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                foreach (var scenario in RestScenario.All)
                {
                    foreach (var (client, name) in clients.Zip(Clients))
                    {
                        var run = await AskAsync(client, scenario.Channels, scenario.Each);
                        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {scenario.Name} {name}: {run.Seconds:F2} s, {run.Limited} × 429"));
                        (runs.TryGetValue((kind, scenario.Name, name), out var list) ? list : runs[(kind, scenario.Name, name)] = []).Add(run);
                    }
                }
            }

            foreach (var process in clients.Append(server))
            {
                process.StandardInput.Close();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }

        return Report(runs, repetitions, load, Option(args, "--out"));
    }

    private static int Report(Dictionary<(string Kind, string Scenario, string Client), List<(double Seconds, int Limited)>> runs, int repetitions, string load, string? file)
    {
        var text = new StringBuilder("## REST throughput under rate limits\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; load average {load} before, {Load()} after. {repetitions} interleaved runs each, a new client each time; every request 20 ms on its way; everything asked for at once. Median of the runs (worst).").AppendLine();
        text.AppendLine("| scenario | window | client | allowed s | taken s | of what is allowed | 429s in all runs |\n|---|---|---|--:|--:|--:|--:|");
        var met = true;
        foreach (var kind in Kinds)
        {
            foreach (var scenario in RestScenario.All)
            {
                foreach (var client in Clients)
                {
                    var taken = runs[(kind, scenario.Name, client)];
                    var seconds = taken.Select(run => run.Seconds).Order().ToArray();
                    var (median, worst, limited) = (scenario.Allowed / seconds[seconds.Length / 2], scenario.Allowed / seconds[^1], taken.Sum(run => run.Limited));
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {scenario.Name}: {scenario.Title} | {kind} | {client} | {scenario.Allowed:F1} | {seconds[seconds.Length / 2]:F2} | {median:P1} ({worst:P1}) | {limited} |");
                    met &= limited == 0 && (client != Clients[0] || median >= Goal);
                }
            }
        }

        text.AppendLine().AppendLine(met
            ? "Goal: at least 98 % with zero 429s, and zero 429s for the peer (or the sandbox would be wrong): met."
            : "Goal: at least 98 % with zero 429s, and zero 429s for the peer (or the sandbox would be wrong): **missed**.");
        Console.WriteLine(text);
        if (file is not null)
        {
            File.WriteAllText(file, text.ToString());
        }

        return met ? 0 : 1;
    }

    private static string[] Self => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(RestBenchmark).Assembly.Location] : [];

    private static async Task<(double Seconds, int Limited)> AskAsync(Process client, int channels, int each)
    {
        await Task.Delay(UntilBucketsAreWhole, TimeProvider.System);
        await client.StandardInput.WriteLineAsync($"{channels} {each}");
        await client.StandardInput.FlushAsync();
        var answer = (await client.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A client ended early; are the peers installed (npm ci --prefix bench/peers)?")).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), int.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    private static Process Start(string file, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static string? Option(string[] args, string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string PeersFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "bench", "peers");
            if (Directory.Exists(peers))
            {
                return peers;
            }
        }

        throw new InvalidOperationException("The folder bench/peers was not found above the program.");
    }
}
