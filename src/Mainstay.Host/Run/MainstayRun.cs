using System.Net;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Keys;
using Mainstay.Host.Cli;
using Mainstay.Modules;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Host.Run;

/// <summary>One Mainstay, composed from every project, from start to stop. What keeps it from starting comes as one sentence.</summary>
internal sealed class MainstayRun : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public MainstayRun(BotOptions bot, StoreOptions database, MasterKeyOptions masterKey, string logFile, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddMainstayLogging(logFile, [bot.Token, .. database.Server?.Secrets ?? []]);
        services.AddStore(database);
        services.AddMainstayEngine(bot, keys: masterKey);
        services.AddMainstayModules();
        _services = services.BuildServiceProvider();
    }

    public MainstayBot Bot => _services.GetRequiredService<MainstayBot>();

    public IDatabase Database => _services.GetRequiredService<IDatabase>();

    /// <summary>Starts; what has to be in the database before is put there after its schema is up to date.</summary>
    public Task StartAsync(Func<CancellationToken, Task>? prepare, CancellationToken stop) => InSentencesAsync(async () =>
    {
        if (prepare is not null)
        {
            await Bot.MigrateAsync(stop);
            await prepare(stop);
        }

        await Bot.StartAsync(stop);
    });

    /// <summary>Runs until it is asked to stop, or Discord refuses for good.</summary>
    public async Task<int> UntilStoppedAsync(CancellationToken stop)
    {
        await InSentencesAsync(async () =>
        {
            var asked = new TaskCompletionSource();
            await using var registration = stop.Register(asked.SetResult);
            await await Task.WhenAny(asked.Task, Bot.Completion);
        });
        await Bot.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal static async Task InSentencesAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DatabaseException failure)
        {
            throw new CliException(failure.Message, ExitCode.CannotStart, failure);
        }
        catch (MasterKeyException failure)
        {
            throw new CliException(failure.Message, ExitCode.CannotStart, failure);
        }
        catch (GatewayRefusedException failure)
        {
            throw new CliException(failure.Message, ExitCode.CannotStart, failure);
        }
        catch (DiscordRestException failure) when (failure.Status == HttpStatusCode.Unauthorized)
        {
            throw new CliException(
                "Discord does not know this token: reset it on the Bot page of the developer portal and set MAINSTAY_DISCORD__TOKEN to the new one.", ExitCode.CannotStart, failure);
        }
        catch (DiscordRestException failure)
        {
            throw new CliException(failure.Message, ExitCode.CannotStart, failure);
        }
    }
}
