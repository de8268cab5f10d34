using System.CommandLine;
using Mainstay.Host.Cli;
using Mainstay.Host.Sandbox;

namespace Mainstay.Host.Run;

/// <summary>What <c>mainstay</c> does without a command: it runs. With a token on Discord, without one in a Discord of its own.</summary>
internal static class RunCommand
{
    public static void AddTo(RootCommand root, TimeProvider time)
    {
        var data = new Option<string?>("--data") { Description = "Folder for the database and logs. Default: ./data, or MAINSTAY_DATA." };
        var world = new SandboxArguments();
        root.Options.Add(data);
        world.AddTo(root);
        root.SetAction((parsed, stop) =>
        {
            var folder = DataFolder.Of(parsed.GetValue(data));
            return DiscordAccount.Find() is { } account
                ? new LiveRun(account, folder, time, Console.Out).RunAsync(stop)
                : new DemoRun(world.Read(parsed, time), folder, time, Console.Out).RunAsync(stop);
        });
    }
}
