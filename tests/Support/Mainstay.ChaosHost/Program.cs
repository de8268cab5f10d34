using System.Globalization;
using System.Runtime.InteropServices;
using Mainstay.ChaosHost;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Keys;
using Mainstay.Modules;
using Mainstay.Sdk;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// chaos-host FOLDER API TOKEN SECONDS-AHEAD
var (folder, api, token) = (args[0], new Uri(args[1]), args[2]);
var time = new AheadTime { Ahead = TimeSpan.FromSeconds(double.Parse(args[3], CultureInfo.InvariantCulture)) };
var services = new ServiceCollection();
services.AddSingleton<TimeProvider>(time);
services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new LineLog(Console.Out)));
services.AddStore(new StoreOptions { File = Path.Combine(folder, "mainstay.db") });
services.AddMainstayEngine(
    new BotOptions { Token = token, Api = api, Seed = 1 },
    new GuildImageOptions { FlushEvery = TimeSpan.FromMilliseconds(200) },
    new MasterKeyOptions { File = Path.Combine(folder, "mainstay.key") });
services.AddMainstayModules();
services.AddSingleton<IModule, ChaosModule>();
await using var provider = services.BuildServiceProvider();

var stop = new TaskCompletionSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.TrySetResult();
});
var bot = provider.GetRequiredService<MainstayBot>();
await bot.StartAsync(CancellationToken.None);
Console.WriteLine("Ready.");
await await Task.WhenAny(stop.Task, bot.Completion);
await bot.StopAsync(CancellationToken.None);
return 0;
