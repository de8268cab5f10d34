using System.Net.WebSockets;
using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>From the socket to the handlers.</summary>
public sealed partial class Shard
{
    private readonly Queue<WaitingEvent> _waiting = new();
    private readonly List<Task> _readers = [];
    private Task _handling = Task.CompletedTask;
    private TaskCompletionSource? _room;
    private bool _isHandling;
    private long _waitingBytes;

    private async Task RunAsync(ShardConnection connection, Uri url)
    {
        // Never on the caller's stack: it holds the lock.
        await Task.Yield();
        Task writing = Task.CompletedTask;
        var frame = _frames.Rent();
        try
        {
            using (var patience = _time.CreateTimer(_ => connection.Abort(), null, _options.ConnectTimeout, Timeout.InfiniteTimeSpan))
            {
                await connection.ConnectAsync(GatewayUrl.Of(url, _options.Compress)).ConfigureAwait(false);
            }

            writing = connection.WriteAsync();
            Input(machine => machine.Connected(Now, connection.Number));
            while (true)
            {
                var (isOpen, code, why) = await connection.ReadAsync(frame).ConfigureAwait(false);
                if (!isOpen)
                {
                    OnClosed(connection, code, why);
                    break;
                }

                frame.Connection = connection.Number;
                frame = Accept(frame);
                if (_room is { } room)
                {
                    await room.Task.WaitAsync(connection.Left).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            // The shard's boundary: whatever broke the connection, the machine decides how to go on.
            Input(machine => machine.Closed(Now, connection.Number, null, exception switch
            {
                InvalidDataException => "The compressed stream is broken.",
                OperationCanceledException => "The connection was given up.",
                WebSocketException { InnerException: { } inner } => inner.Message,
                _ => exception.Message,
            }));
        }
        finally
        {
            connection.StopWriting();
            await writing.ConfigureAwait(false);
            connection.Dispose();
            _frames.Return(frame);
        }
    }

    // Of their own, because what a lambda captures is allocated where its method begins: once for every frame.
    private void OnClosed(ShardConnection connection, int? code, string why) => Input(machine => machine.Closed(Now, connection.Number, code, why));

    private void OnMalformed(int connection) => Input(machine => machine.Malformed(Now, connection));

    /// <summary>Takes a received frame; returns one to receive the next into.</summary>
    private Frame Accept(Frame frame)
    {
        if (!Envelope.TryPeek(frame))
        {
            OnMalformed(frame.Connection);
            return frame;
        }

        if (frame.Op != 0)
        {
            AcceptProtocol(frame);
            return frame;
        }

        EventGroup[] groups;
        lock (_lock)
        {
            if (Judge(frame) == Verdict.Drop)
            {
                return frame;
            }

            frame.Epoch = _machine.Epoch;
            groups = _pump.GroupsOf(frame);
            if (_isHandling)
            {
                return Wait(frame, groups);
            }

            if (groups.Length == 0)
            {
                _machine.MarkHandled(frame.Epoch, frame.Sequence);
                return frame;
            }

            _isHandling = true;
        }

        var handling = _pump.HandleAsync(frame, groups);
        if (!handling.IsCompletedSuccessfully)
        {
            _handling = FinishAsync(handling, frame);
            return _frames.Rent();
        }

        lock (_lock)
        {
            Conclude(frame.Epoch, frame.Sequence, handling.Result);
            if (_waiting.Count == 0)
            {
                _isHandling = false;
                return frame;
            }
        }

        _handling = FinishAsync(new(HandlingOutcome.Done), null);
        return frame;
    }

    private Verdict Judge(Frame frame)
    {
        var name = frame.NameUtf8;
        var isReady = name.SequenceEqual("READY"u8);
        var isResumed = name.SequenceEqual("RESUMED"u8);
        if (!isReady && !isResumed && _machine.TryNext(frame.Connection, frame.Sequence))
        {
            return Verdict.Deliver;
        }

        var now = Now;
        Verdict verdict;
        if (isReady)
        {
            if (ReadyBody.TryRead(frame, out var sessionId, out var resumeUrl))
            {
                verdict = _machine.Ready(now, frame.Connection, frame.Sequence, sessionId, resumeUrl ?? _options.Url);
            }
            else
            {
                _machine.Malformed(now, frame.Connection);
                verdict = Verdict.Drop;
            }
        }
        else
        {
            verdict = isResumed
                ? _machine.Resumed(now, frame.Connection, frame.Sequence)
                : _machine.Dispatch(now, frame.Connection, frame.Sequence);
        }

        Act();
        return verdict;
    }

    /// <summary>A handler is still at an earlier event. Called under the lock.</summary>
    private Frame Wait(Frame frame, EventGroup[] groups)
    {
        if (groups.Length == 0)
        {
            _waiting.Enqueue(new(null, groups, frame.Epoch, frame.Sequence));
            return frame;
        }

        _waiting.Enqueue(new(frame, groups, frame.Epoch, frame.Sequence));
        _waitingBytes += frame.Length;
        if (_waitingBytes > _options.WaitingBytes)
        {
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return _frames.Rent();
    }

    /// <summary>Ends the handling of one event and goes on with those that wait.</summary>
    private async Task FinishAsync(ValueTask<HandlingOutcome> handling, Frame? frame)
    {
        if (frame is not null)
        {
            var outcome = await handling.ConfigureAwait(false);
            lock (_lock)
            {
                Conclude(frame.Epoch, frame.Sequence, outcome);
            }

            _frames.Return(frame);
        }

        while (true)
        {
            WaitingEvent next;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _isHandling = false;
                    MakeRoom();
                    return;
                }

                if (next.Frame is null)
                {
                    _machine.MarkHandled(next.Epoch, next.Sequence);
                    continue;
                }

                _waitingBytes -= next.Frame.Length;
                if (_waitingBytes <= _options.WaitingBytes / 2)
                {
                    MakeRoom();
                }
            }

            var outcome = await _pump.HandleAsync(next.Frame, next.Groups).ConfigureAwait(false);
            lock (_lock)
            {
                Conclude(next.Epoch, next.Sequence, outcome);
            }

            _frames.Return(next.Frame);
        }
    }

    /// <summary>Called under the lock.</summary>
    private void Conclude(int epoch, long sequence, HandlingOutcome outcome)
    {
        switch (outcome)
        {
            case HandlingOutcome.Done:
                _machine.MarkHandled(epoch, sequence);
                break;
            case HandlingOutcome.Garbled:
                if (_machine.Garbled(Now, epoch, sequence))
                {
                    ForgetWaiting();
                }
                else
                {
                    _machine.MarkHandled(epoch, sequence);
                }

                Act();
                break;
            case HandlingOutcome.Abandoned:
                ForgetWaiting();
                break;
        }
    }

    /// <summary>What waits will come again, or is not wanted any more. Called under the lock.</summary>
    private void ForgetWaiting()
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            if (waiting.Frame is { } frame)
            {
                _frames.Return(frame);
            }
        }

        _waitingBytes = 0;
        MakeRoom();
    }

    private void MakeRoom()
    {
        _room?.TrySetResult();
        _room = null;
    }

    private void AcceptProtocol(Frame frame)
    {
        var connection = frame.Connection;
        switch (frame.Op)
        {
            case 1:
                Input(machine => machine.HeartbeatRequested(Now, connection));
                break;
            case 7:
                Input(machine => machine.ReconnectRequested(Now, connection));
                break;
            case 9:
                var isResumable = frame.Body.SequenceEqual("true"u8);
                Input(machine => machine.SessionInvalidated(Now, connection, isResumable));
                break;
            case 10:
                var interval = HelloBody.Interval(frame);
                Input(machine =>
                {
                    if (interval is { } given)
                    {
                        machine.Hello(Now, connection, given);
                    }
                    else
                    {
                        machine.Malformed(Now, connection);
                    }
                });
                break;
            case 11:
                Input(machine => machine.HeartbeatAcknowledged(Now, connection));
                break;
        }
    }

    private readonly record struct WaitingEvent(Frame? Frame, EventGroup[] Groups, int Epoch, long Sequence);
}
