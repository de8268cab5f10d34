using System.Diagnostics;
using System.Globalization;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Modules;
using Mainstay.Sdk;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mainstay.Bench.Command;

/// <summary>
/// The measured side: Mainstay as the program composes it, with all built-in modules, on a Discord in another process. Each line of input is answered with
/// the CPU time and memory used so far.
/// </summary>
internal static class CommandClient
{
    public static async Task<int> RunAsync(string name, Uri api, string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        services.AddStore(new StoreOptions { File = Path.Combine(folder, $"{name}.db") });
        services.AddMainstayEngine(new BotOptions { Token = name, Api = api, Seed = 1, Intents = CommandServer.Intents });
        services.AddMainstayModules();
        services.AddSingleton<IModule, CommandModule>();
        var provider = services.BuildServiceProvider();
        await using var disposal = provider.ConfigureAwait(false);
        var bot = provider.GetRequiredService<MainstayBot>();
        await bot.StartAsync(CancellationToken.None);
        Console.WriteLine("ready");
        using var self = Process.GetCurrentProcess();
        while (await Console.In.ReadLineAsync() is not null)
        {
            self.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMilliseconds:0} {self.WorkingSet64 >> 20}"));
        }

        await bot.StopAsync(CancellationToken.None);
        return 0;
    }
}
