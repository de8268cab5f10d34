using System.Diagnostics;

namespace Mainstay.Bench;

/// <summary>
/// Every benchmark, one after another, each in a process of its own, so that none is measured with what another one left behind. Options go to all; each
/// takes those that it knows.
/// </summary>
internal static class AllBenchmarks
{
    public static async Task<int> RunAsync(IReadOnlyList<string> names, IReadOnlyList<string> options)
    {
        var missed = new List<string>();
        foreach (var name in names)
        {
            Console.WriteLine($"# {name}");
            Console.WriteLine();
            string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(AllBenchmarks).Assembly.Location] : [];
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath, [.. self, name, .. options]))!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                missed.Add(name);
            }

            Console.WriteLine();
        }

        Console.WriteLine(missed.Count == 0 ? "Every goal is met." : $"A goal is missed, or something did not run, in: {string.Join(", ", missed)}.");
        return missed.Count == 0 ? 0 : 1;
    }
}
