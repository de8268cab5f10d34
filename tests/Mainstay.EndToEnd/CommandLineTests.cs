using System.Net;
using System.Net.Sockets;
using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Server;

namespace Mainstay.EndToEnd;

/// <summary>What goes wrong before anything runs: each gives one sentence that names what is wrong and what to do, and an exit code that scripts can tell apart.</summary>
public sealed class CommandLineTests
{
    private const int Usage = 2;
    private const int CannotStart = 3;

    [Theory]
    [InlineData("--frobnicate", "--frobnicate")]
    [InlineData("--port=many", "many")]
    [InlineData("--port=99999", "65535")]
    [InlineData("--scenario=nix", "There is no scenario \"nix\"")]
    [InlineData("--profile=fast", "discord, off or storm")]
    [InlineData("--template=/no/such/file.json", "/no/such/file.json")]
    public async Task An_argument_that_makes_no_sense(string argument, string named)
    {
        using var folder = new Folder();
        await ExpectAsync(Usage, named, ["--data", folder.Path, argument]);
    }

    [Theory]
    [InlineData("See 'mainstay --help'.", "--frobnicate")]
    [InlineData("See 'mainstay db --help'.", "db")]
    [InlineData("See 'mainstay journal export --help'.", "journal", "export")]
    public Task What_was_asked_for_in_part_says_where_its_help_is(string named, params string[] arguments) => ExpectAsync(Usage, named, arguments);

    [Fact]
    public async Task A_port_in_use()
    {
        using var folder = new Folder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await ExpectAsync(CannotStart, $"Port {port} is in use", ["--data", folder.Path, $"--port={port}"]);
    }

    [Fact]
    public async Task A_token_that_Discord_does_not_know()
    {
        using var folder = new Folder();
        await using var discord = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "empty" });

        var output = await ExpectAsync(CannotStart, "does not know this token", ["--data", folder.Path], Account("a-wrong-token", discord.RestBase));
        output.ShouldNotContain("a-wrong-token");
    }

    [Fact]
    public async Task A_token_that_is_none()
    {
        using var folder = new Folder();
        await ExpectAsync(Usage, "is not a token", ["--data", folder.Path], Account("two words", null));
    }

    [Fact]
    public async Task An_address_without_a_token()
    {
        using var folder = new Folder();
        await ExpectAsync(Usage, "MAINSTAY_DISCORD__TOKEN", ["--data", folder.Path], new() { ["MAINSTAY_DISCORD__API"] = "http://127.0.0.1:1/api" });
    }

    [Fact]
    public async Task A_privileged_intent_that_is_switched_off()
    {
        using var folder = new Folder();
        await using var discord = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "empty", Gateway = new GatewayOptions { Privileged = PrivilegedIntents.None } });

        await ExpectAsync(CannotStart, "intent", ["--data", folder.Path], Account(SandboxOptions.DefaultToken, discord.RestBase));
    }

    [Fact]
    public async Task No_network()
    {
        using var folder = new Folder();
        await ExpectAsync(CannotStart, "Discord", ["--data", folder.Path], Account("any", new Uri("http://127.0.0.1:9/api/v10")));
    }

    [Fact]
    public async Task A_database_that_is_none()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.File("mainstay.db"), new string('x', 8192));
        await using var discord = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "empty" });

        await ExpectAsync(CannotStart, "mainstay.db", ["--data", folder.Path], Account(SandboxOptions.DefaultToken, discord.RestBase));
        (await File.ReadAllTextAsync(folder.File("mainstay.db"))).ShouldBe(new string('x', 8192), "what cannot be read is not touched");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.File("data"), "");

        await ExpectAsync(CannotStart, "--data", ["--data", folder.File("data"), "--port=0"]);
    }

    [Fact]
    public async Task Exec_without_a_sandbox()
    {
        await ExpectAsync(CannotStart, "No sandbox answers", ["sandbox", "exec", "--url", "http://127.0.0.1:9", "/help"]);
    }

    private static Dictionary<string, string> Account(string token, Uri? api)
    {
        var environment = new Dictionary<string, string> { ["MAINSTAY_DISCORD__TOKEN"] = token };
        if (api is not null)
        {
            environment["MAINSTAY_DISCORD__API"] = api.ToString();
        }

        return environment;
    }

    private static async Task<string> ExpectAsync(int expected, string named, string[] arguments, Dictionary<string, string>? environment = null)
    {
        var (code, output) = await MainstayProgram.RunAsync(arguments, environment);

        output.ShouldContain(named);
        var said = output.Trim().Split('\n').Where(line => line.StartsWith("mainstay: ", StringComparison.Ordinal)).ToArray();
        said.Length.ShouldBe(1, output);
        said[0].TrimEnd().ShouldEndWith(".");
        output.ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        code.ShouldBe(expected, output);
        return output;
    }
}
