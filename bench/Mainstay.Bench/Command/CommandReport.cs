using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mainstay.Bench.Command;

/// <summary>The two tables, the ratios, and whether the goals are met.</summary>
internal sealed class CommandReport(CommandPlan plan, string loadBefore)
{
    private readonly Dictionary<(Variant Variant, bool IsLoaded), List<CommandRun>> _runs = [];

    public List<double> Flushes { get; } = [];

    public void Add(Variant variant, CommandRun run, bool isLoaded)
    {
        if (!_runs.TryGetValue((variant, isLoaded), out var runs))
        {
            _runs[(variant, isLoaded)] = runs = [];
        }

        runs.Add(run);
    }

    public int Write(string loadAfter, string? file)
    {
        var text = new StringBuilder();
        text.AppendLine("## Slash command, there and back").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; load average {loadBefore} before, {loadAfter} after (an idle machine would show about 1.5 during the run). After a whole run each that does not count, {plan.Warm:N0} commands to warm up and {plan.Commands:N0} measured in each run, strictly one at a time; {plan.Repetitions} interleaved runs each; median of the runs (min–max), microseconds.").AppendLine();
        Table(text, CommandBenchmark.Quiet, isLoaded: false);
        Flushes.Sort();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"8 KiB flushed to this disk by itself, without Mainstay and without SQLite, between the runs: p50 {Flushes[Flushes.Count / 2]:N0}, p99 {Flushes[Flushes.Count * 99 / 100]:N0}, longest {Flushes[^1]:N0}. An entry of the journal is committed before the answer leaves, so the last row carries that on top of the row above it.").AppendLine();
        if (plan.Loaded > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"With {plan.Rate:N0} events/s on the same connection (half messages, to which nobody listens, half updates of 5,000 members, which go into the image and the mirror), {plan.Loaded:N0} commands measured in each run:").AppendLine();
            Table(text, CommandBenchmark.Loaded, isLoaded: true);
            text.AppendLine();
        }

        text.AppendLine("| goal | wanted | measured | |").AppendLine("|---|--:|--:|---|");
        var isMet = true;
        var peer = CommandBenchmark.Quiet[0];
        foreach (var variant in CommandBenchmark.Quiet.Skip(1))
        {
            Goal($"p99 to discord.js's, {variant.Title}", "≤ 0.5", P99(variant, false) / P99(peer, false), "0.00", 0.5);
        }

        foreach (var variant in plan.Loaded > 0 ? CommandBenchmark.Loaded.Skip(1) : [])
        {
            Goal($"p99 beside {plan.Rate:N0} events/s, {variant.Title}, ms", "< 250", P99(variant, true) / 1_000, "0.0", 250);
        }

        text.AppendLine().AppendLine(
            """
            In Mainstay's path: frame, typed interaction, lane, route, place, capability (person's roles and permissions against the guild's image and the
            guild's own grants), option with bounds, the module's settings (read from the database once, from memory afterwards), reply drawn within Discord's
            limits, REST scheduler, callback. `note` adds one entry of the hash-chained journal: a transaction of its own with one read and two writes, flushed
            to the disk. Ordinary commands write none; operations do. discord.js: `interactionCreate` and `interaction.reply`, nothing else. The server looks
            at each answer and stops at a wrong one. Nothing is pinned: both sides use both cores.
            """);
        Console.WriteLine(text);
        if (file is not null)
        {
            File.WriteAllText(file, text.ToString());
        }

        return isMet ? 0 : 1;

        void Goal(string what, string wanted, double measured, string format, double most)
        {
            var met = measured <= most;
            isMet &= met;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {wanted} | {measured.ToString(format, CultureInfo.InvariantCulture)} | {(met ? "met" : "**missed**")} |");
        }
    }

    private void Table(StringBuilder text, IReadOnlyList<Variant> variants, bool isLoaded)
    {
        text.AppendLine(isLoaded ? "| | p50 | p95 | p99 | longest | events/s sent |" : "| | p50 | p95 | p99 | longest |");
        text.AppendLine(isLoaded ? "|---|--:|--:|--:|--:|--:|" : "|---|--:|--:|--:|--:|");
        foreach (var variant in variants)
        {
            var runs = _runs[(variant, isLoaded)];
            var load = isLoaded ? $" {Cell(runs, static run => run.Load)} |" : "";
            text.AppendLine($"| {variant.Title} | {Cell(runs, static run => run.P50)} | {Cell(runs, static run => run.P95)} | {Cell(runs, static run => run.P99)} | {Cell(runs, static run => run.Most)} |{load}");
        }
    }

    private double P99(Variant variant, bool isLoaded) => Median([.. _runs[(variant, isLoaded)].Select(static run => run.P99).Order()]);

    private static string Cell(List<CommandRun> runs, Func<CommandRun, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(sorted):N0} ({sorted[0]:N0}–{sorted[^1]:N0})");
    }

    private static double Median(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
