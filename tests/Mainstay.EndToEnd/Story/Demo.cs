using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mainstay.EndToEnd.Running;

namespace Mainstay.EndToEnd.Story;

/// <summary>Mainstay at work in a Discord of its own, run the way a newcomer runs it, with a database that goes with the test.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly MainstayProgram _program;
    private readonly Folder _folder;

    private Demo(MainstayProgram program, Folder folder, Uri console)
    {
        (_program, _folder, Console) = (program, folder, console);
        Api = new HttpClient { BaseAddress = new Uri(console, "/sandbox/api/") };
    }

    /// <summary>The console page.</summary>
    public Uri Console { get; }

    /// <summary>The control API, for what no person can see on the page.</summary>
    public HttpClient Api { get; }

    public string Output => _program.Output;

    public static async Task<Demo> StartAsync(params string[] arguments)
    {
        var folder = new Folder();
        var program = MainstayProgram.Start([.. arguments, "--port", "0", "--data", folder.Path]);
        try
        {
            var line = await program.LineAsync("/sandbox");
            await program.LineAsync("Ready.");
            return new Demo(program, folder, new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim()));
        }
        catch
        {
            await program.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What somebody gets who types a command in a terminal.</summary>
    public Task<(int Code, string Output)> ExecAsync(string who, string command, params string[] presses) =>
        MainstayProgram.RunAsync(["sandbox", "exec", "--url", Console.GetLeftPart(UriPartial.Authority), "--as", who, command, .. presses.SelectMany(p => new[] { "--press", p })]);

    public async Task<JsonNode> GetAsync(string path) => (await Api.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
