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

    public void Attach(GatewayClient client) => client.Events.On(GatewayEvents.InteractionCreate, (_, interaction, _) =>
    {
        var task = Task.Run(() => RunAsync(interaction), CancellationToken.None);
        _running[task] = true;
        _ = task.ContinueWith(t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ValueTask.CompletedTask;
    });

    /// <summary>Asks handlers under way to end. What they had sent is settled at the next start.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(Grace, time, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task RunAsync(Interaction interaction)
    {
        try
        {
            await router.HandleAsync(interaction, new RestInteractionWire(rest, interaction, elsewhere), _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (Exception exception)
        {
            // The boundary of the lane: handlers have their own, so this is the way to Discord that broke.
            LogBroken(log, exception, interaction.Id.Value);
        }
    }

    [LoggerMessage(1004, LogLevel.Error, "Interaction {Interaction} could not be answered")]
    private static partial void LogBroken(ILogger log, Exception exception, ulong interaction);
}
