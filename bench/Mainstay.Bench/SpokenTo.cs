using System.Diagnostics;
using System.Text.Json;

namespace Mainstay.Bench;

/// <summary>Another process of this program, which answers a line with a line.</summary>
internal sealed class SpokenTo : IAsyncDisposable
{
    private readonly Process _process;

    private SpokenTo(Process process) => _process = process;

    /// <summary>What it said when it was ready.</summary>
    public string Greeting { get; private set; } = "";

    public static async Task<SpokenTo> StartAsync(params string[] arguments)
    {
        string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(SpokenTo).Assembly.Location] : [];
        var spoken = new SpokenTo(Process.Start(
            new ProcessStartInfo(Environment.ProcessPath, [.. self, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        spoken.Greeting = await spoken.HearAsync();
        return spoken;
    }

    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await HearAsync();
    }

    public async Task<T> AskAsync<T>(string line) => JsonSerializer.Deserialize<T>(await AskAsync(line))!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> HearAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A process of the benchmark ended early; what it said stands above.");
}
