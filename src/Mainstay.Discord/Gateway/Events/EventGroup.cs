using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>Who hears of handlers that throw.</summary>
internal interface IHandlerFaults
{
    void HandlerFailed(string name, EventOrigin origin, Exception exception);
}

/// <summary>The handlers of one event that share one reading of its body.</summary>
internal abstract class EventGroup
{
    public abstract bool IsEmpty { get; }

    /// <summary>
    /// Reads the body and runs the handlers in turn. Throws <see cref="MalformedBodyException" /> before any handler ran, and
    /// <see cref="OperationCanceledException" /> when a handler gave up because the client stops; nothing else.
    /// </summary>
    public abstract ValueTask DispatchAsync(Frame frame, EventOrigin origin, IHandlerFaults faults, CancellationToken cancellationToken);
}

internal sealed class MalformedBodyException(Exception cause) : Exception(cause.Message, cause);

/// <inheritdoc />
internal sealed class EventGroup<TEvent>(Func<Frame, TEvent> read, GatewayHandler<TEvent>[] handlers) : EventGroup
{
    public override bool IsEmpty => handlers.Length == 0;

    public EventGroup<TEvent> With(GatewayHandler<TEvent> handler) => new(read, [.. handlers, handler]);

    public EventGroup<TEvent> Without(GatewayHandler<TEvent> handler)
    {
        var at = Array.IndexOf(handlers, handler);
        return at < 0 ? this : new(read, [.. handlers[..at], .. handlers[(at + 1)..]]);
    }

    public override ValueTask DispatchAsync(Frame frame, EventOrigin origin, IHandlerFaults faults, CancellationToken cancellationToken)
    {
        var e = ReadBody(frame);
        for (var i = 0; i < handlers.Length; i++)
        {
            ValueTask running;
            try
            {
                running = handlers[i](origin, e, cancellationToken);
            }
            catch (Exception exception) when (!IsStop(exception, cancellationToken))
            {
                faults.HandlerFailed(frame.Name, origin, exception);
                continue;
            }

            if (!running.IsCompletedSuccessfully)
            {
                return FinishAsync(running, i + 1, frame, e, origin, faults, cancellationToken);
            }

            running.GetAwaiter().GetResult();
        }

        (e as FrameView)?.Release();
        return ValueTask.CompletedTask;
    }

    private async ValueTask FinishAsync(
        ValueTask running, int next, Frame frame, TEvent e, EventOrigin origin, IHandlerFaults faults, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await running.ConfigureAwait(false);
            }
            catch (Exception exception) when (!IsStop(exception, cancellationToken))
            {
                faults.HandlerFailed(frame.Name, origin, exception);
            }

            if (next == handlers.Length)
            {
                break;
            }

            try
            {
                running = handlers[next](origin, e, cancellationToken);
            }
            catch (Exception exception)
            {
                running = ValueTask.FromException(exception);
            }

            next++;
        }

        (e as FrameView)?.Release();
    }

    private static bool IsStop(Exception exception, CancellationToken stopping) => exception is OperationCanceledException && stopping.IsCancellationRequested;

    private TEvent ReadBody(Frame frame)
    {
        try
        {
            return read(frame);
        }
        catch (Exception exception)
        {
            // Whatever a body breaks, only this event is lost by it.
            throw new MalformedBodyException(exception);
        }
    }
}
