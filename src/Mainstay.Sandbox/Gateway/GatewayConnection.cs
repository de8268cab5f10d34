using System.Buffers;
using System.Buffers.Binary;
using System.Threading.Channels;
using Mainstay.Sandbox.Faults;
using Mainstay.Sandbox.Recording;

namespace Mainstay.Sandbox.Gateway;

/// <summary>One socket: reads the client's frames, writes ours, and knows nothing of what they mean.</summary>
internal sealed class GatewayConnection : IAsyncDisposable
{
    /// <summary>How much is collected before the socket is written to.</summary>
    private const int WriteFrom = 1 << 16;

    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly FaultGate _faults;
    private readonly FrameWriter _writer;
    private readonly Channel<OutItem> _outbox = Channel.CreateUnbounded<OutItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _gone;
    private readonly GatewayHub _hub;
    private bool _saidGoodbye;

    public GatewayConnection(Stream stream, GatewayHub hub, FaultGate faults, TrafficRecorder? recorder, ConnectionMachine machine, Packing packing, CancellationToken stopping)
    {
        _stream = stream;
        _hub = hub;
        _faults = faults;
        _writer = new FrameWriter(recorder) { Packing = packing };
        _gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Machine = machine;
    }

    /// <summary>Locked by whoever asks it: the reader and the watch over silence.</summary>
    public ConnectionMachine Machine { get; }

    /// <summary>The session that uses this connection; null before identify or resume.</summary>
    public GatewaySession? Session { get; set; }

    public CancellationToken Gone => _gone.Token;

    public void Send(in OutFrame frame) => _outbox.Writer.TryWrite(new OutItem(frame, default, null, null));

    /// <summary>Completes when the frame before it has been written, or the connection is gone.</summary>
    public Task Written()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _outbox.Writer.TryWrite(new OutItem(default, default, written, null)) ? written.Task.WaitAsync(Gone) : Task.CompletedTask;
    }

    /// <summary>Writes what is waiting, then a close frame, then ends.</summary>
    public void Close(GatewayClose close) => _outbox.Writer.TryWrite(new OutItem(default, close, null, null));

    /// <summary>Cuts the connection without a word.</summary>
    public void Cut()
    {
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at the same moment.
        }
    }

    /// <summary>From payload compression in identify on, large frames are packed one by one.</summary>
    public void PackPayloads()
    {
        if (_writer.Packing == Packing.Plain)
        {
            _writer.Packing = Packing.ZlibPayload;
        }
    }

    /// <summary>Until either side has had enough. True if the client said goodbye in a way that ends its session (1000, 1001).</summary>
    public async Task<bool> Run(TimeProvider time)
    {
        var writing = Write();
        var reading = Read();

        // Whoever ends first by a close frame waits a little for the other side: cutting at once could lose the frame.
        var isPolite = await Task.WhenAny(reading, writing) == writing ? await writing : await reading is not null;
        if (isPolite)
        {
            await Task.WhenAny(Task.WhenAll(reading, writing), Linger(time));
        }

        Cut();
        _outbox.Writer.TryComplete();
        await writing;
        return await reading is 1000 or 1001;
    }

    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _gone.Dispose();
        return _stream.DisposeAsync();
    }

    private async Task Linger(TimeProvider time)
    {
        try
        {
            await Task.Delay(LingerTime, time, Gone);
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    // The code of the goodbye that was said, 0 for one that makes no sense; null if the connection was lost.
    private async Task<int?> Read()
    {
        var buffer = new byte[WebSocketFrames.MaxClientPayload + 16];
        var message = new ArrayBufferWriter<byte>();
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(filled), Gone);
                if (read == 0)
                {
                    return null;
                }

                filled += read;
                var (used, goodbye) = Take(buffer.AsSpan(0, filled), message);
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (goodbye is not null)
                {
                    return goodbye;
                }
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private (int Used, int? Goodbye) Take(Span<byte> bytes, ArrayBufferWriter<byte> message)
    {
        var used = 0;
        while (true)
        {
            switch (WebSocketFrames.Read(bytes[used..], out var frame, out var consumed))
            {
                case FrameRead.Incomplete:
                    return (used, null);
                case FrameRead.Malformed:
                    Close(new GatewayClose(1002, "Protocol error."));
                    return (bytes.Length, 0);
                case FrameRead.TooLarge:
                    Close(GatewayClose.DecodeError);
                    return (bytes.Length, 0);
            }

            used += consumed;
            switch (frame.Op)
            {
                case WebSocketOp.Close:
                    var code = frame.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) : 1005;
                    Close(new GatewayClose(code is 1005 ? 1000 : code, ""));
                    return (used, code);
                case WebSocketOp.Ping:
                    _outbox.Writer.TryWrite(new OutItem(default, default, null, frame.Payload.ToArray()));
                    break;
                case WebSocketOp.Pong:
                    break;
                default:
                    message.Write(frame.Payload);
                    if (frame.IsFinal || message.WrittenCount > WebSocketFrames.MaxClientPayload)
                    {
                        var whole = message.WrittenMemory.ToArray();
                        message.ResetWrittenCount();
                        _hub.Received(this, whole);
                    }

                    break;
            }
        }
    }

    // True if the last thing written was a close frame.
    private async Task<bool> Write()
    {
        try
        {
            while (await _outbox.Reader.WaitToReadAsync(Gone))
            {
                while (_outbox.Reader.TryRead(out var item))
                {
                    if (!await Write(item))
                    {
                        return _saidGoodbye;
                    }

                    if (_writer.Pending.Length >= WriteFrom)
                    {
                        await Flush();
                    }
                }

                await Flush();
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader sees the same end and reports it.
        }
        finally
        {
            while (_outbox.Reader.TryRead(out var item))
            {
                item.Written?.TrySetResult();
            }
        }

        return false;
    }

    // False when the connection is over.
    private async ValueTask<bool> Write(OutItem item)
    {
        if (item.Close is { } close)
        {
            return await Goodbye(close);
        }

        if (item.Written is { } written)
        {
            await Flush();
            written.TrySetResult();
            return true;
        }

        if (item.Pong is { } pong)
        {
            _writer.AddPong(pong);
            return true;
        }

        var asked = _faults.BeforeFrame(Session?.Lane ?? "", item.Frame.Kind, Gone);
        if (!asked.IsCompleted)
        {
            await Flush();
        }

        var fault = await asked;
        return fault is null ? Add(item.Frame) : await Fail(item.Frame, fault);
    }

    private bool Add(in OutFrame frame)
    {
        _writer.Add(frame);
        return true;
    }

    private async ValueTask<bool> Fail(OutFrame frame, FaultRule fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Disconnect:
                await Flush();
                return false;
            case FaultKind.HalfFrame:
                var start = _writer.Add(frame);
                await _stream.WriteAsync(_writer.Pending[..(start + ((_writer.Pending.Length - start) / 2))], Gone);
                await _stream.FlushAsync(Gone);
                return false;
            case FaultKind.Garble:
                _writer.Add(frame, isGarbled: true);
                return true;
            case FaultKind.Close:
                return await Goodbye(GatewayClose.UnknownError with { Code = fault.CloseCode ?? GatewayClose.UnknownError.Code });
            case FaultKind.Skip:
                return true;
            case FaultKind.Reconnect:
                _writer.Add(OutFrame.Reconnect);
                return Add(frame);
            case FaultKind.InvalidSession:
                _hub.Forget(this);
                return Add(OutFrame.InvalidSession(false));
            case FaultKind.GuildOutage when fault.Guild is { } guild:
                _hub.BeginOutage(new(guild), fault.Seconds > 0 ? TimeSpan.FromSeconds(fault.Seconds) : null);
                return Add(frame);
            default:
                return Add(frame);
        }
    }

    private async ValueTask<bool> Goodbye(GatewayClose close)
    {
        _writer.AddClose(close);
        await Flush();
        _saidGoodbye = true;
        return false;
    }

    private async ValueTask Flush()
    {
        if (_writer.Pending.Length > 0)
        {
            await _stream.WriteAsync(_writer.Pending, Gone);
            await _stream.FlushAsync(Gone);
            _writer.Sent();
        }
    }

    private readonly record struct OutItem(OutFrame Frame, GatewayClose? Close, TaskCompletionSource? Written, byte[]? Pong);
}
