using System.Diagnostics.Metrics;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Keys;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mainstay.Bench.Apply;

/// <summary>Mainstay as the program composes it, with the benchmark's module, on one clock and one database.</summary>
internal sealed class ApplyMainstay : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly ServiceProvider _services;
    private readonly MeterListener _listener;
    private readonly TimeProvider _time;
    private long _commits;
    private long _writes;

    private ApplyMainstay(ServiceProvider services, TimeProvider time)
    {
        (_services, _time) = (services, time);
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "mainstay.engine.step.commits" or "mainstay.engine.step.writes")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
            Interlocked.Add(ref instrument.Name.EndsWith("commits", StringComparison.Ordinal) ? ref _commits : ref _writes, count));
        _listener.Start();
    }

    public static async Task<ApplyMainstay> StartAsync(Uri api, StoreOptions store, string folder, TimeProvider time, int guilds, int members)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddSingleton(time);
        services.AddStore(store);
        services.AddMainstayEngine(
            new BotOptions { Token = SandboxOptions.DefaultToken, Api = api, Seed = 1 },
            new GuildImageOptions { FlushEvery = TimeSpan.FromSeconds(10) },
            new MasterKeyOptions { File = Path.Combine(folder, "mainstay.key") });
        services.AddSingleton<IModule, ApplyModule>();
        var provider = services.BuildServiceProvider();
        var mainstay = new ApplyMainstay(provider, time);
        await provider.GetRequiredService<MainstayBot>().StartAsync(CancellationToken.None);
        while (mainstay.Guilds().Count(guild => mainstay.Knows(guild, members)) < guilds)
        {
            await Task.Delay(Look, TimeProvider.System);
        }

        return mainstay;
    }

    /// <summary>The same plan in every guild at once, to the last report.</summary>
    public async Task<ApplyRun> ApplyAsync(int single, int both)
    {
        var guilds = Guilds();
        var rest = _services.GetRequiredService<DiscordRest>();
        var operations = _services.GetRequiredService<IOperations>();
        var estimate = rest.Estimate(guilds.SelectMany<Id<Guild>, PlannedCalls>(guild =>
            [new PlannedCalls(Routes.AddMemberRole, guild.Value, single), new PlannedCalls(Routes.ModifyMember, guild.Value, both)]).Where(calls => calls.Calls > 0));
        var (applied, limited) = (await AppliedAsync(), rest.Statistics.RateLimited);
        var (commits, writes) = (Interlocked.Read(ref _commits), Interlocked.Read(ref _writes));
        var started = _time.GetTimestamp();

        // The last one notes the time itself: whoever waits may be woken when a virtual clock is elsewhere.
        var ended = started;
        await Task.WhenAll(guilds.Select(async guild =>
        {
            await Task.Yield();
            var outcome = await operations.ApplyUnattendedAsync(guild, ApplyModule.Operation, ApplyModule.Of(single, both), CancellationToken.None).ConfigureAwait(false);
            var now = _time.GetTimestamp();
            InterlockedMax(ref ended, now);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(outcome.Failure.Sentence);
            }
        }));

        var expected = guilds.Count * (single + both);
        applied = await AppliedAsync() - applied;
        return applied == expected
            ? new ApplyRun(
                _time.GetElapsedTime(started, ended).TotalSeconds, expected, rest.Statistics.RateLimited - limited, estimate.Time.TotalSeconds, estimate.Measured,
                Interlocked.Read(ref _commits) - commits, Interlocked.Read(ref _writes) - writes)
            : throw new InvalidOperationException($"{applied} of {expected} changes were applied.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<MainstayBot>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _listener.Dispose();
    }

    private IReadOnlyCollection<Id<Guild>> Guilds() => _services.GetRequiredService<IGuilds>().All;

    private bool Knows(Id<Guild> guild, int members) => _services.GetRequiredService<IGuilds>().TrySnapshot(guild, out var image)
        && image.IsAvailable && image.Members.Completeness.IsComplete && image.Members.Count >= members;

    private Task<long> AppliedAsync() => _services.GetRequiredService<IDatabase>().ReadAsync(
        unit => unit.ScalarAsync<long>("SELECT COUNT(*) FROM operation_step WHERE state = 'applied'"), CancellationToken.None);

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}

/// <summary>One plan applied everywhere.</summary>
/// <param name="Seconds">From asking to the last run's report.</param>
/// <param name="Changes">Changes applied; each is one request.</param>
/// <param name="Limited">429s.</param>
/// <param name="Estimate">Seconds that the preview would have said.</param>
/// <param name="Measured">Whether that rested on what buckets had answered.</param>
/// <param name="Commits">Transactions that kept states of steps and their journal rows.</param>
/// <param name="Writes">Such states: two per step.</param>
internal sealed record ApplyRun(double Seconds, int Changes, long Limited, double Estimate, bool Measured, long Commits, long Writes);
