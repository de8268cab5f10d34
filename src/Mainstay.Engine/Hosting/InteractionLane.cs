using System.Collections.Concurrent;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Hosting;

/// <summary>Interactions have a lane of their own: each runs by itself, at once, and never waits behind events or bulk work.</summary>
internal sealed partial class InteractionLane(DiscordRest rest, InteractionRouter router, IElsewhere elsewhere, TimeProvider time, ILogger<InteractionLane> log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public void Attach(GatewayClient client)
    {
        // Until a shard has caught up, what comes is what an earlier process may have had as well: it stored how far it was only now and then.
        var caughtUp = new ConcurrentDictionary<int, bool>();
        client.Events.On(GatewayEvents.Ready, (origin, _, _) => Note(origin));
        client.Events.OnRaw(EventName.Resumed, (origin, _, _) => Note(origin));
        client.Events.On(GatewayEvents.InteractionCreate, (origin, interaction, _) =>
        {
            Take(interaction, !caughtUp.ContainsKey(origin.Shard));
            return ValueTask.CompletedTask;
        });

        ValueTask Note(EventOrigin origin)
        {
            caughtUp[origin.Shard] = true;
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Asks handlers under way to end. What they had sent is settled at the next start.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(Grace, time, CancellationToken.None)).ConfigureAwait(false);
    }

    private void Take(Interaction interaction, bool replayed)
    {
        var task = Task.Run(() => RunAsync(interaction, replayed), CancellationToken.None);
        _running[task] = true;
        _ = task.ContinueWith(t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(Interaction interaction, bool replayed)
    {
        try
        {
            await router.HandleAsync(interaction, new RestInteractionWire(rest, interaction, elsewhere), replayed, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (Exception exception) when (InteractionSession.IsTaken(exception))
        {
            // A form or proposals for what was answered before: there is nothing left to do.
            LogTaken(log, interaction.Id.Value);
        }
        catch (Exception exception)
        {
            // The boundary of the lane: handlers have their own, so this is the way to Discord that broke.
            LogBroken(log, exception, interaction.Id.Value);
        }
    }

    [LoggerMessage(1006, LogLevel.Information, "Interaction {Interaction} was answered before or has expired")]
    private static partial void LogTaken(ILogger log, ulong interaction);

    [LoggerMessage(1004, LogLevel.Error, "Interaction {Interaction} could not be answered")]
    private static partial void LogBroken(ILogger log, Exception exception, ulong interaction);
}
