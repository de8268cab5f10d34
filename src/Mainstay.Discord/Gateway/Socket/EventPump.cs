using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

internal enum HandlingOutcome
{
    /// <summary>The handlers ran to their end.</summary>
    Done,

    /// <summary>The body is broken JSON, and no handler saw it.</summary>
    Garbled,

    /// <summary>The client stops, and a handler gave up on the event.</summary>
    Abandoned,
}

/// <summary>Runs the handlers of one event.</summary>
internal sealed class EventPump(int shard, GatewaySubscriptions subscriptions, Action<GatewayFault> report, CancellationToken stopping) : IHandlerFaults
{
    /// <summary>Who listens to a frame's event; empty when nobody does.</summary>
    public EventGroup[] GroupsOf(Frame frame) => subscriptions.Table.Find(frame.NameUtf8);

    public ValueTask<HandlingOutcome> HandleAsync(Frame frame, EventGroup[] groups)
    {
        if (groups.Length != 1)
        {
            return HandleAllAsync(frame, groups);
        }

        ValueTask running;
        try
        {
            running = groups[0].DispatchAsync(frame, new(shard, frame.Sequence), this, stopping);
        }
        catch (Exception exception) when (exception is MalformedBodyException or OperationCanceledException)
        {
            // Rare: the careful way tries again and tells the cases apart.
            return exception is MalformedBodyException ? HandleAllAsync(frame, groups) : new(HandlingOutcome.Abandoned);
        }

        return running.IsCompletedSuccessfully ? new(HandlingOutcome.Done) : FinishAsync(running);
    }

    public void HandlerFailed(string name, EventOrigin origin, Exception exception) => report(new(
        GatewayFaultKind.HandlerFailed, shard, name, origin.Sequence, $"A handler of {name} failed: {exception.Message}", exception));

    private static async ValueTask<HandlingOutcome> FinishAsync(ValueTask running)
    {
        try
        {
            await running.ConfigureAwait(false);
            return HandlingOutcome.Done;
        }
        catch (OperationCanceledException)
        {
            return HandlingOutcome.Abandoned;
        }
    }

    private async ValueTask<HandlingOutcome> HandleAllAsync(Frame frame, EventGroup[] groups)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            try
            {
                await groups[i].DispatchAsync(frame, new(shard, frame.Sequence), this, stopping).ConfigureAwait(false);
            }
            catch (MalformedBodyException exception)
            {
                if (frame.IsScanned)
                {
                    report(new(
                        GatewayFaultKind.MalformedBody, shard, frame.Name, frame.Sequence,
                        $"The body of {frame.Name} does not fit its model: {exception.Message}", exception.InnerException));
                }
                else if (Envelope.TryScan(frame))
                {
                    // The frame is sound: perhaps only its order was unusual. Its bounds are certain now.
                    i--;
                }
                else if (i == 0)
                {
                    return HandlingOutcome.Garbled;
                }
                else
                {
                    frame.IsScanned = true;
                    i--;
                }
            }
            catch (OperationCanceledException)
            {
                return HandlingOutcome.Abandoned;
            }
        }

        return HandlingOutcome.Done;
    }
}
