using System.Globalization;
using System.Text;
using Mainstay.Testing.Data;

namespace Mainstay.Bench.Sync;

/// <summary>
/// A sync from the wire to committed rows, beside prepared statements for the same rows: the first, one when nothing changed, one when one member in a
/// hundred did, with memory, and with commands used meanwhile.
/// </summary>
internal static class SyncBenchmark
{
    /// <summary>Commands that are used before a sync and do not count: a program is not cold for each of its syncs.</summary>
    private const int UsesBefore = 50;

    private static readonly TimeSpan BetweenUses = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        var members = Measured.Option(args, "--members", 1_000_000);
        var repetitions = Measured.Option(args, "--repetitions", 2);
        var load = Measured.Load();
        var folder = Directory.CreateTempSubdirectory("mainstay-sync-").FullName;
        var figures = new SyncFigures();
        var parts = Measured.Text(args, "--only")?.Split(',') ?? ["chunks", "pages", "commands", "postgres"];
        await using var postgres = PostgresServer.Missing is null ? await PostgresServer.StartAsync() : null;
        try
        {
            await using var server = await SpokenTo.StartAsync("sync-serve", members.ToString(CultureInfo.InvariantCulture));
            await server.AskAsync("pages");
            await using var floor = await SpokenTo.StartAsync("sync-floor", members.ToString(CultureInfo.InvariantCulture), folder);
            for (var i = 0; i < repetitions; i++)
            {
                foreach (var part in parts)
                {
                    var place = Path.Combine(folder, $"mainstay-{i}-{part}.db");
                    await (part switch
                    {
                        "chunks" => ChunksAsync(server, floor, place, figures),
                        "pages" => PagesAsync(server, floor, place, figures),
                        "commands" => CommandsAsync(server, place, figures),
                        _ when postgres is not null => PostgresAsync(server, floor, postgres, figures),
                        _ => Task.CompletedTask,
                    });
                    foreach (var old in Directory.GetFiles(folder, "mainstay*"))
                    {
                        File.Delete(old);
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var report = figures.Report(members, repetitions, Measured.Machine(load), out var met);
        Console.WriteLine(report);
        if (Measured.Text(args, "--out") is { } file)
        {
            await File.WriteAllTextAsync(file, report);
        }

        return met ? 0 : 1;
    }

    private static async Task ChunksAsync(SpokenTo server, SpokenTo floor, string place, SyncFigures figures)
    {
        figures.Insert.Add(await floor.AskAsync<FloorRun>("insert"));
        await using var gateway = await StartAsync(server, place, "gateway");
        figures.Gateway.Add(await gateway.AskAsync<SyncRun>("first"));
        figures.Upsert.Add(await floor.AskAsync<FloorRun>("upsert"));
        figures.Compare.Add(await floor.AskAsync<FloorRun>("compare"));
        for (var i = 0; i < 3; i++)
        {
            figures.Decode.Add(await gateway.AskAsync<SyncRun>("decode"));
            figures.Again.Add(await gateway.AskAsync<SyncRun>("again"));
            await server.AskAsync("change");
            figures.Changed.Add(await gateway.AskAsync<SyncRun>("again"));
        }

        await server.AskAsync("pages");
    }

    private static async Task PagesAsync(SpokenTo server, SpokenTo floor, string place, SyncFigures figures)
    {
        figures.Insert.Add(await floor.AskAsync<FloorRun>("insert"));
        await using var rest = await StartAsync(server, place, "rest");
        figures.Rest.Add(await rest.AskAsync<SyncRun>("first"));
    }

    private static async Task CommandsAsync(SpokenTo server, string place, SyncFigures figures)
    {
        await using var client = await StartAsync(server, place, "gateway");
        for (var i = 0; i < UsesBefore; i++)
        {
            await UseAsync(server);
        }

        var sync = client.AskAsync<SyncRun>("first");
        while (!sync.IsCompleted)
        {
            figures.Commands.Add(await UseAsync(server));
            await Task.Delay(BetweenUses, TimeProvider.System);
        }

        figures.Busy.Add(await sync);
    }

    private static async Task<double> UseAsync(SpokenTo server) => double.Parse(await server.AskAsync("use look"), CultureInfo.InvariantCulture);

    private static async Task PostgresAsync(SpokenTo server, SpokenTo floor, PostgresServer postgres, SyncFigures figures)
    {
        figures.Copy.Add(await OnAsync(postgres, place => floor.AskAsync<FloorRun>($"copy {place}")));
        figures.Postgres.Add(await OnAsync(postgres, async place =>
        {
            await using var client = await StartAsync(server, place, "gateway");
            return await client.AskAsync<SyncRun>("first");
        }));
    }

    private static async Task<T> OnAsync<T>(PostgresServer postgres, Func<string, Task<T>> work)
    {
        var database = await postgres.CreateAsync();
        try
        {
            return await work($"Host={postgres.Folder};Username={database.User};Database={database.Database}");
        }
        finally
        {
            await postgres.DropAsync(database);
        }
    }

    private static async Task<SpokenTo> StartAsync(SpokenTo server, string place, string source)
    {
        var client = await SpokenTo.StartAsync("sync-client", $"http://127.0.0.1:{server.Greeting}/api/v10/", place, source);
        await client.AskAsync("warm");
        return client;
    }
}

/// <summary>All that was measured, and what it comes to.</summary>
internal sealed class SyncFigures
{
    public List<FloorRun> Insert { get; } = [];

    public List<FloorRun> Copy { get; } = [];

    public List<SyncRun> Postgres { get; } = [];

    public List<SyncRun> Gateway { get; } = [];

    public List<SyncRun> Rest { get; } = [];

    public List<FloorRun> Upsert { get; } = [];

    public List<FloorRun> Compare { get; } = [];

    public List<SyncRun> Decode { get; } = [];

    public List<SyncRun> Again { get; } = [];

    public List<SyncRun> Changed { get; } = [];

    public List<double> Commands { get; } = [];

    /// <summary>First syncs during which the commands were used.</summary>
    public List<SyncRun> Busy { get; } = [];

    public string Report(int members, int repetitions, string machine, out bool met)
    {
        var text = new StringBuilder("## Sync\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine} {members:N0} members in chunks of 1,000, random order within; {repetitions} interleaved repetitions, each with new processes and a new database after a warm-up on a small guild. Seconds, median (least–most).").AppendLine();
        text.AppendLine("| | seconds | CPU s | MB at most beyond start | writer held at most, ms |\n|---|--:|--:|--:|--:|");
        Row(text, "SQLite: prepared insert of the decoded rows, same provider, same slices, rising keys", Insert);
        Row(text, "SQLite: first sync over gateway chunks, wire to committed rows", Gateway);
        Row(text, "SQLite: first sync over gateway chunks, commands used meanwhile", Busy);
        Row(text, "SQLite: first sync over REST pages, wire to committed rows", Rest);
        Row(text, "SQLite: prepared upsert-if-changed of the decoded rows, nothing changed", Upsert);
        Row(text, "Mainstay's pass over the decoded rows, nothing changed", Compare);
        Row(text, "decoding alone, gateway", Decode);
        Row(text, "SQLite: sync again, nothing changed, gateway", Again);
        Row(text, "SQLite: sync again, 1 % changed, gateway", Changed);
        Row(text, "PostgreSQL: binary COPY of the decoded rows, one transaction, rising keys", Copy);
        Row(text, "PostgreSQL: first sync over gateway chunks, wire to committed rows", Postgres);

        text.AppendLine().AppendLine("| goal | wanted | measured | |\n|---|--:|--:|---|");
        var all = true;
        var insert = Insert.Count > 0 ? Measured.Median(Insert.Select(run => run.Seconds)) : 0;
        if (Gateway.Count > 0)
        {
            all &= Goal(text, "first sync, SQLite, gateway chunks, to the prepared insert", insert / Median(Gateway), 0.55, atLeast: true);
        }

        if (Rest.Count > 0)
        {
            all &= Goal(text, "first sync, SQLite, REST pages, to the prepared insert", insert / Median(Rest), 0.7, atLeast: true);
        }

        if (Copy.Count > 0)
        {
            all &= Goal(text, "first sync, PostgreSQL, gateway chunks, to binary COPY", Measured.Ratio(Copy.Select(run => run.Seconds), Seconds(Postgres)), 0.55, atLeast: true);
        }

        if (Again.Count > 0)
        {
            all &= Goal(text, "nothing changed, to upsert-if-changed, decoded rows", Measured.Ratio(Upsert.Select(run => run.Seconds), Compare.Select(run => run.Seconds)), 3, atLeast: true);
            all &= Goal(text, "nothing changed, end to end, to decoding alone", Measured.Ratio(Seconds(Decode), Seconds(Again)), 0.8, atLeast: true);
            all &= Goal(text, "1 % changed, time of nothing changed", Measured.Ratio(Seconds(Changed), Seconds(Again)), 1.15, atLeast: false);
        }

        all &= Goal(text, "memory beyond start while syncing for the first time, MB", FirstSyncs.Concat(Postgres).Max(run => run.Memory), 250, atLeast: false);
        all &= Goal(text, "writer held at most, ms", FirstSyncs.Concat(Changed).Append(SyncRun.None).Max(run => run.WriterHeld), 100, atLeast: false);
        if (Commands.Count > 0)
        {
            double[] sorted = [.. Commands.Order()];
            all &= Goal(text, "commands during the first sync, p99, ms", sorted[(int)(sorted.Length * 0.99)], 250, atLeast: false);
            text.AppendLine().AppendLine(
                CultureInfo.InvariantCulture,
                $"Commands used one after another during {Busy.Count} first syncs: {sorted.Length}; p50 {Measured.Median(sorted):0.0} ms, longest {sorted[^1]:0.0} ms.");
        }

        met = all;
        return text.ToString();
    }

    private IEnumerable<SyncRun> FirstSyncs => Gateway.Concat(Rest).Concat(Busy);

    private static void Row(StringBuilder text, string name, List<FloorRun> runs)
    {
        if (runs.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Measured.Span([.. runs.Select(r => r.Seconds)], "0.00")} | {Measured.Median(runs.Select(r => r.Processor)):0.0} | | |");
        }
    }

    private static void Row(StringBuilder text, string name, List<SyncRun> runs)
    {
        if (runs.Count > 0)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {name} | {Measured.Span([.. Seconds(runs)], "0.00")} | {Measured.Median(runs.Select(r => r.Processor)):0.0} | {Measured.Span([.. runs.Select(r => r.Memory)], "0")} | {Measured.Span([.. runs.Select(r => r.WriterHeld)], "0")} |");
        }
    }

    private static bool Goal(StringBuilder text, string name, double measured, double goal, bool atLeast)
    {
        var met = atLeast ? measured >= goal : measured <= goal;
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {(atLeast ? "≥" : "≤")} {goal} | {measured:0.##} | {(met ? "met" : "**missed**")} |");
        return met;
    }

    private static IEnumerable<double> Seconds(List<SyncRun> runs) => runs.Select(run => run.Seconds);

    private static double Median(List<SyncRun> runs) => Measured.Median(Seconds(runs));
}
