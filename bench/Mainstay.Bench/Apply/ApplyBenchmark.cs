using System.Globalization;
using System.Text;
using Mainstay.Testing.Data;

namespace Mainstay.Bench.Apply;

/// <summary>
/// How much of what Discord's limits allow a plan uses while it is applied, with every step durable before its request leaves and journalled after it; how
/// good the estimate was; and how few commits that takes. On the sandbox's <c>discord</c> profile.
/// </summary>
internal static class ApplyBenchmark
{
    private const double Share = 0.97;
    private const double EstimateOff = 0.1;
    private const double StepsPerCommit = 20;

    private static readonly TimeSpan UntilBucketsAreWhole = TimeSpan.FromSeconds(11);

    public static async Task<int> RunAsync(string[] args)
    {
        var load = Measured.Load();
        var rows = new List<ApplyRow>();
        var isVirtual = Measured.Text(args, "--time") is null or "virtual";
        var isReal = Measured.Text(args, "--time") is null or "real";
        if (isVirtual)
        {
            var half = Measured.Option(args, "--changes", 5_000) / 2;
            var each = (half + 59) / 60;
            rows.Add(new($"{2 * half:N0} in one guild", "virtual, SQLite", 1, half, half, await VirtualRun.RunAsync(1, half, half)));
            rows.Add(new($"{120 * each:N0} over 60 guilds", "virtual, SQLite", 60, each, each, await VirtualRun.RunAsync(60, each, each)));
        }

        if (isReal)
        {
            var one = RealAsync(1, 0, 60, DatabaseKind.Sqlite);
            var sixty = RealAsync(60, 25, 25, DatabaseKind.Sqlite);
            rows.Add(new("60 in one guild", "real, SQLite", 1, 0, 60, await one));
            rows.Add(new("3,000 over 60 guilds", "real, SQLite", 60, 25, 25, await sixty));
            if (PostgresServer.Missing is null)
            {
                rows.Add(new("3,000 over 60 guilds", "real, PostgreSQL", 60, 25, 25, await RealAsync(60, 25, 25, DatabaseKind.Postgres)));
            }
        }

        var met = rows.TrueForAll(row => row.IsMet);
        var report = Report(rows, Measured.Machine(load));
        Console.WriteLine(report);
        if (Measured.Text(args, "--out") is { } file)
        {
            await File.WriteAllTextAsync(file, report);
        }

        return met ? 0 : 1;
    }

    private static async Task<ApplyRun> RealAsync(int guilds, int single, int both, DatabaseKind database)
    {
        string[] size = [guilds.ToString(CultureInfo.InvariantCulture), (single + both + 2).ToString(CultureInfo.InvariantCulture)];
        await using var server = await SpokenTo.StartAsync(["apply-serve", .. size]);
        await using var client = await SpokenTo.StartAsync(["apply-client", server.Greeting, database.ToString(), .. size]);
        await client.AskAsync<ApplyRun>(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(single, 1)} {Math.Min(both, 1)}"));
        await Task.Delay(UntilBucketsAreWhole, TimeProvider.System);
        return await client.AskAsync<ApplyRun>(string.Create(CultureInfo.InvariantCulture, $"{single} {both}"));
    }

    private static string Report(List<ApplyRow> rows, string machine)
    {
        var text = new StringBuilder("## Applying a plan\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine} The whole program on the sandbox with its `discord` profile over sockets; in real time the sandbox is another process; every request is 20 ms on its way. A change gives a member one role (PUT, 10 in a fixed window of 10 s per guild) or two (PATCH, 10 in a sliding window of 10 s per guild), half and half, in one guild in real time PATCH alone; 50 requests a second over all. Time runs from asking for the plan to the last run's report. Each bucket had answered once before, and was whole again.").AppendLine();
        text.AppendLine("| plan | time, database | allowed s | taken s | of what is allowed | 429s | estimate s | off by | commits | steps per commit | |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        foreach (var row in rows)
        {
            var run = row.Run;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Plan} | {row.Where} | {row.Allowed:N0} | {run.Seconds:N1} | {row.OfAllowed:P1} | {run.Limited} | {run.Estimate:N0}{(run.Measured ? "" : " (typical)")} | {row.EstimateOff:P1} | {run.Commits} | {row.StepsPerCommit:0.0} | {(row.IsMet ? "met" : "**missed**")} |");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Goal: at least {Share:P0} of what is allowed, no 429, estimate within {EstimateOff:P0}, and at 50 calls a second at least {StepsPerCommit} steps per commit. *Allowed* is what the limits above let through at best, from the first request to the last: the longer of a guild's slowest bucket and all requests at 50 a second.");
        return text.ToString();
    }

    private sealed record ApplyRow(string Plan, string Where, int Guilds, int Single, int Both, ApplyRun Run)
    {
        public double Allowed => Math.Max(
            Math.Max(Math.Ceiling(Single / 10.0) - 1, 0) * 10,
            Math.Max(Math.Max(Both - 10, 0), Math.Ceiling(Run.Changes / 50.0) - 1));

        public double OfAllowed => Allowed / Run.Seconds;

        public double EstimateOff => Math.Abs(Run.Estimate - Run.Seconds) / Run.Seconds;

        public double StepsPerCommit => (double)Run.Changes / Run.Commits;

        // One guild alone never gets near 50 calls a second.
        public bool IsMet => OfAllowed >= Share && Run.Limited == 0 && Run.Measured && EstimateOff <= ApplyBenchmark.EstimateOff
            && (Guilds == 1 || StepsPerCommit >= ApplyBenchmark.StepsPerCommit);
    }
}
