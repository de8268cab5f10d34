using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Mainstay.Bench.Command;

/// <summary>
/// The way of a slash command: from the moment at which Discord's side begins to send the interaction until the answer has arrived there complete. Mainstay
/// goes its whole way (route, authority, settings, options, reply; and with a journal entry), discord.js a bare handler's. Runs are interleaved, medians count.
/// </summary>
internal static class CommandBenchmark
{
    private const string Peer = "discordjs";
    private const string OnDisk = "mainstay-disk";
    private const string InMemory = "mainstay-memory";

    public static readonly IReadOnlyList<Variant> Quiet =
    [
        new(Peer, "look", "discord.js 14.28.1, bare handler"),
        new(OnDisk, "look", "Mainstay: route, authority, settings"),
        new(InMemory, "note", "Mainstay: and a journal entry, database in memory"),
        new(OnDisk, "note", "Mainstay: and a journal entry, committed to this disk"),
    ];

    public static readonly IReadOnlyList<Variant> Loaded =
    [
        new(Peer, "look", "discord.js 14.28.1, bare handler"),
        new(OnDisk, "look", "Mainstay: route, authority, settings"),
        new(OnDisk, "note", "Mainstay: and a journal entry, committed to this disk"),
    ];

    private static readonly Random Random = new(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var plan = new CommandPlan(
            Number(args, "--commands", 5_000), Number(args, "--loaded", 2_000), Number(args, "--rate", 20_000), Number(args, "--repetitions", 7), Number(args, "--warm", 500));
        var disk = Directory.CreateTempSubdirectory("mainstay-bench-").FullName;
        var memory = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/mainstay-bench-{Environment.ProcessId}").FullName : disk;
        var report = new CommandReport(plan, LoadAverage());
        using var server = Start(Environment.ProcessPath!, [.. Self, "command-serve"]);
        var clients = new List<Process>();
        try
        {
            var port = await LineAsync(server);
            var api = $"http://127.0.0.1:{port}/api";
            await StartAsync(Peer, Start("node", [Path.Combine(PeersFolder(), "command.mjs"), api]), clients);
            await StartAsync(OnDisk, Start(Environment.ProcessPath!, [.. Self, "command-client", OnDisk, $"{api}/v10", disk]), clients);
            await StartAsync(InMemory, Start(Environment.ProcessPath!, [.. Self, "command-client", InMemory, $"{api}/v10", memory]), clients);

            // The member list is being read, and written to the mirror, by now.
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
            // Compilers of both kinds come to rest before anything counts.
            foreach (var variant in Quiet)
            {
                await MeasureAsync(server, variant, plan.Warm, plan.Commands, 0);
            }

            for (var repetition = 0; repetition < plan.Repetitions; repetition++)
            {
                report.Flushes.AddRange(Flushes(disk));
                foreach (var variant in Quiet)
                {
                    report.Add(variant, await MeasureAsync(server, variant, plan.Warm, plan.Commands, 0), isLoaded: false);
                }
            }

            for (var repetition = 0; repetition < plan.Repetitions && plan.Loaded > 0; repetition++)
            {
                foreach (var variant in Loaded)
                {
                    report.Add(variant, await MeasureAsync(server, variant, plan.Warm, plan.Loaded, plan.Rate), isLoaded: true);
                }
            }
        }
        finally
        {
            foreach (var process in clients.Append(server))
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }

            Directory.Delete(disk, recursive: true);
            if (memory != disk)
            {
                Directory.Delete(memory, recursive: true);
            }
        }

        return report.Write(LoadAverage(), Option(args, "--out"));
    }

    private static async Task StartAsync(string name, Process process, List<Process> clients)
    {
        clients.Add(process);
        while (await LineAsync(process) is var line && line != "ready")
        {
            Console.Error.WriteLine($"{name}: {line}");
        }
    }

    private static async Task<CommandRun> MeasureAsync(Process server, Variant variant, int warm, int count, int rate)
    {
        await server.StandardInput.WriteLineAsync($"run {variant.Client} {variant.Command} {warm} {count} {rate}");
        var run = JsonSerializer.Deserialize<CommandRun>(await LineAsync(server))!;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{variant.Client,-16} {variant.Command} p50 {run.P50,7:0} p95 {run.P95,7:0} p99 {run.P99,7:0} most {run.Most,8:0} us, {run.Load:0} events/s beside, load {LoadAverage()}"));
        return run;
    }

    /// <summary>What any program pays for one commit here: 8 KiB rewritten in place, as in a write-ahead log, and flushed to the disk; microseconds.</summary>
    private static List<double> Flushes(string folder)
    {
        const int Count = 300;
        var times = new List<double>(Count);
        var piece = new byte[8 * 1024];
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        RandomAccess.Write(file, new byte[Count * piece.Length], 0);
        RandomAccess.FlushToDisk(file);
        for (var i = 0; i < Count; i++)
        {
            Random.NextBytes(piece);
            RandomAccess.Write(file, piece, (long)i * piece.Length);
            var started = Stopwatch.GetTimestamp();
            if (OperatingSystem.IsLinux())
            {
                _ = FlushData(file);
            }
            else
            {
                RandomAccess.FlushToDisk(file);
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return times;
    }

    // SQLite flushes its log with fdatasync, which .NET does not offer; fsync writes the file's times too and costs several times as much.
    [DllImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushData(SafeFileHandle file);

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended.");

    private static string LoadAverage() => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string[] Self => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(CommandBenchmark).Assembly.Location] : [];

    private static Process Start(string file, string[] args) =>
        Process.Start(new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;

    private static string PeersFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "bench", "peers");
            if (Directory.Exists(Path.Combine(peers, "node_modules")))
            {
                return peers;
            }
        }

        throw new InvalidOperationException("Run `npm ci` in bench/peers first.");
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) =>
        Option(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>Who answers which command.</summary>
internal sealed record Variant(string Client, string Command, string Title);

internal sealed record CommandPlan(int Commands, int Loaded, int Rate, int Repetitions, int Warm);
