using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mainstay.Bench.Events;

/// <summary>The table, the ratios, and whether the goals are met.</summary>
internal static class EventsReport
{
    public static int Write(IReadOnlyDictionary<string, List<Burst>> results, int events, string? file)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Gateway events").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; {events:N0} events a burst, half MESSAGE_CREATE, half GUILD_MEMBER_UPDATE; {results.Values.First().Count} interleaved repetitions; events per second of process CPU.").AppendLine();
        text.AppendLine("| client | median | min | max | allocated B/event |").AppendLine("|---|--:|--:|--:|--:|");
        foreach (var (name, bursts) in results)
        {
            var rates = bursts.Select(static burst => burst.PerCpuSecond / 1000).Order().ToArray();
            var allocated = double.IsNaN(bursts[0].PerEvent) ? "–" : Median(bursts.Select(static burst => burst.PerEvent)).ToString("0", CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Names.GetValueOrDefault(name, name)} | {Median(rates):0}k | {rates[0]:0}k | {rates[^1]:0}k | {allocated} |");
        }

        text.AppendLine().AppendLine("| goal | wanted | measured | |").AppendLine("|---|--:|--:|---|");
        var isMet = true;
        var peers = new[] { "discordjs", "oceanic", "eris" }.Where(results.ContainsKey).ToArray();
        if (peers.Length > 0 && Has("mainstay"))
        {
            Goal("typed events, mirror kept, to the best peer", 2.5, Rate("mainstay") / peers.Max(Rate), atLeast: true);
        }

        if (Has("mainstay", "stj"))
        {
            Goal("typed events, mirror kept, to plain source generation", 1.1, Rate("mainstay") / Rate("stj"), atLeast: true);
        }

        if (Has("mainstay-none", "tokens"))
        {
            Goal("types nobody listens to, to a reader of every token", 0.8, Rate("mainstay-none") / Rate("tokens"), atLeast: true);
        }

        if (Has("mainstay", "mainstay-ids"))
        {
            Goal("bytes allocated per event, every field read", 600, Allocated("mainstay"), atLeast: false);
            Goal("bytes allocated per event, ids and roles", 150, Allocated("mainstay-ids"), atLeast: false);
        }

        isMet &= Agree(results, text);
        Console.WriteLine(text);
        if (file is not null)
        {
            File.WriteAllText(file, text.ToString());
        }

        return isMet ? 0 : 1;

        bool Has(params string[] names) => names.All(results.ContainsKey);

        double Rate(string name) => Median(results[name].Select(static burst => burst.PerCpuSecond));

        double Allocated(string name) => Median(results[name].Select(static burst => burst.PerEvent));

        void Goal(string what, double wanted, double measured, bool atLeast)
        {
            var met = atLeast ? measured >= wanted : measured <= wanted;
            isMet &= met;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {(atLeast ? "≥" : "≤")} {wanted:0.##} | {measured:0.##} | {(met ? "met" : "**missed**")} |");
        }
    }

    private static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["mainstay"] = "Mainstay, every field read, member mirror kept",
        ["mainstay-bare"] = "Mainstay, every field read, no mirror",
        ["mainstay-ids"] = "Mainstay, ids and roles only",
        ["mainstay-none"] = "Mainstay, nobody listens",
        ["stj"] = "ClientWebSocket + System.Text.Json source generation, no cache",
        ["tokens"] = "ClientWebSocket + Utf8JsonReader over every token",
        ["discordjs"] = "discord.js 14.28.1",
        ["oceanic"] = "oceanic.js 1.15.0",
        ["eris"] = "eris 0.18.0",
    };

    /// <summary>Each burst carries other frames, so that equal work is proven by folding all of a client's bursts that read the same fields.</summary>
    private static bool Agree(IReadOnlyDictionary<string, List<Burst>> results, StringBuilder text)
    {
        var readers = results.Where(static result => result.Key is not ("mainstay-ids" or "mainstay-none" or "tokens")).ToArray();
        if (readers.Length < 2)
        {
            return true;
        }

        var isAgreed = true;
        for (var i = 0; i < readers[0].Value.Count; i++)
        {
            isAgreed &= readers.Select(reader => (reader.Value[i].Checksum, reader.Value[i].Counted)).Distinct().Count() == 1;
        }

        text.AppendLine().AppendLine(isAgreed
            ? $"Checksums over ids, author names, contents, roles and nicks agree between {readers.Length} clients in every repetition."
            : "**Checksums differ: " + string.Join(", ", readers.Select(static reader => $"{reader.Key} {reader.Value[0].Checksum}/{reader.Value[0].Counted}")) + "**");
        return isAgreed;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
