using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Mainstay.Bench.Command;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Keys;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mainstay.Bench.Sync;

/// <summary>
/// The measured side: Mainstay as the program composes it, on a Discord in another process. Each line of input (<c>warm</c>, <c>first</c>, <c>again</c>,
/// <c>decode</c>) is answered with seconds and what they cost.
/// </summary>
internal sealed class SyncClient
{
    private readonly ShiftedTime _time;
    private readonly IMemberSource _source;
    private readonly IMemberSync _sync;
    private double _writerHeld;

    private SyncClient(IServiceProvider services, ShiftedTime time) =>
        (_time, _source, _sync) = (time, services.GetRequiredService<IMemberSource>(), services.GetRequiredService<IMemberSync>());

    public static async Task<int> RunAsync(Uri api, string place, string source)
    {
        var time = new ShiftedTime();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddSingleton<TimeProvider>(time);
        services.AddStore(StoreOptions.At(place));
        services.AddMainstayEngine(
            new BotOptions { Token = "bench", Api = api, Seed = 1, Intents = CommandServer.Intents },
            new GuildImageOptions { ProveByItself = false, ListByPages = source == "rest" });
        services.AddSingleton<IModule, CommandModule>();
        services.AddSingleton(new DiscordRest(new BotToken("bench"), new DiscordRestOptions { Seed = 1, BaseAddress = api, RequestsPerSecond = 100_000 }, time));
        var provider = services.BuildServiceProvider();
        await using var disposal = provider.ConfigureAwait(false);
        var bot = provider.GetRequiredService<MainstayBot>();
        await bot.StartAsync(CancellationToken.None);
        while (!provider.GetRequiredService<GuildImages>().TryGet(new Id<Guild>(SyncServer.Large), out _))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        var client = new SyncClient(provider, time);
        using var listener = client.Listen();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(line switch
            {
                "warm" => await client.WarmAsync(),
                "decode" => await client.DecodeAsync(),
                _ => await client.SyncAsync(SyncServer.Large),
            }));
        }

        await bot.StopAsync(CancellationToken.None);
        return 0;
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "mainstay.store.writer.held")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, held, _, _) => _writerHeld = Math.Max(_writerHeld, held));
        listener.Start();
        return listener;
    }

    /// <summary>Reads, compares and writes some ten thousand members several times, and lets the compiler finish what it then knows is worth it.</summary>
    private async Task<SyncRun> WarmAsync()
    {
        var last = SyncRun.None;
        for (var i = 0; i < 6; i++)
        {
            last = await SyncAsync(SyncServer.Warm, force: i % 2 == 1);
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        return last;
    }

    private async Task<SyncRun> SyncAsync(ulong guild, bool force = false)
    {
        _time.Shift(TimeSpan.FromMinutes(1));
        Measured.Collect();
        var before = Memory("VmRSS");
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        _writerHeld = 0;
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var report = (await _sync.SyncAsync(new Id<Guild>(guild), force, progress: null, CancellationToken.None)).Value;
        var seconds = Measured.Seconds(started);
        return report.Complete
            ? new(seconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, report.Created + report.Updated, Memory("VmHWM") - before, _writerHeld * 1_000)
            : throw new InvalidOperationException("The list was not complete.");
    }

    /// <summary>Every field of every member is read, and nothing is done with it.</summary>
    private async Task<SyncRun> DecodeAsync()
    {
        _time.Shift(TimeSpan.FromMinutes(1));
        Measured.Collect();
        var sink = new CountingSink();
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await _source.ListAsync(new Id<Guild>(SyncServer.Large), default, sink, CancellationToken.None);
        return new(Measured.Seconds(started), (Environment.CpuUsage.TotalTime - processor).TotalSeconds, sink.Members, sink.Sum == 0 ? -1 : 0, 0);
    }

    private static double Memory(string name) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture) / 1024;

    private sealed class CountingSink : IMemberSink
    {
        public int Members { get; private set; }

        public long Sum { get; private set; }

        public int Expected => 0;

        public void Take(scoped in MemberData member)
        {
            Members++;
            Sum += member.Username.Length + member.GlobalName.Length + member.Nick.Length + member.Avatar.Length + member.GuildAvatar.Length + member.Roles.Length
                + member.JoinedAt + member.PremiumSince + member.TimeoutUntil + member.Flags + (member.Pending ? 1 : 0) + (member.Bot ? 1 : 0);
        }

        public void Fail(Id<User> user, string reason) => throw new InvalidOperationException(reason);

        public ValueTask StepAsync(Id<User> upTo) => ValueTask.CompletedTask;
    }

    /// <summary>The system's time, that much later: Discord and Mainstay want half a minute between two lists of a guild.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        private long _ticks;

        public void Shift(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

        public override long GetTimestamp() => System.GetTimestamp() + (long)(Interlocked.Read(ref _ticks) / (double)TimeSpan.TicksPerSecond * TimestampFrequency);
    }
}

/// <summary>One measured sync.</summary>
/// <param name="Seconds">From the request to the last committed row.</param>
/// <param name="Processor">Seconds of the process's CPU.</param>
/// <param name="Changed">Members that were new or different.</param>
/// <param name="Memory">Megabytes resident at most beyond the beginning.</param>
/// <param name="WriterHeld">Milliseconds for which one unit of work held SQLite's only writer at most.</param>
internal sealed record SyncRun(double Seconds, double Processor, int Changed, double Memory, double WriterHeld)
{
    public static SyncRun None { get; } = new(0, 0, 0, 0, 0);
}
