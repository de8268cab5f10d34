using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;

namespace Mainstay.EndToEnd;

/// <summary>With a token the same program does the same on Discord: here the Discord is a sandbox in another process's clothes, reached only by its address.</summary>
public sealed class LiveTests
{
    [Fact]
    public async Task A_token_and_an_address_are_all_it_takes_and_a_restart_takes_up_the_session()
    {
        using var folder = new Folder();
        await using var discord = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "law-firm", RateLimits = RateLimitProfile.Off });
        var environment = new Dictionary<string, string>
        {
            ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken,
            ["MAINSTAY_DISCORD__API"] = discord.RestBase.ToString(),
        };

        for (var start = 0; start < 2; start++)
        {
            await using var program = MainstayProgram.Start(["--data", folder.Path], environment);
            await program.LineAsync("Ready.");
            var (code, output) = await ExecAsync(discord, "/sync users");
            code.ShouldBe(0, output);
            output.ShouldContain("Members are in sync");
            (await program.StopAsync()).ShouldBe(0, program.Output);
            program.Output.ShouldNotContain(SandboxOptions.DefaultToken);
        }

        (await ExecAsync(discord, "/sync users")).Code.ShouldNotBe(0, "nobody is there to answer");
    }

    private static Task<(int Code, string Output)> ExecAsync(SandboxServer discord, string command) =>
        MainstayProgram.RunAsync(["sandbox", "exec", "--url", discord.Origin.ToString(), "--as", "owner", command]);
}
