using System.Runtime.Versioning;
using Mainstay.EndToEnd.Running;
using Mainstay.Sandbox;
using Mainstay.Sandbox.RateLimits;
using Mainstay.Sandbox.Server;

namespace Mainstay.EndToEnd;

/// <summary>The master key through the real program: made once with advice, and missed when it is lost, wrong or open to others.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyTests
{
    private const int CannotStart = 3;

    [Fact]
    public async Task A_key_is_made_at_the_first_start_and_a_lost_wrong_or_open_one_refuses_the_next()
    {
        using var folder = new Folder();
        await using var discord = await SandboxServer.StartAsync(new SandboxOptions { Scenario = "empty", RateLimits = RateLimitProfile.Off });
        var environment = new Dictionary<string, string>
        {
            ["MAINSTAY_DISCORD__TOKEN"] = SandboxOptions.DefaultToken,
            ["MAINSTAY_DISCORD__API"] = discord.RestBase.ToString(),
        };
        var key = folder.File("mainstay.key");
        await using (var first = MainstayProgram.Start(["--data", folder.Path], environment))
        {
            await first.LineAsync("Ready.");
            (await first.StopAsync()).ShouldBe(0, first.Output);
            first.Output.ShouldContain($"A master key was made: {key}");
            first.Output.ShouldContain("Keep a copy");
        }

        File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(key, key + ".away");
        await RefusesAsync($"The master key {key} is missing");
        File.Exists(key).ShouldBeFalse();

        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RefusesAsync("is not the one that the database was made with");

        File.Move(key + ".away", key, overwrite: true);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await RefusesAsync("chmod 600");

        Directory.CreateDirectory(folder.File("credentials"));
        File.Copy(key, folder.File("credentials/mainstay-master-key"));
        environment["CREDENTIALS_DIRECTORY"] = folder.File("credentials");
        await using var last = MainstayProgram.Start(["--data", folder.Path], environment);
        await last.LineAsync("Ready.");
        (await last.StopAsync()).ShouldBe(0, last.Output);
        last.Output.ShouldNotContain("was made");

        async Task RefusesAsync(string says)
        {
            var (code, output) = await MainstayProgram.RunAsync(["--data", folder.Path], environment);
            code.ShouldBe(CannotStart, output);
            var said = output.Trim().Split('\n').Where(line => line.StartsWith("mainstay: ", StringComparison.Ordinal)).ShouldHaveSingleItem();
            said.ShouldContain(says);
            output.ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        }
    }
}
